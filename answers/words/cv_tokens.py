"""What a verification of a CV as a credential found, in French."""

from __future__ import annotations

from collections.abc import Mapping

from answers.words.cv import FRENCH
from passport.document.standing import ProofProblem
from passport.proof.registry import Issuer, IssuerRole

PROBLEM: Mapping[str, str] = {
    ProofProblem.UNREADABLE: "ce n'est pas un CV en VC-JWT ou en SD-JWT VC, ou son procédé n'est pas admis",
    ProofProblem.UNKNOWN_ISSUER: "son émetteur n'est pas au registre (--issuers)",
    ProofProblem.REVOKED_ISSUER: "son émetteur est révoqué",
    ProofProblem.UNKNOWN_KEY: "il est signé d'une clé qui n'est pas de son émetteur",
    ProofProblem.KEY_OUT_OF_PERIOD: "il est signé hors de la période de la clé",
    ProofProblem.KEY_COMPROMISED: "sa clé est compromise",
    ProofProblem.BAD_SIGNATURE: "sa signature ne tient pas : il a été modifié, ou signé d'une autre clé",
    ProofProblem.OTHER_HOLDER: "qui le montre n'a pas prouvé, pour vous et maintenant, qu'il en est le titulaire",
    ProofProblem.OUT_OF_SCOPE: "son émetteur n'est pas de ceux qui établissent des CV : il faut au registre le rôle "
    "d'opérateur (operator)",
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


def issuer_told(issuer: Issuer) -> str:
    """Who issued a CV; of one that teaches, that it is worth nothing."""
    taught = issuer.role is IssuerRole.TEACHING
    return f"{issuer.name} (émetteur d'essai, inventé : ce CV ne vaut que pour essayer)" if taught else issuer.name
