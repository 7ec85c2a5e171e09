"""What the README shows is what the commands print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.cli.test_commands import acquis
from tests.conftest import ROOT


def test_the_readme_quotes_the_demo_to_the_letter(tmp_path: Path) -> None:
    """Every line of the block, but « … », is a line of `acquis demo`, in the same order."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```\n(Camille Exemple.*?)```", readme, re.DOTALL)
    assert found
    quoted = [line for line in found[1].splitlines() if line.strip() not in {"", "…"}]
    printed = [line.rstrip() for line in acquis("demo", "--as-of", "2026-11-23", home=tmp_path).stdout.splitlines()]
    places = [printed.index(line) for line in quoted]
    assert places == sorted(places)


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    """The library example, as written."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    assert found
    environment = {**os.environ, "ACQUIS_HOME": str(tmp_path)}
    command = [sys.executable, "-c", found[1]]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert "RNCP" in done.stdout
