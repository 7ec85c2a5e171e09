"""Fixtures of the tests of the vault."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from passport.vault.store import Vault
from tests.support.vaults import KEYS, cv, filled, holder, record, share


@pytest.fixture
def vault(database_url: str) -> Iterator[Vault]:
    """An empty vault."""
    opened = Vault.open(database_url, KEYS)
    yield opened
    opened.close()


@pytest.fixture
def kept(vault: Vault) -> Vault:
    """A vault with a holder, two lines, a share and a CV."""
    with vault.transaction() as store:
        store.put_holder(holder(), 0)
        store.put_records([record("r-1"), record("r-2", issuer=None)])
        store.put_share(share(), 0)
        store.put_cv(cv("cv-1", 0), 0)
    return vault


@pytest.fixture
def full(kept: Vault) -> Vault:
    """The same with receipts, entries of three days, and a head a day."""
    filled(kept)
    return kept
