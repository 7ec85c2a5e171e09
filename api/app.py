"""The recommendation API: stateless, a passport in the body, advice out.

`create_app()` is what `acquis serve` runs and what any ASGI server can. Identity, stored passports and pages will be
other routers, beside these.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

import anyio
from fastapi import FastAPI

from api import advice, entities, health
from api.limits import BodyLimit, Desk
from api.problems import MEDIA_TYPE, TYPES, install
from api.schemas.described import add_examples
from api.settings import Settings
from recommend.engine import Engine

DESCRIPTION = """From the competencies a passport attests to the gap, the blocs to take next and rights, with evidence.

Every answer names the `snapshot` and the `model` it was made with; the same passport and day then give the same bytes.
Errors are RFC 9457 problems whose `type` is stable. Nothing that is sent is kept or logged."""
PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "enum": [f"/problems/{name}" for name in TYPES]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {"type": "object", "properties": {"path": {"type": "string"}, "message": {"type": "string"}}},
        },
    },
}


class Service(FastAPI):
    """The application; its document has examples of answers."""

    def openapi(self) -> dict[str, Any]:
        """Make the OpenAPI document, once."""
        if not self.openapi_schema:
            add_examples(super().openapi())
        assert self.openapi_schema
        return self.openapi_schema


def create_app(settings: Settings | None = None, open_engine: Callable[[], Engine] | None = None) -> FastAPI:
    """Make the application; the engine is opened when it starts (default: on the snapshot of the settings)."""
    chosen = settings or Settings()
    opened = open_engine or (lambda: Engine.open(chosen.snapshot))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.desk = Desk(chosen)
        app.state.engine = await anyio.to_thread.run_sync(opened)
        yield

    described = {"description": "A problem", "content": {MEDIA_TYPE: {"schema": PROBLEM_SCHEMA}}}
    statuses = sorted({400, *(kind.status for kind in TYPES.values())})
    answers: dict[int | str, dict[str, Any]] = dict.fromkeys(statuses, described)
    app = Service(
        title="acquis", version=version("acquis"), description=DESCRIPTION, lifespan=lifespan, responses=answers
    )
    app.state.engine = None
    app.add_middleware(BodyLimit, max_bytes=chosen.max_bytes)
    for router in (advice.router, entities.router, health.router):
        app.include_router(router)
    install(app)
    return app
