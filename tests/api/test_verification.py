"""The page that the QR code of a CV leads to: whether it stands, in two languages, nothing of whom it is of."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from answers.cv.register import CvEntry, CvRegister
from api.app import create_app
from api.problems import MEDIA_TYPE
from api.settings import Settings
from passport.vault.rows import CvRow
from recommend.engine import Engine
from tests.support.door import AT, AWA, IDENTITY, opened

STANDS, REVOKED, REPLACED = "a" * 20, "b" * 20, "c" * 20
JSON = {"Accept": "application/json"}
DAY = date(2026, 11, 20)


def entry(ident: str, **said: object) -> CvEntry:
    """A CV that was issued."""
    whole = {"id": ident, "digests": ("0" * 64,), "issued": DAY, "language": "fr", "status_index": 1, **said}
    return CvEntry.model_validate(whole)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register of three CVs: one stands."""
    cvs = (entry(STANDS), entry(REVOKED, revoked=DAY), entry(REPLACED, superseded_by=STANDS))
    (tmp_path / "r.json").write_text(CvRegister(cvs=cvs).model_dump_json(), encoding="utf-8")
    return tmp_path / "r.json"


def client(engine: Engine, register: Path | None = None) -> TestClient:
    """The service, with a register or none."""
    return TestClient(create_app(Settings(cv_register=register), lambda: engine), raise_server_exceptions=False)


def test_the_page_says_whether_a_cv_stands(engine: Engine, register: Path) -> None:
    """In the language that is asked; without a script, and with what to compare."""
    with client(engine, register) as asked:
        page = asked.get(f"/v/{STANDS}")
        assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
        for words in ('<html lang="fr">', "toujours valable", "20\xa0novembre\xa02026", "0" * 64, "ne prouvent rien"):
            assert words in page.text, words
        assert "<script" not in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]
        english = asked.get(f"/v/{REVOKED}", headers={"Accept-Language": "de, en;q=0.8, fr;q=0.5"}).text
        assert '<html lang="en">' in english
        assert "was revoked" in english
        assert f'href="{STANDS}"' in asked.get(f"/v/{REPLACED}?lang=fr", headers={"Accept-Language": "en"}).text


def test_json_says_the_same_and_what_is_revoked_meanwhile_is_told(engine: Engine, register: Path) -> None:
    """The register is read each time."""
    with client(engine, register) as asked:
        found = [asked.get(f"/v/{one}", headers=JSON).json() for one in (STANDS, REVOKED, REPLACED)]
        assert [one["standing"] for one in found] == ["stands", "revoked", "superseded"]
        assert set(found[0]) == {"id", "issued", "language", "standing", "revoked", "superseded_by", "digests"}
        register.write_text(CvRegister(cvs=(entry(STANDS, revoked=DAY),)).model_dump_json(), encoding="utf-8")
        assert asked.get(f"/v/{STANDS}", headers=JSON).json()["revoked"] == DAY.isoformat()


def test_what_was_not_issued_here_is_not_found(engine: Engine, register: Path) -> None:
    """A page or a problem; the id is not echoed; a service that keeps no CV says so."""
    for kept, words in ((register, "établi ici"), (None, "ne tient pas de CV")):
        with client(engine, kept) as asked:
            page, problem = asked.get("/v/<b>nobody"), asked.get("/v/nobody", headers=JSON)
            assert (page.status_code, problem.status_code) == (404, 404)
            assert words in page.text.replace("&#39;", "'")
            assert "nobody" not in page.text
            assert problem.headers["content-type"] == MEDIA_TYPE
            assert words in problem.json()["detail"]


def test_a_cv_of_the_vault_is_told_of(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through the door, and nothing of its holder."""
    url = f"sqlite:///{tmp_path / 'vault.sqlite'}"
    door = opened(url)
    index = door.draft_cv(AWA, AT).status_index
    row = CvRow(
        id=STANDS, holder="awa", issued_at=AT, digest="1" * 64, status_index=index, language="fr", records=()
    )  # fmt: skip
    door.issue_cv(AWA, row, AT)
    door.vault.close()
    monkeypatch.setenv("ACQUIS_VAULT", url)
    monkeypatch.setenv("ACQUIS_VAULT_KEY", base64.b64encode(bytes(range(32))).decode())
    with client(engine) as asked:
        found = asked.get(f"/v/{STANDS}", headers=JSON)
        assert (found.json()["standing"], found.json()["digests"]) == ("stands", ["1" * 64])
        page = asked.get(f"/v/{STANDS}").text
        assert not [one for one in ("awa", IDENTITY.family_name, IDENTITY.given_name) if one in page]


def test_a_register_that_is_not_there_stops_the_start(engine: Engine, tmp_path: Path) -> None:
    """Rather than tell everyone that their CV was never issued."""
    with pytest.raises(RuntimeError, match=r"nothing\.json"), client(engine, tmp_path / "nothing.json"):
        pass
