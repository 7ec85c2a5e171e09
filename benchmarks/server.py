"""A real `acquis serve` of one's own, and what it costs by /proc."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
IDLE = 0.02
"""CPU seconds in one second below which a server does nothing."""


class Server:
    """A process, its port, and what it used."""

    def __init__(self, pid: int, port: int) -> None:
        self.pid, self.port = pid, port
        self.last_cpu = self.peak_mb = 0.0

    def cpu_seconds(self) -> float:
        """User and system time until now."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        self.last_cpu = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return self.last_cpu

    def memory_mb(self) -> float:
        """Resident memory now; the peak is kept too."""
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8").splitlines()
        found = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith("Vm")}
        self.peak_mb = int(found["VmHWM"]) / 1024
        return int(found["VmRSS"]) / 1024

    async def until_idle(self, patience: float) -> float:
        """Seconds until it does nothing any more, at most `patience`."""
        start, before = time.perf_counter(), self.cpu_seconds()
        while time.perf_counter() - start < patience:
            await asyncio.sleep(1)
            if self.cpu_seconds() - before < IDLE:
                break
            before = self.last_cpu
        self.memory_mb()
        return time.perf_counter() - start


@contextmanager
def started() -> Iterator[Server]:
    """Run `acquis serve` on a free port until the block ends. Raises RuntimeError when it does not start."""
    from tests.support.process import free_port

    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "cli.main", "serve", "--port", str(port)], cwd=ROOT)
    try:
        while not _ready(port):
            if process.poll() is not None:
                raise RuntimeError(f"acquis serve ended with {process.returncode}")
            time.sleep(0.2)
        yield Server(process.pid, port)
    finally:
        process.kill()
        process.wait()


def _ready(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health/ready").is_success
    except httpx.TransportError:
        return False
