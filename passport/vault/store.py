"""The vault, opened with its keys, and what can be done in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from passport.vault.crypto import Cipher
from passport.vault.data_keys import active_key, load_cipher
from passport.vault.dealings import Cvs, Receipts, Shares
from passport.vault.engine import begun, connect
from passport.vault.holdings import Holders, Records
from passport.vault.keys import KeyRing
from passport.vault.library import sa
from passport.vault.logbook import Journal
from passport.vault.schema import prepare


class Store(Holders, Records, Shares, Receipts, Cvs, Journal):
    """One transaction over everything: all of it is done, or nothing."""

    __slots__ = ()


@dataclass(eq=False)
class Vault:
    """A database of passports and the keys to it; processes and threads may share the database, each opens its own."""

    engine: sa.Engine
    ring: KeyRing
    cipher: Cipher

    @classmethod
    def open(cls, url: str, keys: KeyRing, *, make: bool = True) -> Vault:
        """Open a vault; an empty database becomes one, or with `make` false is refused.

        Raises UnusableVaultError, UnusableKeyError.
        """
        engine = connect(url, make=make)
        try:
            prepare(engine, keys, make=make)
            with begun(engine, reading=True) as connection:
                return cls(engine, keys, load_cipher(connection, keys))
        except BaseException:
            engine.dispose()
            raise

    @contextmanager
    def transaction(self) -> Iterator[Store]:
        """Read and write: done when the block ends, undone when it raises.

        Raises UnusableVaultError where the database is busy, full, or cannot be reached.
        """
        with begun(self.engine) as connection:
            yield self._store(connection, reading=False)

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """Read only, as things are when the block begins, keeping nobody from writing."""
        with begun(self.engine, reading=True) as connection:
            yield self._store(connection, reading=True)

    def close(self) -> None:
        """Leave the database."""
        self.engine.dispose()

    def _store(self, connection: sa.Connection, *, reading: bool) -> Store:
        """Keys are read again when another process has made one."""
        if active_key(connection, reading=reading) != self.cipher.active:
            self.cipher = load_cipher(connection, self.ring)
        return Store(connection, self.cipher)
