"""Evidence is told from its fields, and cited by its source whatever it speaks through."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answers.report.cited import _said
from answers.words.evidence import detail, reason
from answers.words.forms import titled
from recommend.profile.evidence import Evidence, Rule, Source
from referentials.catalogue import Item

CASE = Item("1", "competency", "Encaisser un paiement")
SAID = "J'encaisse ; par « carte » surtout"


@pytest.mark.parametrize(
    ("rule", "source", "told"),
    [
        (Rule.OCCUPATION, Source("vendeuse", "D1106", "Vente"), "vendeuse → Vente (D1106)"),
        (Rule.STATEMENT, Source(SAID), SAID),
        (Rule.TRAINING, Source("CAP vente"), "CAP vente"),
        (Rule.BLOC, Source("", "RNCP1BC01", "Vendre"), "RNCP1BC01 Vendre"),
        (Rule.CERTIFICATION, Source("", "RS5", None), "RS5 RS5 (intitulé inconnu de l'instantané)"),
        (
            Rule.EQUIVALENCE,
            Source("", "RNCP1BC01", "Vendre", via=("RNCP2BC01", "RNCP2BC02")),
            "RNCP1BC01 Vendre (équivalence : RNCP2BC01, RNCP2BC02)",
        ),
        (
            Rule.CERTIFICATION_OCCUPATION,
            Source("", "RNCP1", "CAP", ("D1106", "D1102"), ("RNCP2",)),
            "RNCP1 CAP → D1106, D1102 (équivalence : RNCP2)",
        ),
    ],
)
def test_each_rule_tells_what_its_source_is(rule: Rule, source: Source, told: str) -> None:
    """And, of a macro-competency, which competency it is known by; the source is cited without it."""
    evidence = Evidence("1", "e1", rule, source, 0.5, False)
    through = replace(evidence, through=CASE)
    assert detail(evidence) == told
    assert detail(through) == f"{told} ; par « Encaisser un paiement »"
    assert _said(through) == _said(evidence) == ("e1", reason(evidence))


def test_what_is_carried_over_says_from_what_and_how_near() -> None:
    """The competency that one has, or the trade near the one aimed at."""
    carried = Evidence("2", "e1", Rule.CARRIED, Source(SAID), 0.4, False, CASE, 0.62)
    assert reason(carried) == "proche de ce que vous savez faire : « Encaisser un paiement », qui en donne 62 %"
    trade = Evidence("2", "e1", Rule.NEAR_TRADE, Source("", "D1106", "Vente"), 0.4, False, degree=0.5)
    assert reason(trade) == "métier proche du vôtre : Vente (D1106), qui en donne 50 %"


def test_words_of_the_holder_are_never_cut() -> None:
    """Even where they are written as acquis writes what evidence speaks through."""
    assert SAID in _said(Evidence("1", "e1", Rule.STATEMENT, Source(SAID), 0.5, False))[1]


def test_a_title_that_is_not_known_is_said_so() -> None:
    """After the code, which is all that the snapshot has."""
    assert titled("RNCP1", "CAP") == "CAP"
    assert titled("RNCP1", None) == "RNCP1 (intitulé inconnu de l'instantané)"
