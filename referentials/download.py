"""Downloads that are retried, resumed where they were cut, and checked before they take their place."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pooch
import requests
import stamina

# Both libraries would write on stderr of their own accord: every download, every retry.
pooch.get_logger().setLevel(logging.WARNING)
logging.getLogger("stamina").addHandler(logging.NullHandler())

_CHUNK = 1 << 16
"""Bytes written at once; a cut download loses at most that."""
_USER_AGENT = "acquis (https://www.data.gouv.fr reader)"
_PARTIAL, _RANGE_REFUSED, _TOO_MANY, _SERVER_ERROR = 206, 416, 429, 500

Report = Callable[[int], None]
"""Called with the bytes a file has so far."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How hard to try: number of attempts, then seconds (waits double from the first to the longest)."""

    attempts: int = 4
    first_wait: float = 0.5
    longest_wait: float = 20.0
    connect_timeout: float = 10.0
    read_timeout: float = 60.0

    def retries(self) -> Iterator[stamina.Attempt]:
        """Attempts to run a request in; only failures that may pass on their own are tried again."""
        attempts = stamina.retry_context(
            on=_may_pass, attempts=self.attempts, timeout=None, wait_initial=self.first_wait,
            wait_max=self.longest_wait, wait_jitter=self.first_wait,
        )  # fmt: skip
        return iter(attempts)

    @contextmanager
    def get(self, url: str, headers: dict[str, str]) -> Iterator[requests.Response]:
        """Ask for an address, redirects followed; the body is read by the caller."""
        asked = {"User-Agent": _USER_AGENT, "Accept-Encoding": "identity", **headers}
        timeout = (self.connect_timeout, self.read_timeout)
        with requests.get(url, headers=asked, stream=True, timeout=timeout) as response:
            yield response


def download(url: str, path: Path, checksum: str | None, part: Path, patience: Patience, report: Report) -> None:
    """Download a file to `path`, in one step once it is complete and its `algorithm:checksum` is right.

    What a cut download got stays in `part`, and a later call goes on from there. Raises requests' errors, and
    ValueError when the checksum differs (the bytes are then thrown away).
    """
    part.parent.mkdir(parents=True, exist_ok=True)

    def resume(address: str, output_file: str, _: object) -> None:
        for attempt in patience.retries():
            with attempt:
                _go_on(address, part, patience, report)
        shutil.move(part, output_file)

    fresh = part.parent / path.name
    fresh.unlink(missing_ok=True)
    pooch.retrieve(url, checksum, fname=path.name, path=part.parent, downloader=resume)
    fresh.replace(path)


def _go_on(url: str, part: Path, patience: Patience, report: Report) -> None:
    """Ask for what the part lacks; start again when the server cannot give that."""
    done = part.stat().st_size if part.exists() else 0
    with patience.get(url, {"Range": f"bytes={done}-"} if done else {}) as response:
        if response.status_code == _RANGE_REFUSED:
            part.unlink()
            raise requests.exceptions.ChunkedEncodingError(f"{url}: range refused, starting again")
        response.raise_for_status()
        if response.status_code != _PARTIAL:
            done = 0
        with part.open("ab" if done else "wb") as out:
            for chunk in response.iter_content(_CHUNK):
                out.write(chunk)
                done += len(chunk)
                report(done)


def _may_pass(error: Exception) -> bool:
    """Whether a failure may pass on its own: cut connection, timeout, overloaded or broken server."""
    if isinstance(error, requests.HTTPError):
        status = error.response.status_code if error.response is not None else 0
        return status >= _SERVER_ERROR or status == _TOO_MANY
    return isinstance(error, (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError))
