"""docs/who-may.md, written from the matrix of rights: `python -m answers.words.matrix_page`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from answers.words.permissions import ACTION, BODY, GROUND, MISSION
from passport.access.actor import ActorKind
from passport.access.matrix import LISTED_BODIES, LISTED_MISSIONS, PROHIBITIONS, RULES, Rule
from passport.access.retention import KEPT, Kept
from passport.access.terms import Condition

PAGE = Path(__file__).parents[2] / "docs" / "who-may.md"
ACTOR = MappingProxyType(
    {
        ActorKind.HOLDER: "Le titulaire",
        ActorKind.AGENT: "L'agent d'un organisme",
        ActorKind.GUEST: "Qui a un partage",
        ActorKind.ISSUER: "L'émetteur",
        ActorKind.OPERATOR: "L'opérateur du coffre",
    }
)
CONDITION = MappingProxyType(
    {
        Condition.SELF: "c'est son propre passeport",
        Condition.OLD_ENOUGH: f"il a {KEPT[Kept.AGE].value} ans",
        Condition.ALIVE: "le titulaire est en vie",
        Condition.UNLIMITED: "l'usage du passeport n'est pas limité",
        Condition.BODY: "l'organisme est de la liste",
        Condition.MISSION: "la mission est de la liste",
        Condition.HABILITATED: "l'agent est habilité ce jour-là",
        Condition.GRANTED: "le partage est de ce passeport, à cette personne, pour cette finalité",
        Condition.RUNNING: "le partage court, et n'est pas révoqué",
        Condition.CONSENT_STANDS: "l'usage n'est pas limité, ou le partage a été donné depuis",
        Condition.WHOLE_LINES: "le partage n'est pas des seules compétences",
        Condition.SHARED_LINE: "la ligne est partagée, et n'est pas tenue hors des partages",
        Condition.CURRENT_LINE: "la ligne n'est pas retirée",
        Condition.LINE: "une ligne est nommée",
        Condition.OWN_DECLARED: "le titulaire l'a déclarée lui-même",
        Condition.VOUCHED_LINE: "un émetteur l'a transmise",
        Condition.REGISTERED: "l'émetteur est au registre ce jour-là",
        Condition.OWN_ISSUED: "il a transmis cette ligne",
        Condition.OWN_SAY: "nom, prénoms et date de naissance ne changent pas",
        Condition.EVIDENCE: "un justificatif est nommé",
        Condition.HOLDER_OF_AGE: f"le titulaire a {KEPT[Kept.AGE].value} ans",
        Condition.DEAD: "le décès est enregistré",
        Condition.TIME_OVER: f"{KEPT[Kept.AFTER_DEATH].value} ans ont passé depuis",
    }
)
_HEAD = """# Qui peut quoi sur un passeport

Écrit par `python -m answers.words.matrix_page` depuis la matrice (`passport/access/matrix.py`), qui seule décide.
Ce qu'aucune ligne n'ouvre est refusé. Les cas, lisibles par un juriste : `tests/passport/access/cases/`.
"""


def matrix_page() -> str:
    """The page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    for actor, name in ACTOR.items():
        yield f"## {name}\n"
        yield "| peut | fondement | article | depuis | si |\n| --- | --- | --- | --- | --- |"
        yield from (_row(rule) for rule in RULES if rule.actor is actor)
        yield ""
    yield "## Personne\n"
    yield "| ne peut | article | depuis |\n| --- | --- | --- |"
    for one in PROHIBITIONS.values():
        yield f"| {ACTION[one.action]} | {one.article} | {one.since.isoformat()} |"
    yield "\n## Les listes\n"
    yield f"Organismes (R6323-35 III) : {_listed(BODY[body] for body in LISTED_BODIES)}.\n"
    yield f"Missions (R6323-35 III) : {_listed(MISSION[mission] for mission in LISTED_MISSIONS)}."


def _row(rule: Rule) -> str:
    conditions = " ; ".join(CONDITION[one] for one in rule.conditions)
    return (
        f"| {ACTION[rule.action]} | {GROUND[rule.ground]} | {rule.article} | {rule.since.isoformat()} | {conditions} |"
    )


def _listed(names: Iterator[str]) -> str:
    return ", ".join(sorted(names))


if __name__ == "__main__":
    PAGE.write_text(matrix_page(), encoding="utf-8")
