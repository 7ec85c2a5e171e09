"""What the how-to pages tell to type is what works, in the order of the page."""

from __future__ import annotations

import json
import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest

from passport.proof.authority import make_authority, save_authority
from passport.proof.registry import IssuerRole
from tests.support.authority import authority
from tests.support.commands import Ran, ran
from tests.support.data import ROOT
from tests.support.feeds import certification, certifier, flux, passage, written

BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
RECORD = {"type": "experience", "kind": "employment", "title": "Cariste", "start": "2024-01", "end": "2026-06"}


def typed(page: str, places: dict[str, str]) -> list[list[str]]:
    """Commands of a page, word by word, without comments; words that are places are those of the test."""
    blocks = BLOCK.findall((ROOT / "docs" / "how-to" / page).read_text(encoding="utf-8"))
    lines = [part for block in blocks for line in block.splitlines() for part in line.split(" && ")]
    words = [shlex.split(line, comments=True) for line in lines if line.startswith("acquis ")]
    return [[places.get(word, word) for word in line[1:]] for line in words]


def done(command: list[str]) -> Ran:
    """A command of a page, that works."""
    found = ran(*command)
    assert found.code == 0, (command, found.said, found.out)
    return found


def test_the_page_on_keeping_passports(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a vault that is made to its daily check, its backup, its restoration, its schema."""
    monkeypatch.chdir(own_home)
    page = "keep-passports.md"
    said = re.search(r"echo '(.*?)' > identity.json", (ROOT / "docs" / "how-to" / page).read_text(encoding="utf-8"))
    assert said
    (own_home / "identity.json").write_text(said[1], encoding="utf-8")
    places = {
        "examples/vente-benevolat.json": str(ROOT / "examples" / "vente-benevolat.json"),
        "/backups/2026-11-26.gz": str(own_home / "backup.gz"),
        "sqlite:////srv/other.sqlite": f"sqlite:///{own_home / 'other.sqlite'}",
    }
    commands = typed(page, places)
    assert len(commands) >= 12
    for command in commands:
        printed = done(command).out
        if "--sign-head" in command:
            (own_home / "heads").write_text(printed.splitlines()[-1], encoding="utf-8")
    assert "attesté par" in ran("vault", "upgrade").out + ran("passport", "show", "exemple-vente", "--as", "holder").out


def test_the_page_on_connecting_an_issuer(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From keys to accepted lines, a correction, a withdrawal, a stolen key."""
    (vault / "issuers.json").unlink()
    monkeypatch.chdir(vault)
    employer = make_authority("urn:employeur-y", "Employeur Y", role=IssuerRole.EMPLOYER)
    for name, key in (("public.jwk", authority("Certificateur X")), ("employer.jwk", employer)):
        (vault / name).write_text(key.key(datetime.now(UTC).date()).jwk, encoding="utf-8")
    (vault / "record.json").write_text(json.dumps({**RECORD, "end": "2026-07"}), encoding="utf-8")
    written(vault, flux([certifier([certification([passage("p-1")], "RNCP37099")])]))
    holder = {"family_name": "Modèle", "given_names": ["Camille"], "birthdate": "1990-01-31"}
    line = {"id": "2026-000123", "holder": holder, "record": RECORD}
    (vault / "records.jsonl").write_text(json.dumps(line), encoding="utf-8")
    save_authority(vault / "employer.json", employer)
    today = datetime.now(UTC).date()
    places = {"public.pem": "employer.jwk", "private.pem": "employer.json", "KID": employer.kid}
    places |= dict.fromkeys(("2026-12-01", "2027-01-01", "2027-12-31"), today.isoformat())
    commands = typed("connect-an-issuer.md", places)
    assert len(commands) >= 11
    told = "\n".join(done(command).out for command in commands)
    assert told.count("1 accepté") == 2
    assert (vault / "recepisse.json").exists()
