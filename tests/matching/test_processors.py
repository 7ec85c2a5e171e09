"""Work is shared by the processors given to the process, in one pool, and ends when its time is over."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from threadpoolctl import threadpool_info

from matching.encoders.given import processors, quota
from matching.encoders.processors import blas_alone, share
from referentials.deadline import Deadline, on_time, within
from referentials.errors import OutOfTimeError
from tests.support.data import ROOT


def test_results_come_in_the_order_of_the_tasks() -> None:
    """Whichever ends first."""

    def slowly(n: int) -> int:
        time.sleep((5 - n) / 200)
        return n

    assert share(slowly, range(5)) == list(range(5))


def test_one_pool_serves_all_who_share() -> None:
    """Many at once take no more threads than there are processors."""
    seen = set[str]()

    def at_work(_: int) -> None:
        seen.add(threading.current_thread().name)
        time.sleep(0.001)

    with ThreadPoolExecutor(8) as callers:
        list(callers.map(lambda _: share(at_work, range(10)), range(8)))
    assert len(seen) <= max(processors(), 8 if processors() == 1 else 0)


def test_what_is_shared_may_share_again() -> None:
    """Without waiting for itself."""
    assert share(lambda n: sum(share(abs, [n, -n, n])), range(20)) == [3 * n for n in range(20)]


def test_shared_work_ends_when_its_time_is_over() -> None:
    """In whatever thread: between two tasks, and within one that looks at the time."""
    done = []

    def task(n: int) -> None:
        done.append(n)
        time.sleep(0.01)
        on_time()

    with within(Deadline(0.05)), pytest.raises(OutOfTimeError):
        share(task, range(1_000))
    time.sleep(0.05)
    assert len(done) < 100


def test_what_is_given_up_ends_at_once() -> None:
    """From another thread."""
    deadline = Deadline()
    with within(deadline):
        on_time()
        deadline.give_up()
        with pytest.raises(OutOfTimeError):
            on_time()
    on_time()


def test_blas_has_its_threads_back_when_the_last_has_done() -> None:
    """Two that overlap, the first to come being the first to go."""

    def threads() -> list[int]:
        return [one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"]

    before, first, second = threads(), blas_alone(), blas_alone()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert set(threads()) <= {1}
    second.__exit__(None, None, None)
    assert threads() == before


@pytest.mark.parametrize(
    ("groups", "files", "expected"),
    [
        ("0::/app", {"app/cpu.max": "150000 100000", "cpu.max": "max 100000"}, 1.5),
        ("0::/app/inner", {"app/cpu.max": "200000 100000", "app/inner/cpu.max": "400000 100000"}, 2.0),
        ("0::/../..", {"cpu.max": "50000 100000"}, 0.5),
        ("0::/", {}, math.inf),
        ("4:cpu,cpuacct:/docker/x", {"cpu/cpu.cfs_quota_us": "300000", "cpu/cpu.cfs_period_us": "100000"}, 3.0),
        ("4:cpu,cpuacct:/\n3:memory:/", {"cpu/cpu.cfs_quota_us": "-1", "cpu/cpu.cfs_period_us": "100000"}, math.inf),
    ],
)
def test_the_quota_of_a_container_is_read(tmp_path: Path, groups: str, files: dict[str, str], expected: float) -> None:
    """Of either version of cgroups: the smallest of the group's and of those above it."""
    (tmp_path / "groups").write_text(groups + "\n", encoding="ascii")
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content + "\n", encoding="ascii")
    assert quota(tmp_path / "groups", tmp_path) == expected
    assert quota(tmp_path / "absent", tmp_path) == math.inf


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no affinity on this system")
def test_affinity_is_obeyed() -> None:
    """As `taskset` sets it, in a process of its own."""
    one = min(os.sched_getaffinity(0))
    command = (
        f"import os; os.sched_setaffinity(0, {{{one}}}); from matching.encoders.given import *; print(processors())"
    )
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"
