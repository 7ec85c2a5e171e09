"""Write the examples of answers of the OpenAPI document, from real ones: `python -m tests.api.write_examples`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

import api.schemas
from api.app import create_app
from api.settings import Settings

FOLDER = Path(api.schemas.__file__).parent / "examples"
SEARCH = "/v1/search?q=boulang"


def cut(document: Any) -> Any:
    """The same document, no list of which has more than one object, or more than three values."""
    if isinstance(document, list):
        most = 1 if document and isinstance(document[0], dict) else 3
        return [cut(value) for value in document[:most]]
    if isinstance(document, dict):
        return {name: cut(value) for name, value in document.items()}
    return document


def main() -> None:
    """Ask each question of the document, on the teaching referential, and keep what is answered."""
    app = create_app(Settings(snapshot="teaching"))
    posts = {path: methods["post"] for path, methods in app.openapi()["paths"].items() if "post" in methods}
    with TestClient(app) as client:
        answers = {"search": client.get(SEARCH)}
        for path, operation in posts.items():
            body = operation["requestBody"]["content"]["application/json"]["example"]
            answers[path.removeprefix("/v1/")] = client.post(path, json=body)
    for name, found in answers.items():
        text = json.dumps(cut(found.raise_for_status().json()), ensure_ascii=False, indent=1)
        (FOLDER / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
