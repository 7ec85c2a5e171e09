"""Loading a referential into a store: in batches, resumable, and leaving nothing of an older one behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from graph.build import Referential, Stage
from graph.store import Counts, GraphStore, LoadState, NodeFrame

BATCH_ROWS = 5_000
"""Rows written in one go, hence redone after an interruption; a transaction of a server stays near 1 MB."""

Progress = Callable[[str, int, int], None]
"""Called after each batch with the stage, the rows of it that are written, and how many it has."""


@dataclass(frozen=True)
class LoadReport:
    """What a load did. `skipped`: rows naming a code the snapshot lacks, by stage; no edge is made of them."""

    stamp: str
    already: bool = False
    resumed_at: str | None = None
    written: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    removed: Counts = field(default_factory=Counts)


def load(
    store: GraphStore,
    referential: Referential,
    *,
    batch: int | None = BATCH_ROWS,
    progress: Progress | None = None,
) -> LoadReport:
    """Bring a store to hold exactly this referential, beside the holders it has.

    A load begins by creating the constraints and indexes that the store lacks. A finished load of the same
    content is left as it is; an interrupted one goes on at the batch it was at. Whatever an earlier load wrote
    and this one did not is removed at the end. `batch`: rows, None for no limit.
    """
    store.prepare()
    stamp = referential.stamp
    state = store.state()
    if state == LoadState(stamp):
        return LoadReport(stamp, already=True)
    stages = referential.stages()
    first, row = _place(state, stamp, stages)
    report = LoadReport(stamp, resumed_at=stages[first].name if (first, row) != (0, 0) else None)
    for stage in stages[first:]:
        _write_stage(store, stage, row, batch, progress, report)
        row = 0
    if state:
        report = replace(report, removed=store.remove_stale(stamp))
    store.save_state(LoadState(stamp))
    return report


def _place(state: LoadState | None, stamp: str, stages: list[Stage]) -> tuple[int, int]:
    """Stage and row to go on at: the very first unless the state is of this load and names one of its stages."""
    for number, stage in enumerate(stages):
        if state and state.stamp == stamp and state.stage == stage.name:
            return number, state.rows
    return 0, 0


def _write_stage(
    store: GraphStore, stage: Stage, start: int, batch: int | None, progress: Progress | None, report: LoadReport
) -> None:
    rows, skipped = stage.read()
    total = rows.frame.height
    report.written[stage.name], report.skipped[stage.name] = total, skipped
    for at in range(start, total, batch or max(total, 1)):
        part = rows.slice(at, batch or total)
        if isinstance(part, NodeFrame):
            store.write_nodes(part, report.stamp)
        else:
            store.write_edges(part, report.stamp)
        store.save_state(LoadState(report.stamp, stage.name, at + part.frame.height))
        if progress:
            progress(stage.name, at + part.frame.height, total)
