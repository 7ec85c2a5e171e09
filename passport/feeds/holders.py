"""Whose passport a passage goes into: by id, by the training followed, or by civil status; never by a guess.

A birth of which the day or the month is not known stays so: nobody is found by it, and no passport is opened under it,
since the first of the month is somebody's birthday, and a year that of many of the same name. Of a holder whose own
register has no day, the issuer says the id. Two words in one given name are refused too: « JEAN PIERRE » that lost its
hyphen would be found as « Jean », whose second name is Pierre.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from passport.feeds.check import Fault
from passport.feeds.passage import Dossier, HolderId, HolderKey, Named, shown
from passport.feeds.receipt import Reason
from passport.vault.crypto import Cipher
from passport.vault.errors import IdentityError, IdentityProblem
from passport.vault.naming import given_names
from passport.vault.rows import HolderRow, Identity
from passport.vault.sameness import civil_index, may_be, names_of

_DAY = len("1990-05-23")


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
        self._identities: dict[Named, Identity | Fault] = {}
        self._by_name: dict[Named, tuple[HolderRow, ...]] = {}
        self._opened: dict[str, list[HolderRow]] = {}

    def look_up(self, keys: Sequence[HolderKey]) -> None:
        """Ask the vault for all of them, in few statements."""
        self._identities = {key: identity_of(key) for key in keys if isinstance(key, Named)}
        known = {key: one for key, one in self._identities.items() if isinstance(one, Identity)}
        found = self._store.holders_by_identity(list(known.values()))
        self._by_name = dict(zip(known, found, strict=True))
        ids = [key.id if isinstance(key, HolderId) else self._dossiers.get(key.id, "")
               for key in keys if not isinstance(key, Named)]  # fmt: skip
        self._by_id = self._store.holders([name for name in ids if shown(name)])

    def of(self, key: HolderKey) -> str | Fault:
        """The holder, opened where the vault knows nobody of that civil status; or why there is none."""
        if isinstance(key, Named):
            return self._named(key)
        if isinstance(key, HolderId):
            return key.id if key.id in self._by_id else (Reason.HOLDER_NOT_FOUND, {})
        row = self._by_id.get(self._dossiers.get(key.id, ""))
        if row is None:
            return Reason.UNKNOWN_DOSSIER, {}
        return row.id if _goes_by(row.identity, key) else (Reason.OTHER_HOLDER, {})

    def is_one(self, key: HolderKey, holder: str) -> bool:
        """Whether a holder may be the one that an issuer names."""
        if isinstance(key, Named):
            identity = self._identities[key]
            return isinstance(identity, Identity) and any(row.id == holder for row in self._candidates(key, identity))
        return self.of(key) == holder

    def put(self) -> None:
        """Write those that were opened."""
        self._store.put_holders([row for rows in self._opened.values() for row in rows])

    def _candidates(self, key: Named, identity: Identity) -> tuple[HolderRow, ...]:
        opened = self._opened.get(civil_index(identity, self._store.cipher), [])
        return *self._by_name[key], *(row for row in opened if may_be(row.identity, identity))

    def _named(self, key: Named) -> str | Fault:
        identity = self._identities[key]
        if not isinstance(identity, Identity):
            return identity
        found = self._candidates(key, identity)
        if len(found) > 1:
            return Reason.HOMONYMS, {"count": len(found)}
        if found:
            return found[0].id
        row = HolderRow(id=self._new(), identity=identity, opened_at=self._at)
        self._opened.setdefault(civil_index(identity, self._store.cipher), []).append(row)
        return row.id


def identity_of(key: Named) -> Identity | Fault:
    """The civil status as the vault keeps it, or why it names nobody."""
    if len(key.birthdate) < _DAY:
        return Reason.PARTIAL_BIRTH, {}
    try:
        identity = Identity(
            family_name=key.family_name,
            given_name=" ".join(key.given_names),
            birthdate=date.fromisoformat(key.birthdate),
            gender=key.gender,
            birthplace=key.birthplace,
        )
        if any(len(given_names(one)) > 1 for one in key.given_names):
            raise IdentityError("given_name", IdentityProblem.SEVERAL)
    except IdentityError as error:
        most = {} if error.most is None else {"most": error.most}
        return Reason.UNUSABLE_IDENTITY, {"element": error.field, "fault": str(error.problem), **most}
    return identity


def _goes_by(identity: Identity, key: Dossier) -> bool:
    """Whether the holder of a training has the name that the issuer gives."""
    return names_of(identity.family_name, identity.given_name) == names_of(key.family_name, key.given_name)
