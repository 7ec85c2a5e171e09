"""How many answers are computed at once, how long each may wait for its turn and be computed, for whom."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from api.problems import ProblemError
from api.settings import Settings
from referentials.deadline import Deadline, within
from referentials.errors import OutOfTimeError

Answer = TypeVar("Answer")


class Desk:
    """Computes answers in threads: `at_once` at a time, while at most `waiting` others wait for their turn.

    A thread cannot be stopped: it ends by itself at its next look at the time (`referentials.deadline`), when that is
    over or when the caller has gone. Its place is free when it has ended.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._places = asyncio.Semaphore(settings.at_once)
        self._threads = ThreadPoolExecutor(settings.at_once, thread_name_prefix="desk")
        self._waiting = 0

    async def run(self, work: Callable[[], Answer]) -> Answer:
        """Do the work; raises ProblemError when no place comes free in time, or when it lasts too long.

        Cancelled, it leaves the queue, or gives the work up.
        """
        await self._take_place()
        deadline = Deadline(self._settings.timeout)
        thread = asyncio.get_running_loop().run_in_executor(self._threads, _in_time, work, deadline)
        thread.add_done_callback(self._leave_place)
        try:
            done, _ = await asyncio.wait([thread], timeout=self._settings.timeout)
            if not done:
                raise self._too_long()
            return await thread
        except OutOfTimeError:
            raise self._too_long() from None
        finally:
            deadline.give_up()

    def _too_long(self) -> ProblemError:
        return ProblemError("too-long", f"Pas de réponse en {self._settings.timeout:g} s.", {"Retry-After": "30"})

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
        self._threads.shutdown(wait=False, cancel_futures=True)


def _in_time(work: Callable[[], Answer], deadline: Deadline) -> Answer:
    with within(deadline):
        return work()


class Desks:
    """Where answers are made: `advice`, which reads and lasts; `facts`, searches and codes, which never wait for it."""

    def __init__(self, settings: Settings) -> None:
        self.advice, self.facts = Desk(settings), Desk(settings)

    def close(self) -> None:
        """Take no more work."""
        self.advice.close()
        self.facts.close()
