"""Errors of the recommend package."""

from __future__ import annotations

from referentials.errors import AcquisError


class RecommendError(AcquisError):
    """A request the engine cannot answer as it stands."""


class TargetError(RecommendError):
    """A target that is not in the snapshot, or of which nothing is known."""
