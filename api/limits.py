"""Limits: how large a request may be, how many are computed at once, and for how long."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import ProblemError, problem
from api.settings import Settings

Answer = TypeVar("Answer")


class Desk:
    """Computes answers in threads: `at_once` at a time, `waiting` in the queue, `timeout` seconds each."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._busy = 0
        self._places = anyio.CapacityLimiter(settings.at_once)

    async def run(self, work: Callable[[], Answer]) -> Answer:
        """Do the work; raises ProblemError when there is no place left or it lasts too long."""
        if self._busy >= self._settings.at_once + self._settings.waiting:
            raise ProblemError("busy", "Trop de requêtes attendent déjà.", {"Retry-After": "5"})
        self._busy += 1
        try:
            with anyio.fail_after(self._settings.timeout):
                return await anyio.to_thread.run_sync(work, abandon_on_cancel=True, limiter=self._places)
        except TimeoutError as error:
            message = f"Pas de réponse en {self._settings.timeout:g} s."
            raise ProblemError("too-long", message, {"Retry-After": "30"}) from error
        finally:
            self._busy -= 1


class BodyLimit:
    """Answer 413 to a body beyond `max_bytes`, announced or not."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app, self._max = app, max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body first, so that nothing is answered before it is known to be small enough."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = await self._read(scope, receive)
        if body is None:
            answer = problem("too-large", f"Au plus {self._max} octets.")
            await answer(scope, receive, send)
            return
        messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def again() -> Message:
            return messages.pop() if messages else await receive()

        await self._app(scope, again, send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes | None:
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > self._max:
            return None
        body = bytearray()
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > self._max:
                return None
            if not message.get("more_body", False):
                return bytes(body)
