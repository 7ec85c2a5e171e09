"""Rotation of keys: a new data key seals every row again, or another master key wraps the keys anew.

A rotation goes by batches, each a transaction; one that was cut is taken up by calling it again. Rows are read and
written meanwhile, by this process or others. The old key is removed once no row needs it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from passport.vault import tables
from passport.vault.bodies import KINDS, Kind
from passport.vault.data_keys import KeyState, Use, make_key, rewrap
from passport.vault.engine import begun
from passport.vault.keys import KeyRing
from passport.vault.library import sa
from passport.vault.store import Store, Vault

BATCH = 500
"""Rows sealed again in one transaction."""
_PATIENCE_SECONDS = 0.05
_K = tables.keys.c
_RETIRING = (_K.use == Use.DATA) & (_K.state == KeyState.RETIRING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotated:
    """What a rotation did: the key that seals now, rows sealed again, whether it took up one that had been cut."""

    key: str
    rows: int
    resumed: bool


def _quiet(_: int) -> None:
    """Tell nobody."""


def rotate(vault: Vault, at: datetime, batch: int = BATCH, on_batch: Callable[[int], None] = _quiet) -> Rotated:
    """Seal every row with a new data key; `on_batch` hears how many rows are done. Raises DamagedRowError."""
    resumed = _begin(vault, at)
    done = 0
    for kind in KINDS:
        for count in _batches(vault, kind, batch):
            done += count
            on_batch(done)
    with vault.transaction() as store:
        store.connection.execute(tables.keys.delete().where(_RETIRING))
        return Rotated(key=store.cipher.active, rows=done, resumed=resumed)


def change_master(vault: Vault, new: KeyRing) -> int:
    """Wrap every key with another master key, which the caller has kept first; how many keys. Raises UnusableKeyError.

    From then on the vault opens with the new one only.
    """
    with begun(vault.engine) as connection:
        count = rewrap(connection, vault.ring, new)
    vault.ring = new
    return count


def _begin(vault: Vault, at: datetime) -> bool:
    """Make the new key, unless a rotation was cut: then its key is there. Whoever writes has ended first."""
    with begun(vault.engine) as connection:
        active = sa.select(tables.keys).where(_K.use == Use.DATA).with_for_update()
        rows = connection.execute(active).mappings().all()
        if any(row["state"] == KeyState.RETIRING for row in rows):
            return True
        connection.execute(tables.keys.update().where(_K.use == Use.DATA).values(state=KeyState.RETIRING))
        make_key(connection, vault.ring, Use.DATA, at)
    return False


def _batches(vault: Vault, kind: Kind[Any], batch: int) -> Iterator[int]:
    """Seal every row of a kind, in order of id; rows that somebody else held are taken up in another round."""
    after = ""
    while True:
        ids = _seal_again(vault, kind, batch, after)
        if ids:
            after = ids[-1]
            yield len(ids)
        elif _left(vault, kind):
            after = ""
            time.sleep(_PATIENCE_SECONDS)
        else:
            return


def _left(vault: Vault, kind: Kind[Any]) -> bool:
    """Whether a row of a kind was not sealed by the active key."""
    with vault.reading() as store:
        old = sa.select(kind.table.c.id).where(kind.table.c.data_key != store.cipher.active).limit(1)
        return store.connection.execute(old).first() is not None


def _seal_again(vault: Vault, kind: Kind[Any], batch: int, after: str) -> list[str]:
    """Seal some rows after an id that the active key did not; their ids. Their versions stay: nothing else changed."""
    with vault.transaction() as store:
        table = kind.table
        old = (table.c.data_key != store.cipher.active) & (table.c.id > after)
        query = sa.select(table).where(old).order_by(table.c.id).limit(batch).with_for_update(skip_locked=True)
        rows = [dict(row) for row in store.connection.execute(query).mappings()]
        if rows:
            _write(store, kind, rows)
    return [row["id"] for row in rows]


def _write(store: Store, kind: Kind[Any], rows: list[dict[str, Any]]) -> None:
    table, cipher = kind.table, store.cipher
    update = table.update().where(table.c.id == sa.bindparam("row_id"))
    values = [
        {
            "row_id": row["id"],
            "data_key": cipher.active,
            "sealed": cipher.seal(kind.body_of(row, cipher), kind.bound(row)),
        }
        for row in rows
    ]
    store.connection.execute(update, values)
