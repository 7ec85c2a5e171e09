"""What the README shows is what the commands print."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.commands import acquis
from tests.support.data import ROOT


def quoted_of(block: str) -> list[str]:
    """Lines of a block that must be printed: all but blank ones and « … »."""
    return [line for line in block.splitlines() if line.strip() not in {"", "…"}]


def assert_printed(block: str, command: Sequence[str], home: Path) -> None:
    """Every line of the block is a line that the command prints, in the same order."""
    printed = iter([line.rstrip() for line in acquis(*command, home=home).stdout.splitlines()])
    for line in quoted_of(block):
        assert line in printed, line


def test_the_readme_quotes_the_demo_to_the_letter(tmp_path: Path) -> None:
    """The block under `make demo`."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```\n(Camille Exemple.*?)```", readme, re.DOTALL)
    assert found
    assert_printed(found[1], ("demo", "--as-of", "2026-11-23"), tmp_path)


EXAMPLES = re.findall(
    r"```\n\$ acquis (.*?)\n(.*?)```", (ROOT / "docs" / "examples.md").read_text(encoding="utf-8"), re.DOTALL
)


@pytest.mark.slow
@pytest.mark.parametrize(("command", "block"), EXAMPLES, ids=[command.split(" -")[0] for command, _ in EXAMPLES])
def test_the_examples_are_what_the_commands_print(command: str, block: str, tmp_path: Path) -> None:
    """Each block of docs/examples.md, on the teaching referential, at the day it says."""
    words = shlex.split(command)
    assert_printed(block, [str(ROOT / word) if word.startswith("examples/") else word for word in words], tmp_path)


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
