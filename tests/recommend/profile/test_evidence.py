"""Evidence combines as independent records do, and no record counts twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommend.gap.gap import Status, status_of
from recommend.profile.evidence import Evidence, Rule, Source, combine
from recommend.weights import KIND_FACTOR, W, describe

evidence = st.builds(
    Evidence,
    item=st.sampled_from(["1", "2"]),
    record=st.sampled_from(["a", "b", "c"]),
    rule=st.sampled_from(list(Rule)),
    source=st.sampled_from([Source("x"), Source("y"), Source("", "K1", None)]),
    probability=st.floats(0, 1),
    guaranteed=st.booleans(),
    root=st.sampled_from([None, "", "c1", "c2"]),
)


def one(record: str, probability: float, guaranteed: bool = False) -> Evidence:
    return Evidence("1", record, Rule.STATEMENT, Source("…"), probability, guaranteed)


def test_two_records_add_up_and_one_record_counts_once() -> None:
    """1 - (1 - .5)(1 - .4) = .7; the weaker evidence of a record changes nothing."""
    (belief,) = combine([one("a", 0.5), one("a", 0.3), one("b", 0.4)])
    assert belief.probability == pytest.approx(0.7)
    assert [e.probability for e in belief.evidence] == [0.5, 0.4, 0.3]


def test_one_unit_counts_once_whatever_records_tell_it() -> None:
    """Two records of one bloc are worth the surer; two blocs of two records add up; several records together, once."""
    rule, first, second = Rule.BLOC, Source(code="B1"), Source(code="B2")

    def unit(record: str, source: Source, probability: float, root: str) -> Evidence:
        return Evidence("1", record, rule, source, probability, guaranteed=False, root=root)

    (again,) = combine([unit("a", first, 0.5, "B1"), unit("b", first, 0.4, "B1")])
    assert again.probability == pytest.approx(0.5)
    (both,) = combine([unit("a", first, 0.5, "B1"), unit("b", second, 0.4, "B2")])
    assert both.probability == pytest.approx(0.7)
    (followed,) = combine([unit("a", first, 0.5, "B1"), unit("a", second, 0.4, "B1"), unit("b", second, 0.4, "B1")])
    assert followed.probability == pytest.approx(0.5)


def test_the_guaranteed_part_rests_on_guaranteed_evidence_alone() -> None:
    """A declared sentence in a guaranteed job adds to the belief, not to its guaranteed part."""
    (belief,) = combine([one("a", 0.9), one("a", 0.5, guaranteed=True), one("b", 0.2)])
    assert belief.probability == pytest.approx(0.92)
    assert belief.guaranteed == pytest.approx(0.5)


@given(st.lists(evidence, max_size=12), evidence)
def test_more_evidence_never_lowers_a_belief(found: list[Evidence], more: Evidence) -> None:
    """Nor its guaranteed part; and both stay within bounds."""
    before = {b.item: b for b in combine(found)}
    after = {b.item: b for b in combine([*found, more])}
    for item, belief in before.items():
        assert after[item].probability >= belief.probability
        assert after[item].guaranteed >= belief.guaranteed
    for belief in after.values():
        assert 0 <= belief.guaranteed <= belief.probability <= W["ceiling"]


@given(st.lists(evidence, max_size=12), st.randoms())
def test_the_order_of_evidence_does_not_matter(found: list[Evidence], random: object) -> None:
    """Same evidence, same beliefs, in the same order."""
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert combine(found) == combine(shuffled)


def test_statuses_follow_the_thresholds_of_the_table() -> None:
    """Each threshold belongs to the status above it."""
    assert status_of(W["status.held"]) is Status.HELD
    assert status_of(W["status.held"] - 1e-9) is Status.LIKELY
    assert status_of(W["status.likely"]) is Status.LIKELY
    assert status_of(W["status.to_confirm"]) is Status.TO_CONFIRM
    assert status_of(0.0) is Status.MISSING


def test_every_weight_has_a_unit_and_a_reason() -> None:
    """The table is complete, names are unique, and every kind of experience has its factor."""
    table = describe()
    assert len({w.name for w in table}) == len(table)
    assert all(w.unit and w.reason for w in table)
    assert all(0 < factor <= 1 for factor in KIND_FACTOR.values())
    assert {f"kind.{kind}" for kind in KIND_FACTOR} <= {w.name for w in table}
