"""A sentence of the trade that is not read surely is to confirm and asked, with the holder's words; never taken."""

from __future__ import annotations

import numpy as np
import pytest

from answers.words.questions import asked
from matching.index.expected import Expected
from matching.index.items import ItemMatch
from recommend.engine import Engine
from recommend.gap.gap import status_of
from recommend.profile.evidence import Rule
from recommend.profile.infer import Read, Said, from_statements, hints, not_understood
from referentials.codes import OgrCode
from tests.support.passports import DAY, job, passport


def read(probability: float, expected: float, *verdicts: dict[str, str]) -> Read:
    """A sentence of a job and one reading of it."""
    (record,) = passport(experiences=[job(description="briefing du matin", readings=list(verdicts))]).experiences
    match = ItemMatch(OgrCode("117243"), "competency", "Animer", probability, 0.8, 0.0, expected=expected)
    return Read(Said(record, "briefing du matin", "briefing du matin", Expected()), (match,))


@pytest.mark.parametrize(
    ("probability", "expected", "rules"),
    [(0.65, 0.8, [Rule.DOUBTFUL]), (0.65, 0.1, []), (0.45, 1.0, []), (0.8, 0.0, [Rule.STATEMENT])],
)
def test_what_is_near_the_trade_is_to_confirm(probability: float, expected: float, rules: list[Rule]) -> None:
    """Below a threshold, or of another trade, it gives nothing; sure, it is taken wherever it comes from."""
    found = list(from_statements([read(probability, expected)], DAY))
    assert [one.rule for one in found] == rules
    assert all(status_of(one.probability).value == "to_confirm" for one in found if one.rule is Rule.DOUBTFUL)


def test_what_is_to_confirm_is_still_said_not_understood() -> None:
    """The holder may confirm or refuse it; once judged, it is neither asked nor counted."""
    one = read(0.65, 0.8)
    assert [unread.text for unread in not_understood([one])] == ["briefing du matin"]
    assert hints([one]) == {"117243": "briefing du matin"}
    judged = read(0.65, 0.8, {"text": "briefing du matin", "code": "117243", "verdict": "refused"})
    assert not [*from_statements([judged], DAY), *not_understood([judged]), *hints([judged])]


def test_sentences_of_the_holder_are_asked_first_and_once(engine: Engine) -> None:
    """Each question that quotes one comes before those that quote none, and no two quote the same."""
    told = job(rome=None, title="Auxiliaire de vie", description="fin de vie, la toilette, nuits")
    gap = engine.gap(engine.profile(passport(experiences=[told]), DAY), "J1501")
    words = [one.words for one in engine.questions(gap)]
    quoted = [one for one in words if one]
    assert quoted
    assert words[: len(quoted)] == quoted
    assert len(set(quoted)) == len(quoted)
    assert quoted[0] in asked(engine.questions(gap)[0])


def test_what_trades_near_ask_for_is_expected_less(engine: Engine) -> None:
    """Whole of the fiche, in part of its neighbours, not at all of a record without a trade."""
    expectations = engine.world.expectations
    degrees = expectations.of(("D1505",)).degrees
    assert degrees is not None
    assert 0.0 <= degrees.min() < degrees.max() == 1.0
    assert np.any((degrees > 0) & (degrees < 1))
    own = {engine.matcher.item_index.codes[place] for place in expectations.of(("D1505",)).own}
    matrices = engine.world.matrices
    asked_for = matrices.requires[matrices.occupation_index["D1505"]].indices
    assert own == {matrices.items[place] for place in asked_for}
    assert expectations.of(()).degrees is None
