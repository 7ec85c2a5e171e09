"""`acquis report`: what is on the page is the data of the answers, and hostile text stays text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree

import pytest

from tests.support.commands import EXAMPLE, acquis, alone, answer
from tests.support.errors import refused

DAY = ("--as-of", "2026-11-23")
VOID = {"meta", "br"}


class Tags(HTMLParser):
    """Tags opened and not closed; every tag seen."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def home(used_home: Path) -> Path:
    """An ACQUIS_HOME where the teaching referential is derived already."""
    return used_home


def written(home: Path, *options: str | Path, run: Callable[..., CompletedProcess[str]] = acquis) -> str:
    """A report on the standard output."""
    done = run("report", EXAMPLE, "--target", "D1106", *DAY, *options, home=home)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_page_is_well_formed_and_its_pictures_have_a_text_equivalent(home: Path) -> None:
    """Each picture is an image with a title and a description, and each need is in the table too."""
    page = written(home, "--annexes")
    tags = Tags()
    tags.feed(page)
    assert not tags.open
    assert not tags.seen & {"script", "link", "img", "iframe"}
    pictures = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(pictures) >= 2
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)
    for picture in pictures:
        root = ElementTree.fromstring(picture)
        assert root.get("role") == "img"
        names = [child.tag.rsplit("}")[-1] for child in root]
        assert names[:2] == ["title", "desc"]
    gap = answer("gap", EXAMPLE, "--target", "D1106", *DAY, home=home)
    table = page[page.index("Annexe 2") :]
    for line in gap["lines"]:
        assert line["label"].replace("'", "&#39;") in table


@pytest.mark.slow
def test_the_same_question_gives_the_same_page(home: Path, tmp_path: Path) -> None:
    """Byte for byte, in another process too; the end of the file's name says the format."""
    assert written(home) == written(home, run=alone)
    done = acquis("report", EXAMPLE, "-t", "D1106", *DAY, "-o", tmp_path / "r.md", home=home)
    assert done.returncode == 0
    assert (tmp_path / "r.md").read_text(encoding="utf-8") == written(home, "--format", "markdown")


def test_hostile_text_stays_text(home: Path, tmp_path: Path) -> None:
    """Markup in a name or a title is shown, not run; a bar does not break a table."""
    document = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    document["holder"]["name"] = "<script>alert(1)</script> | *Camille*"
    document["experiences"][0]["title"] = "Vendeuse | <b>boulangerie</b>"
    hostile = tmp_path / "hostile.json"
    hostile.write_text(json.dumps(document), encoding="utf-8")
    page = acquis("report", hostile, "-t", "D1106", *DAY, home=home).stdout
    assert "<script>" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page
    text = acquis("report", hostile, "-t", "D1106", *DAY, "-f", "markdown", home=home).stdout
    assert "\\<script\\>" in text
    for row in text.splitlines():
        if row.startswith("| "):
            assert len(re.findall(r"(?<!\\)\|", row)) in {4, 5, 6}


FIRST = ["L'essentiel", "Pour exercer ce métier", "Le prochain pas", "Qui voir"]
THEN = ["Ce que vous avez, et d'où on le tient", "À demander", "Le plan", "Chemins"]


def titles_of(document: str) -> list[str]:
    """Titles of the parts of a report, in either format."""
    found = re.findall(r"<h2>(.*?)</h2>", document) or re.findall(r"^## (.*)", document, re.MULTILINE)
    return [one.replace("&#39;", "'") for one in found]


def test_the_essential_comes_first_and_annexes_on_request(home: Path) -> None:
    """In this order in both formats; in the annexes a source is told once, and cited by its number."""
    for form in ("html", "markdown"):
        assert titles_of(written(home, "--format", form)) == [*FIRST, *THEN]
        full = written(home, "--format", form, "--annexes")
        picture = ["L'écart en image"] if form == "html" else []
        found = titles_of(full)
        assert found[: len(FIRST + THEN)] == [*FIRST, *THEN]
        assert [one.partition(" :")[0] for one in found[len(FIRST + THEN) :]] == [
            *picture, "Annexe 1", "Annexe 2", "Annexe 3", "Annexe 4",
        ]  # fmt: skip
        assert full.count("métier exercé : Vendeuse en boulangerie") == 1


