"""What import, opening, the graph and requests cost, on the teaching and on the full referential.

    python -m benchmarks.engine --data ../shared/data [--bolt]
    python -m benchmarks.engine --measure loads        (the snapshot in use: its load on each store, as JSON)

Each measure runs in a process of its own, so that its time includes a cold start and its memory is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.machine import machine

if TYPE_CHECKING:
    from graph.store import GraphStore
    from passport.document.model import Passport

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 23)
TARGET = "D1106"
EXAMPLES = ("vente-benevolat", "service-civique", "technicien-maintenance")
REPEATS = 20

Row = dict[str, float]


def official_files(data: Path) -> list[Path]:
    """ROME v460, blocs of 2024, RNCP tables of 2026, XML fiches, trainings, Formacode, ESCO."""
    return [
        data / "rome" / "RefRomeCsv_v460.zip",
        *sorted((data / "rncp").glob("*.zip")),
        data / "rncp" / "xml_v4_1",
        data / "formations" / "onisep_formations.json",
        data / "formacode" / "formacodes-v14.csv",
        *sorted((data / "esco").glob("*.zip")),
    ]


def timed(action: Callable[[], object]) -> float:
    """Seconds an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def median_ms(action: Callable[[], object], repeats: int = REPEATS) -> float:
    """Median milliseconds of repeated runs, after one that is not counted."""
    action()
    return 1000 * statistics.median(timed(action) for _ in range(repeats))


def measure_import(data: str) -> Row:
    """Read the official files (or the teaching ones) and compute what the model derives from them."""
    from matching.encoders import open_encoder
    from matching.matcher import Matcher
    from referentials.build import build_snapshot
    from referentials.home import make_current
    from referentials.snapshot import Snapshot
    from referentials.teaching import teaching_snapshot

    made: list[Snapshot] = []
    tables = timed(lambda: made.append(build_snapshot(official_files(Path(data))) if data else teaching_snapshot()))
    derived = timed(lambda: Matcher.open(made[0], open_encoder(None)).unit_links)
    make_current(made[0].id)
    return {"tables (s)": tables, "model (s)": derived, "total (s)": tables + derived}


def examples() -> list[Passport]:
    """The invented passports, checked against the registry of their issuers."""
    from passport.document.read import read_passport
    from passport.proof.registry_file import read_registry
    from passport.proof.verify import verified

    folder = ROOT / "examples"
    issuers = read_registry(folder / "issuers.json")
    return [verified(read_passport(folder / f"{name}.json"), issuers, DAY) for name in EXAMPLES]


def measure_requests(_: str) -> Row:
    """Open the engine, ask a first time (cold), then again and again (warm)."""
    from recommend.engine import Engine

    passports = examples()
    opened: list[Engine] = []

    def opening() -> None:
        opened.append(Engine.open())
        _ = opened[0].world.matrices, opened[0].catalogue.items

    row = {"open (s)": timed(opening)}
    engine = opened[0]
    row["first analysis (s)"] = timed(lambda: engine.plan(engine.profile(passports[0], DAY), TARGET))
    profiles = [engine.profile(passport, DAY) for passport in passports]
    row["profile (ms)"] = median_ms(lambda: [engine.profile(p, DAY) for p in passports], 5) / len(passports)
    row["gap (ms)"] = median_ms(lambda: [engine.gap(p, TARGET) for p in profiles]) / len(profiles)
    row["plan (ms)"] = median_ms(lambda: [engine.plan(p, TARGET) for p in profiles]) / len(profiles)
    row["search (ms)"] = median_ms(lambda: engine.matcher.search("vendeuse en boul", ("occupation", "appellation"), 10))
    return row


def measure_graph(_: str) -> Row:
    """Build the embedded graph and read neighbourhoods."""
    from graph.build import Referential
    from graph.model import NodeId
    from graph.stores.embedded import NetworkxStore
    from graph.walk import neighbourhood
    from matching.matcher import Matcher
    from recommend.engine import open_snapshot

    snapshot = open_snapshot()
    referential = Referential(snapshot, Matcher.open(snapshot).unit_links)
    stores: list[NetworkxStore] = []
    row = {"build (s)": timed(lambda: stores.append(NetworkxStore.build(referential)))}
    store = stores[0]
    row["nodes"], row["edges"] = store.graph.number_of_nodes(), store.graph.number_of_edges()
    some = snapshot.table("occupations")["code"].to_list()[:30]
    row["neighbourhood (ms)"] = median_ms(lambda: [neighbourhood(store, NodeId("Occupation", c)) for c in some]) / len(
        some
    )
    return row


