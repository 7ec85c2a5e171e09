"""`acquis read`, `evaluate` and `train` as somebody types them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.commands import acquis, answer
from tests.support.data import ROOT

ADVERT = ROOT / "tests" / "cli" / "annonce.txt"


@pytest.fixture(scope="module")
def home(used_home: Path) -> Path:
    """An ACQUIS_HOME where the teaching referential is derived already."""
    return used_home


def test_an_advertisement_is_read_with_its_evidence(home: Path) -> None:
    """The occupation first, each item with the sentence that says it; never the instructions to apply."""
    document = answer("read", ADVERT, "--title", "Vendeuse en boulangerie", home=home)
    assert document["occupations"][0]["code"] == "D1106"
    assert document["items"]
    assert all(item["probability"] >= document["threshold"] for item in document["items"])
    assert not any("CV" in item["sentence"] for item in document["items"])


def test_what_is_unsure_is_shown_only_when_asked_for(home: Path) -> None:
    """A text without a doing says so; `--all` gives it all the same."""
    done = acquis("read", "-", home=home, given="Bonjour à tous.")
    assert "Rien d'assez sûr" in done.stdout
    assert done.returncode == 0
    sure = answer("read", ADVERT, home=home)["items"]
    everything = answer("read", ADVERT, "--all", "-n", "200", home=home)["items"]
    assert 0 < len(sure) < len(everything)


def test_brackets_of_a_text_are_shown_as_they_are(home: Path) -> None:
    """They are no markup of the terminal's."""
    done = acquis("read", "-", "--all", home=home, given="J'encaissais les clients [/caisse] et [red]je vendais.")
    assert done.returncode == 0, done.stderr
    assert "[/caisse]" in done.stdout.replace("\n", "")


def test_standard_input_is_read_as_a_file_is(home: Path) -> None:
    """Empty or in another encoding, it is refused with what to do."""
    empty = acquis("read", "-", home=home, given="")
    assert (empty.returncode, "rien à lire" in empty.stderr) == (2, True)
    in_latin_1 = "J'étais vendeuse".encode("latin-1").decode("utf-8", "surrogateescape")
    latin = acquis("read", "-", home=home, given=in_latin_1)
    assert (latin.returncode, "pas en UTF-8" in latin.stderr) == (2, True)


def test_local_terms_are_read_from_a_file(home: Path, tmp_path: Path) -> None:
    """And a broken file is one message, exit code 2."""
    file = tmp_path / "termes.tsv"
    file.write_text("terme\tcode\nmitron\tD1102\n", encoding="utf-8")
    document = answer("read", ADVERT, "--title", "Mitron", "--aliases", file, home=home)
    assert document["occupations"][0]["code"] == "D1102"
    assert "+" in document["model"]
    file.write_text("terme\tcode\nmitron\tX\n", encoding="utf-8")
    done = acquis("read", ADVERT, "--aliases", file, home=home)
    assert done.returncode == 2
    assert "ligne 2, code" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("read", "absent.txt"), "ne se lit pas"),
        (("evaluate", "melo", "absent"), "corrigé de MELO"),
        (("evaluate", "skills", "absent.tsv"), "pas de compétence ESCO"),
        (("train", "rankers", "--snapshot", "teaching"), "corrigé de MELO"),
    ],
)
def test_a_mistake_is_one_message_and_exit_code_2(home: Path, arguments: tuple[str, ...], said: str) -> None:
    """Never a traceback."""
    done: subprocess.CompletedProcess[str] = acquis(*arguments, home=home)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
