"""The OpenAPI document holds: schemathesis sends what it allows and what it does not, over HTTP, to every operation."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from api.app import create_app
from recommend.engine import Engine

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")


@pytest.fixture(scope="module")
def address(engine: Engine) -> Iterator[str]:
    """The API served on the teaching referential, on a port of its own."""
    server = uvicorn.Server(uvicorn.Config(create_app(open_engine=lambda: engine), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def test_answers_are_those_the_document_names(address: str, tmp_path: Path) -> None:
    """Status, content type and body of every answer are in the document; what it does not allow is refused; no 5xx.

    What it allows may be refused all the same: it does not list the codes of a snapshot.
    """
    options = ["--max-examples=10", "--seed=20261123", "--no-color", "--exclude-checks=positive_data_acceptance"]
    done = subprocess.run(
        [SCHEMATHESIS, "run", f"{address}/openapi.json", *options],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4_000:]
