"""Errors of the laboratory, in their words: it stands above the answers, and only its own commands use it."""

from __future__ import annotations

from typing import ClassVar

from answers.errors import UsageError


class EvaluationError(UsageError):
    """An evaluation file that cannot be used, or a measure that the snapshot does not allow."""

    code: ClassVar[str] = "evaluation"


class PackedModelError(UsageError):
    """A packed model that is not of the format read here."""

    code: ClassVar[str] = "packed_model"
