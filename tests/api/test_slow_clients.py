"""Those who never finish what they send are waited for so long and no longer, and keep nobody from being answered.

A real process and real sockets; its delays are of one second.
"""

from __future__ import annotations

import json
import socket
import time
from collections import Counter
from collections.abc import Iterator

import httpx
import pytest

from api.openapi.passport import PASSPORT
from recommend.engine import Engine
from tests.support.slow_clients import HEAD, Service, endings, service

CONNECTIONS, LARGEST, BODIES = 40, 100_000, 1_000_000
SETTINGS = {
    "header_timeout": 1, "answer_timeout": 1, "body_timeout": 1, "connections": CONNECTIONS, "max_bytes": LARGEST,
    "bodies": BODIES, "sentences": 30, "records": 20,
}  # fmt: skip
HALF = b"GET /v1/search?q=pain HTTP/1.1\r\nHost: x\r\nX-Slow: "
BODY = {"passport": PASSPORT, "as_of": "2026-11-23"}


@pytest.fixture(scope="module")
def server(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """`acquis serve` on the teaching referential."""
    with service(engine.snapshot.path, SETTINGS, tmp_path_factory.mktemp("served")) as running:
        yield running


def search(server: Service) -> tuple[int, float]:
    """The status of a search, and after how many seconds."""
    start = time.monotonic()
    return httpx.get(f"{server.address}/v1/search?q=pain").status_code, time.monotonic() - start


def trickle(opened: socket.socket) -> None:
    """Send a little at a time, for five seconds."""
    for _ in range(50):
        opened.sendall(b" " * 100)
        time.sleep(0.1)


def test_headers_that_never_end_are_closed_and_nobody_waits_for_them(server: Service) -> None:
    """More of them than connections are kept: the oldest go at once, the others when their time is over."""
    opened = [server.connect(HALF) for _ in range(CONNECTIONS + 20)]
    status, seconds = search(server)
    assert (status, seconds < 1) == (200, True)
    ended = Counter(endings(opened, 4))
    assert set(ended) == {"408", "closed"}
    assert ended["closed"] in range(20, 25)


def test_a_drop_now_and_then_gains_no_time(server: Service) -> None:
    """Nor does the second request of a connection have longer than the first."""
    second = server.connect(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
    second.recv(65_536)
    opened = [server.connect(HALF), second]
    for _ in range(3):
        time.sleep(0.25)
        for one in opened:
            one.sendall(b"a")
    assert endings(opened, 0.75) == ["408", "408"]


def test_bodies_that_never_end_are_told_so_and_hold_no_memory(server: Service) -> None:
    """408, with the delay in the problem; the memory of all together is bounded: beyond it, 503."""
    body = json.dumps(BODY).encode()
    with server.connect(HEAD.format(len(body)).encode() + body[:-1]) as half:
        answer = b"".join(iter(lambda: half.recv(65_536), b""))
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["detail"] == "Corps inachevé après 1 s."
    before = server.memory_mb()
    opened = [server.connect(HEAD.format(LARGEST).encode() + b" " * (LARGEST - 1)) for _ in range(30)]
    assert search(server)[0] == 200
    assert server.memory_mb() - before < 20
    ended = Counter(endings(opened, 4))
    assert ended["408"] in range(5, BODIES // LARGEST + 1)
    assert ended["408"] + ended["503"] + ended["closed"] == 30
    assert httpx.post(f"{server.address}/v1/profile", json=BODY).status_code == 200


def test_a_body_already_refused_is_not_received_for_ever(server: Service) -> None:
    """Announced too large, it is answered at once; what goes on coming is cut short."""
    with server.connect(HEAD.format(LARGEST + 1).encode()) as opened:
        assert opened.recv(65_536).startswith(b"HTTP/1.1 413 ")
        with pytest.raises(ConnectionError):
            trickle(opened)


def test_an_answer_that_is_not_received_is_cut_short(server: Service) -> None:
    """More answers than buffers hold, asked for by who begins to read when their time is over."""
    whole = 30 * len(httpx.get(f"{server.address}/openapi.json").content)
    with server.connect(b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n" * 30) as opened:
        time.sleep(2)
        received = sum(len(part) for part in iter(lambda: opened.recv(65_536), b""))
    assert 0 < received < whole


def test_a_passport_of_too_many_sentences_is_told_how_many(server: Service) -> None:
    """422, with their count and the limit; what is said twice counts once."""
    (job, *_) = PASSPORT["experiences"]
    said = "\n".join(f"- Servir la table {n}" for n in range(40))
    for description, status in ((said, 422), ("- Servir la table\n" * 40, 200)):
        passport = {**PASSPORT, "experiences": [{**job, "description": description}], "trainings": []}
        found = httpx.post(f"{server.address}/v1/profile", json={**BODY, "passport": passport})
        assert found.status_code == status
        if status == 422:
            told = found.json()
            assert told["type"] == "/problems/passport-too-long"
            assert told["detail"] == "40 phrases et intitulés à lire ; au plus 30 par passeport."


def test_a_passport_of_too_many_records_is_told_how_many(server: Service) -> None:
    """422 too."""
    (job, *_) = PASSPORT["experiences"]
    passport = {**PASSPORT, "experiences": [{**job, "id": f"x-{n}"} for n in range(30)], "trainings": []}
    found = httpx.post(f"{server.address}/v1/profile", json={**BODY, "passport": passport})
    assert (found.status_code, found.json()["type"]) == (422, "/problems/passport-too-long")
    assert "au plus 20 par passeport" in found.json()["detail"]


def test_the_body_beyond_the_limit_says_the_limit(server: Service) -> None:
    """413."""
    found = httpx.post(f"{server.address}/v1/profile", content=b" " * (LARGEST + 1))
    assert (found.status_code, found.json()["detail"]) == (413, f"Au plus {LARGEST} octets.")
