"""`acquis cv` where CVs are kept: written before they are registered, told revoked at home; what is asked wrong."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from answers.cv.errors import CvError, CvFault
from answers.errors import UsageError
from cli.main import app
from passport.document.standing import ProofProblem
from passport.proof.errors import RefusedProofError
from passport.proof.pdf.errors import SigningError, SigningProblem
from passport.service.errors import UnknownCvError
from recommend.engine import Engine
from tests.support.door import AWA, IDENTITY, job, service
from tests.support.signing import now

PASSPORT = {
    "version": 1,
    "holder": {"id": "exemple-cv", "name": "Camille Exemple"},
    "experiences": [{"id": "exp-1", "kind": "employment", "title": "Vendeuse en boulangerie", "start": "2019-09"}],
}
STATUSES = ("--statuses", "https://passeport.example/statuses/1")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a vault where Awa has a passport, a file of another, an authority and an operator's key."""
    home = tmp_path_factory.mktemp("kept")
    (home / "vault").mkdir()
    door = service(f"sqlite:///{home / 'vault' / 'passports.sqlite'}")
    door.open(AWA, IDENTITY, now())
    door.declare(AWA, job(), now())
    door.vault.close()
    (home / "p.json").write_text(json.dumps(PASSPORT), encoding="utf-8")
    return home


