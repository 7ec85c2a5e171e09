"""What acquis answers is, byte for byte, what it answered when the digests of tests/same_bytes.json were written."""

from __future__ import annotations

import json
import os

import pytest

from recommend.engine import Engine
from tests.support.data import ROOT
from tests.support.same_bytes import DIGESTS, arithmetic, computed


def check(name: str, engine: Engine) -> None:
    """Compare every answer on one snapshot; `python -m tests.support.same_bytes HOME` writes what is now true."""
    known = json.loads(DIGESTS.read_text(encoding="utf-8"))
    if arithmetic(engine) != known["arithmetic"]:
        pytest.skip("this processor's arithmetic is not that of the digests: probabilities may differ in last digits")
    os.chdir(ROOT)
    found = dict(computed(name, engine))
    differ = [question for question, digest in found.items() if known["answers"].get(question) != digest]
    assert differ == []
    assert set(found) == {question for question in known["answers"] if question.startswith(f"{name} ")}


@pytest.mark.slow
def test_answers_on_the_teaching_referential_are_the_same_bytes(engine: Engine) -> None:
    """Every command in JSON and in French, the report, the OpenAPI document."""
    check("teaching", engine)


def test_answers_on_the_full_referential_are_the_same_bytes(full_engine: Engine) -> None:
    """The same, on everything official."""
    check("full", full_engine)
