"""What advice costs once the profile is made, how it grows with the referential, and over HTTP.

    python -m benchmarks.advice [--copies 1 4]      # the snapshot in use; ×16 takes many minutes

A referential of ×n is the real one and n - 1 copies of all that a plan and paths read, each with codes of its own.
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
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.engine import DAY, EXAMPLES, ROOT, Row, examples, timed
from matching.matcher import Matcher
from recommend.engine import Engine, open_snapshot
from referentials.snapshot import Snapshot, write_snapshot
from referentials.tables import TABLES

COPIES = (1, 4, 16)
TARGETS = 60
"""Occupations aimed at, evenly spread over ROME."""
HTTP_TARGETS = ("D1106", "I1304", "K1302", "M1607", "D1505")
TYPED = (
    "ven",
    "vendeuse en boul",
    "aide soig",
    "techn maint",
    "compta",
    "élec",
    "RNCP37",
    "caces",
    "soudeur",
    "cap cui",
)
"""What people type in a search box, whole or not."""
CODES = {
    "occupations": ("code", "family"), "competencies": ("ogr", "macro"), "macro_competencies": ("ogr",),
    "knowledge": ("ogr",), "occupation_competencies": ("occupation", "item"),
    "occupation_knowledge": ("occupation", "item"), "mobilities": ("occupation", "target"),
    "certifications": ("code",), "blocs": ("code", "certification"), "access_routes": ("certification",),
    "certification_occupations": ("certification", "rome"), "successions": ("old", "new"),
    "trainings": ("id", "certification"), "occupation_contexts": ("occupation",),
}  # fmt: skip
"""Tables that are copied, and their columns that hold a code."""


class Copied:
    """A matcher whose links and neighbours are copied like the tables; it reads texts as the real one does."""

    def __init__(self, real: Matcher, snapshot: Snapshot, copies: int) -> None:
        self.snapshot, self.model_id, self._real, self._copies = snapshot, real.model_id, real, copies

    @cached_property
    def unit_links(self) -> pl.DataFrame:
        """Bloc → competency links of every copy."""
        return copied(self._real.unit_links, ("unit", "item"), self._copies)

    def neighbours(self) -> pl.DataFrame:
        """Nearest occupations, in the same copy."""
        return copied(self._real.neighbours(), ("occupation", "target"), self._copies)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def copied(rows: pl.DataFrame, codes: tuple[str, ...], copies: int) -> pl.DataFrame:
    """The rows, then copies - 1 times the same with other codes."""
    others = [rows.with_columns(pl.col(name) + f"~{rank}" for name in codes) for rank in range(1, copies)]
    return pl.concat([rows, *others])


def replicated(real: Engine, copies: int, folder: Path) -> Engine:
    """An engine on `copies` times the referential."""
    tables = {
        name: copied(real.snapshot.table(name), CODES.get(name, ()), copies if name in CODES else 1) for name in TABLES
    }
    snapshot = write_snapshot(tables, folder, sources=[], quality={})
    return Engine(snapshot, Copied(real.matcher, snapshot, copies))  # type: ignore[arg-type]


def measure(copies: int) -> Row:
    """Medians and 95th percentiles, in milliseconds, over the examples and the targets."""
    real = Engine.open(open_snapshot())
    with tempfile.TemporaryDirectory() as folder:
        engine = replicated(real, copies, Path(folder)) if copies > 1 else real
        passports = examples()
        profiles = [engine.profile(passport, DAY) for passport in passports]
        total = dict(zip(engine.world.matrices.occupations, engine.world.demands.total, strict=True))
        codes = [code for code in sorted(real.catalogue.occupations) if total[code]]
        targets = codes[:: len(codes) // TARGETS]
        row: Row = {
            "blocs and certifications": len(engine.world.matrices.units),
            "occupations": len(engine.world.matrices.occupations),
        }
        asked: dict[str, Callable[[Any, str], object]] = {
            "explore": lambda profile, _: engine.explore(profile),
            "gap": engine.gap,
            "plan": engine.plan,
            "all plans": engine.plans,
            "paths": engine.paths,
            "reach": lambda profile, _: engine.reach(profile),
        }
        for name, ask in asked.items():
            ask(profiles[0], targets[0])
            some = targets if name in {"gap", "plan", "paths"} else targets[:: len(targets) // 10]
            took = sorted(1000 * timed(lambda: ask(profile, target)) for profile in profiles for target in some)  # noqa: B023
            row[f"{name}, median (ms)"] = statistics.median(took)
            row[f"{name}, p95 (ms)"] = took[int(0.95 * len(took))]
        return row


def measure_http() -> Row:
    """Medians of one client after another's answer, profile included, against `acquis serve` in its own process."""
    import httpx

    passports = [json.loads((ROOT / "examples" / f"{name}.json").read_text(encoding="utf-8")) for name in EXAMPLES]
    bodies = [
        {"passport": passport, "as_of": DAY.isoformat(), "target": target}
        for passport in passports
        for target in HTTP_TARGETS
    ]
    asked: dict[str, list[dict[str, Any]]] = {
        "GET /v1/search": [{"params": {"q": typed}} for typed in TYPED],
        "POST /v1/gap": [{"json": body} for body in bodies],
        "POST /v1/plan": [{"json": body} for body in bodies],
        "POST /v1/paths": [{"json": body} for body in bodies],
    }
    row: Row = {}
    with _served() as address, httpx.Client(base_url=address, timeout=60) as client:
        for name, requests in asked.items():
            verb, path = name.split()

            def ask(request: dict[str, Any], verb: str = verb, path: str = path) -> None:
                client.request(verb, path, **request).raise_for_status()

            ask(requests[0])
            took = sorted(1000 * timed(partial(ask, request)) for request in requests * 3)
            row[f"{name}, median (ms)"] = statistics.median(took)
            row[f"{name}, p95 (ms)"] = took[int(0.95 * len(took))]
    return row


@contextmanager
def _served() -> Iterator[str]:
    """`acquis serve` on a port of this machine, ready to answer."""
    import socket

    import httpx

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "cli.main", "serve", "--port", str(port)]
    environment = {**os.environ, "ACQUIS_ISSUERS": str(ROOT / "examples" / "issuers.json")}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                if httpx.get(f"{address}/health/ready").status_code == 200:
                    break
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def page(rows: dict[int, Row], http: Row) -> str:
    """The Markdown page."""
    names = list(next(iter(rows.values())))
    lines = [
        "# What advice costs",
        "",
        "Written by `python -m benchmarks.advice`, on the snapshot in use; profile made beforehand,",
        f"three examples × {TARGETS} occupations.",
        "",
        "| | " + " | ".join(f"×{n}" for n in rows) + " |",
        "| --- |" + " ---: |" * len(rows),
    ]
    lines += [f"| {name} | " + " | ".join(f"{_figure(row[name])}" for row in rows.values()) + " |" for name in names]
    lines += ["", "Over HTTP, one request at a time, profile included:", "", "| | |", "| --- | ---: |"]
    lines += [f"| {name} | {_figure(value)} |" for name, value in http.items()]
    return "\n".join(lines) + "\n"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def main() -> None:
    """Measure each size in a process of its own and print the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, nargs="*", default=list(COPIES))
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return
    rows: dict[int, Row] = {}
    for copies in options.copies:
        print(f"×{copies}…", file=sys.stderr)
        command = [sys.executable, "-m", "benchmarks.advice", "--measure", str(copies)]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        rows[copies] = json.loads(done.stdout.splitlines()[-1])
    print(page(rows, measure_http()))


if __name__ == "__main__":
    main()
