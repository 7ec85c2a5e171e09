"""What nobody foresaw is a problem with an id; the log says where it happened, and nothing of what was sent."""

from __future__ import annotations

import re
from typing import NoReturn

import httpx
import pytest

from api.app import create_app
from api.openapi.passport import PASSPORT
from api.problems import MEDIA_TYPE
from recommend.engine import Engine
from tests.support.serving import served

SECRET = "Vendeuse en boulangerie"


def test_an_exception_is_a_problem_and_its_message_is_not_logged(
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """By a real server: neither by it nor by us."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise RuntimeError(SECRET)

    with served(create_app(open_engine=lambda: engine)) as address:
        monkeypatch.setattr(Engine, "profile", fail)
        found = httpx.post(f"{address}/v1/profile", json={"passport": PASSPORT})
    assert (found.status_code, found.headers["content-type"]) == (500, MEDIA_TYPE)
    told = found.json()
    assert told["type"] == "/problems/internal"
    assert SECRET not in found.text
    (line,) = [record.getMessage() for record in caplog.records if record.name == "acquis.api"]
    assert re.fullmatch(rf"{told['instance']} RuntimeError at \S+test_incidents\.py:\d+ < .*", line)
    logged = caplog.text + "".join(capfd.readouterr())
    assert SECRET not in logged
    assert "Traceback" not in logged
