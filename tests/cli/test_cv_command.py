"""`acquis cv` as people run it: an authority, a CV, its verification, its revocation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from answers.words.errors import told
from answers.words.surfaces import Surface
from cli.main import app
from recommend.engine import Engine
from referentials.errors import AcquisError
from tests.support.commands import acquis

PASSPORT = {
    "version": 1,
    "holder": {"id": "exemple-cv", "name": "Camille Exemple"},
    "experiences": [
        {"id": "exp-1", "kind": "employment", "title": "Vendeuse en boulangerie", "start": "2019-09", "end": "2023-06"}
    ],
}


def run(home: Path, *arguments: str | Path) -> Any:
    """What a command does, in this process."""
    return CliRunner().invoke(app, ["cv", *map(str, arguments)], env={"ACQUIS_HOME": str(home), "COLUMNS": "110"})


@pytest.fixture(scope="module")
def folder(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with a development authority and a passport; the CV signed; the engine open already."""
    home = tmp_path_factory.mktemp("cv")
    (home / "p.json").write_text(json.dumps(PASSPORT), encoding="utf-8")
    (home / "issuers.json").write_text(json.dumps({"version": 1, "issuers": []}), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "open", lambda *_, **__: engine)
        made = run(home, "authority", home / "a", "--signer", "Signataire inventé")
        assert made.exit_code == 0, made.output
        given = ("--issuers", home / "issuers.json", "--sign", home / "a" / "signer.p12", "--out", home / "cv.pdf")
        done = run(home, "make", home / "p.json", *given, "--base", "https://acquis.example", "--json")
        assert done.exit_code == 0, done.output
        (home / "made.json").write_text(done.output, encoding="utf-8")
        yield home


def verify(home: Path, *more: str | Path, file: str = "cv.pdf") -> tuple[int, str]:
    """Exit code and output of a verification."""
    done = run(home, "verify", home / file, "--trust", home / "a" / "root.pem", *more)
    return done.exit_code, done.output


def test_a_cv_is_verified_then_revoked(folder: Path) -> None:
    """0, then 3: who, when, all of it signed, whether it stands, which lines are guaranteed."""
    code, said = verify(folder)
    assert code == 0, said
    for words in ("CV valable", "Signé par : Signataire inventé", "Tout le document est signé : oui",
                  "toujours valable, d'après le registre", "Garanti (0)", "Déclaré (1)", "Vendeuse"):  # fmt: skip
        assert words in said, words
    ident = json.loads((folder / "made.json").read_text(encoding="utf-8"))["content"]["id"]
    done = run(folder, "revoke", ident)
    assert (done.exit_code, done.output) == (0, f"CV {ident} révoqué.\n")
    again = acquis("cv", "verify", folder / "cv.pdf", "--trust", folder / "a" / "root.pem", "--json", home=folder)
    answer = json.loads(again.stdout)
    assert (again.returncode, again.stderr) == (3, "")
    assert (answer["valid"], answer["problems"], answer["standing"]) == (False, ["revoked_cv"], "revoked")


def test_a_forged_file_is_not_valid(folder: Path) -> None:
    """3, and nothing of what it says is shown."""
    forged = (folder / "cv.pdf").read_bytes().replace(b"/Creator", b"/Kreator")
    (folder / "forged.pdf").write_bytes(forged)
    code, said = verify(folder, file="forged.pdf")
    assert code == 3
    assert "NON VALABLE" in said
    assert "il a été modifié" in said
    assert "Vendeuse" not in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["verify", "{}/cv.pdf"], "--trust RACINE"),
        (["verify", "{}/nothing.pdf", "--trust", "{}/a/root.pem"], "nothing.pdf"),
        (["verify", "{}/cv.pdf", "--trust", "{}/a/root.pem", "--register", "{}/nothing.json"], "nothing.json"),
        (["verify", "{}/cv.pdf", "--trust", "{}/p.json"], "aucun certificat"),
        (["authority", "{}/a"], "contient déjà une autorité"),
        (["make", "{}/p.json", "--tsa", "http://127.0.0.1:9/"], "demandent une clé"),
        (["make", "{}/p.json", "--pkcs11", "module.so"], "demande --token"),
        (["make", "{}/p.json", "--issuers", "{}/issuers.json", "--only", "exp-9"], "exp-9"),
        (["revoke", "inconnu"], "titulaire (holder:ID)"),
    ],
)
def test_a_mistake_is_one_message(arguments: list[str], words: str, folder: Path) -> None:
    """What is wrong, and what to do."""
    done = run(folder, *(one.format(folder) for one in arguments))
    assert isinstance(done.exception, AcquisError), done.exception
    assert words in told(done.exception, Surface.CLI)
