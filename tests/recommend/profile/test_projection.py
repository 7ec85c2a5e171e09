"""A passport and its inferred competencies go into the graph and come back, in both stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.build import Referential
from graph.holder import read_holder, write_holder
from graph.load import load
from graph.store import GraphStore
from graph.stores.embedded import NetworkxStore
from recommend.engine import Engine
from recommend.profile.projection import holder_graph
from tests.support.arcadedb import arcade_store, package_folder, running
from tests.support.passports import DAY, EXAMPLES, example, passport


@pytest.fixture(scope="module", params=["networkx", "ArcadeDB-over-Bolt"])
def store(
    request: pytest.FixtureRequest, engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[GraphStore]:
    """Each store with the teaching referential loaded."""
    referential = Referential(engine.snapshot, engine.matcher.unit_links)
    if request.param == "networkx":
        yield NetworkxStore.build(referential)
        return
    package = package_folder()
    if package is None:
        pytest.skip("arcadedb-embedded is not installed: no Bolt server to test against")
    with (
        running(package, tmp_path_factory.mktemp("arcadedb")) as server,
        server.database("holders") as database,
        arcade_store(server, database) as opened,
    ):
        load(opened, referential)
        yield opened


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_a_holder_is_written_read_back_and_removed_whole(store: GraphStore, engine: Engine, path: Path) -> None:
    """Records, items, probabilities and evidence come back as they went in; removal leaves the referential alone."""
    passport = example(path)
    profile = engine.profile(passport, DAY)
    holder = holder_graph(passport, profile, engine.catalogue)
    assert {item.item.key for item in holder.items} == {belief.item for belief in profile.beliefs}
    assert {record.id for record in holder.records} == {record.id for record in passport.records}
    before = store.counts()
    write_holder(store, holder)
    assert read_holder(store, holder.id) == holder
    assert store.remove_holder(holder.id)
    assert read_holder(store, holder.id) is None
    assert store.counts() == before


def test_the_name_of_the_holder_never_enters_the_graph(engine: Engine) -> None:
    """Only the identifier that the caller chose does."""
    passport = example(EXAMPLES[0])
    holder = holder_graph(passport, engine.profile(passport, DAY), engine.catalogue)
    assert passport.holder.name
    assert passport.holder.name not in str([vars(record) for record in holder.records])
    assert passport.holder.name not in repr(holder)


def test_a_qualification_is_a_record_of_the_graph(engine: Engine) -> None:
    """With its title, and its dates where it has them."""
    given = [{"id": "q1", "title": "Permis C"}, {"id": "q2", "title": "SST", "date": "2024", "until": "2026"}]
    document = passport(qualifications=given)
    records = holder_graph(document, engine.profile(document, DAY), engine.catalogue).records
    assert [(one.kind, one.title, one.start and one.start.year, one.end and one.end.year) for one in records] == [
        ("qualification", "Permis C", None, None),
        ("qualification", "SST", 2024, 2026),
    ]
