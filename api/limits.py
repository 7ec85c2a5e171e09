"""Limits: how large a request may be, how many are computed at once, how long each may wait and be computed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import ProblemError, problem
from api.settings import Settings

Answer = TypeVar("Answer")


class Desk:
    """Computes answers in threads: `at_once` at a time, while at most `waiting` others wait for their turn.

    A thread cannot be stopped. When one lasts too long its caller is told, but its place is free only when it ends.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._places = asyncio.Semaphore(settings.at_once)
        self._threads = ThreadPoolExecutor(settings.at_once, thread_name_prefix="desk")
        self._waiting = 0

    async def run(self, work: Callable[[], Answer]) -> Answer:
        """Do the work; raises ProblemError when no place comes free in time, or when it lasts too long."""
        await self._take_place()
        thread = asyncio.get_running_loop().run_in_executor(self._threads, work)
        thread.add_done_callback(self._leave_place)
        done, _ = await asyncio.wait([thread], timeout=self._settings.timeout)
        if not done:
            raise ProblemError("too-long", f"Pas de réponse en {self._settings.timeout:g} s.", {"Retry-After": "30"})
        return await thread

    async def _take_place(self) -> None:
        soon = {"Retry-After": "5"}
        if self._places.locked() and self._waiting >= self._settings.waiting:
            raise ProblemError("busy", "Trop de requêtes attendent déjà.", soon)
        self._waiting += 1
        try:
            async with asyncio.timeout(self._settings.queue_timeout):
                await self._places.acquire()
        except TimeoutError as error:
            message = f"D'autres requêtes sont encore calculées après {self._settings.queue_timeout:g} s d'attente."
            raise ProblemError("busy", message, soon) from error
        finally:
            self._waiting -= 1

    def _leave_place(self, thread: asyncio.Future[Any]) -> None:
        """Free the place; look at the error of a thread that nobody waits for, which would be logged otherwise."""
        self._places.release()
        if not thread.cancelled():
            thread.exception()

    def close(self) -> None:
        """Take no more work."""
        self._threads.shutdown(wait=False)


class BodyLimit:
    """Answer 413 to a body beyond `max_bytes`, announced or not; that of a GET is not read at all."""

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app, self._max = app, max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body first, so that nothing is answered before it is known to be small enough."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD"}:
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
