"""Incidents: what nobody foresaw is answered as a problem, and logged without a word of what was sent."""

from __future__ import annotations

import logging
from traceback import walk_tb
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem

LOG = logging.getLogger("acquis.api")
_FRAMES = 3


class Incidents:
    """Answer `internal` to any exception; it stops here, for a server would log its message and its values."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; an answer already begun is left cut short."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:  # noqa: BLE001 whatever it is
            answer = problem("internal", "Une erreur imprévue, qui n'est pas de votre fait.", instance=report(error))
            if not begun:
                await answer(scope, receive, send)


def report(error: BaseException) -> str:
    """Log the kind of an exception and where it was raised, innermost first; never its message. Returns its id."""
    incident = uuid4().urn
    frames = [f"{frame.f_code.co_filename}:{line}" for frame, line in walk_tb(error.__traceback__)]
    LOG.error("%s %s at %s", incident, type(error).__qualname__, " < ".join(reversed(frames[-_FRAMES:])))
    return incident
