"""Errors of the passport package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from referentials.errors import AcquisError


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a document; `path` is where it stands, as `experiences[1].start`."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path} : {self.message}" if self.path else self.message


class PassportError(AcquisError):
    """A passport that cannot be used as it is; `problems` lists every fault found."""

    def __init__(self, document: str, problems: Sequence[Problem]) -> None:
        self.document, self.problems = document, tuple(problems)
        lines = "\n".join(f"  - {problem}" for problem in self.problems)
        count = "1 erreur" if len(self.problems) == 1 else f"{len(self.problems)} erreurs"
        super().__init__(f"{document} : {count} dans le passeport.\n{lines}")
