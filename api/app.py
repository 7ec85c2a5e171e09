"""The recommendation API: stateless, a passport in the body, advice out.

`create_app()` is what `acquis serve` runs and what any ASGI server can. Identity, stored passports and pages will be
other routers, beside these.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from importlib.metadata import version
from typing import Any

import anyio
from fastapi import FastAPI
from fastapi_offline import FastAPIOffline

from answers.cv.keeping import Known
from answers.words.errors import told
from answers.words.surfaces import Surface
from api import advice, entities, health, verification
from api.bodies import Bodies
from api.head import HeadAsGet
from api.incidents import Incidents
from api.limits import Desks
from api.openapi.described import complete
from api.problems import install
from api.settings import Settings
from api.warm import warm
from passport.proof.registry import EMPTY, Registry
from passport.proof.registry_file import default_registry, read_registry
from recommend.engine import Engine
from referentials.errors import AcquisError
from referentials.home import home

DESCRIPTION = """From the competencies a passport attests to the gap, the blocs to take next and rights, with evidence.

Every answer names the `snapshot`, the `model` and the `acquis` (version, code, weights, rules) it was made with; the
same passport, day and registry of issuers (`attestations.registry`) then give the same bytes. What a passport says of
its issuers is a claim: a record is guaranteed where a proof of it holds against that registry. Errors are RFC 9457
problems whose `type` is stable. Nothing that is sent is kept or logged. HEAD is allowed where GET is.

At most {max_bytes} bytes a body (413), {records} records and {sentences} sentences a passport (422 with their count),
{timeout:g} seconds of computing (503); headers are to come within {header_timeout:g} seconds, a body within
{body_timeout:g} (408). What nobody waits for any more is not computed."""


def create_app(settings: Settings | None = None, open_engine: Callable[[], Engine] | None = None) -> FastAPI:
    """Make the application; the engine is opened when it starts (default: on the snapshot of the settings)."""
    chosen = settings or Settings()
    opened = open_engine or (lambda: Engine.open(chosen.snapshot, thorough=True))

    def open_warm() -> tuple[Engine, Registry]:
        try:
            issuers = read_registry(chosen.issuers) if chosen.issuers else default_registry(home())
            engine = opened()
            warm(engine)
        except AcquisError as error:  # damaged data, say: what the server prints last says what to do
            raise RuntimeError(told(error, Surface.CLI)) from None
        return engine, issuers

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.desks = desks = Desks(chosen)
        engine, app.state.issuers = await anyio.to_thread.run_sync(open_warm)
        app.state.engine = engine
        with _cvs(chosen) as app.state.cvs:
            yield
        desks.close()

    app = FastAPIOffline(
        title="acquis", version=version("acquis"), lifespan=lifespan,
        description=DESCRIPTION.format_map(chosen.model_dump()),
        redirect_slashes=False, redoc_url=None, static_url="/docs/assets",
    )  # fmt: skip
    app.state.engine, app.state.issuers, app.state.settings, app.state.cvs = None, EMPTY, chosen, None
    for router in (advice.router, entities.router, health.router, verification.router):
        app.include_router(router)
    app.add_middleware(Bodies, settings=chosen)
    app.add_middleware(HeadAsGet)
    app.add_middleware(Incidents)
    install(app)
    _describe(app)
    return app


@contextmanager
def _cvs(settings: Settings) -> Iterator[Known | None]:
    """What knows the CVs that were issued; what keeps it from being read stops the start."""
    with ExitStack() as stack:
        try:
            known = stack.enter_context(verification.kept(settings))
        except AcquisError as error:
            raise RuntimeError(told(error, Surface.CLI)) from None
        yield known


def _describe(app: FastAPI) -> None:
    """Complete the OpenAPI document, the first time it is made."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        if not app.openapi_schema:
            complete(made())
        assert app.openapi_schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
