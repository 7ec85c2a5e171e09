"""Commands as people run them: a process, its output, its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.support.data import ROOT

EXAMPLE = ROOT / "examples" / "vente-benevolat.json"


def acquis(*arguments: str | Path, home: Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
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
