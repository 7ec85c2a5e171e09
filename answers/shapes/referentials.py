"""Of the referentials: `acquis referentials status`, `import`, `pull`, `diff`."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from answers.shapes.base import Count, Document
from referentials.pull import Outcome


class FileTable(Document):
    """What one file gave to one table."""

    date: str | None
    file: str
    rows: Count
    table: str
    used: bool
    """false: a newer file was taken instead"""


class InventedSource(Document):
    """Where the teaching referential comes from."""

    file: str
    licence: str
    publisher: str
    reader: str
    title: str


class OfficialSource(Document):
    """An official file, as it was published."""

    date: str | None
    file: str
    licence: str
    publisher: str
    reader: str
    """what read it"""
    sha256: str
    tables: list[FileTable]
    title: str
    version: str


class Verified(Document):
    """Files compared with their digests: all those that have one are what was written, or there is no answer."""

    tables: bool
    """false: the tables have no digest, the snapshot was made before there were any"""
    derived: list[str]
    """derived folders that are what was written"""
    without: list[str]
    """those that have no digest, made before there were any"""
    model: str
    """id of the model, which is what was published"""


class StatusAnswer(Document):
    """A snapshot: what it contains and where it comes from."""

    snapshot: str
    """its id"""
    teaching: bool
    """whether it is the small teaching referential"""
    schema_: int = Field(serialization_alias="schema", description="version of its tables")
    path: str
    """its folder"""
    tables: dict[str, Count]
    """rows by table"""
    sources: list[OfficialSource] | list[InventedSource]
    """the second for the teaching referential"""
    verified: Verified | None
    """null: no verification was asked for (`--verify`)"""


class DerivedAnswer(Document):
    """What `acquis referentials derive` computed."""

    snapshot: str
    again: list[str]
    """derived folders that were damaged, or had no digest: those that are needed were made again"""
    verified: Verified


class Remark(Document):
    """A line that was rejected, or kept with a reservation."""

    column: str
    file: str
    line: int
    reason: str
    """in French"""
    value: str


class FileRead(Document):
    """A file read into a table: lines read, kept, rejected, kept with a reservation."""

    file: str
    kept: Count
    read: Count
    rejected: Count
    rejections: list[Remark]
    """the first ones"""
    reservations: list[Remark]
    """the first ones"""
    reserved: Count
    table: str
    used: bool
    """false: a newer file was taken instead"""


class Unlinked(Document):
    """A reference between tables, some values of which are nowhere."""

    column: str
    distinct: Count
    """values"""
    examples: list[str]
    table: str
    target: str
    """table and column that it refers to"""
    target_empty: bool
    """whether no file fills that table"""
    unresolved: Count
    """rows"""


class OddRome(Document):
    """A ROME code of a certification that is partial or unknown, kept as it is."""

    certification: str
    label: str | None
    resolution: str
    rome: str


class RomeCodes(Document):
    """How ROME codes of certifications resolve."""

    counts: dict[str, Count]
    """by resolution"""
    unresolved: list[OddRome]


class Quality(Document):
    """What an import read, kept, rejected and could not link."""

    files: list[FileRead]
    foreign_keys: list[Unlinked]
    """those that do not all resolve"""
    ignored: dict[str, list[str]]
    """members of each file that nothing reads"""
    mentioned_only: Count
    """certifications that are named and not described"""
    rome_codes: RomeCodes


class ImportAnswer(Document):
    """The snapshot that an import made."""

    snapshot: str
    """its id"""
    tables: dict[str, Count]
    """rows by table"""
    quality: Quality


class Pulled(Document):
    """What became of an official file."""

    name: str
    outcome: Outcome
    file: str | None
    """where it is"""
    url: str
    reason: str
    """in French: why it is not there"""


class PullAnswer(Document):
    """Official files downloaded, and the snapshot made of them."""

    resources: list[Pulled]
    imported: ImportAnswer | None
    """null: nothing was imported"""


class RowChange(Document):
    """A row that appeared, changed or disappeared."""

    key: str
    label: str | None
    fields: dict[str, tuple[Any, Any]]
    """old and new value, by column that changed"""


class TableChanges(Document):
    """Changes of one table, each list sorted by key."""

    table: str
    appeared: list[RowChange]
    changed: list[RowChange]
    disappeared: list[RowChange]


class DiffAnswer(Document):
    """What changed from a snapshot to another; tables without a change are left out."""

    old: str
    new: str
    tables: list[TableChanges]
    superseded: list[tuple[str, str]]
    """old and new code of each succession that is new"""
