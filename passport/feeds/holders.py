"""Whose passport a passage goes into: by id, by the training followed, or by civil status; never by a guess."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from passport.feeds.check import Fault
from passport.feeds.passage import Dossier, HolderId, HolderKey, Named
from passport.feeds.receipt import Reason
from passport.vault.crypto import Cipher
from passport.vault.rows import HolderRow, Identity
from passport.vault.sameness import civil_index, may_be
from referentials.text import fold


class HolderStore(Protocol):
    """What finding holders needs of `passport.vault.store.Store`."""

    @property
    def cipher(self) -> Cipher: ...  # noqa: D102
    def holders(self, names: Sequence[str]) -> Mapping[str, HolderRow]: ...  # noqa: D102
    def holders_by_identity(self, identities: Sequence[Identity]) -> list[tuple[HolderRow, ...]]: ...  # noqa: D102
    def put_holders(self, rows: Sequence[HolderRow]) -> tuple[HolderRow, ...]: ...  # noqa: D102


class Holding:
    """The holders of a batch: those of the vault, looked up at once, and those that the batch opens."""

    def __init__(self, store: HolderStore, dossiers: Mapping[str, str], at: datetime, new: Callable[[], str]) -> None:
        self._store, self._dossiers, self._at, self._new = store, dossiers, at, new
        self._by_id: Mapping[str, HolderRow] = {}
        self._by_name: dict[Named, tuple[HolderRow, ...]] = {}
        self._opened: dict[str, list[HolderRow]] = {}

    def look_up(self, keys: Sequence[HolderKey]) -> None:
        """Ask the vault for all of them, in few statements."""
        names = list(dict.fromkeys(key for key in keys if isinstance(key, Named)))
        found = self._store.holders_by_identity([identity_of(key) for key in names])
        self._by_name = dict(zip(names, found, strict=True))
        ids = [key.id if isinstance(key, HolderId) else self._dossiers.get(key.id, "")
               for key in keys if not isinstance(key, Named)]  # fmt: skip
        self._by_id = self._store.holders([name for name in ids if name])

    def of(self, key: HolderKey) -> str | Fault:
        """The holder, opened where the vault knows nobody of that civil status; or why there is none."""
        if isinstance(key, Named):
            return self._named(key)
        if isinstance(key, HolderId):
            return key.id if key.id in self._by_id else (Reason.HOLDER_NOT_FOUND, {})
        row = self._by_id.get(self._dossiers.get(key.id, ""))
        if row is None:
            return Reason.HOLDER_NOT_FOUND, {}
        return row.id if _goes_by(row.identity, key) else (Reason.OTHER_HOLDER, {})

    def is_one(self, key: HolderKey, holder: str) -> bool:
        """Whether a holder may be the one that an issuer names."""
        if isinstance(key, Named):
            return any(row.id == holder for row in self._candidates(key))
        return self.of(key) == holder

    def put(self) -> None:
        """Write those that were opened."""
        self._store.put_holders([row for rows in self._opened.values() for row in rows])

    def _candidates(self, key: Named) -> tuple[HolderRow, ...]:
        identity = identity_of(key)
        opened = self._opened.get(civil_index(identity, self._store.cipher), [])
        return *self._by_name[key], *(row for row in opened if may_be(row.identity, identity))

    def _named(self, key: Named) -> str | Fault:
        found = self._candidates(key)
        if len(found) > 1:
            return Reason.HOMONYMS, {"count": len(found)}
        if found:
            return found[0].id
        identity = identity_of(key)
        row = HolderRow(id=self._new(), identity=identity, opened_at=self._at)
        self._opened.setdefault(civil_index(identity, self._store.cipher), []).append(row)
        return row.id


def identity_of(key: Named) -> Identity:
    """The civil status as the vault keeps it; a month or a day that nobody knows is the first, as registers have it."""
    year, month, day = (*key.birthdate.split("-"), "1", "1")[:3]
    return Identity(
        family_name=key.family_name,
        given_name=" ".join(key.given_names),
        birthdate=date(int(year), int(month), int(day)),
        gender=key.gender,
        birthplace=key.birthplace,
    )


def _goes_by(identity: Identity, key: Dossier) -> bool:
    """Whether the holder of a training has the name that the issuer gives."""
    given = fold(identity.given_name).split()
    return fold(identity.family_name) == fold(key.family_name) and given[:1] == fold(key.given_name).split()[:1]
