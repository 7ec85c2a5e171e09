"""Write the examples of answers of the OpenAPI document, from real ones: `python -m tests.support.api_examples`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.testclient import TestClient

import api.openapi
from answers.version import acquis_version
from api.app import create_app
from api.openapi.described import example_name
from api.settings import Settings
from tests.support.data import ISSUERS

FOLDER = Path(api.openapi.__file__).parent / "examples"

ACQUIS = "0.1.0+2f81c0a94be7"
"""A version of acquis, as examples have it: the real one changes with every line of code."""


def cut(document: Any) -> Any:
    """The same document, no list of which has more than one object, or more than three values."""
    if isinstance(document, list):
        most = 1 if document and isinstance(document[0], dict) else 3
        return [cut(value) for value in document[:most]]
    if isinstance(document, dict):
        return {name: cut(value) for name, value in document.items()}
    return document


def questions(document: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Method, address and body of each operation, from the examples of its parameters and of its body."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method == "post":
                yield method, path, operation["requestBody"]["content"]["application/json"]["example"]
            else:
                yield method, _address(path, operation.get("parameters", ())), None


def _address(path: str, parameters: Sequence[dict[str, Any]]) -> str:
    given = {one["name"]: one["schema"]["examples"][0] for one in parameters if "examples" in one["schema"]}
    query = {name: value for name, value in given.items() if f"{{{name}}}" not in path}
    return f"{path.format_map(given)}?{urlencode(query)}" if query else path.format_map(given)


def cv_register(folder: Path) -> Path:
    """A register that has the CV of the document's example."""
    issued = {"id": "a" * 20, "digests": ["0" * 64], "issued": "2026-11-20", "language": "fr", "status_index": 1}
    register = folder / "register.json"
    register.write_text(json.dumps({"version": 1, "cvs": [issued]}), encoding="utf-8")
    return register


def main() -> None:
    """Ask each question of the document, on the teaching referential, and keep what is answered."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(snapshot="teaching", issuers=ISSUERS, cv_register=cv_register(Path(folder))))
        _write(app, app.openapi())


def _write(app: FastAPI, document: dict[str, Any]) -> None:
    with TestClient(app, headers={"Accept": "application/json"}) as client:
        for path, (method, address, body) in zip(document["paths"], questions(document), strict=True):
            found = client.request(method, address, json=body).raise_for_status()
            text = json.dumps(cut(found.json()), ensure_ascii=False, indent=1).replace(acquis_version(), ACQUIS)
            (FOLDER / f"{example_name(path)}.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
