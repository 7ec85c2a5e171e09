"""The API answers as the commands do, and every error is a problem that says what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from api.app import create_app
from api.openapi.passport import PASSPORT
from api.problems import MEDIA_TYPE, TYPES
from api.settings import Settings
from passport.document.model import Passport
from passport.document.read import passport_from
from recommend.engine import Engine

DAY = "2026-11-23"
BODY: dict[str, Any] = {"passport": PASSPORT, "as_of": DAY}
BIG = 200_000
ADVICE = ("profile", "gap", "plan", "paths", "explore", "what-if", "rights")


@pytest.fixture(scope="module")
def client(engine: Engine) -> Iterator[TestClient]:
    """A client of the API on the teaching referential."""
    app = create_app(Settings(max_bytes=BIG), lambda: engine)
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


def test_every_example_of_the_document_is_answered(client: TestClient) -> None:
    """OpenAPI 3.1; each example is sent to its own route and gets 200, with snapshot and model."""
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    examples = {
        path: methods["post"]["requestBody"]["content"]["application/json"]["example"]
        for path, methods in document["paths"].items()
        if "post" in methods
    }
    assert set(examples) == {
        f"/v1/{name}" for name in ("profile", "gap", "plan", "paths", "explore", "what-if", "rights")
    }
    for path, body in examples.items():
        found = client.post(path, json=body)
        assert found.status_code == 200, found.text
        assert {"snapshot", "acquis", "model", "as_of", "format"} <= set(found.json())
        assert "etag" not in found.headers


def test_the_passport_of_the_document_is_the_published_schema(client: TestClient) -> None:
    """A caller can check a passport before it is sent."""
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    whole = {**schemas["Passport"], "components": {"schemas": schemas}}
    Draft202012Validator(whole).validate(PASSPORT)
    assert list(Draft202012Validator(whole).iter_errors({**PASSPORT, "version": 2}))


def test_the_same_question_gets_the_same_bytes(client: TestClient) -> None:
    """To a GET, the same ETag too; another day, another one."""
    asked = {**BODY, "target": "D1106"}
    assert client.post("/v1/gap", json=asked).content == client.post("/v1/gap", json=asked).content
    first, again, other = (client.get(f"/v1/certifications/RNCP37674?as_of={day}") for day in (DAY, DAY, "2025-01-01"))
    assert (first.content, first.headers["etag"]) == (again.content, again.headers["etag"])
    assert other.headers["etag"] != first.headers["etag"]


def test_a_passport_is_checked_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is asked of it."""
    checked: list[Any] = []

    def check(given: Any) -> Passport:
        checked.append(given)
        return passport_from(given)

    monkeypatch.setattr("api.advice.passport_from", check)
    for name in ADVICE:
        body = {**BODY, "target": "D1106"} if name in {"gap", "plan", "paths"} else BODY
        body = {**body, "code": "RNCP37099BC01"} if name == "what-if" else body
        assert client.post(f"/v1/{name}", json=body).status_code == 200
    assert len(checked) == len(ADVICE)


def test_a_post_that_sends_an_etag_is_answered_all_the_same(client: TestClient) -> None:
    """`If-None-Match` is of a GET."""
    found = client.post("/v1/gap", json={**BODY, "target": "D1106"}, headers={"If-None-Match": "*"})
    assert found.status_code == 200


@pytest.mark.parametrize(
    ("given", "status"),
    [("{}", 304), ("W/{}", 304), ('"x", {} ', 304), ("*", 304), ('"x"', 200), ("{}x", 304), ("x", 200), ("", 200)],
)
def test_what_the_caller_has_is_not_sent_again(client: TestClient, given: str, status: int) -> None:
    """304 for a GET one of whose ETags is known, weak or not; `*` is any."""
    first = client.get("/v1/occupations/D1106")
    known = given.format(first.headers["etag"])
    again = client.get("/v1/occupations/D1106", headers={"If-None-Match": known})
    assert (again.status_code, again.content) == (status, b"" if status == 304 else first.content)
    assert again.headers["etag"] == first.headers["etag"]


