"""What the OpenAPI document says of an answer: its schema, its ETag, an example."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

ETAG = {
    "ETag": {
        "description": "made from snapshot, model and query; send it in `If-None-Match` and a GET is answered 304",
        "required": True,
        "schema": {"type": "string", "pattern": '^"[0-9a-f]{32}"$'},
    }
}
Responses = dict[int | str, dict[str, Any]]


def described(model: Any) -> Responses:
    """An answer, by the model of its document."""
    return {200: {"description": "The answer", "model": model}}


def answered(model: Any) -> Responses:
    """The same, with an ETag."""
    return {200: {**described(model)[200], "headers": ETAG}}


def cached(model: Any) -> Responses:
    """The same for a GET: 304 when the caller has the answer already."""
    return {**answered(model), 304: {"description": "The caller has the answer already", "headers": ETAG}}


def add_examples(document: dict[str, Any]) -> None:
    """Give an OpenAPI document the answers of `examples/`: real ones, whose lists are cut.

    FastAPI would take what is null out of them.
    """
    for file in files(__package__).joinpath("examples").iterdir():
        (operation,) = document["paths"][f"/v1/{file.name.removesuffix('.json')}"].values()
        example = json.loads(file.read_text(encoding="utf-8"))
        operation["responses"]["200"]["content"]["application/json"]["example"] = example
