"""Holders and their records, as the store reads and writes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from passport.vault.bodies import CVS, HOLDERS, RECORDS, SHARES
from passport.vault.errors import AmbiguousHolderError
from passport.vault.library import sa
from passport.vault.rows import HolderRow, Identity, RecordRow
from passport.vault.sameness import civil_index, may_be, sub_index
from passport.vault.sealed import Part

_OPENINGS = sa.text("SELECT pg_advisory_xact_lock(6323, 1)")
_H, _R = HOLDERS.table.c, RECORDS.table.c


class Holders(Part):
    """Holders, found by id, by who FranceConnect+ says it is, or by civil status."""

    __slots__ = ()

    def holder(self, name: str) -> HolderRow | None:
        """The holder of an id."""
        return self._one(HOLDERS, _H.id == name)

    def holders(self, names: Sequence[str]) -> Mapping[str, HolderRow]:
        """Holders by id, those that are there."""
        return dict(self._among(HOLDERS, _H.id, list(dict.fromkeys(names))))

    def holder_by_sub(self, sub: str) -> HolderRow | None:
        """The holder that FranceConnect+ calls so."""
        return self._one(HOLDERS, _H.sub_index == sub_index(sub, self.cipher))

    def holder_by_identity(self, identity: Identity) -> HolderRow | None:
        """The holder with this civil status. Raises AmbiguousHolderError where several have it."""
        (found,) = self.holders_by_identity([identity])
        if len(found) > 1:
            raise AmbiguousHolderError(tuple(row.id for row in found))
        return found[0] if found else None

    def holders_by_identity(self, identities: Sequence[Identity]) -> list[tuple[HolderRow, ...]]:
        """For each identity, in order, the holders that it may be: none, one, or homonyms that nothing tells apart."""
        indexes = [civil_index(one, self.cipher) for one in identities]
        found: dict[str, list[HolderRow]] = defaultdict(list)
        for index, row in self._among(HOLDERS, _H.civil_index, list(dict.fromkeys(indexes))):
            found[index].append(row)
        return [
            tuple(sorted((row for row in found[index] if may_be(row.identity, one)), key=lambda row: row.id))
            for index, one in zip(indexes, identities, strict=True)
        ]

    def hold_openings(self) -> None:
        """Nobody else opens a holder until this transaction ends: call it before looking for one by civil status.

        Two feeds, or a feed and the holder, do not open the same person side by side. In PostgreSQL a lock of its own:
        the end of the journal is taken last by everyone, so that none waits for another in a circle.
        """
        if self.connection.dialect.name == "postgresql":
            self.connection.execute(_OPENINGS)

    def put_holder(self, row: HolderRow, expected: int) -> HolderRow:
        """Write a holder over the version that was read (0: new). Raises ConflictError."""
        return self._put(HOLDERS, row, expected)

    def put_holders(self, rows: Sequence[HolderRow]) -> tuple[HolderRow, ...]:
        """Write many, each over its own version (0: new). Raises ConflictError."""
        return self._put_all(HOLDERS, rows)

    def died_before(self, day: date) -> tuple[str, ...]:
        """Ids of the holders who died before a day."""
        return tuple(self.connection.execute(sa.select(_H.id).where(_H.died_on < day).order_by(_H.id)).scalars())

    def remove_holder(self, name: str) -> None:
        """Remove a holder and all that is theirs but the journal (R6323-39; nobody may ask for it, R6323-38)."""
        for kind in (CVS, SHARES, RECORDS):
            self.connection.execute(kind.table.delete().where(kind.table.c.holder == name))
        self.connection.execute(HOLDERS.table.delete().where(_H.id == name))


class Records(Part):
    """Lines of passports, by holder, by id, or by what their issuer calls them."""

    __slots__ = ()

    def records(self, holder: str) -> tuple[RecordRow, ...]:
        """Every line of a holder, by id."""
        return self._every(RECORDS, _R.holder == holder)

    def record(self, name: str) -> RecordRow | None:
        """The line of an id."""
        return self._one(RECORDS, _R.id == name)

    def record_of(self, issuer: str, external_id: str) -> RecordRow | None:
        """The line that an issuer calls so."""
        return self._one(RECORDS, (_R.issuer == issuer) & (_R.external_id == external_id))

    def records_of(self, issuer: str, external_ids: Sequence[str]) -> Mapping[str, RecordRow]:
        """The lines that an issuer calls so, by what it calls them; those that are there."""
        wanted = list(dict.fromkeys(external_ids))
        return {name: row for name, row in self._among(RECORDS, _R.external_id, wanted) if row.issuer == issuer}

    def put_record(self, row: RecordRow, expected: int) -> RecordRow:
        """Write a line over the version that was read (0: new). Raises ConflictError."""
        return self._put(RECORDS, row, expected)

    def put_records(self, rows: Sequence[RecordRow]) -> tuple[RecordRow, ...]:
        """Write many, each over its own version (0: new). Raises ConflictError."""
        return self._put_all(RECORDS, rows)

    def remove_record(self, name: str, expected: int) -> None:
        """Remove a line at the version that was read: a holder's own, that they take back. Raises ConflictError."""
        self._remove(RECORDS, name, expected)
