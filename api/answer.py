"""How every answer is made: computed at a desk, written once; a GET also has an ETag, and 304 for who has it."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable

from fastapi import Request, Response
from pydantic import BaseModel

from answers.shapes.base import plain
from answers.version import acquis_version
from api.limits import Desk, Desks
from api.problems import ProblemError, Utf8
from recommend.engine import Engine

Work = Callable[[Engine], BaseModel]
"""What makes an answer."""
CACHE = {"Cache-Control": "private, no-cache"}
GONE = 499
"""Status of what nobody receives."""


def engine_of(request: Request) -> Engine:
    """The engine; a problem while it is being opened."""
    engine: Engine | None = request.app.state.engine
    if engine is None:
        raise ProblemError("busy", "Le moteur s'ouvre.", {"Retry-After": "5"})
    return engine


def desks_of(request: Request) -> Desks:
    """Where answers are made."""
    desks: Desks = request.app.state.desks
    return desks


async def advised(request: Request, work: Work) -> Response:
    """Answer with the advice that the work gives."""
    return await _computed(request, work, desks_of(request).advice)


async def cached(request: Request, work: Work, query: str) -> Response:
    """Answer a GET, or 304 when the caller has the answer.

    `query`: all that the answer depends on beside snapshot, model, acquis and address.
    """
    headers = {**CACHE, "ETag": _etag(request, query)}
    known = ",".join(request.headers.getlist("if-none-match"))
    unchanged = Response(status_code=304, headers=headers)
    if headers["ETag"] in re.findall(r'"[^"]*"', known):
        return unchanged
    found = await _computed(request, work, desks_of(request).facts, headers)
    return unchanged if known.strip() == "*" else found  # anything will do, if there is anything


def _etag(request: Request, query: str) -> str:
    engine = engine_of(request)
    asked = "\n".join([engine.snapshot.id, engine.model_id, acquis_version(), request.url.path, query])
    return f'"{hashlib.sha256(asked.encode("utf-8", "replace")).hexdigest()[:32]}"'


async def _computed(request: Request, work: Work, desk: Desk, headers: dict[str, str] = CACHE) -> Response:
    """Answer with what the work gives; give it up, in the queue or under way, when the caller has gone."""
    engine = engine_of(request)
    making = asyncio.create_task(desk.run(lambda: Utf8(plain(work(engine)), headers=headers)))
    leaving = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait([making, leaving], return_when=asyncio.FIRST_COMPLETED)
        return await making if making.done() else Response(status_code=GONE)
    finally:
        making.cancel()
        leaving.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
