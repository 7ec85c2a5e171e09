"""A vault of this test, with its operator, its issuers and an invented person who has a passport."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from passport.document.read import passport_from
from passport.proof.registry_file import write_registry
from tests.support.authority import registry, signed_document
from tests.support.commands import ran
from tests.support.kept import CERTIFIER, DOCUMENT, HOLDER, IDENTITY, certifier_and


@pytest.fixture
def vault(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home of a vault that was just made, and of a registry of issuers."""
    for name in ("ACQUIS_ISSUERS", "ACQUIS_VAULT", "ACQUIS_VAULT_KEY", "ACQUIS_OPERATOR_KEY"):
        monkeypatch.delenv(name, raising=False)
    assert ran("vault", "init").code == 0
    write_registry(own_home / "issuers.json", certifier_and(registry(passport_from(DOCUMENT)), CERTIFIER))
    (own_home / "identity.json").write_text(json.dumps(IDENTITY), encoding="utf-8")
    (own_home / "passport.json").write_text(json.dumps(signed_document(DOCUMENT)), encoding="utf-8")
    return own_home


@pytest.fixture
def kept(vault: Path) -> Path:
    """The same, with the passport of the person in it."""
    done = ran("passport", "import", vault / "passport.json", "--identity", vault / "identity.json")
    assert done.code == 0, done.said
    assert HOLDER in done.out
    return vault
