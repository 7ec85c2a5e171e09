"""The answers about referentials: what a snapshot holds, what an import or a download did, what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from answers.shapes import referentials as shape
from answers.words.imports import pull_told, quality_told
from recommend.integrity import Verified
from referentials.diff import SnapshotDiff
from referentials.pull import Pulled
from referentials.snapshot import Snapshot


def status_answer(snapshot: Snapshot, verified: Verified | None = None) -> shape.StatusAnswer:
    """What a snapshot contains and where it comes from; what a verification found, where one was made."""
    return shape.StatusAnswer(
        snapshot=snapshot.id,
        teaching=snapshot.teaching,
        schema_=snapshot.manifest["schema"],
        path=str(snapshot.path),
        tables=snapshot.rows,
        sources=snapshot.manifest["sources"],
        verified=_verified(verified) if verified else None,
    )


def derived_answer(snapshot: Snapshot, again: Sequence[str], verified: Verified) -> shape.DerivedAnswer:
    """What was derived anew."""
    return shape.DerivedAnswer(snapshot=snapshot.id, again=list(again), verified=_verified(verified))


def import_answer(snapshot: Snapshot, quality: Mapping[str, Any]) -> shape.ImportAnswer:
    """The snapshot that an import made, and the account of every line that it read."""
    return shape.ImportAnswer(
        snapshot=snapshot.id, tables=snapshot.rows, quality=shape.Quality.model_validate(quality_told(quality))
    )


def pull_answer(pulled: Sequence[Pulled], imported: shape.ImportAnswer | None) -> shape.PullAnswer:
    """What became of each official file, and the import of all of them, if any."""
    return shape.PullAnswer(resources=[_pulled(one) for one in pulled], imported=imported)


def diff_answer(found: SnapshotDiff) -> shape.DiffAnswer:
    """What changed from a snapshot to another."""
    return shape.DiffAnswer.model_validate(found, from_attributes=True)


def _verified(one: Verified) -> shape.Verified:
    return shape.Verified(tables=one.tables, derived=list(one.derived), without=list(one.without), model=one.model)


def _pulled(one: Pulled) -> shape.Pulled:
    file, reason = str(one.file) if one.file else None, pull_told(one.failure) if one.failure else ""
    return shape.Pulled(name=one.name, outcome=one.outcome, file=file, url=one.url, reason=reason)
