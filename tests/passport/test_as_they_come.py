"""Passports as they come: each kind of odd file is read, or refused with one message that tells the remedy."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from answers.words.errors import told
from answers.words.surfaces import Surface
from passport.document.clean import clean_line, clean_text
from passport.document.errors import PassportError
from passport.document.loading import LEVELS, VALUES
from passport.document.model import Passport
from passport.document.read import parse_passport, passport_from
from recommend.engine import Engine
from tests.support.commands import acquis
from tests.support.passports import DAY, job, passport

HOLDER = '"version": 1, "holder": {"id": "h"}'
VENDEUR = '{"id": "e1", "kind": "employment", "title": "Vendeur", "start": "2020"}'
REFUSED = {
    "p-dupkey": (f'{{{HOLDER}, "experiences": [{VENDEUR}], "experiences": []}}', "« experiences » est donné deux fois"),
    "a key given twice deep down": ('{"version": 1, "holder": {"id": "h", "id": "g"}}', "« id » est donné deux fois"),
    "p-vtrue": ('{"version": true, "holder": {"id": "h"}}', "version : un nombre est attendu, non true ou false"),
    "hours true": (f'{{{HOLDER}, "experiences": [{VENDEUR[:-1]}, "hours_per_week": true}}]}}', "non true ou false"),
    "p-big-int": ('{"version": ' + "1" * 5_000 + "}", "nombre de plus de 4000 chiffres"),
    "deep": ('{"version": 1, "holder": ' + "[" * (LEVELS + 1) + "]" * (LEVELS + 1) + "}", "trop imbriqué"),
    "very deep": ("[" * 90_000, "trop imbriqué"),
    "NaN": (f'{{{HOLDER}, "experiences": [{VENDEUR[:-1]}, "hours_per_week": NaN}}]}}', "NaN n'est pas un nombre"),
    "infinite": (f'{{{HOLDER}, "experiences": [{VENDEUR[:-1]}, "hours_per_week": 1e999}}]}}', "nombre"),
    "a lone surrogate": ('{"version": 1, "holder": {"id": "h", "name": "\\ud800"}}', "demi-codet isolé"),
    "a lone surrogate in a name": (f'{{{HOLDER}, "\\ud800": 1}}', "demi-codet isolé"),
    "an escape in a name": (f'{{{HOLDER}, "\\u001b[31mx": 1}}', "x : champ inconnu"),
    "p-end-empty": (
        f'{{{HOLDER}, "experiences": [{VENDEUR[:-1]}, "end": ""}}]}}',
        "end : date vide ; retirez",
    ),
    "a long description": (
        f'{{{HOLDER}, "experiences": [{VENDEUR[:-1]}, "description": "{"a" * 1_000_000}"}}]}}',
        "experiences[0].description : texte trop long (au plus 100000 caractères)",
    ),
    "a million lines": (f'{{{HOLDER}, "experiences": [{"0," * VALUES}0]}}', f"plus de {VALUES} valeurs"),
}


@pytest.fixture(scope="module")
def home(used_home: Path) -> Path:
    """An ACQUIS_HOME where the teaching referential is derived already."""
    return used_home


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_passport_is_refused_with_its_reason(text: str, message: str) -> None:
    """One error, whose message has no control character."""
    with pytest.raises(PassportError) as caught:
        parse_passport(text.encode())
    said = told(caught.value, Surface.CLI)
    assert message in said
    assert all(character.isprintable() or character == "\n" for character in said)


@pytest.mark.parametrize("name", ["p-dupkey", "p-big-int", "very deep", "a lone surrogate in a name"])
def test_the_command_refuses_in_one_message_and_exit_code_2(home: Path, tmp_path: Path, name: str) -> None:
    """Never a traceback."""
    file = tmp_path / "p.json"
    file.write_text(REFUSED[name][0], encoding="utf-8")
    done = acquis("analyse", file, home=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert REFUSED[name][1] in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_passport_is_read_in_the_encodings_that_editors_write(encoding: str) -> None:
    """UTF-8 and UTF-16, with or without a byte order mark."""
    text = '{"version": 1, "holder": {"id": "h", "name": "Zoé"}}'
    assert parse_passport(text.encode(encoding)).holder.name == "Zoé"


def test_windows_1252_is_refused_with_the_remedy() -> None:
    """It cannot be told from what is broken."""
    with pytest.raises(PassportError) as caught:
        parse_passport('{"version": 1,\n"holder": {"id": "h", "name": "Zoé"}}'.encode("cp1252"))
    assert "ligne 2 : octet illisible en UTF-8 ; enregistrez le fichier en UTF-8" in told(caught.value, Surface.CLI)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Vend\x00eur", "Vendeur"),
        ("Vendeuse en boulan\u00adgerie", "Vendeuse en boulangerie"),
        ("\x1b[31mrouge\x1b[0m", "rouge"),
        ("\x1b]0;titre de fenêtre\x07Vendeur", "Vendeur"),
        ("\x1b]8;;http://evil\x1b\\lien\x1b]8;;\x1b\\", "lien"),
        ("\x9b1;31mVendeur\x9d0;x\x9c", "Vendeur"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        ("\ufeffVendeur\x7f\x08", "Vendeur"),
        ("[bold red]Vendeur[/]", "[bold red]Vendeur[/]"),
    ],
)
def test_what_a_terminal_would_obey_is_dropped(written: str, read: str) -> None:
    """Escapes whole, controls, directions; brackets are text. Cleaning once is enough."""
    assert clean_line(written) == clean_text(written) == read
    assert clean_text(read) == read


def test_lines_and_tabs_stay_in_descriptions_and_nowhere_else() -> None:
    """Line separators of all sorts are lines; a title is on one line."""
    told = job(title="Vendeur\r\n\ten magasin", description="un\r\ndeux\u2028trois\tquatre\x0bcinq")
    (read,) = passport(experiences=[told]).experiences
    assert (read.title, read.description) == ("Vendeur en magasin", "un\ndeux\ntrois\tquatre\ncinq")


def test_p_nulbyte_is_read_as_without() -> None:
    """A title left empty is refused."""
    told = job(title="Vend\x00eur", description="Tenir la caisse\x00 et vendre \x01\x02")
    (read,) = passport(experiences=[told]).experiences
    assert (read.title, read.description) == ("Vendeur", "Tenir la caisse et vendre")
    with pytest.raises(PassportError):
        passport(experiences=[job(title="\x00\x01")])


def rich() -> dict[str, Any]:
    """p-rich: escapes and marks of a terminal library, in a name, a title and a description."""
    return {
        "version": 1,
        "holder": {"id": "h", "name": "[red]A[/red] \x1b[31mrouge\x1b[0m"},
        "experiences": [
            job(
                title="[bold red]Vendeur[/] [link=http://evil]x[/link]",
                rome=None,
                description="tenir la caisse [/] servir \x1b[2Jles clients [bold",
            )
        ],
    }


@pytest.mark.parametrize("suffix", ["", "html", "md"])
def test_no_escape_reaches_the_terminal_or_a_report(home: Path, tmp_path: Path, suffix: str) -> None:
    """p-rich: the marks are told as they were written, the escapes are gone."""
    file, out = tmp_path / "p.json", tmp_path / f"r.{suffix}"
    file.write_text(json.dumps(rich()), encoding="utf-8")
    written = ("-o", out) if suffix else ()
    done = acquis("report" if suffix else "analyse", file, "--target", "D1106", *written, home=home)
    assert done.returncode == 0, done.stderr
    said = done.stdout + (out.read_text(encoding="utf-8") if suffix else "")
    assert all(character.isprintable() or character in "\n\u00a0\u202f" for character in said)
    assert "rouge" in said


def test_two_thousand_identical_jobs_cost_little_more_than_one(engine: Engine) -> None:
    """p-same2000: each title and each sentence is read once, and the answer is that of both."""
    same = {"title": "Vendeur en magasin", "rome": None, "start": "2020-01", "end": "2022-01"}
    many = [job(f"e{rank}", description="Tenir la caisse", **same) for rank in range(2_000)]
    engine.profile(passport(experiences=many[:1]), DAY)
    start = time.process_time()
    profile = engine.profile(passport(experiences=many), DAY)
    assert time.process_time() - start < 8.0, "seconds; it takes 1 to 2, and 20 when each is read again"
    assert len(profile.exercised) == 2_000 * len(engine.profile(passport(experiences=many[:1]), DAY).exercised)


def test_reading_once_changes_no_answer(engine: Engine) -> None:
    """Two equal jobs and another: as each alone."""
    jobs = [job(f"e{rank}", rome=None, title=title) for rank, title in enumerate(["Vendeur", "Cariste", "Vendeur"])]
    together = engine.profile(passport(experiences=jobs), DAY).exercised
    alone = [one for told in jobs for one in engine.profile(passport(experiences=[told]), DAY).exercised]
    assert list(together) == alone


@pytest.mark.parametrize("code", ["RNCP37099BC2", "RNCP037099BC02", "rncp 37 099 bc 2"])
def test_one_bloc_has_one_code(code: str) -> None:
    """p-bloc-short, p-bloc-zero: however it is spelt, its code is the official one."""
    blocs = [{"id": "b1", "code": code, "date": "2024-03-22"}]
    assert [str(one.code) for one in passport(blocs=blocs).blocs] == ["RNCP37099BC02"]


def test_one_certification_has_one_code(engine: Engine) -> None:
    """« rncp 37 099 » is known to the referential as RNCP37099."""
    told = [{"id": "c1", "code": "rncp 37 099", "date": "2024"}]
    assert engine.profile(passport(certifications=told), DAY).certifications == {"RNCP37099"}


def test_what_is_written_is_read_again() -> None:
    """Cleaning is done once and for all."""
    document = passport_from(rich())
    assert Passport.model_validate_json(document.model_dump_json()) == document
