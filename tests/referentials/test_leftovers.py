"""What a killed import leaves is removed by the next, and what one at work writes is left to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from referentials.build import build_snapshot
from referentials.leftovers import remove_leftovers
from referentials.snapshot import written_beside
from tests.support.official_files import rome_archive

KILLED = """
import os, sys
from pathlib import Path
from referentials.snapshot import written_beside
with written_beside(Path(sys.argv[1])) as fresh:
    (fresh / "half.parquet").write_text("half")
    os.kill(os.getpid(), 9)
"""


def test_the_next_import_removes_what_a_killed_one_left(tmp_path: Path, own_home: Path) -> None:
    """Of snapshots and of what is derived from them."""
    folder = tmp_path / "snapshots"
    first = build_snapshot([rome_archive(tmp_path / "rome.zip")], folder)
    for place in (folder / "abc", first.path / "derived" / "model"):
        subprocess.run([sys.executable, "-c", KILLED, str(place)], check=False)
    assert len([one for one in folder.rglob(".*-*") if one.is_dir()]) == 2
    build_snapshot([tmp_path / "rome.zip"], folder)
    assert [one for one in folder.rglob(".*-*") if one.is_dir()] == []
    assert first.path.is_dir()


def test_what_another_import_is_writing_is_left_to_it(tmp_path: Path) -> None:
    """It holds a lock, which the system undoes however it ends."""
    with written_beside(tmp_path / "abc") as fresh:
        (fresh / "half.parquet").write_text("half", encoding="utf-8")
        assert remove_leftovers(tmp_path, tmp_path) == []
        assert (fresh / "half.parquet").is_file()
    assert (tmp_path / "abc" / "half.parquet").is_file()


def test_a_folder_of_another_name_is_nobodys_leftover(tmp_path: Path) -> None:
    """Only those that acquis names so."""
    for name in (".git", ".cache-of-mine", "abc-12345678"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").touch()
    assert remove_leftovers(tmp_path, tmp_path) == []
