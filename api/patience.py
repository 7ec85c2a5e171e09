"""Patience with those who keep a connection open: so many seconds for headers, for a body, to receive an answer.

uvicorn waits for ever for the headers of a first request, for the rest of a body already answered, and for an answer to
be received; it bounds requests, not connections. `acquis serve` runs it with this protocol, and so may others
(`uvicorn --http api.patience:Patience`).
"""

from __future__ import annotations

import asyncio
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.problems import problem
from api.settings import Settings

GRACE = 1.0
"""Seconds beyond those that `Bodies` gives a body, who says why; here it is only cut short."""


class Awaited(StrEnum):
    """What a connection keeps us waiting for."""

    HEADERS = "headers"
    BODY = "body"
    ANSWER = "answer"
    """That the last one is received."""


_MISSING = MappingProxyType({h11.IDLE: Awaited.HEADERS, h11.SEND_BODY: Awaited.BODY})


@cache
def settings() -> Settings:
    """Those of the environment: a protocol is made by the server, that knows nothing of ours."""
    return Settings()


class Patience(H11Protocol):
    """One connection, and until when it is waited for."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._awaited: Awaited | None = None
        self._since = self.loop.time()
        self._clock: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for headers; where too many connections are open, for those of another no longer."""
        super().connection_made(transport)
        self._watch()
        if len(self.connections) > settings().connections:
            self._slowest().leave()

    def data_received(self, data: bytes) -> None:
        """See whether what was awaited has come."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._watch()

    def pause_writing(self) -> None:
        """Wait for the answer to be received."""
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        """It is, or nearly."""
        super().resume_writing()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        super().connection_lost(exc)
        self._wait_for(None)

    def leave(self) -> None:
        """Close now, whatever was still to be sent."""
        self._wait_for(None)
        self.transport.abort()

    def _watch(self) -> None:
        """Begin to wait for what is missing, unless one waits for it already: a drop now and then gains no time."""
        missing = Awaited.ANSWER if self.flow.write_paused else _MISSING.get(self.conn.their_state)
        if missing is not self._awaited and not self.transport.is_closing():
            self._wait_for(missing)

    def _wait_for(self, missing: Awaited | None) -> None:
        if self._clock:
            self._clock.cancel()
        self._awaited, self._since, self._clock = missing, self.loop.time(), None
        if missing is Awaited.HEADERS:
            self._clock = self.loop.call_later(settings().header_timeout, self._without_headers)
        elif missing is Awaited.BODY:
            self._clock = self.loop.call_later(settings().body_timeout + GRACE, self.leave)
        elif missing is Awaited.ANSWER:
            self._clock = self.loop.call_later(settings().answer_timeout, self.leave)

    def _without_headers(self) -> None:
        """Say so and close, if it can be said."""
        if self.transport.get_write_buffer_size():
            self.leave()
        else:
            self.transport.write(_too_slow())
            self.transport.close()

    def _slowest(self) -> Patience:
        """The connection that has been waited for longest; this one when all others are being answered."""
        waited = [one for one in self.connections if isinstance(one, Patience) and one._awaited]
        return min(waited, key=lambda one: one._since, default=self)


@cache
def _too_slow() -> bytes:
    """The answer to who never sent the headers of a request."""
    answer = problem("too-slow", f"En-têtes inachevés après {settings().header_timeout:g} s.")
    headers = [*answer.raw_headers, (b"connection", b"close")]
    return (
        b"HTTP/1.1 408 Request Timeout\r\n" + b"".join(b"%s: %s\r\n" % one for one in headers) + b"\r\n" + answer.body
    )
