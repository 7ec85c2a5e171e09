"""A body that is not one JSON document in UTF-8 is refused, with what is wrong and where."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.openapi.passport import PASSPORT
from api.problems import MEDIA_TYPE
from recommend.engine import Engine

JSON = {"content-type": "application/json"}
WHOLE = json.dumps({"passport": PASSPORT, "as_of": "2026-11-23"}, ensure_ascii=False).encode()


@pytest.fixture(scope="module")
def client(engine: Engine) -> Iterator[TestClient]:
    """A client of the API on the teaching referential, to which an exception would come."""
    with TestClient(create_app(open_engine=lambda: engine)) as opened:
        yield opened


@pytest.mark.parametrize("given", ["text/plain", "application/xml", "application/x-www-form-urlencoded", "", None])
def test_another_media_type_is_refused(client: TestClient, given: str | None) -> None:
    """By naming the one that is expected."""
    found = client.post("/v1/profile", content=WHOLE, headers={} if given is None else {"content-type": given})
    assert (found.status_code, found.headers["content-type"]) == (415, MEDIA_TYPE)
    assert found.json()["type"] == "/problems/unsupported-media-type"
    assert "application/json" in found.json()["detail"]


@pytest.mark.parametrize("given", ["application/json", "Application/JSON; charset=utf-8", " application/json ;x=1"])
def test_json_is_read_however_its_type_is_written(client: TestClient, given: str) -> None:
    """Case and parameters do not matter; nor does a byte order mark, nor an encoding that is none."""
    headers = {"content-type": given, "content-encoding": "identity"}
    for body in (WHOLE, b"\xef\xbb\xbf" + WHOLE):
        assert client.post("/v1/profile", content=body, headers=headers).status_code == 200


def test_a_compressed_body_is_refused(client: TestClient) -> None:
    """By naming its encoding."""
    found = client.post("/v1/profile", content=gzip.compress(WHOLE), headers={**JSON, "content-encoding": "gzip"})
    assert (found.status_code, found.json()["type"]) == (415, "/problems/unsupported-media-type")
    assert "gzip" in found.json()["detail"]


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"", "Corps vide."),
        (b'{\n "passport": }', "Ligne 2, colonne 14 : JSON mal formé (une valeur est attendue ici)."),
        (b'{\n"\xe9": 1}', "Ligne 2 : octet illisible en UTF-8, le n° 4 du corps ; encodez le corps en UTF-8."),
        (b"\xff\xfe{", "Ligne 1 : octet illisible en UTF-8, le n° 1 du corps ; encodez le corps en UTF-8."),
        (b'{"a": 1, "passport": {"b": 1, "c": 2, "b": 3}}', "Le nom « b » est donné deux fois dans le même objet."),
        (b'{"passport": NaN}', "NaN n'est pas un nombre de JSON."),
        (b'{"passport": ' + b"1" * 5_000 + b"}", "Nombre de plus de 4 000 chiffres."),
        (b'{"passport": ' + b"[" * 50_000 + b"]" * 50_000 + b"}", "JSON trop imbriqué : au plus 100 niveaux."),
    ],
    ids=["empty", "malformed", "latin-1", "utf-16", "name given twice", "nan", "digits", "nested"],
)  # fmt: skip
def test_what_is_wrong_and_where_is_told(client: TestClient, body: bytes, detail: str) -> None:
    """By line and column, by byte, by name."""
    found = client.post("/v1/profile", content=body, headers=JSON)
    assert (found.status_code, found.headers["content-type"]) == (400, MEDIA_TYPE)
    assert found.json()["type"] == "/problems/invalid-json"
    assert found.json()["detail"] == detail


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("target", None, "champ obligatoire absent"),
        ("target", "x" * 201, "texte trop long (au plus 200 caractères)"),
        ("target", 5, "un texte est attendu"),
        ("as_of", "2026-02-30", "date attendue sous la forme AAAA-MM-JJ, qui existe au calendrier"),
        ("as_of", 0, "date attendue sous la forme AAAA-MM-JJ"),
        ("budget", -1, "nombre d'au moins 0.0 attendu"),
        ("cpf", "oui", "true ou false est attendu"),
        ("other", 1, "champ inconnu ; retirez-le ou corrigez son nom"),
    ],
)
def test_a_field_at_fault_is_told_in_french(client: TestClient, field: str, value: object, said: str) -> None:
    """As those of a passport are."""
    body = {"passport": PASSPORT, "target": "D1106", field: value}
    sent = {name: one for name, one in body.items() if one is not None}
    found = client.post("/v1/plan", json=sent)
    assert found.status_code == 422
    assert found.json()["errors"] == [{"path": f"body.{field}", "message": said}]


def test_no_depth_gets_a_500(client: TestClient) -> None:
    """Near the depth that the interpreter can read, what can be read cannot always be written again."""
    for depth in (98, 99, 100, 300, *range(940, 1000)):
        body = b'{"passport": ' + b"[" * depth + b"]" * depth + b"}"
        found = client.post("/v1/profile", content=body, headers=JSON)
        assert found.status_code == (422 if depth < 100 else 400), depth
