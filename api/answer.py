"""How every answer is made: its ETag from snapshot, model and query, 304 when the caller has it, else the work."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from api.limits import Desk
from api.problems import ProblemError, Utf8
from recommend.engine import Engine


def engine_of(request: Request) -> Engine:
    """The engine; a problem while it is being opened."""
    engine: Engine | None = request.app.state.engine
    if engine is None:
        raise ProblemError("busy", "Le moteur s'ouvre.", {"Retry-After": "5"})
    return engine


async def answer(request: Request, work: Callable[[Engine], dict[str, Any]], query: str) -> JSONResponse:
    """Answer with what the work gives. `query`: all that the answer depends on beside snapshot and model."""
    engine = engine_of(request)
    desk: Desk = request.app.state.desk
    asked = "\n".join([engine.snapshot.id, engine.model_id, request.url.path, query])
    etag = f'"{hashlib.sha256(asked.encode("utf-8", "replace")).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    known = ",".join(request.headers.getlist("if-none-match")) if request.method == "GET" else ""
    if etag in re.findall(r'"[^"]*"', known):
        return Response(status_code=304, headers=headers)  # type: ignore[return-value]
    found = await desk.run(lambda: work(engine))
    if known.strip() == "*":  # anything will do, if there is anything
        return Response(status_code=304, headers=headers)  # type: ignore[return-value]
    return Utf8(found, headers=headers)
