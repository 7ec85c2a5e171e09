"""Links: what carries over between items, how near occupations are, what certifications teach."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from matching.links.between import Between, links_id
from matching.links.carry import ItemFacts, carry_features, carry_over
from matching.matcher import Matcher
from referentials.progress import Doing
from referentials.snapshot import Snapshot
from tests.support.matching_world import WORLD, Rows, small_world


@pytest.fixture(scope="module")
def matcher(teaching: Snapshot) -> Matcher:
    """The matcher of the teaching referential."""
    return Matcher.open(teaching)


@pytest.fixture(scope="module")
def facts(matcher: Matcher) -> ItemFacts:
    """What is known of its items."""
    return ItemFacts.of(matcher.snapshot, matcher.item_index)


def test_degrees_are_between_0_and_1_and_none_is_to_itself(matcher: Matcher) -> None:
    """Nor to what no occupation asks for."""
    carry = matcher.between.carry
    assert carry.nnz > 100
    assert 0 < carry.data.min() <= carry.data.max() <= 1
    assert not carry.diagonal().any()


def test_titles_carry_nothing_over_and_nothing_carries_over_to_them(facts: ItemFacts) -> None:
    """A diploma is held, not learnt from another; nor does it teach."""
    assert facts.is_title.any()
    carry = carry_over(facts)
    assert carry[facts.is_title].nnz == 0
    assert carry[:, facts.is_title].nnz == 0


def test_carry_over_is_the_same_each_time(facts: ItemFacts) -> None:
    """To the bit."""
    first, second = carry_over(facts), carry_over(facts)
    assert (first != second).nnz == 0


def test_what_is_alike_is_alike_both_ways(facts: ItemFacts) -> None:
    """Of the features, those that tell likeness; the others tell the direction."""
    held, asked = np.arange(0, 40), np.arange(40, 80)
    there, back = carry_features(held, asked, facts), carry_features(asked, held, facts)
    for name in ("cosine", "close", "macro", "together"):
        assert np.allclose(there[name], back[name], atol=1e-6), name
    assert np.array_equal(there["savoir_held"], back["savoir_asked"])


def test_a_world_without_items_or_occupations_has_no_links(tmp_path: Path) -> None:
    """Nothing carries over, no occupation is near, nothing is taught."""
    asked = ("occupation_competencies", "occupation_knowledge")
    nothing: dict[str, Rows] = {name: [] for name in ("competencies", "macro_competencies", "knowledge", *asked)}
    between = Matcher.open(small_world(tmp_path / "a", **nothing)).between
    assert between.carry.shape == (0, 0)
    assert between.teaching.taught.nnz == 0
    assert between.nearness.shape == (3, 3)
    lost: dict[str, Rows] = {name: [] for name in ("occupations", "appellations", *asked)}
    between = Matcher.open(small_world(tmp_path / "b", **lost)).between
    assert between.carry.nnz == between.teaching.taught.nnz == between.nearness.size == 0


def test_links_are_computed_once_and_say_how_far_they_are(tmp_path: Path) -> None:
    """The second opening reads the folder, named by version and weights."""
    told: list[tuple[str, float]] = []

    def hear(doing: Doing, share: float) -> None:
        told.append((str(doing.work), share))

    world = small_world(tmp_path)
    between = Matcher.open(world).link(hear)
    assert between.folder.name.endswith(links_id())
    assert [work for work, _ in told] == ["carry", "nearness", "taught", "linked"]
    assert [share for _, share in told] == sorted(share for _, share in told)
    again = Matcher.open(world).link(hear)
    assert len(told) == 4
    assert isinstance(again, Between)
    assert (again.carry != between.carry).nnz == 0


def test_items_and_units_are_in_the_order_of_codes(tmp_path: Path) -> None:
    """Knowledge comes last in the index, and not here: its code says its place."""
    knowledge = [*WORLD["knowledge"], {"ogr": "10", "label": "Encaissement d'une vente"}]
    asked = [*WORLD["occupation_knowledge"], {"occupation": "D1106", "item": "10", "importance": "plain"}]
    matcher = Matcher.open(small_world(tmp_path, knowledge=knowledge, occupation_knowledge=asked))
    codes = sorted(matcher.item_index.codes)
    assert codes != matcher.item_index.codes
    carry, between = carry_over(ItemFacts.of(matcher.snapshot, matcher.item_index)), matcher.between
    place = matcher.item_index.position
    for at, held in enumerate(codes):
        for to, need in enumerate(codes):
            assert between.carry[at, to] == carry[place[held], place[need]]
    assert list(between.teaching.units) == sorted(between.teaching.units)


def test_a_bloc_teaches_part_of_what_all_blocs_teach(matcher: Matcher) -> None:
    """Of each need the surest bloc; one bloc alone teaches less than all, unless it is the only one."""
    teaching = matcher.between.teaching
    owner = dict(matcher.snapshot.table("blocs").select("code", "certification").iter_rows())
    rows: dict[str, list[int]] = {}
    for at, unit in enumerate(teaching.units):
        rows.setdefault(owner.get(unit, unit), []).append(at)
    several = [own for own in rows.values() if len(own) >= 3]
    assert several
    for own in several:
        whole = teaching.taught[own].max(axis=0)
        alone = teaching.taught[own].sum(axis=1)
        assert (alone <= whole.sum() + 1e-4).all()
        assert alone.min() < whole.sum()
    assert 0 < teaching.taught.data.min() <= teaching.taught.data.max() <= 1
