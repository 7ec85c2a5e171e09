"""Errors of the passport package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from referentials.errors import AcquisError


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a document; `path` is where it stands, as `experiences[1].start`."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path} : {self.message}" if self.path else self.message


class PassportError(AcquisError):
    """A passport that cannot be used as it is; `faults` lists every fault found."""

    def __init__(self, document: str, faults: Sequence[Fault]) -> None:
        self.document, self.faults = document, tuple(faults)
        lines = "\n".join(f"  - {fault}" for fault in self.faults)
        count = "1 erreur" if len(self.faults) == 1 else f"{len(self.faults)} erreurs"
        super().__init__(f"{document} : {count} dans le passeport.\n{lines}")
