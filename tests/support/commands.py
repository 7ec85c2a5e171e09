"""Commands as people run them: their output, their exit code, in this process or in one of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any
from unittest.mock import patch

import typer

from answers.words.errors import told
from answers.words.surfaces import Surface
from cli.main import app, main
from referentials.errors import AcquisError
from tests.support.data import ROOT

EXAMPLE = ROOT / "examples" / "vente-benevolat.json"


def acquis(*arguments: str | Path, home: Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
    """What `main` prints and ends with, in this process; `given`: its standard input. A fault of acquis is raised.

    A process of its own takes seconds to import everything anew: `alone`, for what is about processes.
    """
    out, said = BytesIO(), BytesIO()
    read = TextIOWrapper(BytesIO((given or "").encode("utf-8", "surrogateescape")), encoding="utf-8")
    command = partial(_command(), [str(one) for one in arguments], "acquis")
    with (
        patch("sys.stdout", TextIOWrapper(out, encoding="utf-8")),
        patch("sys.stderr", TextIOWrapper(said, encoding="utf-8")),
        patch("sys.stdin", read),
        patch("cli.main.app", command),
        patch.dict(os.environ, {"ACQUIS_HOME": str(home), "COLUMNS": "110"}),
    ):
        code = _code_of(main)
        sys.stderr.flush()
        shown = [one.getvalue().decode("utf-8") for one in (out, said)]
    return subprocess.CompletedProcess(list(arguments), code, *shown)


def _code_of(run: Callable[[], None]) -> int:
    """The exit code that a process which runs this would have."""
    try:
        run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def alone(*arguments: str | Path, home: Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own; `given`: its standard input."""
    command = [sys.executable, "-W", "error", "-m", "cli.main", *map(str, arguments)]
    environment = {**os.environ, "ACQUIS_HOME": str(home), "COLUMNS": "110"}
    return subprocess.run(
        command, capture_output=True, text=True, errors="surrogateescape", env=environment, cwd=ROOT, check=False,
        input=given,
    )  # fmt: skip


def started(*arguments: str | Path, home: Path, **environment: str) -> subprocess.Popen[bytes]:
    """The command at work, its output in bytes."""
    command = [sys.executable, "-W", "error", "-m", "cli.main", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
        env={**os.environ, "ACQUIS_HOME": str(home), **environment},
    )  # fmt: skip


def answer(*arguments: str | Path, home: Path) -> Any:
    """JSON that a command prints."""
    done = acquis(*arguments, "--json", home=home)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@dataclass(frozen=True)
class Ran:
    """A command that was run in this process: its exit code, what it printed, the message of a mistake."""

    code: int
    out: str
    said: str

    @property
    def json(self) -> Any:
        """JSON that it printed."""
        assert self.code == 0, self.said
        return json.loads(self.out)


@cache
def _command() -> Any:
    """The command line, put together once: typer would for each call, which costs more than the command."""
    return typer.main.get_command(app)


def ran(*arguments: str | Path) -> Ran:
    """Run the command line in this process, with the ACQUIS_HOME of the test; a fault of acquis is raised."""
    out, said = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(said):
        try:
            code = _command().main([str(one) for one in arguments], "acquis", standalone_mode=False)
        except AcquisError as error:
            return Ran(2, out.getvalue(), told(error, Surface.CLI))
    return Ran(code or 0, out.getvalue(), said.getvalue())
