"""A vault of this test, with its operator, its issuers and an invented person who has a passport."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from passport.document.read import passport_from
from passport.proof.registry_file import write_registry
from tests.support.authority import registry, signed_document
from tests.support.commands import ran
from tests.support.kept import CERTIFIER, DOCUMENT, HOLDER, IDENTITY, certifier_and

NAMES = ("ACQUIS_ISSUERS", "ACQUIS_VAULT", "ACQUIS_VAULT_KEY", "ACQUIS_OPERATOR_KEY")


@pytest.fixture(scope="session")
def made_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a vault, and of a registry of issuers, made once: each test has a copy."""
    home = tmp_path_factory.mktemp("made_vault")
    _as_in(home, "vault", "init")
    write_registry(home / "issuers.json", certifier_and(registry(passport_from(DOCUMENT)), CERTIFIER))
    (home / "identity.json").write_text(json.dumps(IDENTITY), encoding="utf-8")
    (home / "passport.json").write_text(json.dumps(signed_document(DOCUMENT)), encoding="utf-8")
    return home


@pytest.fixture(scope="session")
def made_kept(made_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, with the passport of the person in it."""
    home = shutil.copytree(made_vault, tmp_path_factory.mktemp("made_kept"), dirs_exist_ok=True)
    said = _as_in(home, "passport", "import", home / "passport.json", "--identity", home / "identity.json")
    assert HOLDER in said
    return home


@pytest.fixture
def vault(made_vault: Path, own_home: Path, nothing_named: None) -> Path:
    """The home of a vault that was just made, and of a registry of issuers."""
    return shutil.copytree(made_vault, own_home, dirs_exist_ok=True)


@pytest.fixture
def kept(made_kept: Path, own_home: Path, nothing_named: None) -> Path:
    """The same, with the passport of the person in it."""
    return shutil.copytree(made_kept, own_home, dirs_exist_ok=True)


@pytest.fixture
def nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry, the vault and its keys are those of ACQUIS_HOME."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def _as_in(home: Path, *command: str | Path) -> str:
    """What a command that does well prints, in an ACQUIS_HOME where nothing else is named."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACQUIS_HOME", str(home))
        for name in NAMES:
            patch.delenv(name, raising=False)
        done = ran(*command)
    assert done.code == 0, done.said
    return done.out
