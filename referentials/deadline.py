"""The time that a work may take: over, or its asker gone, it ends by itself at the next check.

Whoever answers others gives a work its time (`within`); what lasts (texts encoded, sentences compared, plans tried)
calls `on_time` between two short pieces. Where nobody gave a time, as on the command line, there is no end to it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from referentials.errors import OutOfTimeError


class Deadline:
    """When a work is to end: so many seconds after now, or as soon as it is given up."""

    def __init__(self, seconds: float = math.inf) -> None:
        self.seconds = seconds
        self._at = time.monotonic() + seconds

    def give_up(self) -> None:
        """End the work at its next check, from whatever thread: nobody waits for it any more."""
        self._at = -math.inf

    def check(self) -> None:
        """Go on. Raises OutOfTimeError when the time is over."""
        if time.monotonic() >= self._at:
            raise OutOfTimeError(self.seconds)


_ENDLESS = Deadline()
_CURRENT: ContextVar[Deadline] = ContextVar("deadline", default=_ENDLESS)


@contextmanager
def within(deadline: Deadline) -> Iterator[None]:
    """Give this time to what is done in the block, in this thread."""
    token = _CURRENT.set(deadline)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current() -> Deadline:
    """The time of what is being done, to hand it to other threads."""
    return _CURRENT.get()


def on_time() -> None:
    """Go on. Raises OutOfTimeError when the time of what is being done is over.

    >>> on_time()
    >>> with within(Deadline(0)):
    ...     on_time()
    Traceback (most recent call last):
    referentials.errors.OutOfTimeError: out_of_time: seconds=0
    """
    _CURRENT.get().check()