def test_a_part_of_an_etag_is_another(client: TestClient) -> None:
    """Longer or without its quotes; and what is nowhere is not found, whatever the caller has."""
    etag = client.get("/v1/occupations/D1106").headers["etag"]
    for other in (etag.strip('"'), f'"x{etag[1:]}', f'{etag[:-1]}x"'):
        assert client.get("/v1/occupations/D1106", headers={"If-None-Match": other}).status_code == 200
    assert client.get("/v1/occupations/A9999", headers={"If-None-Match": "*"}).status_code == 404


@pytest.mark.parametrize(
    "path", ["/v1/occupations/D1106", "/v1/search?q=pain", "/health/live", "/openapi.json", "/docs"]
)
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    """The same status and headers."""
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == get.headers


@pytest.mark.parametrize(
    ("method", "path", "allow"), [("HEAD", "/v1/gap", "POST"), ("PUT", "/health/live", "GET, HEAD")]
)
def test_a_method_not_allowed_says_which_are(client: TestClient, method: str, path: str, allow: str) -> None:
    """405."""
    found = client.request(method, path)
    assert (found.status_code, found.headers["allow"]) == (405, allow)


@pytest.mark.parametrize("path", ["/health/live/", "/v1/search/?q=pain", "/v1/occupations/D1106/"])
def test_an_address_has_one_form(client: TestClient, path: str) -> None:
    """A slash more is another address, not a redirection."""
    found = client.get(path, follow_redirects=False)
    assert (found.status_code, found.json()["type"]) == (404, "/problems/not-found")


def test_the_page_of_the_document_needs_no_network(client: TestClient) -> None:
    """Its script and its style come from the service."""
    page = client.get("/docs").text
    links = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert {link.rsplit(".", 1)[-1] for link in links} == {"js", "css", "png"}
    assert [client.get(link).status_code for link in links] == [200] * len(links)
    assert "http" not in page.replace("http-equiv", "")
    assert client.get("/redoc").status_code == 404


def test_a_problem_does_not_speak_of_commands(client: TestClient) -> None:
    """It names the operation that helps instead."""
    found = client.post("/v1/gap", json={**BODY, "target": "A9999"})
    assert "acquis search" not in found.json()["detail"]
    assert "GET /v1/search" in found.json()["detail"]


def test_a_line_of_an_unknown_code_is_left_aside_by_a_field_of_the_request(client: TestClient) -> None:
    """Said so, and never by an option of the command line; where it was left aside too."""
    bloc = {"id": "b9", "code": "RNCP9BC01", "date": "2020"}
    body = {**BODY, "passport": {**BODY["passport"], "blocs": [bloc]}}
    (fault,) = client.post("/v1/profile", json=body).json()["errors"]
    kept = client.post("/v1/profile", json={**body, "ignore_unknown": True}).json()
    assert fault["path"] == "blocs[0].code"
    for said in (fault["message"], kept["ignored"][0]["reason"]):
        assert "« ignore_unknown »" in said
        assert "--" not in said


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/v1/occupations/d1106", "needs"),
        ("/v1/certifications/RNCP37674", "blocs"),
        ("/v1/certifications/37674?as_of=2020-01-01", "entry"),
        ("/v1/blocs/RNCP37674BC01", "competencies"),
        ("/v1/search?q=boulang", "hits"),
        ("/health/live", "status"),
        ("/health/ready", "snapshot"),
        ("/problems/too-large", "remedy"),
    ],
)
def test_facts_are_read(client: TestClient, path: str, key: str) -> None:
    """A code of the snapshot, a search, the state of the service."""
    found = client.get(path)
    assert found.status_code == 200, found.text
    assert found.json()[key]


def test_each_link_of_a_code_can_be_followed(client: TestClient, engine: Engine) -> None:
    """Competencies of an occupation, trainings of the snapshot."""
    needs = client.get("/v1/occupations/D1106").json()["needs"]
    for need in needs[:5]:
        found = client.get(f"/v1/competencies/{need['code']}").json()
        assert "D1106" in {o["code"] for o in found["occupations"]}
    training = engine.snapshot.table("trainings")["id"][0]
    assert client.get(f"/v1/trainings/{training}").json()["id"] == training


