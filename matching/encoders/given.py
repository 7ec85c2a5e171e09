"""How many processors a process is given: by the machine, its affinity (`taskset`), its cgroup (a container)."""

from __future__ import annotations

import math
import os
from functools import cache
from pathlib import Path

_GROUPS, _MOUNT = Path("/proc/self/cgroup"), Path("/sys/fs/cgroup")


@cache
def processors() -> int:
    """Processors that the process may use, one at least."""
    return math.ceil(max(1, min(_allowed(), quota(_GROUPS, _MOUNT))))


def _allowed() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def quota(groups: Path, mount: Path) -> float:
    """Processors that the groups of a process and those above them allow; infinite where nothing limits them.

    `groups`: its `/proc/…/cgroup`, of either version; `mount`: where the groups are mounted.
    """
    try:
        lines = groups.read_text(encoding="utf-8").splitlines()
    except OSError:
        return math.inf
    found = math.inf
    for line in lines:
        _, controllers, path = line.split(":", 2)
        if not controllers:
            found = min(found, *map(_of_version_2, _upwards(mount, path)))
        elif "cpu" in controllers.split(","):
            found = min(found, *map(_of_version_1, _upwards(mount / "cpu", path)))
    return found


def _upwards(mount: Path, path: str) -> list[Path]:
    """A group and those above it; a container sees its own as the highest."""
    parts = [part for part in path.split("/") if part and part != ".."]
    return [mount.joinpath(*parts[:depth]) for depth in range(len(parts) + 1)]


def _of_version_2(group: Path) -> float:
    """`cpu.max`: microseconds (or max) of each period."""
    try:
        most, period = (group / "cpu.max").read_text(encoding="ascii").split()
        return math.inf if most == "max" else int(most) / int(period)
    except (OSError, ValueError):
        return math.inf


def _of_version_1(group: Path) -> float:
    """Microseconds of each period, -1 for no limit."""
    try:
        most, period = (int((group / f"cpu.cfs_{name}_us").read_text(encoding="ascii")) for name in ("quota", "period"))
        return most / period if most > 0 else math.inf
    except (OSError, ValueError):
        return math.inf
