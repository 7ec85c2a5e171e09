"""Evidence is told from its fields, and cited by its source whatever it speaks through."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answers.report.cited import _said
from answers.words.evidence import detail, guarantee, guarantees, reason
from answers.words.forms import titled
from recommend.profile.evidence import Belief, Evidence, Rule, Source, combine
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
        (Rule.CERTIFICATION, Source("", "RS5", None), "RS5 RS5 (intitulé inconnu)"),
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
    """And is cited so."""
    evidence = Evidence("1", "e1", rule, source, 0.5, False)
    assert detail(evidence) == told
    assert _said(evidence) == ("e1", reason(evidence))


def test_what_is_carried_over_says_from_what_and_how_near() -> None:
    """The competency that one has, cited once however near; or the trade near the one aimed at."""
    carried = Evidence("2", "e1", Rule.CARRIED, Source(SAID), 0.4, False, CASE, 0.62)
    assert reason(carried) == "transposé de « Encaisser un paiement », que vous savez faire (proche à 62 %)"
    assert _said(carried) == _said(replace(carried, degree=0.3))
    known = replace(carried, through=Item("2", "knowledge", "Techniques de vente"))
    assert reason(known) == "transposé de « Techniques de vente », que vous connaissez (proche à 62 %)"
    trade = Evidence("2", "e1", Rule.NEAR_TRADE, Source("", "D1106", "Vente"), 0.4, False, degree=0.5)
    assert reason(trade) == "métier voisin appris : Vente (D1106) (proche à 50 %)"
    exercised = replace(trade, source=Source("Vente", "D1106", "Vente"))
    assert reason(exercised) == "métier voisin exercé : Vente (D1106) (proche à 50 %)"


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_its_words(rule: Rule) -> None:
    """None fails, whatever speaks."""
    assert reason(Evidence("1", "e1", rule, Source("dit", "D1106", "Vente"), 0.5, False, CASE, 0.5))


def believed(*evidence: tuple[Rule, float, bool]) -> Belief:
    """A belief of such evidence."""
    told = [Evidence("1", f"e{n}", rule, Source("dit"), p, sure) for n, (rule, p, sure) in enumerate(evidence)]
    return combine(told)[0]


def test_what_is_guaranteed_is_said_by_its_kind_and_never_without_a_guaranteed_part() -> None:
    """A job that an employer attests is no competency that a jury assessed; a part too small is not told."""
    job, unit = (Rule.OCCUPATION, 0.8, True), (Rule.BLOC, 0.8, True)
    assert guarantee(believed((Rule.OCCUPATION, 0.8, False), (Rule.STATEMENT, 0.2, False))) == "déclaré"
    assert guarantee(believed((Rule.BLOC, 0.1, False))) == "déclaré"
    assert guarantee(believed(job)) == "emploi attesté"
    assert guarantee(believed(job, unit)) == "évalué par un jury"
    assert guarantee(believed((Rule.BLOC, 0.1, True), (Rule.OCCUPATION, 0.8, False))) == "déclaré"
    assert guarantees([believed(job), believed(unit), believed(unit)]) == (
        ", dont 2 évaluées par un jury, 1 tirée d'un emploi attesté"
    )
    assert guarantees([believed((Rule.BLOC, 0.5, False))]) == ""


def test_words_of_the_holder_are_never_cut() -> None:
    """Even where they are written as acquis writes what evidence speaks through."""
    assert SAID in _said(Evidence("1", "e1", Rule.STATEMENT, Source(SAID), 0.5, False))[1]


def test_a_title_that_is_not_known_is_said_so() -> None:
    """After the code, which is all that the snapshot has."""
    assert titled("RNCP1", "CAP") == "CAP"
    assert titled("RNCP1", None) == "RNCP1 (intitulé inconnu)"