def test_several_readings_of_a_target_are_listed_as_fields(client: TestClient) -> None:
    """A page shows them to choose from; a clear one is said in the answer."""
    found = client.post("/v1/gap", json={**BODY, "target": "vendeur"}).json()
    assert {"code", "kind", "label", "probability"} == set(found["candidates"][0])
    clear = client.post("/v1/gap", json={**BODY, "target": "vendeuse en boulangerie"}).json()["target"]
    assert clear["code"] == "D1106"
    assert clear["understood"].startswith("J'ai compris « vendeuse en boulangerie » : D1106")


@pytest.mark.parametrize(
    ("path", "body", "status", "name"),
    [
        ("/v1/gap", {**BODY, "target": "D11067"}, 422, "invalid-code"),
        ("/v1/gap", {**BODY, "target": "dresseur de licornes"}, 422, "unknown-target"),
        ("/v1/paths", {**BODY, "target": "vendeur"}, 422, "several-targets"),
        ("/v1/gap", {**BODY, "target": "A9999"}, 422, "unknown-code"),
        ("/v1/gap", BODY, 422, "invalid-request"),
        ("/v1/gap", {**BODY, "target": "D1106", "more": 1}, 422, "invalid-request"),
        ("/v1/what-if", {**BODY, "code": "RNCP999999BC01"}, 422, "unknown-code"),
        ("/v1/rights", {**BODY, "codes": ["RNCP999999"]}, 422, "unknown-code"),
        ("/v1/explore", {**BODY, "avoid": ["licorne"]}, 422, "unknown-wish"),
        ("/v1/explore", {**BODY, "near": "Atlantide"}, 422, "unknown-place"),
        ("/v1/plan", {**BODY, "target": "D1106", "near": "\ud800"}, 422, "invalid-request"),
        ("/v1/explore", {**BODY, "prefer": "salary"}, 422, "invalid-request"),
        ("/v1/profile", {"passport": {"version": 1}}, 422, "invalid-passport"),
        ("/v1/profile", {"passport": PASSPORT, "as_of": "hier"}, 422, "invalid-request"),
        ("/v1/profile", {"passport": PASSPORT, "as_of": "0"}, 422, "invalid-request"),
        ("/v1/profile", {"passport": PASSPORT, "as_of": "2026-11-23T00:00"}, 422, "invalid-request"),
        ("/v1/gap", {**BODY, "target": "\ud800"}, 422, "invalid-request"),
        ("/v1/profile", {"passport": {**PASSPORT, "holder": {"id": "\ud800"}}}, 422, "invalid-passport"),
        ("/v1/nothing", {}, 404, "not-found"),
    ],
)
def test_a_mistake_is_a_problem(client: TestClient, path: str, body: Any, status: int, name: str) -> None:
    """Its type is stable, and says what to do; what the passport holds is never repeated."""
    found = client.post(path, content=json.dumps(body), headers={"content-type": "application/json"})
    assert (found.status_code, found.headers["content-type"]) == (status, MEDIA_TYPE)
    assert found.json()["type"] == f"/problems/{name}"
    assert client.get(found.json()["type"]).json()["remedy"] == TYPES[name].remedy


def test_the_market_near_a_place_is_told_beside_occupations_and_preferred_only_when_asked(client: TestClient) -> None:
    """In what is explored and on the way; the rank says what a preference adds."""
    asked = {**BODY, "near": "37", "n": 3}
    plain = client.post("/v1/explore", json=asked).json()["occupations"]
    assert all(one["market"]["place"]["code"] == "37" and one["preference"] is None for one in plain)
    ranked = client.post("/v1/explore", json={**asked, "prefer": "tension"}).json()["occupations"]
    sums = [one["coverage"] + one["preference"]["adds"] for one in ranked]
    assert sums == sorted(sums, reverse=True)
    steps = client.post("/v1/paths", json={**asked, "target": "D1102"}).json()["paths"][0]["steps"]
    assert all(step["market"]["text"] for step in steps)
    reached = client.post("/v1/paths", json=asked).json()
    assert all(one["market"]["place"]["code"] == "37" for one in reached["now"])


