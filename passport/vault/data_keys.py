"""The keys that are in the database, wrapped: made when the vault is, unwrapped by the master key."""

from __future__ import annotations

import secrets
from datetime import datetime
from enum import StrEnum

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from passport.vault import tables
from passport.vault.crypto import Cipher
from passport.vault.keys import KeyRing
from passport.vault.library import sa


class Use(StrEnum):
    """What a key does."""

    DATA = "data"
    INDEX = "index"


class KeyState(StrEnum):
    """Where a key is in its life; one that no row needs is removed."""

    ACTIVE = "active"
    RETIRING = "retiring"
    """Rows are being sealed again with the active one."""


def make_key(connection: sa.Connection, ring: KeyRing, use: Use, at: datetime) -> str:
    """Draw a key, keep it wrapped, and give its id; it is active."""
    name = secrets.token_hex(8)
    wrapped = ring.wrap(AESGCM.generate_key(256), _bound(name, use))
    row = {"id": name, "use": use, "state": KeyState.ACTIVE, "wrapped": wrapped, "made_at": at}
    connection.execute(tables.keys.insert(), row)
    return name


def load_cipher(connection: sa.Connection, ring: KeyRing) -> Cipher:
    """Every key of the vault, unwrapped. Raises UnusableKeyError for another master key."""
    rows = connection.execute(sa.select(tables.keys)).mappings().all()
    opened = {row["id"]: ring.unwrap(row["wrapped"], _bound(row["id"], Use(row["use"]))) for row in rows}
    active = {row["use"]: row["id"] for row in rows if row["state"] == KeyState.ACTIVE}
    data = {row["id"]: opened[row["id"]] for row in rows if row["use"] == Use.DATA}
    return Cipher(data, active[Use.DATA], opened[active[Use.INDEX]])


def active_key(connection: sa.Connection, *, reading: bool) -> str:
    """Id of the data key that seals now; it stays so until a writing transaction ends."""
    wanted = (tables.keys.c.use == Use.DATA) & (tables.keys.c.state == KeyState.ACTIVE)
    query = sa.select(tables.keys.c.id).where(wanted)
    found: str = connection.execute(query if reading else query.with_for_update(read=True)).scalar_one()
    return found


def rewrap(connection: sa.Connection, old: KeyRing, new: KeyRing) -> int:
    """Wrap every key with another master key; how many there were. Raises UnusableKeyError."""
    rows = connection.execute(sa.select(tables.keys).with_for_update()).mappings().all()
    for row in rows:
        bound = _bound(row["id"], Use(row["use"]))
        wrapped = new.wrap(old.unwrap(row["wrapped"], bound), bound)
        connection.execute(tables.keys.update().where(tables.keys.c.id == row["id"]).values(wrapped=wrapped))
    return len(rows)


def _bound(name: str, use: Use) -> str:
    return f"{use}/{name}"
