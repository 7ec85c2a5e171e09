"""The file of an identity: what is wrong with it is told by its field, without a word of what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.commands import ran

ANNA = {"family_name": "Secrète", "given_name": "Anna", "birthdate": "1990-05-23"}
WRONG = [
    (json.dumps(ANNA | {"family_name": "é" * 3_000_000}), "nom de famille (family_name) est trop long (255"),
    (json.dumps(ANNA | {"given_name": "\ud800Anna"}), "prénom (given_name) a des caractères perdus"),
    (json.dumps(ANNA | {"family_name": " - "}), "nom de famille (family_name) n'a ni lettre ni chiffre"),
    (json.dumps(ANNA | {"given_name": "\u202e\u0000"}), "prénom (given_name) n'a ni lettre ni chiffre"),
    (json.dumps(ANNA | {"birthdate": "1990"}), "AAAA-MM-JJ"),
    (json.dumps({"family_name": "Secrète"}), "given_name"),
    ('{"family_name": "Secrète",\n oups}', "n'est pas du JSON lisible (ligne 2"),
    ("[" * 100_000, "n'est pas du JSON lisible"),
    ("", "n'est pas du JSON lisible"),
]


@pytest.mark.parametrize(("text", "expected"), WRONG, ids=range(len(WRONG)))
def test_an_identity_that_cannot_be_kept_is_told_by_its_field(own_home: Path, text: str, expected: str) -> None:
    """Code 2, one short sentence, that speaks of no passport."""
    (own_home / "identity.json").write_text(text, encoding="utf-8")
    done = ran("passport", "open", "--identity", own_home / "identity.json")
    said = " ".join(done.said.split())
    assert done.code == 2, said
    assert expected in said
    assert "dans le passeport" not in said
    assert "Secrète" not in said
    assert len(said) < 600