@pytest.mark.parametrize("path", ["/v1/certifications/RNCP37674?as_of=0", "/v1/search?q=0&kind=", "/v1/search?q="])
def test_what_the_document_does_not_allow_is_refused(client: TestClient, path: str) -> None:
    """A day that is a number, a kind or words that are empty."""
    found = client.get(path)
    assert (found.status_code, found.json()["type"]) == (422, "/problems/invalid-request")


def test_each_fault_of_a_passport_is_named(client: TestClient) -> None:
    """By its path in the passport."""
    broken = {**PASSPORT, "experiences": [{"id": "e", "kind": "vacances", "title": "Secret", "start": "2020"}]}
    found = client.post("/v1/profile", json={"passport": broken})
    assert [error["path"] for error in found.json()["errors"]] == ["experiences[0].kind"]
    assert "Secret" not in found.text


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"\xff\xfe", b"null", b'{"passport": ' + b"[" * 50_000 + b"]}"])
def test_what_is_no_request_is_no_fault_of_ours(client: TestClient, body: bytes) -> None:
    """Empty, cut, of another shape, of another encoding, nested without end."""
    found = client.post("/v1/profile", content=body, headers={"content-type": "application/json"})
    assert found.status_code in {400, 422}
    assert found.headers["content-type"] == MEDIA_TYPE


def test_a_body_too_large_is_refused(client: TestClient) -> None:
    """Announced or sent in pieces."""
    announced = client.post("/v1/profile", content=b"x" * (BIG + 1))
    in_pieces = client.post("/v1/profile", content=(b"x" * 50_000 for _ in range(5)))
    assert [announced.status_code, in_pieces.status_code] == [413, 413]
    assert client.request("GET", "/health/live", content=b"x" * (BIG + 1)).status_code == 200  # not read


def test_a_computation_too_long_is_answered(engine: Engine) -> None:
    """503 with a delay, rather than a connection that hangs; and a queue that is full too."""
    slow = create_app(Settings(timeout=1e-6), lambda: engine)
    full = create_app(Settings(at_once=1, waiting=0), lambda: engine)
    with TestClient(slow) as client:
        found = client.post("/v1/profile", json=BODY)
    assert (found.status_code, found.json()["type"]) == (503, "/problems/too-long")
    with TestClient(full) as client:
        assert client.portal
        client.portal.call(full.state.desks.advice._places.acquire)
        found = client.post("/v1/profile", json=BODY)
    assert (found.status_code, found.json()["type"]) == (503, "/problems/busy")
    assert found.headers["retry-after"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None)
@given(path=st.sampled_from(ADVICE), data=st.data())
def test_no_request_gets_a_500(client: TestClient, path: str, data: st.DataObject) -> None:
    """Whatever stands in the place of a field."""
    names = ["passport", "as_of", "target", "code", "codes", "applied", "avoid", "domains", "n", "blocs"]
    body = {**BODY, "target": "D1106", "code": "RNCP37099BC01"} if data.draw(st.booleans()) else {}
    body |= data.draw(st.dictionaries(st.sampled_from(names), JSON, max_size=3))
    found = client.post(f"/v1/{path}", content=json.dumps(body), headers={"content-type": "application/json"})
    assert found.status_code < 500, found.text


@settings(max_examples=40, deadline=None)
@given(kind=st.sampled_from(["occupations", "competencies", "certifications", "blocs", "trainings"]), code=st.text())
def test_no_code_gets_a_500(client: TestClient, kind: str, code: str) -> None:
    """Whatever the code."""
    found = client.get(f"/v1/{kind}/{quote(code, errors='replace', safe='') or '0'}")
    again = client.get("/v1/search", params={"q": code.encode("utf-8", "replace").decode()})
    assert max(found.status_code, again.status_code) < 500
