"""A process that takes a feed, and what kills it: `python -m tests.support.feeding FILE URL [BATCH]`.

It says how many records are done after each batch, then what it cost, as JSON.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

from tests.support.data import ROOT
from tests.support.feed_file import CERTIFIER, CODES, FeedFile

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
KEY = bytes(range(32))


@dataclass(frozen=True)
class Fed:
    """What a process that was let end says: seconds of the feed alone, records that it did itself, its peak memory."""

    seconds: float
    records: int
    peak_mb: float


def passports(url: str) -> Any:
    """A service over a vault, with one certifier, and the certifications of invented fluxes."""
    from passport.proof.registry import Issuer, IssuerRole, Registry
    from passport.service.passports import Passports
    from passport.vault.keys import KeyRing
    from passport.vault.store import Vault
    from tests.support.authority import authority

    key = authority("Certificateur inventé", IssuerRole.CERTIFIER).key(date(2000, 1, 1))
    issuer = Issuer(id=CERTIFIER, name="Certificateur inventé", role=IssuerRole.CERTIFIER, keys=(key,))
    known = dict.fromkeys(CODES)
    return Passports(vault=Vault.open(url, KeyRing(KEY)), registry=Registry(issuers=(issuer,)), certifications=known)


def feed(path: Path, url: str, batch: int) -> Fed:
    """Take a feed, telling how far it is."""
    from passport.access.actor import Actor, ActorKind
    from passport.feeds.take import Handover, take

    service, done = passports(url), 0

    def tell(records: int) -> None:
        nonlocal done
        done = records
        _say(f"done {records}")

    hand = Handover(actor=Actor(kind=ActorKind.ISSUER, id=CERTIFIER), at=AT, batch=batch, progress=tell)
    began = time.perf_counter()
    taken = take(path, service, hand)
    seconds = time.perf_counter() - began
    return Fed(seconds, done - taken.resumed_after, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def started(file: FeedFile, url: str, batch: int) -> subprocess.Popen[str]:
    """The process, begun."""
    command = [sys.executable, "-m", "tests.support.feeding", str(file.path), url, str(batch)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> Fed:
    """Wait for its end."""
    said, _ = process.communicate()
    assert process.returncode == 0, said[-2000:]
    return Fed(**json.loads(said.splitlines()[-1]))


def killed(file: FeedFile, url: str, batch: int, places: Sequence[int], rng: Random) -> int:
    """Take a feed, killed (SIGKILL) at some moment after each of these ranks, then to its end; how many times it was.

    The moment is drawn within the time of a batch, so that it falls anywhere in a transaction or between two.
    """
    count, lapse = 0, 0.02
    for place in sorted(places):
        process = started(file, url, batch)
        assert process.stdout is not None
        seen, before = 0, time.perf_counter()
        for line in process.stdout:
            now, seen = time.perf_counter(), int(line.split()[1]) if line.startswith("done") else sys.maxsize
            if seen >= place:
                break
            before, lapse = now, now - before
        time.sleep(rng.random() * min(lapse, 3.0))
        process.kill()
        count += process.wait() == -9
        process.stdout.close()
    finished(started(file, url, batch))
    return count


def faults(file: FeedFile, url: str) -> list[str]:
    """What is lost, repeated or half-written in a vault that took one feed; nothing where all is well."""
    from passport.journal.chain import hash_of
    from passport.vault import tables
    from passport.vault.library import sa

    vault = passports(url).vault
    with vault.reading() as store:
        rows, receipts = tables.records.c, tables.receipts.c
        names = Counter(store.connection.execute(sa.select(rows.external_id)).scalars())
        first = receipts.feed.endswith(".1")  # killed when it had ended, it is another feed when it is given again
        outcomes = Counter(store.connection.execute(sa.select(receipts.outcome).where(first)).scalars())
        owners = set(store.connection.execute(sa.select(rows.holder)).scalars())
        holders = set(store.connection.execute(sa.select(tables.holders.c.id)).scalars())
        ids = Counter(store.connection.execute(sa.select(rows.id)).scalars())
        journaled: Counter[str] = Counter()
        broken, previous = 0, None
        for entry in store.entries():
            broken += (previous is not None and entry.previous != previous) or entry.hash != hash_of(entry)
            previous = entry.hash
            journaled.update(entry.records if entry.holder else ())
    vault.engine.dispose()
    good = file.good
    expected = Counter({"accepted": len(good), "refused": file.passages - len(good), "ended": 1})
    checks = {
        f"lost or repeated: {len(good ^ names.keys())}, {sum(names.values()) - len(names)}": names == Counter(good),
        f"receipts: {dict(outcomes)}": outcomes == expected,
        f"holders without a line: {len(holders - owners)}": holders == owners,
        f"lines that the journal has not once: {len(journaled.keys() ^ ids.keys())}": journaled == ids,
        f"links of the journal broken: {broken}": not broken,
    }
    return [name for name, holds in checks.items() if not holds]


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _say(json.dumps(asdict(feed(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))))
