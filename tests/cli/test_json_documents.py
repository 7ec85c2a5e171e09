"""docs/json.md names every field that `--json` prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import EXAMPLE, answer
from tests.support.data import ROOT

TARGET = ("--target", "D1106")
COMMANDS: dict[str, tuple[str | Path, ...]] = {
    "analyse": ("analyse", EXAMPLE, *TARGET),
    "gap": ("gap", EXAMPLE, *TARGET),
    "plan": ("plan", EXAMPLE, *TARGET),
    "rights": ("rights", EXAMPLE, "RNCP37099", "RNCP37099BC01"),
    "explore": ("explore", EXAMPLE, "--since", "teaching"),
    "paths": ("paths", EXAMPLE, "--target", "D1102"),
    "reach": ("paths", EXAMPLE),
    "what-if": ("what-if", EXAMPLE, "RNCP37099BC01"),
    "search": ("search", "boulanger"),
    "read": ("read", ROOT / "tests" / "cli" / "annonce.txt", "--title", "Vendeuse en boulangerie"),
    "titles": ("evaluate", "titles", ROOT / "tests" / "cli" / "titles.tsv"),
    "passport from": ("passport", "from", ROOT / "tests" / "passport" / "papers" / "tableau.pdf"),
    "issuer list": ("issuer", "list"),
    "weights": ("weights",),
    "status": ("referentials", "status"),
    "show": ("graph", "show", "D1106"),
}
FREE = {"tables", "properties", "factors", "terms", "passport", "counts"}
"""Objects whose keys are names of tables, properties, factors or terms, fates of notes; a passport has its schema."""


def fields(document: Any) -> Iterator[str]:
    """Every field name of a document, at any depth."""
    if isinstance(document, list):
        for item in document:
            yield from fields(item)
    elif isinstance(document, dict):
        for name, value in document.items():
            yield name
            if name not in FREE or isinstance(value, list):
                yield from fields(value)


@pytest.fixture(scope="module")
def home(used_home: Path) -> Path:
    """An ACQUIS_HOME where the teaching referential is derived already."""
    return used_home


@pytest.mark.parametrize("command", COMMANDS)
def test_every_field_is_documented(command: str, home: Path) -> None:
    """A field that the page does not name is a promise nobody can rely on."""
    documented = set(re.findall(r"\w+", (ROOT / "docs" / "json.md").read_text(encoding="utf-8")))
    assert set(fields(answer(*COMMANDS[command], home=home))) <= documented
