"""The OpenAPI document says what answers are: real ones have the fields that it names, all of them and no other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator, FormatChecker

from api.app import create_app
from api.openapi.described import example_name
from api.problems import MEDIA_TYPE, TYPES
from recommend.engine import Engine
from tests.support.api_examples import FOLDER
from tests.support.data import ROOT
from tests.support.passports import EXAMPLES

DAY = "2026-11-23"
PASSPORTS = {path.stem: json.loads(path.read_bytes()) for path in EXAMPLES}
NOBODY = {"version": 1, "holder": {"id": "personne"}}
TARGETS = ("D1106", "RNCP37099", "RNCP37099BC01", "RS5801")
QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("profile", {}),
    *(("gap", {"target": target}) for target in TARGETS),
    *(("plan", {"target": target, "blocs": 4}) for target in TARGETS),
    ("plan", {"target": "D1106", "hours": 300, "budget": 2000, "level_to": 4, "routes": ["vae"], "cpf": True}),
    *(("paths", {"target": target}) for target in ("D1102", "D1106", "I1304")),
    ("paths", {}),
    ("explore", {"n": 2000}),
    ("explore", {"domains": ["D"], "n": 3}),
    *(("what-if", {"code": code}) for code in ("RNCP37099BC01", "RNCP37099", "RS5801")),
    ("rights", {}),
    (
        "rights",
        {
            "codes": ["RNCP37099", "RNCP37099BC01", "RNCP37674", "RS5801"],
            "applied": [{"code": "RNCP37099", "day": "2026-02-01"}],
        },
    ),
]  # fmt: skip
TABLES = {
    "occupations": ("occupations", "code"),
    "competencies": ("competencies", "ogr"),
    "macro_competencies": ("competencies", "ogr"),
    "knowledge": ("competencies", "ogr"),
    "certifications": ("certifications", "code"),
    "blocs": ("blocs", "code"),
    "trainings": ("trainings", "id"),
}
"""Tables of the snapshot; the operation that tells each of their rows, by which column."""

REFERENCE = r"#/components/schemas/([\w.-]+)"
CODE = r"^(RNCP|RS)\d+$"
"""A certification; the teaching table has a line whose code is none."""


@pytest.fixture(scope="module")
def client(engine: Engine) -> Iterator[TestClient]:
    """A client of the API on the teaching referential."""
    with TestClient(create_app(open_engine=lambda: engine)) as opened:
        yield opened


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    """The OpenAPI document."""
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def media(document: dict[str, Any], method: str, path: str) -> dict[str, Any]:
    """What the document says of the content of the answer of an operation."""
    found: dict[str, Any] = document["paths"][path][method]["responses"]["200"]["content"]["application/json"]
    return found


def faults(document: dict[str, Any], method: str, path: str, found: Any) -> list[str]:
    """Where an answer is not what the document says."""
    schema = {**media(document, method, path)["schema"], "components": document["components"]}
    checked = Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
    return [f"{fault.json_path}: {fault.message}" for fault in checked.iter_errors(found)]


def operations(document: dict[str, Any]) -> list[tuple[str, str]]:
    """Method and path of each operation."""
    return [(method, path) for path, methods in document["paths"].items() for method in methods]


def objects(document: dict[str, Any]) -> dict[str, Any]:
    """Schemas of every object that an answer is made of, by name."""
    found: dict[str, Any] = {}
    left = re.findall(REFERENCE, json.dumps([media(document, *one)["schema"] for one in operations(document)]))
    while left:
        name = left.pop()
        if name not in found:
            found[name] = document["components"]["schemas"][name]
            left += re.findall(REFERENCE, json.dumps(found[name]))
    return {name: schema for name, schema in found.items() if schema["type"] == "object"}


@pytest.mark.parametrize("passport", [*PASSPORTS.values(), NOBODY], ids=[*PASSPORTS, "nobody"])
def test_advice_is_what_the_document_says(client: TestClient, document: dict[str, Any], passport: Any) -> None:
    """To each holder, for occupations, certifications and blocs, with and without a destination."""
    for name, question in QUESTIONS:
        found = client.post(f"/v1/{name}", json={"passport": passport, "as_of": DAY, **question})
        assert found.status_code == 200, found.text
        assert faults(document, "post", f"/v1/{name}", found.json()) == [], (name, question)


@pytest.mark.parametrize("table", TABLES)
def test_facts_are_what_the_document_says(
    client: TestClient, document: dict[str, Any], engine: Engine, table: str
) -> None:
    """Every code of the teaching referential."""
    kind, column = TABLES[table]
    codes = engine.snapshot.table(table).get_column(column)
    if table == "certifications":
        codes = codes.filter(codes.str.contains(CODE))
    assert len(codes)
    for code in codes:
        found = client.get(f"/v1/{kind}/{code}")
        assert found.status_code == 200, found.text
        assert faults(document, "get", f"/v1/{kind}/{{code}}", found.json()) == [], code


@pytest.mark.parametrize("question", ["q=boulang", "q=D1106", "q=secours&n=100", "q=RNCP37099", "q=zzzz", "q=essai-01"])
def test_a_search_is_what_the_document_says(client: TestClient, document: dict[str, Any], question: str) -> None:
    """Of words, of codes, of what is nowhere."""
    found = client.get(f"/v1/search?{question}")
    assert faults(document, "get", "/v1/search", found.json()) == []


def test_the_service_says_what_the_document_says(client: TestClient, document: dict[str, Any]) -> None:
    """Its state, and each of its problems."""
    for path in ("/health/live", "/health/ready"):
        assert faults(document, "get", path, client.get(path).json()) == []
    for name in TYPES:
        assert faults(document, "get", "/problems/{name}", client.get(f"/problems/{name}").json()) == []


def test_no_object_has_a_field_without_a_name(document: dict[str, Any]) -> None:
    """Every object of an answer lists its fields, always gives them all, and refuses others."""
    assert {"GapAnswer", "PlanAnswer", "OccupationAnswer", "LiveAnswer"} <= set(objects(document))
    for name, schema in objects(document).items():
        assert schema["additionalProperties"] is False, name
        assert set(schema["required"]) == set(schema["properties"]), name


def test_each_object_has_a_plain_name(document: dict[str, Any]) -> None:
    """No two shapes are called the same: pydantic would name them after their modules."""
    assert [name for name in document["components"]["schemas"] if "__" in name or "-" in name] == []


def test_a_field_that_comes_or_leaves_is_seen(client: TestClient, document: dict[str, Any]) -> None:
    """So is a value of another kind, wherever it is."""
    asked = {"passport": PASSPORTS["vente-benevolat"], "as_of": DAY, "target": "D1106"}
    gap = client.post("/v1/gap", json=asked).json()
    line, *others = gap["lines"]
    without = {name: value for name, value in line.items() if name != "proof"}
    for wrong in ({**line, "new": 1}, without, {**line, "status": "perhaps"}, {**line, "probability": 1.5}):
        assert faults(document, "post", "/v1/gap", {**gap, "lines": [wrong, *others]})
    paths = client.post("/v1/paths", json=asked).json()
    assert faults(document, "post", "/v1/paths", {**paths, "format": "acquis/reach"})


def test_each_example_is_an_answer(document: dict[str, Any]) -> None:
    """Of every operation; `python -m tests.support.api_examples` writes them again."""
    for method, path in operations(document):
        assert faults(document, method, path, media(document, method, path)["example"]) == [], path
    assert {example_name(path) for _, path in operations(document)} == {file.stem for file in FOLDER.iterdir()}


def test_an_operation_names_the_problems_that_it_can_have(document: dict[str, Any]) -> None:
    """And no other; what a problem is, is said once."""
    advice, code = {"400", "408", "413", "415", "422", "500", "503"}, {"404", "422", "500", "503"}
    others = {
        "/v1/search": code - {"404"},
        "/health/live": set(),
        "/health/ready": {"503"},
        "/problems/{name}": {"404"},
        "/v/{cv}": {"404", "422", "500"},
    }
    for method, path in operations(document):
        answers = document["paths"][path][method]["responses"]
        named = {status: answer for status, answer in answers.items() if status >= "400"}
        assert set(named) == others.get(path, advice if method == "post" else code), path
        for answer in named.values():
            told = {kind: one for kind, one in answer["content"].items() if (path, kind) != ("/v/{cv}", "text/html")}
            assert told == {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}, path


def test_every_field_is_documented(document: dict[str, Any]) -> None:
    """The page that says what fields mean names each of them."""
    named = set(re.findall(r"\w+", (ROOT / "docs" / "json.md").read_text(encoding="utf-8")))
    missing = {name: set(schema["properties"]) - named for name, schema in objects(document).items()}
    assert {name: fields for name, fields in missing.items() if fields} == {}


def test_what_is_kept_by_callers_is_described(client: TestClient, document: dict[str, Any]) -> None:
    """Each GET of `/v1` has the ETag that the document gives it, and may be answered 304; no other answer has one."""
    for method, path in operations(document):
        answers = document["paths"][path][method]["responses"]
        kept = path.startswith("/v1/") and method == "get"
        conditional = "If-None-Match" in {one["name"] for one in document["paths"][path][method].get("parameters", ())}
        assert ("ETag" in answers["200"].get("headers", {})) == ("304" in answers) == conditional == kept, path
    pattern = document["paths"]["/v1/search"]["get"]["responses"]["304"]["headers"]["ETag"]["schema"]["pattern"]
    assert re.search(pattern, client.get("/v1/search?q=pain").headers["etag"])
