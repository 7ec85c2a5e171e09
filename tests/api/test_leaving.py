"""Nothing is computed for who has gone, nor beyond its time; searches never wait for advice."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import httpx
import pytest

from api.app import create_app
from api.openapi.passport import PASSPORT
from api.settings import Settings
from recommend.engine import Engine
from referentials.deadline import on_time
from referentials.errors import OutOfTimeError
from tests.support.serving import served
from tests.support.slow_clients import HEAD, connected

BODY = {"passport": PASSPORT, "as_of": "2026-11-23"}
CV = {"experiences": [{**PASSPORT["experiences"][0], "description": "\n".join(f"- Servir {n}" for n in range(900))}]}


class Reading:
    """In the place of what reads passports: lasts until its time is over; counts what began and what ended."""

    def __init__(self) -> None:
        self.begun, self.ended = threading.Semaphore(0), threading.Semaphore(0)
        self.count = 0

    def __call__(self, *_: Any, **__: Any) -> NoReturn:
        """Read for ever."""
        self.count += 1
        self.begun.release()
        try:
            while True:
                on_time()
                time.sleep(0.005)
        except OutOfTimeError:
            self.ended.release()
            raise


@contextmanager
def lasting(engine: Engine, monkeypatch: pytest.MonkeyPatch, **settings: Any) -> Iterator[tuple[str, Reading]]:
    """A service whose advice lasts for ever, once it is warm."""
    reading = Reading()
    with served(create_app(Settings(**settings), lambda: engine)) as address:
        monkeypatch.setattr(Engine, "profile", reading)
        yield address, reading


def test_what_is_computed_for_who_has_gone_ends(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve leave: the one being computed ends at its next look at the time, those in the queue never begin."""
    with lasting(engine, monkeypatch, at_once=1, timeout=30) as (address, reading):
        callers = [connected(address, HEAD, json.dumps(BODY).encode()) for _ in range(12)]
        assert reading.begun.acquire(timeout=5)
        for one in callers:
            one.close()
        assert reading.ended.acquire(timeout=2)
        time.sleep(0.1)
        assert httpx.get(f"{address}/v1/search?q=pain").status_code == 200
        monkeypatch.undo()
        assert httpx.post(f"{address}/v1/profile", json=BODY).status_code == 200
    assert reading.count == 1


def test_what_lasts_too_long_ends_and_searches_are_answered_meanwhile(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every place of advice is taken, and its queue is full."""
    with lasting(engine, monkeypatch, at_once=1, waiting=0, timeout=0.5) as (address, reading):
        with connected(address, HEAD, json.dumps(BODY).encode()) as caller:
            assert reading.begun.acquire(timeout=5)
            assert httpx.post(f"{address}/v1/profile", json=BODY).json()["type"] == "/problems/busy"
            assert httpx.get(f"{address}/v1/search?q=pain").status_code == 200
            assert httpx.get(f"{address}/v1/occupations/D1106").status_code == 200
            assert b"/problems/too-long" in b"".join(iter(lambda: caller.recv(65_536), b""))
        assert reading.ended.acquire(timeout=2)


def test_a_reading_under_way_ends_between_sentences(engine: Engine) -> None:
    """The real one, of nine hundred sentences: it stops soon after its time, wherever it is."""
    body = {**BODY, "passport": {**PASSPORT, **CV}}
    with served(create_app(Settings(at_once=1, timeout=0.3), lambda: engine)) as address:
        assert httpx.post(f"{address}/v1/profile", json=body).json()["type"] == "/problems/too-long"
        start = time.monotonic()
        while httpx.post(f"{address}/v1/profile", json=BODY).status_code != 200:
            assert time.monotonic() - start < 2
