"""The published JSON Schema of the passport; `python -m passport.document.schema` writes it again after a change."""

from __future__ import annotations

import json
from pathlib import Path

from passport.document.model import Passport

PATH = Path(__file__).parent / "passport.schema.json"


def schema_text() -> str:
    """JSON Schema (draft 2020-12) of the passport document."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://acquis.example/passport-1.schema.json",
        **Passport.model_json_schema(),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    PATH.write_text(schema_text(), encoding="utf-8")
