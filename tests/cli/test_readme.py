"""What the README and the pages of docs/ show is what the commands print."""

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
from tests.support.quoted import DEMO, PAGES, RUN, places_of


def quoted_of(block: str) -> list[str]:
    """Lines of a block that must be printed: all but blank ones and « … »."""
    return [line for line in block.splitlines() if line.strip() not in {"", "…"}]


def assert_printed(block: str, command: Sequence[str], home: Path) -> None:
    """Every line of the block is a line that the command prints, in the same order; a mistake's message is one too."""
    done = acquis(*command, home=home)
    printed = iter([line.rstrip() for line in (done.stdout + done.stderr).splitlines()])
    for line in quoted_of(block):
        assert line in printed, line


def test_the_readme_quotes_the_demo_to_the_letter(used_home: Path) -> None:
    """The block under `make demo`."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = DEMO.search(readme)
    assert found
    assert_printed(found[1], ("demo", "--as-of", "2026-11-23"), used_home)


EXAMPLES = [(page, *run) for page in PAGES for run in RUN.findall((ROOT / page).read_text(encoding="utf-8"))]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "command", "block"),
    EXAMPLES,
    ids=[f"{Path(page).stem}: {run.split(' -')[0]}" for page, run, _ in EXAMPLES],
)
def test_the_pages_show_what_the_commands_print(
    page: str, command: str, block: str, tmp_path: Path, used_home: Path
) -> None:
    """Each block of a page, on the teaching referential, at the day it says, with the files that the page gives."""
    places = places_of((ROOT / page).read_text(encoding="utf-8"), tmp_path)
    assert_printed(block, [str(places.get(word, word)) for word in shlex.split(command)], used_home)


def test_the_python_of_the_readme_runs(used_home: Path) -> None:
    """The library example, as written."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    assert found
    environment = {**os.environ, "ACQUIS_HOME": str(used_home)}
    command = [sys.executable, "-c", found[1]]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert "RNCP" in done.stdout
