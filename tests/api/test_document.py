"""The OpenAPI document holds: schemathesis sends what it allows and what it does not, over HTTP, to every operation."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.app import create_app
from api.settings import Settings
from recommend.engine import Engine
from tests.support.api_examples import cv_register
from tests.support.serving import served

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")


CONFIG = """
[warnings]
fail-on = ["missing_auth", "missing_test_data", "missing_deserializer", "unused_openapi_auth", "unsupported_regex"]

[checks.negative_data_rejection]
expected-statuses = [400, 404, 405, 413, 415, 422]

[[operations]]
include-method = "POST"
checks.positive_data_acceptance.enabled = false
"""
"""Every check, and what warns is an error; but a body that the document allows may be refused all the same: it does not
list the codes of a snapshot."""


@pytest.fixture(scope="module")
def address(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The API served on the teaching referential, with a register that has the CV of the document's example."""
    register = cv_register(tmp_path_factory.mktemp("cv"))
    with served(create_app(Settings(cv_register=register), lambda: engine)) as found:
        yield found


def run(address: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run schemathesis in a folder of its own."""
    (folder / "schemathesis.toml").write_text(CONFIG, encoding="utf-8")
    command = [str(SCHEMATHESIS), "run", f"{address}/openapi.json", "--seed=20261123", "--no-color", *options]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)


@pytest.mark.slow
def test_answers_are_those_the_document_names(address: str, tmp_path: Path) -> None:
    """Status, headers, content type and body of every answer are in the document; what it does not allow is refused."""
    done = run(address, tmp_path, "--max-examples=4")
    assert done.returncode == 0, done.stdout[-4_000:]


def test_an_answer_that_is_not_the_document_s_is_found(engine: Engine, tmp_path: Path) -> None:
    """So that the test above says something: a document that lacks a field of `/health/ready` does not pass."""
    app = create_app(open_engine=lambda: engine)
    described = app.openapi()["components"]["schemas"]["ReadyAnswer"]
    del described["properties"]["model"]
    described["required"].remove("model")
    with served(app) as address:
        done = run(address, tmp_path, "--include-path=/health/ready")
    assert done.returncode == 1
    assert "Response violates schema" in done.stdout
