"""What the vault costs: records per second, put as a feed puts them; rotation, check of the journal, backup.

    python -m benchmarks.vault [--records 20000] [--url postgresql://…]

Each record is of a holder of its own, who is looked up, opened, given a line, a receipt and an entry of the journal, by
batches of a thousand, one transaction each. People are invented.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from passport.journal.entry import ActorRef, Entry, Outcome
from passport.journal.keeping import verify
from passport.vault.backup import back_up, restore
from passport.vault.keys import KeyRing
from passport.vault.rotation import rotate
from passport.vault.rows import HolderRow, Identity, ReceiptRow, RecordRow
from passport.vault.store import Store, Vault

AT = datetime(2026, 11, 1, tzinfo=UTC)
BATCH = 1_000
SYLLABLES = ("ba", "ce", "dri", "fon", "gue", "la", "mi", "nor", "pa", "que", "ro", "sy", "tou", "val", "ze", "lin")


def name_of(number: int) -> str:
    """An invented name."""
    letters = [SYLLABLES[number >> shift & 15] for shift in (0, 4, 8, 12, 16)]
    return "".join(letters).capitalize()


def identity(number: int) -> Identity:
    """An invented holder."""
    born = date(1960, 1, 1) + timedelta(days=number * 7919 % 15_000)
    return Identity(family_name=name_of(number), given_name=name_of(number * 31 % 1_000_003), birthdate=born)


def put_batch(store: Store, first: int, count: int) -> None:
    """What a feed does of a batch."""
    numbers = range(first, first + count)
    names = [f"passage-{number}" for number in numbers]
    accepted = store.receipts_of("certifier", names)
    found = store.holders_by_identity([identity(number) for number in numbers])
    assert not accepted
    assert not any(found)
    store.put_holders([HolderRow(id=f"h-{number}", identity=identity(number), opened_at=AT) for number in numbers])
    store.put_records([_record(number) for number in numbers])
    store.put_receipts([_receipt(number) for number in numbers])
    store.append_many([_entry(number) for number in numbers])


@contextmanager
def told(what: str, count: int) -> Iterator[None]:
    """Print how long a block took, and how many of its things a second."""
    begun = time.perf_counter()
    yield
    took = time.perf_counter() - begun
    print(f"{what:<42} {took:8.1f} s {count / took:10,.0f} a second", flush=True)


def main() -> None:
    """Measure, on a database that is left empty or is removed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--url", help="an empty database (default: a SQLite file, removed at the end)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(chosen.url or f"sqlite:///{folder}/vault.sqlite", chosen.records, Path(folder))


def measure(url: str, count: int, folder: Path) -> None:
    """Everything, one after the other."""
    keys = KeyRing.generate()
    vault = Vault.open(url, keys)
    with told("records put, by batches of 1,000", count):
        for first in range(0, count, BATCH):
            with vault.transaction() as store:
                put_batch(store, first, min(BATCH, count - first))
    with told("passports read, one transaction each", 1_000):
        for number in range(1_000):
            with vault.transaction() as store:
                assert store.holder(f"h-{number}")
                assert store.records(f"h-{number}")
                store.append(_entry(number))
    with told("entries of the journal checked", count), vault.reading() as store:
        assert verify(store, None) == ()
    with told("rows sealed with a new key", 2 * count):
        assert rotate(vault, AT).rows == 2 * count
    with told("rows backed up", 4 * count):
        back_up(vault, folder / "backup")
    print(f"{'size of the backup':<42} {(folder / 'backup').stat().st_size / 1e6:8.1f} MB")
    with told("rows restored in SQLite, and checked", 4 * count):
        restore(folder / "backup", f"sqlite:///{folder}/other.sqlite", keys)
    vault.close()


def _record(number: int) -> RecordRow:
    content = {"id": f"r-{number}", "code": "RNCP37099", "title": "Employé administratif", "date": "2024-06-30"}
    return RecordRow(
        id=f"r-{number}",
        holder=f"h-{number}",
        kind="certification",
        content=content,
        received_at=AT,
        declared=False,
        issuer="certifier",
        external_id=f"passage-{number}",
    )


def _receipt(number: int) -> ReceiptRow:
    return ReceiptRow(
        feed="feed",
        issuer="certifier",
        external_id=f"passage-{number}",
        digest=f"{number:064x}",
        outcome="accepted",
        at=AT,
        position=number + 1,
        record=f"r-{number}",
    )


def _entry(number: int) -> Entry:
    return Entry(
        at=AT,
        actor=ActorRef(kind="issuer", id="certifier"),
        action="feed",
        nature="addition",
        outcome=Outcome.ALLOWED,
        holder=f"h-{number}",
        records=(f"r-{number}",),
        ground="L6113-8",
    )


if __name__ == "__main__":
    main()
