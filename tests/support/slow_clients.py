"""Clients of a real service that send by halves, or leave: plain sockets."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.support.data import ROOT
from tests.support.process import free_port, serving

HEAD = "POST /v1/profile HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Service:
    """A process that serves, and its port."""

    pid: int
    port: int

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def memory_mb(self) -> float:
        """Resident memory now (Linux)."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def connect(self, first: bytes) -> socket.socket:
        """A connection that sends this."""
        opened = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        opened.sendall(first)
        return opened


def connected(address: str, head: str, body: bytes) -> socket.socket:
    """A connection to a service on which a request was sent, whole; the service closes it after its answer."""
    _, _, port = address.rpartition(":")
    opened = socket.create_connection(("127.0.0.1", int(port)), timeout=10)
    opened.sendall(head.format(len(body)).replace("Host: x", "Host: x\r\nConnection: close").encode() + body)
    return opened


@contextmanager
def service(snapshot: Path, settings: Mapping[str, object], folder: Path) -> Iterator[Service]:
    """Run `acquis serve` on a snapshot, with settings, until the block ends."""
    port, named = free_port(), [f"ACQUIS_API_{name.upper()}={value}" for name, value in settings.items()]
    command = ["env", f"PYTHONPATH={ROOT}", *named, sys.executable, "-m", "cli.main"]
    serve = [*command, "serve", "--port", str(port), "--snapshot", str(snapshot)]
    with serving(serve, folder, lambda: _is_ready(port), 60) as process:
        yield Service(process.pid, port)


def _is_ready(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health/ready").is_success
    except httpx.TransportError:
        return False


def endings(opened: Sequence[socket.socket], within: float) -> list[str]:
    """How connections ended: the status of their answer, or « closed »; « open » for those still there."""
    end = time.monotonic() + within
    return [_ending(one, end) for one in opened]


def _ending(opened: socket.socket, end: float) -> str:
    received = b""
    try:
        while True:
            opened.settimeout(max(end - time.monotonic(), 0.01))
            part = opened.recv(65_536)
            if not part:
                break
            received += part
    except TimeoutError:
        return "open"
    except ConnectionError:
        pass
    finally:
        opened.close()
    return received.split(b" ")[1].decode("ascii") if received else "closed"