def measure_loads(_: str) -> Row:
    """Load the graph into each store: in the process, then through the official driver into ArcadeDB and Neo4j."""
    from graph.build import Referential
    from graph.load import load
    from graph.stores.embedded import NetworkxStore
    from matching.matcher import Matcher
    from recommend.engine import open_snapshot

    snapshot = open_snapshot()
    referential = Referential(snapshot, Matcher.open(snapshot).unit_links)
    row = {"networkx: load (s)": timed(lambda: NetworkxStore.build(referential))}
    for name, opened in (("ArcadeDB", _arcadedb), ("Neo4j", _neo4j)):
        with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as store:
            loading = partial(load, store, referential)
            row[f"{name}: load (s)"] = timed(loading)
            row[f"{name}: load again (s)"] = timed(loading)
    return row


@contextmanager
def _arcadedb(folder: Path) -> Iterator[GraphStore]:
    from tests.support.arcadedb import arcade_store, package_folder, running

    package = package_folder()
    assert package, "pip install arcadedb-embedded"
    with (
        running(package, folder, memory="1g") as server,
        server.database("bench") as database,
        arcade_store(server, database) as store,
    ):
        yield store


@contextmanager
def _neo4j(folder: Path) -> Iterator[GraphStore]:
    from tests.support.neo4j_server import running_neo4j

    with running_neo4j(folder, memory="1g") as server, server.store() as store:
        yield store


MEASURES: dict[str, Callable[[str], Row]] = {
    "import": measure_import,
    "requests": measure_requests,
    "graph": measure_graph,
    "loads": measure_loads,
}


def run(measure: str, data: str, home: Path) -> Row:
    """Run one measure in a fresh process; its peak memory (MB) is added to what it measured."""
    command = [sys.executable, "-m", "benchmarks.engine", "--measure", measure, "--data", data]
    environment = {**os.environ, "ACQUIS_HOME": str(home)}
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def report(results: dict[str, dict[str, Row]], snapshot: dict[str, Any]) -> str:
    """Write the results as a Markdown page."""
    lines = [
        "# What acquis costs",
        "",
        "Written by `make benchmark` (`python -m benchmarks --data ../shared/data --bolt`); one run.",
        "",
        machine(),
        f"- Full referential: snapshot `{snapshot['id']}`, model `{snapshot['model']}`",
        "- Each measure in a process of its own; peak memory is that process's. Requests: medians, model warm.",
        "",
        "| measure | | teaching | full | growth |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    for measure, rows in results.items():
        small, large = rows["teaching"], rows["full"]
        for name in large:
            growth = f"×{large[name] / small[name]:.1f}" if small.get(name) else ""
            lines.append(f"| {measure} | {name} | {_figure(small.get(name))} | {_figure(large[name])} | {growth} |")
    return "\n".join(lines) + "\n"


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}".replace(",", " ") if value >= 100 else f"{value:.3g}"


def main() -> None:
    """Run every measure on both referentials and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("ACQUIS_DATA", str(ROOT.parent / "shared" / "data")))
    parser.add_argument("--bolt", action="store_true", help="also load each store (ArcadeDB, Neo4j: minutes)")
    parser.add_argument("--measure", choices=MEASURES, help="one measure, in this process")
    options = parser.parse_args()
    if options.measure:
        import resource

        row = MEASURES[options.measure](options.data)
        row["peak memory (MB)"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(row))
        return
    with tempfile.TemporaryDirectory() as folder:
        print(measure_all(options.data, Path(folder), bolt=options.bolt))


def measure_all(data: str, folder: Path, *, bolt: bool) -> str:
    """Measure everything in homes below `folder` (`teaching`, `full`), and return the page."""
    chosen = [name for name in MEASURES if name != "loads" or bolt]
    results: dict[str, dict[str, Row]] = {name: {} for name in chosen}
    for size, files in (("teaching", ""), ("full", data)):
        for name in chosen:
            print(f"{size}: {name}…", file=sys.stderr)
            results[name][size] = run(name, files, folder / size)
    return report(results, _snapshot(folder / "full"))


def _snapshot(home: Path) -> dict[str, str]:
    identifier = (home / "current").read_text(encoding="ascii").strip()
    (model,) = (home / "snapshots" / identifier / "derived").iterdir()
    return {"id": identifier, "model": model.name}


if __name__ == "__main__":
    main()
