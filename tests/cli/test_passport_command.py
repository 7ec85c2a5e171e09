"""`acquis passport from` as people run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from passport.document.read import parse_passport
from tests.support import papers
from tests.support.commands import acquis

FILE = papers.PAPERS / "tableau.pdf"


@pytest.fixture
def done(tmp_path: Path) -> tuple[str, str]:
    """What the command writes, on each output."""
    run = acquis("passport", "from", FILE, home=tmp_path)
    assert run.returncode == 0, run.stderr
    return run.stdout, run.stderr


def test_the_passport_is_on_standard_output_and_the_report_on_standard_error(done: tuple[str, str]) -> None:
    """In French, by what became of each thing, with the line and the record."""
    passport = parse_passport(done[0].encode())
    assert [str(one.start) for one in passport.experiences] == ["2021-09", "2015", "2012"]
    for words in (
        "CV en PDF : 8 lignes de passeport, tout est déclaré",
        "Gardé (9)",
        "Compris (",
        "« Électricien » → expérience [exp-2]",
        "Laissé de côté (",
        "coordonnées ou état civil",
        "« Allemand : notions » → ces mots ne disent pas un niveau du cadre européen",
    ):
        assert words in done[1], words


def test_it_is_written_to_a_file_and_analysed(tmp_path: Path, done: tuple[str, str]) -> None:
    """`-o`: nothing on standard output, the same bytes in the file."""
    out = tmp_path / "p.json"
    run = acquis("passport", "from", FILE, "-o", out, home=tmp_path)
    assert out.stat().st_mode & 0o777 == 0o600
    assert (run.returncode, run.stdout, run.stderr) == (0, "", done[1])
    assert out.read_text(encoding="utf-8") == done[0]


def test_json_has_both(tmp_path: Path, done: tuple[str, str]) -> None:
    """The passport, and every note with its reason."""
    run = acquis("passport", "from", FILE, "--kind", "pdf", "--json", home=tmp_path)
    answer = json.loads(run.stdout)
    assert (answer["format"], answer["kind"], run.stderr) == ("acquis/passport-from", "pdf", "")
    assert answer["passport"] == json.loads(done[0])
    assert sum(answer["counts"].values()) == len(answer["notes"])
    assert all(note["reason"] for note in answer["notes"])


def test_what_cannot_be_read_is_one_message_and_exit_code_2(tmp_path: Path) -> None:
    """A wrong kind, a file that is not there, one that is none, one that cannot be written."""
    for arguments, words in (
        ((FILE, "--kind", "linkedin"), "tableau.pdf : c'est du pdf, et non du linkedin"),
        ((tmp_path / "nobody.pdf",), "fichier introuvable"),
        ((Path(__file__).parent.parent / "conftest.py",), "rien n'y a été trouvé"),
        ((FILE, "-o", tmp_path / "no" / "p.json"), "ne peut être écrit"),
    ):
        run = acquis("passport", "from", *arguments, home=tmp_path)
        assert (run.returncode, run.stdout) == (2, ""), arguments
        assert words in run.stderr
        assert "Traceback" not in run.stderr
