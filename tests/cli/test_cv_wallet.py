"""A CV as a credential, by the command line: made, shown in part, verified, revoked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey
from typer.testing import CliRunner, Result

from answers.errors import UsageError
from cli.cv import NOT_VALID
from cli.main import app
from passport.proof.errors import RegistryError, RegistryProblem
from recommend.engine import Engine
from tests.support.commands import EXAMPLE
from tests.support.data import ISSUERS

ADDRESS = "https://passeport.example/statuses/1"


@pytest.fixture(autouse=True)
def home(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own, where the engine is open already, and the registry is that of the examples."""
    monkeypatch.setattr(Engine, "open", lambda *_, **__: engine)
    monkeypatch.setenv("ACQUIS_HOME", str(tmp_path / "home"))
    (tmp_path / "issuers.json").write_bytes(ISSUERS.read_bytes())
    monkeypatch.setenv("ACQUIS_ISSUERS", str(tmp_path / "issuers.json"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*arguments: str, code: int = 0) -> Result:
    done = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "110"})
    assert done.exit_code == code, done.output
    return done


def _told(*arguments: str, code: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(*arguments, "--json", code=code).stdout)
    return found


@pytest.fixture
def operator() -> None:
    """An operator that issues CVs, in the registry with its key."""
    _run("issuer", "add", "urn:acquis:operator:essai", "--name", "Opérateur inventé", "--role", "operator",
         "--new-key", "operator.json")  # fmt: skip


def _made(form: str, *options: str, statuses: bool = True) -> dict[str, Any]:
    listed = ("--statuses", ADDRESS) if statuses else ()
    common = ("--format", form, "--authority", "operator.json", "--out", f"cv.{form}")
    return _told("cv", "make", str(EXAMPLE), *common, *listed, *options)


@pytest.mark.usefixtures("operator")
def test_a_cv_of_an_employer_is_not_valid_and_one_to_try_says_so() -> None:
    """The registry has the role of each."""
    told = (("employer", NOT_VALID, "le rôle d’opérateur"), ("teaching", 0, "ne vaut que pour essayer"))
    for role, code, said in told:
        key, token = f"{role}.json", f"{role}.jwt"
        _run("issuer", "add", f"urn:acquis:test:{role}", "--name", "Inventé", "--role", role, "--new-key", key)
        _told("cv", "make", str(EXAMPLE), "--format", "vc-jwt", "--authority", key, "--out", token)
        assert said in " ".join(_run("cv", "verify", token, code=code).stdout.split())


@pytest.mark.usefixtures("operator")
def test_what_is_of_a_person_or_signs_is_for_its_owner_alone(home: Path) -> None:
    """CVs and their register; a key that others may read is not used."""
    _made("sd-jwt")
    modes = {one: (home / one).stat().st_mode & 0o777 for one in ("cv.sd-jwt", "home/cv/register.json")}
    assert modes == {"cv.sd-jwt": 0o600, "home/cv/register.json": 0o600}
    (home / "operator.json").chmod(0o644)
    done = CliRunner().invoke(app, ["cv", "statuses", "--authority", "operator.json", "--address", ADDRESS])
    assert isinstance(done.exception, RegistryError)
    assert done.exception.problem is RegistryProblem.OPEN_KEY


def _publish() -> None:
    """The list of revocations is made, and fetched by who checks."""
    _run("cv", "statuses", "--authority", "operator.json", "--address", ADDRESS, "--out", "list.jwt")
    _run("issuer", "revocations", "list.jwt")


@pytest.mark.usefixtures("operator")
@pytest.mark.parametrize("form", ["vc-jwt", "sd-jwt"])
def test_a_credential_is_made_verified_and_revoked(form: str) -> None:
    """Without the list nobody knows; with it, it stands, until it is revoked and the list is given out again."""
    made = _made(form)
    assert made["status_index"] is not None
    assert _told("cv", "verify", f"cv.{form}", code=NOT_VALID)["problem"] == "status_unknown"
    _publish()
    found = _told("cv", "verify", f"cv.{form}")
    assert (found["kind"], found["valid"], found["issuer"]) == (form, True, "Opérateur inventé")
    asked = [line["standing"]["status"] for line in made["content"]["lines"]]
    assert [line["standing"] for line in found["lines"]] == asked
    assert (found["issuer_role"], found["name_standing"]) == ("operator", "declared")
    assert "nom déclaré, non vérifié" in _run("cv", "verify", f"cv.{form}").stdout
    assert "guaranteed" in asked
    assert f"Garanti ({asked.count('guaranteed')})" in _run("cv", "verify", f"cv.{form}").stdout
    _run("cv", "revoke", made["content"]["id"])
    _publish()
    assert _told("cv", "verify", f"cv.{form}", code=NOT_VALID)["problem"] == "revoked"


@pytest.mark.usefixtures("operator")
def test_the_holder_chooses_what_is_shown_and_signs_it(home: Path) -> None:
    """One line and no name, for one recruiter: another gets nothing from it."""
    key = ECKey.generate_key("P-256")
    (home / "holder.json").write_text(json.dumps(key.as_dict(private=True)))
    (home / "holder.public.json").write_text(json.dumps(key.as_dict(private=False)))
    line = _made("sd-jwt", "--holder-key", "holder.public.json")["content"]["lines"][0]
    _publish()
    choices = {one["name"] for one in _told("cv", "present", "cv.sd-jwt")["choices"]}
    assert {line["record"], "name"} <= choices
    whom = ("--audience", "https://recruteur.example", "--nonce", "tirage")
    _run("cv", "present", "cv.sd-jwt", "--show", line["record"], "--out", "shown", "--key", "holder.json", *whom)
    found = _told("cv", "verify", "shown", *whom)
    assert (found["bound"], found["holder"], [one["title"] for one in found["lines"]]) == (True, {}, [line["title"]])
    other = _told("cv", "verify", "shown", "--audience", "https://autre.example", "--nonce", "tirage", code=NOT_VALID)
    assert (other["problem"], other["lines"]) == ("other_holder", [])


@pytest.mark.usefixtures("operator")
def test_what_is_asked_wrong_is_said(home: Path) -> None:
    """A form without an authority, half a presentation, a name that nothing goes by."""
    assert "--authority" in _refused("cv", "make", str(EXAMPLE), "--format", "sd-jwt")
    _made("sd-jwt", statuses=False)
    assert "Noms de ce CV" in _refused("cv", "present", "cv.sd-jwt", "--show", "rien")
    assert "--nonce" in _refused("cv", "verify", "cv.sd-jwt", "--audience", "https://recruteur.example")
    assert "--key" in _refused("cv", "present", "cv.sd-jwt", "--show", "name", "--audience", "a", "--nonce", "n")


def _refused(*arguments: str) -> str:
    """What an error of usage says."""
    done = CliRunner().invoke(app, list(arguments))
    assert isinstance(done.exception, UsageError), done.output
    return done.exception.sentence


@pytest.mark.usefixtures("operator")
def test_an_elm_document_shows_the_pages_of_the_cv(home: Path) -> None:
    """The European model wants a picture of each page."""
    made = _made("elm", statuses=False)
    document = json.loads((home / "cv.elm").read_bytes())
    pages = document["displayParameter"]["individualDisplay"][0]["displayDetail"]
    assert len(pages) == made["pages"]
    assert len(document["credentialSubject"]["hasClaim"]) == len(made["content"]["lines"])