@pytest.fixture(autouse=True)
def home(engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, for each test."""
    monkeypatch.setattr(Engine, "open", lambda *_, **__: engine)
    monkeypatch.setenv("ACQUIS_HOME", str(folder))
    monkeypatch.setenv("ACQUIS_VAULT_KEY", base64.b64encode(bytes(range(32))).decode())
    monkeypatch.delenv("ACQUIS_VAULT", raising=False)
    monkeypatch.delenv("ACQUIS_ISSUERS", raising=False)
    monkeypatch.chdir(folder)
    if not (folder / "a").exists():
        run("cv", "authority", "a")
        run("issuer", "add", "urn:acquis:operator:essai", "--name", "Opérateur inventé", "--role", "operator",
            "--new-key", "operator.json")  # fmt: skip
    return folder


def run(*arguments: str) -> str:
    """What a command that does well prints."""
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def failing(*arguments: str) -> Any:
    """The error of one that does not."""
    done = CliRunner().invoke(app, arguments)
    assert done.exception is not None, done.output
    return done.exception


def make(of: str, *options: str, out: str = "cv.pdf") -> dict[str, Any]:
    """A CV that is made."""
    found: dict[str, Any] = json.loads(run("cv", "make", of, *signed(options), "--out", out, *options, "--json"))
    return found


def signed(options: tuple[str, ...]) -> tuple[str, ...]:
    """What signs a page, or a credential."""
    return ("--authority", "operator.json") if "--format" in options else ("--sign", "a/signer.p12")


def verified(file: str, *options: str) -> tuple[int, dict[str, Any]]:
    """Exit code and findings of a verification."""
    done = CliRunner().invoke(app, ("cv", "verify", file, "--trust", "a/root.pem", "--json", *options))
    return done.exit_code, json.loads(done.stdout)


@pytest.mark.parametrize("of", ["p.json", "holder:awa"])
def test_nothing_is_registered_of_a_file_that_cannot_be_written(home: Path, of: str) -> None:
    """The CV that it was to supersede stands; and nothing is written where it cannot be registered."""
    old = make(of)["content"]["id"]
    asked = ("cv", "make", of, "--sign", "a/signer.p12", "--headline", "Autre")
    for out in ("nowhere/cv.pdf", "a"):
        error = failing(*asked, "--supersedes", old, "--out", out)
        assert (error.fault, error.where) == (CvFault.UNREADABLE, out)
    assert verified("cv.pdf")[0] == 0
    error = failing(*asked, "--supersedes", "cv-nobody", "--out", "new.pdf")
    assert isinstance(error, UnknownCvError) or error.fault is CvFault.UNKNOWN_CV
    assert not [one.name for one in home.iterdir() if one.name.startswith("new.pdf")]


def test_a_revoked_cv_of_one_s_own_vault_is_told_without_naming_it(home: Path) -> None:
    """The register of one's own does not hide the vault, nor the vault the register."""
    ident = make("holder:awa", "--headline", "Boulangère", out="kept.pdf")["content"]["id"]
    make("p.json", out="registered.pdf")
    assert [verified(file)[1]["standing"] for file in ("kept.pdf", "registered.pdf")] == ["stands", "stands"]
    error = failing("cv", "revoke", ident, "--vault", f"sqlite:///{home}/vault/passports.sqlite")
    assert "--as" in error.sentence
    assert failing("cv", "revoke", ident).fault is CvFault.UNKNOWN_CV
    run("cv", "revoke", ident, "--as", "holder:awa")
    code, found = verified("kept.pdf")
    assert (code, found["standing"], found["problems"]) == (3, "revoked", ["revoked_cv"])


def test_a_revoked_cv_is_not_issued_again_as_a_credential_under_its_id() -> None:
    """With a list of revocations or without."""
    options = ("--format", "sd-jwt", "--headline", "Vendeuse")
    first = make("p.json", *options, *STATUSES, out="first")["content"]
    run("cv", "revoke", first["id"])
    again = make("p.json", *options, out="again")["content"]
    assert (first["edition"], again["edition"]) == (1, 2)
    assert again["id"] != first["id"]


def test_the_register_has_the_digest_of_the_credential_s_file() -> None:
    """At the place that the credential names."""
    made = make("p.json", "--format", "vc-jwt", "--headline", "Vente", *STATUSES, out="vc")
    rows = json.loads(Path("cv/register.json").read_bytes())["cvs"]
    row = next(one for one in rows if one["id"] == made["content"]["id"])
    assert row["digests"] == [hashlib.sha256(Path("vc").read_bytes()).hexdigest()]
    payload = Path("vc").read_text().split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert str(row["status_index"]) in json.dumps(claims["credentialStatus"])


def test_what_is_no_sd_jwt_is_not_presented() -> None:
    """Another credential, a page, a text."""
    make("p.json", "--format", "vc-jwt", out="badge")
    for file in ("badge", "a/root.pem"):
        error = failing("cv", "present", file)
        assert isinstance(error, RefusedProofError)
        assert error.problem is ProofProblem.UNREADABLE


@pytest.mark.parametrize(("name", "said"), [("😀 Awa", "😀"), ("王小明", "王")])
def test_a_text_that_the_font_has_not_is_told(name: str, said: str) -> None:
    """With the text, and no file."""
    error = failing("cv", "make", "p.json", "--name", name, "--out", "no.pdf")
    assert isinstance(error, CvError)
    assert (error.fault, error.said) == (CvFault.UNPRINTABLE, said)
    assert not Path("no.pdf").exists()


def test_what_is_no_list_of_revocations_is_told() -> None:
    """By its name; those of an authority, in PEM or not, are read."""
    make("p.json", out="crl.pdf")
    error = failing("cv", "verify", "crl.pdf", "--trust", "a/root.pem", "--crl", "p.json")
    assert isinstance(error, SigningError)
    assert (error.problem, error.where) == (SigningProblem.REVOCATIONS, "p.json")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("make holder:awa --as-of 2020-01-01", "--as-of"),
        ("make holder:awa --register r.json", "--register"),
        ("make p.json --vault sqlite:///x", "--vault"),
        ("make p.json --supersedes cv-1", "--supersedes"),
        ("make p.json --days 3", "--days"),
        ("make p.json --format sd-jwt --sign a/signer.p12", "--sign"),
        ("make p.json --format vc-jwt --holder-key k", "--holder-key"),
        ("make p.json --format elm --statuses https://a.example", "--statuses"),
        ("make p.json --format sd-jwt --authority operator.json --supersedes cv-1", "--supersedes"),
        ("verify token --trust a/root.pem", "--trust"),
        ("verify token --register r.json", "--register"),
        ("verify token --vault sqlite:///x", "--vault"),
        ("verify p.json --trust a/root.pem --audience a --nonce b", "--audience"),
        ("verify p.json --trust a/root.pem --register r.json --vault sqlite:///x", "--register"),
        ("revoke cv-1 --as holder:awa --register r.json", "--register"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(asked: str, said: str) -> None:
    """Rather than passed over."""
    Path("token").write_text("eyJhbGciOiJub25lIn0.e30.")
    error = failing("cv", *asked.split())
    assert isinstance(error, UsageError), error
    assert said in error.sentence
