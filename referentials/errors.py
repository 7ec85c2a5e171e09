"""Errors of the project, as one tree.

    AcquisError                      everything acquis raises for a user's mistake
    ├── MissingExtraError            an optional library is not installed
    ├── OutOfTimeError               a work that was given so much time, and no more
    ├── ReferentialError             an official file or a snapshot
    │   ├── CodeError                a text that is not the code it should be
    │   ├── SourceError              a file that cannot be read
    │   ├── PullError                official files that cannot be found or downloaded
    │   ├── UnknownPlaceError        a word that names no place
    │   └── SnapshotError            a snapshot that is absent, damaged or of another schema
    │       ├── UnusableSnapshotError
    │       ├── DamagedFileError     a file of a snapshot, or derived from it, that is not what was written
    │       └── UnknownCodeError     a well-formed code the snapshot does not hold
    ├── matching.errors.MatchingError
    ├── graph.errors.GraphError
    ├── passport.document.errors.PassportError
    ├── passport.imports.errors.PaperError
    ├── passport.service.errors.ServiceError
    ├── passport.journal.errors.BrokenJournalError
    ├── passport.vault.errors.VaultError
    ├── recommend.errors.RecommendError
    └── answers.errors.UsageError

Each class has a stable `code`, and its parameters as fields; the sentence that a person reads, with the remedy, is made
in `answers/words/errors.py`, for each surface. The command line prints it and ends with exit code 2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import ClassVar


@dataclass(eq=False)
class AcquisError(Exception):
    """A mistake the user can mend. As text: its code and its parameters, but those that may be a person's data."""

    code: ClassVar[str] = "acquis"

    def __str__(self) -> str:
        said = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
        return f"{self.code}: {said}" if said else self.code


@dataclass(eq=False)
class MissingExtraError(AcquisError):
    """A library that only an optional part of acquis needs is not installed."""

    code: ClassVar[str] = "missing_extra"
    library: str
    extra: str


@dataclass(eq=False)
class OutOfTimeError(AcquisError):
    """A work ends unfinished: its time is over, or nobody waits for it."""

    code: ClassVar[str] = "out_of_time"
    seconds: float


class ReferentialError(AcquisError):
    """Anything wrong with referentials or their snapshot."""


class CodeKind(StrEnum):
    """What a text should be the code of."""

    ANY = "any"
    ROME = "rome"
    OGR = "ogr"
    RNCP = "rncp"
    RS = "rs"
    BLOC = "bloc"
    ESCO = "esco"
    FORMACODE = "formacode"
    FAP = "fap"
    SIRET = "siret"
    TARGET = "target"
    """An occupation, a certification or a bloc."""


@dataclass(eq=False)
class CodeError(ReferentialError, ValueError):
    """A text does not have the form of the code it should be."""

    code: ClassVar[str] = "bad_code"
    kind: CodeKind
    text: str = field(repr=False)


class SourceProblem(StrEnum):
    """What is wrong with an official file."""

    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    DAMAGED_ZIP = "damaged_zip"
    ENCRYPTED = "encrypted"
    COMPRESSION = "compression"
    MANY_MEMBERS = "many_members"
    TOO_LARGE = "too_large"
    RATIO = "ratio"
    """A member is hundreds of times larger than its compressed bytes."""
    NOT_UTF8 = "not_utf8"
    BAD_CSV = "bad_csv"
    BAD_JSON = "bad_json"
    BAD_XML = "bad_xml"
    XML_ENCODING = "xml_encoding"
    XML_DOCTYPE = "xml_doctype"
    XML_VERSION = "xml_version"
    NO_FICHE = "no_fiche"
    COLUMN_MISSING = "column_missing"
    FIELDS = "fields"
    TABLE_MISSING = "table_missing"
    PREAMBLE = "preamble"
    NOT_A_LIST = "not_a_list"
    UNKNOWN_FORMAT = "unknown_format"
    NOTHING_KNOWN = "nothing_known"
    NO_ROME = "no_rome"


@dataclass(eq=False)
class SourceError(ReferentialError):
    """A source file cannot be read as it should; `parameters`: what the problem says more."""

    code: ClassVar[str] = "source"
    file: str
    problem: SourceProblem
    parameters: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None
    column: str | None = None


class PullProblem(StrEnum):
    """Why official files, or one of them, could not be had."""

    UNKNOWN_NAMES = "unknown_names"
    NOTHING = "nothing"
    NO_RESOURCE = "no_resource"
    NOT_JSON = "not_json"
    BAD_ANSWER = "bad_answer"
    NOT_FOUND = "not_found"
    STATUS = "status"
    TIMEOUT = "timeout"
    CUT = "cut"
    NO_CONNECTION = "no_connection"
    BAD_ADDRESS = "bad_address"
    REQUEST = "request"
    CHECKSUM = "checksum"
    WRITING = "writing"


@dataclass(eq=False)
class PullError(ReferentialError):
    """Official files could not be found or downloaded."""

    code: ClassVar[str] = "pull"
    problem: PullProblem
    parameters: Mapping[str, object] = field(default_factory=dict)


class SnapshotError(ReferentialError):
    """A snapshot is absent, damaged or written by another schema version, or lacks something."""


class SnapshotProblem(StrEnum):
    """Why a snapshot cannot be used."""

    NONE = "none"
    """Nothing goes by that name."""
    SEVERAL = "several"
    NOT_A_SNAPSHOT = "not_a_snapshot"
    MANIFEST = "manifest"
    SCHEMA = "schema"
    TABLE = "table"
    POINTER = "pointer"
    """What says which snapshot is in use says nothing."""


@dataclass(eq=False)
class UnusableSnapshotError(SnapshotError):
    """A snapshot cannot be opened or read; `named` is its id, its folder, or what it was called."""

    code: ClassVar[str] = "snapshot"
    problem: SnapshotProblem
    named: str
    parameters: Mapping[str, object] = field(default_factory=dict)


class FileFault(StrEnum):
    """What is wrong with a file whose digest is known."""

    MISSING = "missing"
    SIZE = "size"
    CONTENT = "content"
    UNREADABLE = "unreadable"


class Rebuild(StrEnum):
    """What makes a damaged file again."""

    IMPORT = "import"
    """It comes from official files."""
    DERIVE = "derive"
    """It was computed from the tables, or is of the teaching referential."""


@dataclass(eq=False)
class DamagedFileError(SnapshotError):
    """A file below a snapshot's folder is not what was written; `more`: how many others are not either."""

    code: ClassVar[str] = "damaged_file"
    snapshot: str
    file: str
    fault: FileFault
    rebuild: Rebuild
    more: int = 0


@dataclass(eq=False)
class UnknownPlaceError(ReferentialError):
    """A word that names no place known here; `near`: names that do."""

    code: ClassVar[str] = "unknown_place"
    word: str = field(repr=False)
    near: list[str]


@dataclass(eq=False)
class UnknownCodeError(SnapshotError):
    """A well-formed code is not in the snapshot."""

    code: ClassVar[str] = "unknown_code"
    text: str = field(repr=False)
