"""Those who call the service: honest ones, ones who ask too much, ones who leave, ones who never finish."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections import Counter
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import httpx

from benchmarks.server import Server

DAY, TARGET = "2026-11-23", "D1106"
CV, PER_JOB = 55_000, 14
"""Characters of the descriptions of a long CV, and sentences of each of its jobs."""
PATIENCE = 25.0
"""Seconds after which one no longer looks whether the service is idle, or a connection closed."""
SEARCHES = ("boulang", "vendeuse en boul", "conducteur de bus", "RNCP37674", "infirm", "compta")


@dataclass(frozen=True, slots=True)
class Told:
    """What a caller got: a status, or the kind of the error; after how many seconds."""

    status: str
    seconds: float


class Caller:
    """Calls one server; `labels`: sentences that everybody may have in a CV, those of ROME."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.labels = sentences()

    async def __aenter__(self) -> Self:
        """Open the client."""
        self._client = httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.server.port}", timeout=90)
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        await self._client.aclose()

    async def post(self, path: str, body: bytes) -> Told:
        """Ask, and wait for the answer."""
        return await self._timed(self._client.post(path, content=body, headers={"content-type": "application/json"}))

    async def search(self, words: str) -> Told:
        """Search."""
        return await self._timed(self._client.get("/v1/search", params={"q": words}))

    async def _timed(self, answer: Awaitable[httpx.Response]) -> Told:
        start = time.perf_counter()
        try:
            status = str((await answer).status_code)
        except httpx.TransportError as error:
            status = type(error).__name__
        return Told(status, time.perf_counter() - start)

    async def meanwhile(self, asked: Sequence[Awaitable[Told]]) -> tuple[list[Told], list[Told]]:
        """What is asked, all at once; and searches, four a second, until it is answered and for a second at least."""
        searches: list[asyncio.Task[Told]] = []

        async def search() -> None:
            while True:
                words = SEARCHES[len(searches) % len(SEARCHES)] + " " * (len(searches) // len(SEARCHES) % 50)
                searches.append(asyncio.create_task(self.search(words)))
                await asyncio.sleep(0.25)

        searching = asyncio.create_task(search())
        answers, _ = await asyncio.gather(asyncio.gather(*asked), asyncio.sleep(1))
        searching.cancel()
        return answers, await asyncio.gather(*searches)

    async def leave(self, path: str, body: bytes, after: float) -> None:
        """Ask, and close the connection without waiting for the answer."""
        _, writer = await asyncio.open_connection("127.0.0.1", self.server.port)
        head = (
            f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        await asyncio.sleep(after)
        writer.close()

    async def hold(self, connections: int, first: bytes) -> list[Held]:
        """Open connections that send this and nothing more."""
        held = [Held(*await asyncio.open_connection("127.0.0.1", self.server.port)) for _ in range(connections)]
        for one in held:
            one.writer.write(first)
        await asyncio.sleep(1)
        return held


@dataclass(slots=True)
class Held:
    """A connection that is never finished; how it was answered, and when it ended."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    status: str = "still open"
    ended: float = 0.0

    async def wait(self) -> None:
        """Wait until the server closes it."""
        with contextlib.suppress(OSError):
            first = await self.reader.readline()
            self.status = first.decode("latin-1").split(" ")[1] if first else "closed"
            await self.reader.read()
        self.status = "closed" if self.status == "still open" else self.status
        self.ended = time.perf_counter()


async def closed(held: Sequence[Held]) -> str:
    """How connections ended, and when the last of them did."""
    start = time.perf_counter()
    _, waiting = await asyncio.wait([asyncio.create_task(one.wait()) for one in held], timeout=PATIENCE)
    for task in waiting:
        task.cancel()
    counts = Counter(one.status for one in held)
    statuses = ", ".join(f"{count} × {status}" for status, count in sorted(counts.items()))
    return f"connections: {statuses}; the last closed {max(one.ended for one in held) - start:.1f} s after the searches"


def sentences() -> list[str]:
    """Labels of the competencies of the snapshot in use, as a CV would have them: « conduire un train »."""
    from recommend.engine import open_snapshot

    labels = open_snapshot().table("competencies")["label"].to_list()
    step = 7919  # prime with the number of labels: neighbours speak of different things
    spread = [labels[at * step % len(labels)] for at in range(len(labels))]
    return [label for label in spread if "," not in label and ";" not in label]


def _body(descriptions: Sequence[str], **asked: Any) -> bytes:
    jobs = [
        {"id": f"x-{rank}", "kind": "employment", "title": "Vendeur", "start": f"{1980 + rank % 40}-01", "rome": TARGET}
        | {"description": text}
        for rank, text in enumerate(descriptions)
    ]
    passport = {"version": 1, "holder": {"id": "x"}, "experiences": jobs}
    return json.dumps({"passport": passport, "target": TARGET, "as_of": DAY, **asked}, ensure_ascii=False).encode()


def honest_body(labels: Sequence[str], characters: int = CV) -> bytes:
    """A long CV: jobs of a few sentences each, all different."""
    jobs = [labels[at : at + PER_JOB] for at in range(0, len(labels), PER_JOB)]
    kept, size = list[str](), 0
    for job in jobs:
        text = "".join(f"- {label}.\n" for label in job)
        size += len(text)
        if size > characters:
            break
        kept.append(text)
    return _body(kept)


def largest_body(descriptions: int, characters: int) -> bytes:
    """As much text as fits, in sentences as short as can be and all different."""
    short = [f"Servir {word}{n}.\n" for n in range(200) for word in _WORDS]
    return _body([("".join(short[rank:]) * 20)[:characters] for rank in range(descriptions)])


_WORDS = ("le pain", "un thé", "à table", "du riz", "au bar", "en gare", "la soupe", "un client")


def plan_body(labels: Sequence[str]) -> bytes:
    """What people send: three jobs, some forty sentences in all."""
    return _body(["".join(f"- {label}.\n" for label in labels[at : at + 13]) for at in (0, 13, 26)], blocs=3)


def told(what: str, answers: Sequence[Told]) -> str:
    """One line: how many got which status, and in how many seconds."""
    counts = Counter(one.status for one in answers)
    statuses = ", ".join(f"{count} × {status}" for status, count in sorted(counts.items()))
    seconds = sorted(one.seconds for one in answers)
    spread = (
        f"{seconds[0]:.2f}"
        if len(seconds) == 1
        else f"{seconds[len(seconds) // 2]:.2f} (median; {seconds[-1]:.2f} at most)"
    )
    return f"{what}: {statuses}, in {spread} s"
