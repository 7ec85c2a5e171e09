"""The chain of the journal: the hash of an entry covers it and the hash of the one before.

SHA-256 over the canonical JSON of the entry (RFC 8785; what an entry holds is in the part of JSON where sorted keys and
no spaces are that form, which a test compares). The first entry follows GENESIS.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC

from passport.journal.entry import Entry

GENESIS = "0" * 64
"""What the first entry of a journal follows."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """The last entry of a journal, or what it begins with. `journal`: the id drawn when the journal was made."""

    journal: str
    seq: int
    hash: str


def content(entry: Entry) -> dict[str, object]:
    """What the hash of an entry covers: all of it but the hash, by the names that are published."""
    return {
        "seq": entry.seq,
        "previous": entry.previous,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": {"kind": entry.actor.kind, "id": entry.actor.id},
        "action": entry.action,
        "nature": entry.nature,
        "outcome": str(entry.outcome),
        "holder": entry.holder,
        "records": list(entry.records),
        "ground": entry.ground,
        "details": dict(entry.details),
    }


def canonical(value: object) -> bytes:
    """Canonical JSON (RFC 8785) of texts, whole numbers, lists and objects whose keys are ASCII."""
    return _ENCODER.encode(value).encode()


def hash_of(entry: Entry) -> str:
    """Hash of an entry as it stands, hexadecimal."""
    return _digest(content(entry))


def chained(entries: Iterable[Entry], tip: Tip) -> Iterator[Entry]:
    """The same entries numbered and linked after the tip."""
    seq, previous = tip.seq, tip.hash
    for entry in entries:
        seq += 1
        own = _digest(content(entry) | {"seq": seq, "previous": previous})
        yield replace(entry, seq=seq, previous=previous, hash=own)
        previous = own


def _digest(said: dict[str, object]) -> str:
    return hashlib.sha256(canonical(said)).hexdigest()
