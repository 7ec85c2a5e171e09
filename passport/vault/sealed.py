"""What the parts of the store share: rows read, put at the version that their writer had read, removed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from passport.vault.bodies import Kind, Row
from passport.vault.crypto import Cipher
from passport.vault.errors import ConflictError, DamagedRowError
from passport.vault.library import sa

_AT_ONCE = 5_000
"""Values that one statement lists."""


@dataclass(frozen=True, slots=True)
class Part:
    """One transaction: its connection, and the keys that seal and open rows in it."""

    connection: sa.Connection
    cipher: Cipher

    def _one(self, kind: Kind[Row], wanted: sa.ColumnElement[bool]) -> Row | None:
        """The row that a condition finds, None where there is none. Raises DamagedRowError."""
        return next(self._found(kind, sa.select(kind.table).where(wanted)), None)

    def _every(self, kind: Kind[Row], wanted: sa.ColumnElement[bool]) -> tuple[Row, ...]:
        """The rows that a condition finds, by id. Raises DamagedRowError."""
        return tuple(self._found(kind, sa.select(kind.table).where(wanted).order_by(kind.table.c.id)))

    def _found(self, kind: Kind[Row], query: sa.Select[Any]) -> Iterator[Row]:
        for row in self._read(kind, query):
            yield kind.read(row, self.cipher)

    def _read(self, kind: Kind[Row], query: sa.Select[Any]) -> Sequence[sa.RowMapping]:
        """Rows as they are kept; SQLite takes anything for a time, and gives it back."""
        try:
            return self.connection.execute(query).mappings().all()
        except (TypeError, ValueError) as error:
            raise DamagedRowError(kind.table.name, "?") from error

    def _among(self, kind: Kind[Row], column: sa.Column[Any], values: Sequence[str]) -> Iterator[tuple[Any, Row]]:
        """The rows whose column is one of the values, each with its value, in statements of some thousand values."""
        for start in range(0, len(values), _AT_ONCE):
            query = sa.select(kind.table).where(column.in_(values[start : start + _AT_ONCE]))
            for row in self._read(kind, query):
                yield row[column.name], kind.read(row, self.cipher)

    def _put(self, kind: Kind[Row], row: Row, expected: int) -> Row:
        """Write a row over the version that was read (0: there was none), and give it at its new one.

        Raises ConflictError where another came meanwhile.
        """
        fresh = replace(row, version=expected + 1)
        if not expected:
            self._insert(kind, [fresh])
            return fresh
        table = kind.table
        here = (table.c.id == row.id) & (table.c.version == expected)
        try:
            done = self.connection.execute(table.update().where(here).values(kind.columns(fresh, self.cipher)))
        except sa.exc.IntegrityError as error:
            raise ConflictError(table.name, row.id, expected) from error
        if not done.rowcount:
            raise ConflictError(table.name, row.id, expected, self._version(kind, row.id))
        return fresh

    def _put_all(self, kind: Kind[Row], rows: Sequence[Row]) -> tuple[Row, ...]:
        """Write rows, each over the version that it has: the new ones in one statement. Raises ConflictError."""
        new = [replace(row, version=1) for row in rows if not row.version]
        if new:
            self._insert(kind, new)
        made = iter(new)
        return tuple(self._put(kind, row, row.version) if row.version else next(made) for row in rows)

    def _insert(self, kind: Kind[Row], rows: Sequence[Row]) -> None:
        columns = [kind.columns(row, self.cipher) for row in rows]
        try:
            self.connection.execute(kind.table.insert(), columns)
        except sa.exc.IntegrityError as error:
            raise ConflictError(kind.table.name, rows[0].id if len(rows) == 1 else "", 0) from error

    def _remove(self, kind: Kind[Any], name: str, expected: int) -> None:
        """Remove a row at the version that was read. Raises ConflictError."""
        here = (kind.table.c.id == name) & (kind.table.c.version == expected)
        if not self.connection.execute(kind.table.delete().where(here)).rowcount:
            raise ConflictError(kind.table.name, name, expected, self._version(kind, name))

    def _version(self, kind: Kind[Any], name: str) -> int | None:
        query = sa.select(kind.table.c.version).where(kind.table.c.id == name)
        return self.connection.execute(query).scalar_one_or_none()
