"""The desk computes no more at once than it is told, whatever lasts too long; who waits too long is told so."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from collections.abc import Awaitable, Callable

import pytest

from api.limits import Desk
from api.problems import ProblemError
from api.settings import Settings


class Counted:
    """Work that lasts, and counts how many are at it."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._lock = seconds, threading.Lock()
        self.now = self.most = 0

    def __call__(self) -> str:
        """Last."""
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(self._seconds)
        with self._lock:
            self.now -= 1
        return "done"


async def told(run: Awaitable[str]) -> str:
    """What a caller is told: the answer, or the name of the problem and that it may try again."""
    try:
        return await run
    except ProblemError as error:
        return error.name if "Retry-After" in (error.headers or {}) else "no delay"


def at_desk(settings: Settings, ask: Callable[[Desk], Awaitable[list[str]]]) -> list[str]:
    """What callers of a desk are told."""

    async def main() -> list[str]:
        desk = Desk(settings)
        try:
            return list(await ask(desk))
        finally:
            desk.close()

    return asyncio.run(main())


@pytest.mark.parametrize("at_once", [1, 3])
def test_no_more_threads_than_places_even_when_callers_have_gone(at_once: int) -> None:
    """A thread that lasts too long keeps its place until it ends: those that come meanwhile wait."""
    work = Counted(0.2)
    settings = Settings(at_once=at_once, timeout=0.01, queue_timeout=10, waiting=64)
    answers = at_desk(settings, lambda desk: asyncio.gather(*(told(desk.run(work)) for _ in range(3 * at_once))))
    assert answers == ["too-long"] * 3 * at_once
    assert work.most == at_once


def test_a_caller_whose_turn_does_not_come_is_told_that_the_service_is_busy() -> None:
    """Not that its passport is too long; and it is never computed."""
    work = Counted(0.4)
    settings = Settings(at_once=1, timeout=5, queue_timeout=0.05)
    answers = at_desk(settings, lambda desk: asyncio.gather(*(told(desk.run(work)) for _ in range(3))))
    assert answers == ["done", "busy", "busy"]


def test_the_wait_is_not_counted_as_work() -> None:
    """Each of three in a row is computed in time, though the last answers after more than that."""
    work = Counted(0.2)
    settings = Settings(at_once=1, timeout=0.35, queue_timeout=10)
    answers = at_desk(settings, lambda desk: asyncio.gather(*(told(desk.run(work)) for _ in range(3))))
    assert answers == ["done"] * 3


def test_a_full_queue_is_answered_at_once() -> None:
    """One computed, one waiting; the third is not kept."""
    work = Counted(0.2)
    settings = Settings(at_once=1, waiting=1, timeout=5, queue_timeout=10)
    answers = at_desk(settings, lambda desk: asyncio.gather(*(told(desk.run(work)) for _ in range(3))))
    assert answers == ["done", "done", "busy"]


def test_a_place_is_free_again_when_its_thread_has_ended() -> None:
    """After a work too long, after one that failed."""
    settings = Settings(at_once=1, waiting=0, timeout=0.1)

    async def ask(desk: Desk) -> list[str]:
        found = [await told(desk.run(Counted(0.3))), await told(desk.run(Counted(0)))]
        await asyncio.sleep(0.4)
        with pytest.raises(ZeroDivisionError):
            await desk.run(lambda: str(1 / 0))
        return [*found, await told(desk.run(Counted(0)))]

    assert at_desk(settings, ask) == ["too-long", "busy", "done"]


def test_what_fails_after_its_caller_has_gone_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Its message may hold what a passport says."""

    def late() -> str:
        time.sleep(0.1)
        raise RuntimeError("secret")

    async def ask(desk: Desk) -> list[str]:
        found = [await told(desk.run(late))]
        await asyncio.sleep(0.3)
        gc.collect()
        return found

    assert at_desk(Settings(timeout=0.01), ask) == ["too-long"]
    assert "secret" not in caplog.text


def test_threads_of_a_closed_desk_end() -> None:
    """None is left waiting for work."""
    before = threading.active_count()
    at_desk(Settings(at_once=2), lambda desk: asyncio.gather(*(told(desk.run(Counted(0.01))) for _ in range(4))))
    time.sleep(0.2)
    assert threading.active_count() <= before
