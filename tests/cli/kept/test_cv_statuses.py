"""The list of CVs that stand no more, of a vault."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.cv import NOT_VALID
from recommend.engine import Engine
from tests.support.commands import ran
from tests.support.kept import HOLDER

ADDRESS = "https://passeport.example/statuses/1"


def test_a_cv_of_the_vault_that_is_revoked_is_in_the_list(
    kept: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made as a credential of a passport that is kept, revoked by its holder, and listed by the operator."""
    monkeypatch.setattr(Engine, "open", lambda *_, **__: engine)
    key, token = kept / "operator.json", kept / "cv.jwt"
    ran("issuer", "add", "urn:acquis:operator:essai", "--name", "Opérateur inventé", "--role", "operator",
        "--new-key", key)  # fmt: skip
    made = ran("cv", "make", f"holder:{HOLDER}", "--format", "vc-jwt", "--authority", key, "--statuses", ADDRESS,
               "--out", token, "--json").json  # fmt: skip
    vault = ("--vault", f"sqlite:///{kept / 'vault' / 'passports.sqlite'}")
    told = ("cv", "statuses", "--authority", key, "--address", ADDRESS, "--out", kept / "list.jwt", "--json")
    asked = (*told, *vault)
    assert ran(*asked).json["revoked"] == 0
    assert ran("cv", "revoke", made["content"]["id"], "--as", f"holder:{HOLDER}").code == 0
    assert ran(*asked).json["revoked"] == 1
    assert ran(*told).json["revoked"] == 1, "the vault that there is, without being named"
    ran("issuer", "revocations", kept / "list.jwt")
    found = ran("cv", "verify", token, "--json")
    assert (found.code, json.loads(found.out)["problem"]) == (NOT_VALID, "revoked")


def test_where_there_are_a_vault_and_a_register_it_is_to_be_said_which(kept: Path) -> None:
    """Their places would be confounded in one list: a revoked CV would pass, or another be revoked."""
    key, own = kept / "operator.json", kept / "cv" / "register.json"
    ran("issuer", "add", "urn:acquis:operator:essai", "--name", "Opérateur inventé", "--role", "operator",
        "--new-key", key)  # fmt: skip
    own.parent.mkdir(exist_ok=True)
    own.write_text('{"version": 1, "cvs": []}', encoding="utf-8")
    asked = ("cv", "statuses", "--authority", key, "--address", ADDRESS, "--out", kept / "list.jwt")
    assert "--vault" in ran(*asked).said
    assert ran(*asked, "--register", own, "--json").json["revoked"] == 0


def test_a_name_that_is_not_of_the_identity_is_refused(
    kept: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the vault, the CV has its name."""
    monkeypatch.setattr(Engine, "open", lambda *_, **__: engine)
    made = ("cv", "make", f"holder:{HOLDER}", "--out", kept / "cv.pdf")
    assert "celui de l'identité" in ran(*made, "--name", "Mallory Voleuse").said
    assert ran(*made, "--json").json["content"]["name_standing"] == "identity"
