"""A local HTTP server that behaves like the open data portal, failures included."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from referentials.download import Patience

QUICK = Patience(attempts=3, first_wait=0.001, longest_wait=0.002)
"""Patience of a test."""
RNCP = "repertoire-national-des-certifications-professionnelles-et-repertoire-specifique"
ROME = "repertoire-operationnel-des-metiers-et-des-emplois-rome"


@dataclass(frozen=True)
class Cut:
    """Fault: announce the whole body, send only its first bytes, close the connection."""

    after: int


@dataclass(frozen=True)
class Moved:
    """Fault: answer with a redirect."""

    to: str


Fault = int | Cut | Moved
"""An error status, a cut or a redirect; each is met once."""


@dataclass
class FakePortal:
    """What the server holds, what goes wrong, and what it was asked."""

    url: str = ""
    datasets: dict[str, Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    faults: dict[str, deque[Fault]] = field(default_factory=dict)
    knows_ranges: bool = True
    asked: list[tuple[str, str]] = field(default_factory=list)
    """(path, Range header) of each request."""

    def publish(self, dataset: str, title: str, body: bytes, **changes: Any) -> dict[str, Any]:
        """Add a resource to a dataset, as the portal describes those uploaded to it."""
        path = f"/resources/{title}"
        self.files[path] = body
        resource = {
            "title": title, "format": "zip", "url": self.url + path, "latest": self.url + path,
            "checksum": {"type": "sha1", "value": hashlib.sha1(body).hexdigest()}, "filesize": len(body),
            "last_modified": "2026-08-26T02:00:02.065000+00:00", **changes,
        }  # fmt: skip
        self.datasets.setdefault(dataset, {"resources": []})["resources"].append(resource)
        return resource

    def fail(self, path: str, *faults: Fault) -> None:
        """Make the next requests for a path go wrong, one fault each."""
        self.faults.setdefault(path, deque()).extend(faults)

    def downloads(self, title: str) -> list[str]:
        """Range header of each request for a file ('' for none)."""
        return [ranges for path, ranges in self.asked if path == f"/resources/{title}"]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    portal: FakePortal

    def do_GET(self) -> None:
        """Meet the next fault of the path, else serve it."""
        self.portal.asked.append((self.path, self.headers.get("Range", "")))
        faults = self.portal.faults.get(self.path)
        fault = faults.popleft() if faults else None
        if isinstance(fault, int):
            self._send(fault, b"error")
        elif isinstance(fault, Moved):
            self._send(302, b"", Location=fault.to)
        else:
            self._serve(fault)

    def _serve(self, cut: Cut | None) -> None:
        found = re.fullmatch(r"/api/1/datasets/([\w-]+)/", self.path)
        if found and found[1] in self.portal.datasets:
            document = self.portal.datasets[found[1]]
            self._send(200, document if isinstance(document, bytes) else json.dumps(document).encode())
        elif self.path in self.portal.files:
            self._file(self.portal.files[self.path], cut)
        else:
            self._send(404, b'{"message": "Not found"}')

    def _file(self, body: bytes, cut: Cut | None) -> None:
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(asked[1]) if asked and self.portal.knows_ranges else 0
        if start and start >= len(body):
            self._send(416, b"", None, **{"Content-Range": f"bytes */{len(body)}"})
        elif start:
            self._send(206, body[start:], cut, **{"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"})
        else:
            self._send(200, body, cut)

    def _send(self, status: int, body: bytes, cut: Cut | None = None, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: cut.after] if cut else body)
        self.close_connection = cut is not None

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[FakePortal]:
    """Run an empty portal on a free local port."""
    portal = FakePortal()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"portal": portal}))
    portal.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield portal
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
