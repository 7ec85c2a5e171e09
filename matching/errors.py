"""Errors of the matching package.

MatchingError                a text or a model that cannot be matched with
├── TextFileError            a text file of the user's that cannot be read
├── AliasError               a line of a file of local terms that says nothing
└── EncoderError             a model that cannot be used
    ├── DamagedModelError
    ├── UnknownModelError
    └── StoppedModelError
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from referentials.errors import AcquisError


class MatchingError(AcquisError):
    """A text or a model that cannot be matched with."""


class FileProblem(StrEnum):
    """What is wrong with a text file."""

    UNREADABLE = "unreadable"
    NOT_UTF8 = "not_utf8"
    EMPTY = "empty"
    COLUMNS_MISSING = "columns_missing"
    CELLS_EMPTY = "cells_empty"


@dataclass(eq=False)
class TextFileError(MatchingError):
    """A text file of the user's cannot be read as it is; an empty `file` is the standard input."""

    code: ClassVar[str] = "text_file"
    file: str
    problem: FileProblem
    parameters: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None


class AliasProblem(StrEnum):
    """What is wrong with a local term."""

    NO_WORD = "no_word"
    UNKNOWN_CODE = "unknown_code"


@dataclass(eq=False)
class AliasError(MatchingError):
    """A line of a file of local terms whose term has no word, or whose code the snapshot does not know."""

    code: ClassVar[str] = "alias"
    file: str
    line: int
    problem: AliasProblem
    said: str = field(repr=False)
    snapshot: str


class EncoderError(MatchingError):
    """A model that turns texts into vectors cannot be used."""


@dataclass(eq=False)
class DamagedModelError(EncoderError):
    """A file of a model is missing or damaged."""

    code: ClassVar[str] = "damaged_model"
    file: str


@dataclass(eq=False)
class UnknownModelError(EncoderError):
    """A model of that name cannot be loaded; `said`: by the library that loads it."""

    code: ClassVar[str] = "unknown_model"
    name: str
    said: str


@dataclass(eq=False)
class StoppedModelError(EncoderError):
    """A process that ran a model ended with this exit code."""

    code: ClassVar[str] = "stopped_model"
    exit_code: int
