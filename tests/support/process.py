"""A server that runs beside the tests: started on free ports, waited for, stopped by its process id."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_POLL_SECONDS = 0.1
_STOP_SECONDS = 20
SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""For Java: its second compiler pays for itself in minutes, and takes them from the tests."""


@contextmanager
def serving(
    command: Sequence[str], folder: Path, answers: Callable[[], bool], patience: float, end: int = signal.SIGTERM
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server in `folder` until the block ends; it is there, and given, once `answers` says so.

    `end`: the signal that stops it; SIGKILL for one that keeps nothing, and would take its time to do so properly.
    Raises RuntimeError, with the end of its log, when it stops or does not answer within `patience` seconds.
    """
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd=folder)
        try:
            _wait(process, answers, patience, log)
            yield process
        finally:
            _stop(process, end)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], answers: Callable[[], bool], patience: float, log: Path) -> None:
    deadline = time.monotonic() + patience
    while not answers():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{process.args!r} did not start:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(_POLL_SECONDS)


def _stop(process: subprocess.Popen[bytes], end: int) -> None:
    process.send_signal(end)
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
