"""Processors: those given to the process, shared by all that is computed, one pool for all; BLAS keeps to one.

BLAS's own threads go on waiting, busy, some 25 ms after each product, and the encoder's would wait for them.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from matching.encoders.given import processors
from referentials.deadline import current, within

Task = TypeVar("Task")
Result = TypeVar("Result")
_POOLED = "acquis-processor"


@cache
def _libraries() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


class _Blas:
    """BLAS limited to one processor while anybody asks for it: the first limits it, the last gives all back."""

    def __init__(self) -> None:
        self._lock, self._askers = threading.Lock(), 0
        self._limited: Any = None

    def begin(self) -> None:
        """One more asks."""
        with self._lock:
            if not self._askers:
                self._limited = _libraries().limit(limits=1, user_api="blas")
            self._askers += 1

    def end(self) -> None:
        """One fewer."""
        with self._lock:
            self._askers -= 1
            if not self._askers and self._limited is not None:
                self._limited.restore_original_limits()


_BLAS = _Blas()


@contextmanager
def blas_alone() -> Iterator[None]:
    """Context in which BLAS uses one processor, in every thread."""
    _BLAS.begin()
    try:
        yield
    finally:
        _BLAS.end()


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(processors(), thread_name_prefix=_POOLED)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pool.cache_clear)  # its threads stay in the parent


def share(work: Callable[[Task], Result], tasks: Iterable[Task]) -> list[Result]:
    """Do the tasks on every processor; results in the order of the tasks. Raises OutOfTimeError between two of them.

    >>> share(abs, [-1, 2, -3])
    [1, 2, 3]
    """
    deadline = current()

    def done(task: Task) -> Result:
        deadline.check()
        with within(deadline):
            return work(task)

    waiting = list(tasks)
    if len(waiting) < 2 or processors() == 1 or _is_pooled():
        return [done(task) for task in waiting]
    return list(_pool().map(done, waiting))


def _is_pooled() -> bool:
    """Whether this thread is one of the pool, where all could wait for one another for ever."""
    return threading.current_thread().name.startswith(_POOLED)
