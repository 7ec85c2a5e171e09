"""Errors of the matching package."""

from __future__ import annotations

from referentials.errors import AcquisError


class MatchingError(AcquisError):
    """A text or a model that cannot be matched with."""


class EvaluationError(MatchingError):
    """An evaluation file that cannot be read, or a measure that the snapshot does not allow."""


class AliasError(MatchingError):
    """A file of local terms that cannot be read."""


class MissingExtraError(MatchingError):
    """A library that only an optional encoder needs is not installed."""

    def __init__(self, library: str, extra: str) -> None:
        self.library, self.extra = library, extra
        super().__init__(
            f'La bibliothèque « {library} » n\'est pas installée. Installez-la : pip install "acquis[{extra}]".'
        )
