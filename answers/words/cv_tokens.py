"""What a verification of a CV as a credential found, in French."""

from __future__ import annotations

from collections.abc import Mapping

from answers.words.cv import FRENCH
from passport.document.standing import ProofProblem

PROBLEM: Mapping[str, str] = {
    ProofProblem.UNREADABLE: "ce n'est pas un CV en VC-JWT ou en SD-JWT VC, ou son procédé n'est pas admis",
    ProofProblem.UNKNOWN_ISSUER: "son émetteur n'est pas au registre (--issuers)",
    ProofProblem.REVOKED_ISSUER: "son émetteur est révoqué",
    ProofProblem.UNKNOWN_KEY: "il est signé d'une clé qui n'est pas de son émetteur",
    ProofProblem.KEY_OUT_OF_PERIOD: "il est signé hors de la période de la clé",
    ProofProblem.KEY_COMPROMISED: "sa clé est compromise",
    ProofProblem.BAD_SIGNATURE: "sa signature ne tient pas : il a été modifié, ou signé d'une autre clé",
    ProofProblem.OTHER_HOLDER: "qui le montre n'a pas prouvé, pour vous et maintenant, qu'il en est le titulaire",
    ProofProblem.ALTERED: "il divulgue ce que l'émetteur n'a pas signé",
    ProofProblem.REVOKED: "il a été révoqué ou remplacé par qui l'a établi",
    ProofProblem.EXPIRED: "il n'est plus en cours de validité",
    ProofProblem.NOT_YET: "il se dit établi plus tard que la date de la vérification",
    ProofProblem.STATUS_UNKNOWN: "nul ne sait s'il vaut encore : la liste de révocations de son émetteur manque au "
    "registre, ou n'est plus à jour (acquis issuer revocations l'y met)",
}


def problem_told(problem: ProofProblem) -> str:
    """What is wrong, in a sentence."""
    return FRENCH.typographic(PROBLEM.get(problem, PROBLEM[ProofProblem.UNREADABLE]))
