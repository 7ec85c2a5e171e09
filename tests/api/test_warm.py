"""Once the service is ready, no question waits for what the engine makes on first use."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from recommend.engine import Engine
from referentials.snapshot import Snapshot
from tests.support.api_examples import cv_register, questions


def made(engine: Engine) -> set[str]:
    """What the engine and what it reads with have made so far."""
    return {
        f"{type(one).__name__}.{name}" for one in (engine.world, engine.catalogue, engine.matcher) for name in vars(one)
    }


def test_nothing_is_left_to_make_when_the_service_is_ready(teaching: Snapshot, tmp_path: Path) -> None:
    """The examples of the document are all asked; what they need is there already."""
    engine = Engine.open(teaching)
    assert "World._openings" not in made(engine)
    app = create_app(Settings(cv_register=cv_register(tmp_path)), lambda: engine)
    with TestClient(app) as client:
        assert client.get("/health/ready").status_code == 200
        before = made(engine)
        for method, address, body in questions(app.openapi()):
            assert client.request(method, address, json=body).status_code == 200
    assert made(engine) == before
    assert "World._openings" in before
