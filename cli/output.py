"""Standard output that nothing surprises: UTF-8 whatever the terminal, a reader that leaves, a full disk."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


class Output(io.TextIOWrapper):
    """Standard output; when its reader has left, the end, quietly; when it cannot be written, one message."""

    def write(self, text: str) -> int:
        """Write a text; what UTF-8 cannot say is escaped."""
        with _told():
            return super().write(text)

    def flush(self) -> None:
        """Hand over what was written."""
        with _told():
            super().flush()


def write_safely() -> None:
    """Make standard output and standard error so, for the rest of the process."""
    sys.stdout, sys.stderr = sys.stdout or io.StringIO(), sys.stderr or io.StringIO()  # None: closed by the caller
    if isinstance(sys.stdout, io.TextIOWrapper):
        on_screen = sys.stdout.isatty()
        sys.stdout = Output(sys.stdout.detach(), encoding="utf-8", errors="backslashreplace", line_buffering=on_screen)
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")


@contextmanager
def _told() -> Iterator[None]:
    """End the process when standard output fails: exit code 0 when its reader has left, else 2 and a message."""
    try:
        yield
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still to flush goes nowhere
        if isinstance(error, BrokenPipeError):
            sys.exit(0)
        print(f"acquis : la sortie standard ne peut être écrite ({error.strerror}).", file=sys.stderr)  # noqa: T201
        sys.exit(2)
