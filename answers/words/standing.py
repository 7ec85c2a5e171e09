"""Who vouches for a record, and what a check of it found, in French.

« Attesté » is said of what a proof shows, and of nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from passport.document.standing import Checks, ProofMethod, ProofProblem, RecordCheck, Standing

SHORT: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.GUARANTEED: "attesté",
        Standing.UNVERIFIED: "attestation non vérifiée",
        Standing.DECLARED: "déclaré",
    }
)
METHOD: Mapping[ProofMethod, str] = MappingProxyType(
    {
        ProofMethod.STATEMENT: "déclaration signée",
        ProofMethod.CREDENTIAL: "attestation numérique signée",
        ProofMethod.FEED: "transmission acceptée",
    }
)
PROBLEM: Mapping[ProofProblem, str] = MappingProxyType(
    {
        ProofProblem.NOT_CHECKED: "aucun registre d'émetteurs n'a été consulté",
        ProofProblem.NO_PROOF: "le passeport nomme {who} et n'en apporte aucune preuve",
        ProofProblem.UNREADABLE: "la preuve jointe est illisible",
        ProofProblem.UNKNOWN_ISSUER: "{who} n'est pas au registre",
        ProofProblem.REVOKED_ISSUER: "{who} a été retiré du registre",
        ProofProblem.UNKNOWN_KEY: "la clé qui la signe n'est pas, au registre, une clé que tient {who}",
        ProofProblem.KEY_OUT_OF_PERIOD: "elle est signée hors de la période où valait la clé que tient {who}",
        ProofProblem.KEY_COMPROMISED: "la clé que tenait {who} a été compromise : rien de ce qu'elle signe ne vaut",
        ProofProblem.BAD_SIGNATURE: "la signature n'est pas celle que ferait {who}",
        ProofProblem.OTHER_HOLDER: "elle a été délivrée à une autre personne",
        ProofProblem.ALTERED: "la ligne ne dit plus ce qui a été signé",
        ProofProblem.USED_TWICE: "la même preuve vaut déjà pour une autre ligne du passeport",
        ProofProblem.OUT_OF_SCOPE: "{who} n'est pas habilité à attester cela",
        ProofProblem.REVOKED: "{who} l'a retirée",
        ProofProblem.EXPIRED: "elle n'est plus valable",
        ProofProblem.NOT_YET: "elle n'est signée, ou ne vaut, qu'après le jour de l'analyse",
        ProofProblem.STATUS_UNKNOWN: "la liste des retraits que tient {who} manque, n'est pas à jour ou ne se lit pas",
    }
)
"""By problem; `who`: the issuer, by its name in the registry, else as the passport or the proof names it."""
UNSEEN = "un organisme que le titulaire ne montre pas"
"""Who vouches for a record, where a share hides it."""

_SINCE = " ; ce qui dure depuis la signature est déclaré"
"""Of what had not ended when it was signed."""


def standing_told(one: RecordCheck) -> str:
    """Where a record stands: attested by whom, signed and checked when; not verified and why; or declared."""
    found = one.found
    if found.standing is Standing.DECLARED:
        return SHORT[found.standing]
    if found.standing is Standing.UNVERIFIED:
        return f"{SHORT[found.standing]} : {problem_told(one)}"
    method = f" ({METHOD[found.method]})" if found.method else ""
    signed = f", signé le {found.signed:%d/%m/%Y}" if found.signed else ""
    checked = f", vérifié au {found.checked:%d/%m/%Y}" if found.checked else ""
    since = _SINCE if one.ongoing and found.signed and found.signed != found.checked else ""
    handed = f", transmis par « {found.handed_in_by} »" if found.handed_in_by else ""
    until = f", valable jusqu'au {found.until:%d/%m/%Y}" if found.until else ""
    named = found.name or found.issuer
    who = f" par « {named} »" if named else f", par {UNSEEN}"
    return f"{SHORT[found.standing]}{who}{handed}{signed}{until}{checked}{method}{since}"


def problem_told(one: RecordCheck) -> str:
    """Why an attestation is not verified."""
    found = one.found
    named = found.name or one.claimed or found.issuer
    who = f"l'émetteur « {named} »" if named else "son émetteur"
    problem = found.problem or ProofProblem.NOT_CHECKED
    over = problem is ProofProblem.EXPIRED and found.until
    return PROBLEM[problem].format(who=who) + (f" (elle l'était jusqu'au {found.until:%d/%m/%Y})" if over else "")


def checks_told(checks: Checks) -> str | None:
    """In one sentence, how many attestations were checked and what was found; None where nobody is said to vouch."""
    sure, unsure = len(checks.of(Standing.GUARANTEED)), len(checks.of(Standing.UNVERIFIED))
    if not sure and not unsure:
        return None
    if checks.on is None:
        return f"Attestations non vérifiées : {PROBLEM[ProofProblem.NOT_CHECKED]} ; elles comptent comme déclarées."
    told = [
        *([f"{sure} {_many('vérifiée', sure)}"] if sure else []),
        *([f"{unsure} {_many('non vérifiée', unsure)}, qui {_count(unsure)}"] if unsure else []),
    ]
    return f"Attestations au {checks.on:%d/%m/%Y} : {', '.join(told)}."


def _count(number: int) -> str:
    return "comptent comme déclarées" if number > 1 else "compte comme déclarée"


def _many(word: str, number: int) -> str:
    return f"{word}s" if number > 1 else word


def records_told(checks: Checks, names: Mapping[str, str], *standings: Standing) -> list[str]:
    """Short name of each record that stands in one of these ways, and how it does, a line each."""
    kept = (one for one in checks.records if one.found.standing in standings)
    return [f"{names[one.record]} : {standing_told(one)}" for one in kept]


def record_told(checks: Checks, record: str, *, guaranteed: bool) -> str:
    """In a word, where what follows from a record stands: as it does; declared where it rests on another that is."""
    stands = next(one for one in checks.records if one.record == record).found.standing
    return SHORT[Standing.DECLARED if stands is Standing.GUARANTEED and not guaranteed else stands]
