"""Standard output as shells make it: a reader that leaves, another encoding, a full disk, a taken port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import EXAMPLE, started
from tests.support.data import ROOT

PLAN = ("plan", str(EXAMPLE), "-t", "D1106", "--snapshot", "teaching", "--as-of", "2026-11-23")


@pytest.fixture(scope="module")
def home(used_home: Path) -> Path:
    """An ACQUIS_HOME where the teaching referential is derived already."""
    return used_home


@pytest.mark.parametrize("arguments", [("--help",), ("weights",), ("weights", "--json"), (*PLAN, "--json"), PLAN])
def test_a_reader_that_leaves_is_no_error(home: Path, arguments: tuple[str, ...]) -> None:
    """Whoever writes: rich, typer or the command itself."""
    process = started(*arguments, home=home)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0
    process.stderr.close()


def test_output_is_utf8_whatever_the_terminal_says(home: Path) -> None:
    """The same bytes."""
    written = [started(*PLAN, home=home, PYTHONIOENCODING=name).communicate() for name in ("utf-8", "cp1252", "ascii")]
    assert "é" in written[0][0].decode("utf-8")
    assert written[0] == written[1] == written[2]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("arguments", [("weights",), ("weights", "--json"), (*PLAN, "--json")])
def test_an_output_that_cannot_be_written_is_one_message(home: Path, arguments: tuple[str, ...]) -> None:
    """A full disk."""
    command = [sys.executable, "-m", "cli.main", *arguments]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False, text=True,
            env={**os.environ, "ACQUIS_HOME": str(home)},
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("acquis : la sortie standard ne peut être écrite")
    assert len(done.stderr.splitlines()) == 1


def test_a_taken_port_is_one_message(home: Path) -> None:
    """With the remedy."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = started("serve", "--port", str(taken.getsockname()[1]), "--snapshot", "teaching", home=home)
        _, told = process.communicate()
    assert process.returncode == 2
    assert "Changez --port" in told.decode()
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_closed_output_is_no_traceback(home: Path, closed: str) -> None:
    """As `acquis … >&-` starts it."""
    command = f"{sys.executable} -m cli.main search boul --snapshot teaching {closed}"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False,
        env={**os.environ, "ACQUIS_HOME": str(home)},
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_a_word_in_another_encoding_is_searched_for_all_the_same(home: Path) -> None:
    """A byte that is not UTF-8, as a Latin-1 terminal sends it."""
    command: list[str | bytes] = [sys.executable, "-m", "cli.main", "search", b"caf\xe9", "--snapshot", "teaching"]
    done = subprocess.run(
        command, capture_output=True, cwd=ROOT, check=False, env={**os.environ, "ACQUIS_HOME": str(home)}
    )
    assert (done.returncode, done.stderr) == (0, b"")
