"""Whether a snapshot, what is derived from it and the model are what was written, and how the snapshot is mended."""

from __future__ import annotations

from dataclasses import dataclass

from matching.encoders.encoder import Encoder, verify
from recommend.engine import open_snapshot
from referentials.home import current_id
from referentials.snapshot import Snapshot
from referentials.teaching import teaching_snapshot


@dataclass(frozen=True, slots=True)
class Verified:
    """What was compared with its digest, and is what was written; what has no digest, made before there were any."""

    tables: bool
    """Whether they have digests."""
    derived: tuple[str, ...]
    without: tuple[str, ...]
    """Derived folders that have none."""
    model: str


def verified(snapshot: Snapshot, encoder: Encoder) -> Verified:
    """Compare every file of a snapshot that was opened as thorough, and of a model, with its digest.

    Raises DamagedFileError or DamagedModelError.
    """
    tables, derived = snapshot.check(), snapshot.check_derived()
    verify(encoder)
    return Verified(
        tables=tables,
        derived=tuple(name for name, known in derived.items() if known),
        without=tuple(name for name, known in derived.items() if not known),
        model=encoder.id,
    )


def mended(reference: str | None = None) -> Snapshot:
    """Open a snapshot as thorough, as `open_snapshot` names it: the teaching one is written again if it is damaged.

    Tables without digests are given some, if their rows are those that the id was made of. Raises SnapshotError for
    official tables that are damaged: only their import makes them again.
    """
    if reference == "teaching" or not (reference or current_id()):
        teaching_snapshot(mend=True)
    opened = open_snapshot(reference, thorough=True)
    opened.seal()
    return opened
