"""Processors: texts share them, one at a time each, and BLAS keeps to one.

BLAS's own threads go on waiting, busy, some 25 ms after each product, and the encoder's would wait for them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


@cache
def _libraries() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def blas_alone() -> Any:
    """Context in which BLAS uses one processor."""
    return _libraries().limit(limits=1, user_api="blas")


def share(work: Callable[[Task], Result], tasks: Iterable[Task]) -> list[Result]:
    """Do the tasks on every processor; results in the order of the tasks.

    >>> share(abs, [-1, 2, -3])
    [1, 2, 3]
    """
    waiting = list(tasks)
    if len(waiting) < 2:
        return [work(task) for task in waiting]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(work, waiting))
