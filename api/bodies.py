"""Bodies as they come in: so many bytes, in so many seconds, and so many in memory for all callers together."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import ProblemError, problem
from api.settings import Settings


class Bodies:
    """Receive the whole body before anything is answered; that of a GET is not read at all."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._held = 0
        """Bytes of bodies that are coming in or being answered."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a body that is small enough and in time; else 413, 408, 503; nothing when its sender has gone."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        body = bytearray()
        try:
            if await self._read(scope, receive, body):
                await self._app(scope, _given(bytes(body), receive), send)
        except ProblemError as refusal:
            await problem(refusal.name, refusal.detail, headers=refusal.headers)(scope, receive, send)
        finally:
            self._held -= len(body)

    async def _read(self, scope: Scope, receive: Receive, body: bytearray) -> bool:
        """Fill the body; False when its sender has gone. Raises ProblemError."""
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > self._settings.max_bytes:
            raise self._too_large()
        try:
            async with asyncio.timeout(self._settings.body_timeout):
                return await self._filled(receive, body)
        except TimeoutError:
            detail = f"Corps inachevé après {self._settings.body_timeout:g} s."
            raise ProblemError("too-slow", detail, {"Connection": "close"}) from None

    async def _filled(self, receive: Receive, body: bytearray) -> bool:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return False
            part = message.get("body", b"")
            body += part
            self._held += len(part)
            if len(body) > self._settings.max_bytes:
                raise self._too_large()
            if self._held > self._settings.bodies:
                raise ProblemError("busy", "Trop de requêtes arrivent à la fois.", {"Retry-After": "5"})
            if not message.get("more_body", False):
                return True

    def _too_large(self) -> ProblemError:
        return ProblemError("too-large", f"Au plus {self._settings.max_bytes} octets.")


def _given(body: bytes, receive: Receive) -> Receive:
    """The body, in one message; then what comes, which is that its sender has gone."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return messages.pop() if messages else await receive()

    return again
