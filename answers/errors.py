"""The error of a surface itself, which has its words already."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from referentials.errors import AcquisError


@dataclass(eq=False)
class UsageError(AcquisError):
    """What was asked of a command cannot be done; `sentence` says what, why and how to mend it, in its words."""

    code: ClassVar[str] = "usage"
    sentence: str = field(repr=False)
