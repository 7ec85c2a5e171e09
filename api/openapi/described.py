"""What the OpenAPI document says of an answer: its schema, its ETag, an example; and of problems."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from api.problems import MEDIA_TYPE, TYPES

ETAG = {
    "ETag": {
        "description": "made from snapshot, model and query; send it in `If-None-Match` and the answer is 304",
        "required": True,
        "schema": {"type": "string", "pattern": '^"[0-9a-f]{32}"$'},
    }
}
CONDITIONAL: dict[str, Any] = {
    "parameters": [
        {
            "name": "If-None-Match",
            "in": "header",
            "description": "`ETag` of answers that the caller has, or `*`",
            "required": False,
            "schema": {"type": "string"},
        }
    ]
}
"""What a GET says of the answers that its caller has."""
PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "RFC 9457; `GET` its `type` for what to do about it",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "enum": [f"/problems/{name}" for name in TYPES]},
        "title": {"type": "string", "description": "in French"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "in French"},
        "errors": {
            "type": "array",
            "description": "one for each fault, where there are several",
            "items": {
                "type": "object",
                "required": ["path", "message"],
                "properties": {"path": {"type": "string"}, "message": {"type": "string"}},
                "additionalProperties": False,
            },
        },
        "candidates": {
            "type": "array",
            "description": "of `several-targets`: what the words may name; of `unknown-target`: what is nearest",
            "items": {
                "type": "object",
                "required": ["code", "kind", "label", "probability"],
                "properties": {
                    "code": {"type": "string"},
                    "kind": {"type": "string", "enum": ["occupation", "certification"]},
                    "label": {"type": "string"},
                    "probability": {"type": "number", "minimum": 0, "maximum": 1},
                },
                "additionalProperties": False,
            },
        },
        "instance": {
            "type": "string",
            "format": "uri",
            "description": "of `internal`: the incident, as the log names it",
        },
    },
    "additionalProperties": False,
}
Responses = dict[int | str, dict[str, Any]]


ANSWER: dict[str, Any] = {"response_description": "The answer"}
"""What a route says of its answer, beside the model of it."""
CACHED: Responses = {
    200: {"description": "The answer", "headers": ETAG},
    304: {"description": "The caller has the answer already", "headers": ETAG},
}
"""What a GET says of it: that it has an ETag, and is not sent again to a caller who has it."""


def refused(*names: str) -> Responses:
    """Answers of these problems, by status."""
    by_status: dict[int, list[str]] = {}
    for name in names:
        by_status.setdefault(TYPES[name].status, []).append(f"`{name}`")
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"description": f"A problem: {' or '.join(found)}", "content": content}
        for status, found in sorted(by_status.items())
    }


def complete(document: dict[str, Any]) -> None:
    """Give an OpenAPI document the schema of problems, and the answers of `examples/`: real ones, whose lists are cut.

    FastAPI would take what is null out of them. It adds a 422 of its own to an operation that refuses no parameter.
    """
    schemas = document["components"]["schemas"]
    schemas["Problem"] = PROBLEM
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for path, operation in _operations(document):
        answers = operation["responses"]
        if "application/json" in answers.get("422", {}).get("content", {}):
            del answers["422"]
        file = files(__package__).joinpath("examples", f"{example_name(path)}.json")
        if file.is_file():
            answers["200"]["content"]["application/json"]["example"] = json.loads(file.read_text(encoding="utf-8"))


def example_name(path: str) -> str:
    """Name the example of an operation: the last word of its path, `occupations` for `/v1/occupations/{code}`."""
    return [step for step in path.split("/") if "{" not in step][-1]


def _operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(path, operation) for path, methods in document["paths"].items() for operation in methods.values()]
