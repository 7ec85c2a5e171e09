"""How every answer is made: computed at a desk, written once; a GET also has an ETag, and 304 for who has it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from fastapi import Request, Response
from pydantic import BaseModel

from answers.shapes.base import plain
from answers.version import acquis_version
from api.limits import Desk
from api.problems import ProblemError, Utf8
from recommend.engine import Engine

Work = Callable[[Engine], BaseModel]
"""What makes an answer."""
CACHE = {"Cache-Control": "private, no-cache"}


def engine_of(request: Request) -> Engine:
    """The engine; a problem while it is being opened."""
    engine: Engine | None = request.app.state.engine
    if engine is None:
        raise ProblemError("busy", "Le moteur s'ouvre.", {"Retry-After": "5"})
    return engine


async def computed(request: Request, work: Work, headers: dict[str, str] = CACHE) -> Response:
    """Answer with what the work gives."""
    engine = engine_of(request)
    desk: Desk = request.app.state.desk
    return Utf8(await desk.run(lambda: plain(work(engine))), headers=headers)


async def cached(request: Request, work: Work, query: str) -> Response:
    """Answer a GET so, or 304 when the caller has the answer.

    `query`: all that the answer depends on beside snapshot, model, acquis and address.
    """
    headers = {**CACHE, "ETag": _etag(request, query)}
    known = ",".join(request.headers.getlist("if-none-match"))
    unchanged = Response(status_code=304, headers=headers)
    if headers["ETag"] in re.findall(r'"[^"]*"', known):
        return unchanged
    found = await computed(request, work, headers)
    return unchanged if known.strip() == "*" else found  # anything will do, if there is anything


def _etag(request: Request, query: str) -> str:
    engine = engine_of(request)
    asked = "\n".join([engine.snapshot.id, engine.model_id, acquis_version(), request.url.path, query])
    return f'"{hashlib.sha256(asked.encode("utf-8", "replace")).hexdigest()[:32]}"'