def words_of(text: str) -> int:
    """How many words a report has."""
    return len(text.split())


def test_a_report_is_one_page_then_at_most_four(home: Path) -> None:
    """Of 500 words each, and of 300 the first; the annexes are as long again."""
    text = written(home, "--format", "markdown")
    assert words_of(text.partition(f"## {THEN[0]}")[0]) <= 300
    assert words_of(text) <= 2000
    assert words_of(written(home, "--format", "markdown", "--annexes")) > 1.5 * words_of(text)


def test_plans_to_compare_are_others_than_the_first(home: Path) -> None:
    """Each once, with what it is best at."""
    text = written(home, "--format", "markdown")
    steps = re.findall(r"^\d\. .*?\*\* \((RNCP\w+)\)", text, re.MULTILINE)
    others = re.findall(r"^Autre plan, .*? : (.*?) ;", text, re.MULTILINE)
    assert len(others) == len(set(others))
    assert ", ".join(steps) not in others
    assert all(others)


def test_of_what_is_held_the_report_proposes_nothing(home: Path) -> None:
    """It says so, without a plan nor a question."""
    for form in ("html", "markdown"):
        done = acquis("report", EXAMPLE, "-t", "RNCP37099BC02", *DAY, "-f", form, home=home)
        assert done.returncode == 0, done.stderr
        assert "vous l'avez déjà" in done.stdout.replace("&#39;", "'").lower()
        for words in ("Le prochain pas", "Le plan", "Aucun bloc", "À demander", "Autre"):
            assert words not in done.stdout


def test_the_limits_of_a_plan_are_those_of_the_command(home: Path) -> None:
    """Within one certification, here."""
    text = written(home, "--format", "markdown", "--within", "RNCP37099", "--steps", "1")
    assert re.findall(r"^\d\. .*?\*\* \((RNCP\d+)", text, re.MULTILINE) == ["RNCP37099"]


def test_a_writing_that_fails_leaves_the_previous_report(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor a file beside."""
    from answers.errors import UsageError
    from cli.report import _write

    report = tmp_path / "r.html"
    _write(report, "premier")
    assert report.read_text(encoding="utf-8") == "premier"

    def full(self: Path, text: str, **_: object) -> None:
        self.write_bytes(text.encode()[:2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with refused(UsageError, "No space left"):
        _write(report, "second")
    assert report.read_text(encoding="utf-8") == "premier"
    assert [one.name for one in tmp_path.iterdir()] == ["r.html"]


def test_a_report_that_is_written_again_keeps_who_may_read_it(tmp_path: Path) -> None:
    """Its mode, and a name as long as the disk takes."""
    from cli.report import _write

    report = tmp_path / f"{'n' * 250}.html"
    _write(report, "premier")
    report.chmod(0o600)
    _write(report, "second")
    assert report.read_text(encoding="utf-8") == "second"
    assert report.stat().st_mode & 0o777 == 0o600


def test_a_report_is_written_to_a_pipe_too(home: Path) -> None:
    """`-o /dev/stdout`, which is replaced by nothing."""
    assert written(home, "-o", "/dev/stdout", "--format", "html", run=alone).startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "pdf"), "html, markdown"),
        (("-o", f"{EXAMPLE}/r.html"), "choisissez un autre fichier"),
        (("-o", "/nulle/part/r.html"), "choisissez un autre fichier"),
        (("-o", "rapport.pdf"), "donnez --format"),
        (("-o", "rapport"), "donnez --format"),
        (("--route", "vélo"), "n'est pas une voie"),
    ],
)
def test_mistakes_are_told(home: Path, options: tuple[str, ...], said: str) -> None:
    """In one message, with the remedy."""
    done = acquis("report", EXAMPLE, "-t", "D1106", *options, home=home)
    assert done.returncode == 2
    assert said in done.stderr
