"""Diplomas declared by their titles: held when sure, asked about when not, counted for the level."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from answers.builders.diplomas import diplomas_read
from answers.words.evidence import reason
from passport.document.errors import PassportError
from recommend.engine import Engine
from recommend.profile.diplomas import Declared, Finished, declared_in
from recommend.profile.profile import Profile
from referentials.text import fold
from tests.support.passports import DAY, obtained, passport

TITLES = [
    row
    for name in ("diplomas.tsv", "diplomas_fresh.tsv")
    for row in csv.DictReader(
        Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
]
"""As people write them: kind, levels, a pattern of the title of the likeliest fiche, what is made of it."""
MISREAD = 3
"""Of these, those that may be read otherwise: measured, 2."""


def training(title: str, start: str = "2015-09", end: str | None = "2017-06", ident: str = "f1") -> dict[str, Any]:
    return {"id": ident, "title": title, "start": start, "end": end}


def profile_of(engine: Engine, *trainings: dict[str, Any], **sections: Any) -> Profile:
    return engine.profile(passport(trainings=list(trainings), **sections), DAY, ignore_unknown=True)


def outcome(one: Declared | None) -> str:
    if one is None:
        return "none"
    if one.finished is Finished.NO:
        return "left"
    return "sure" if one.held else "asked" if one.to_confirm else "none"


def test_a_diploma_surely_read_is_held_but_never_guaranteed(engine: Engine) -> None:
    """Its blocs are held, what they confer is believed at a discount, and the evidence says where it was read."""
    by_title = profile_of(engine, training("Titre professionnel employé commercial"))
    by_code = profile_of(engine, certifications=[obtained("RNCP37099", "2017-06")])
    (one,) = by_title.declared
    assert (one.code, one.held, one.to_confirm) == ("RNCP37099", True, False)
    assert set(by_title.holdings) == set(by_code.holdings)
    assert not any(held.guaranteed for held in by_title.holdings.values())
    evidence = [e for belief in by_title.beliefs for e in belief.evidence if e.source.code.startswith("RNCP37099")]
    assert evidence
    assert all("lu dans votre intitulé « Titre professionnel" in reason(e) for e in evidence)
    for belief in by_code.beliefs:
        found = by_title.belief(belief.item)
        told = max((e.probability for e in found.evidence if e.source.code), default=0.0) if found else 0.0
        assert told <= belief.probability


def test_no_bloc_of_a_diploma_already_held_is_proposed(engine: Engine) -> None:
    """Nor one of what replaced it."""
    profile = profile_of(engine, training("TP Employé commercial"))
    assert "RNCP37099" in profile.already
    for plan in engine.plans(profile, "D1106"):
        assert not {step.certification.code for step in plan.steps} & profile.already


def test_the_level_counts_even_where_no_fiche_is_found(engine: Engine) -> None:
    """A licence that the register lacks is a level 6; the highest level held wins."""
    assert profile_of(engine, training("Licence de mathématiques")).level == 6
    both = profile_of(engine, training("BEP couture"), training("BTS tourisme", ident="f2"))
    assert both.level == 5
    assert both.level_guaranteed is None


def test_a_training_that_goes_on_gives_the_level_of_who_enters_it(engine: Engine) -> None:
    """And nothing is held of it."""
    running = profile_of(engine, training("TP employé commercial", "2026-01", None))
    (one,) = running.declared
    assert (one.finished, one.held, one.to_confirm) == (Finished.ONGOING, False, False)
    assert profile_of(engine, training("Master 2 droit", "2025-09", "2027-06")).level == 6


def test_a_diploma_begun_shows_no_title(engine: Engine) -> None:
    """Its modules are over, the diploma is not obtained; another training of the passport still shows its own."""
    begun = {"id": "t", "title": "CAP électricien (commencé, 2 modules sur 4)", "start": "2024-09", "end": "2026-04"}
    over = {"id": "u", "title": "CAP boulanger", "start": "2020-09", "end": "2022-06"}
    profile = engine.profile(passport(trainings=[begun, over]), DAY)
    assert {one.record for one in profile.titles} == {"u"}


def test_a_diploma_begun_long_ago_without_an_end_is_asked_about(engine: Engine) -> None:
    """People give one date; nobody prepares a titre for fifteen years."""
    profile = profile_of(engine, training("TP employé commercial", "2010", None))
    (one,) = profile.declared
    (read,) = diplomas_read(profile)
    assert (one.finished, one.held) == (Finished.MAYBE, False)
    assert read.question
    assert "RNCP37099" in read.question


def test_a_certification_of_unknown_code_is_read_by_its_title(engine: Engine) -> None:
    """When such codes are left aside; else the code is refused as before."""
    record = {**obtained("RNCP4", "2012"), "title": "Titre professionnel employé commercial"}
    with pytest.raises(PassportError):
        engine.profile(passport(certifications=[record]), DAY)
    profile = profile_of(engine, certifications=[record])
    assert profile.declared[0].code == "RNCP37099"
    assert profile.holdings["RNCP37099"].read_in == record["title"]


def test_a_diploma_held_by_its_code_is_not_read_again(engine: Engine) -> None:
    """The training that led to it is told beside; the code is what counts."""
    profile = profile_of(engine, training("TP employé commercial"), certifications=[obtained("RNCP37099", "2017-06")])
    assert profile.declared == ()
    assert profile.holdings["RNCP37099"].read_in == ""


def test_a_foreign_diploma_is_linked_to_no_fiche(engine: Engine) -> None:
    """Recognition is another question."""
    (one,) = profile_of(engine, training("Titre professionnel employé commercial (Maroc)")).declared
    assert (one.code, one.readings) == (None, ())


@pytest.mark.data
def test_titles_as_people_write_them_are_read_right(full_engine: Engine) -> None:
    """Of 153 titles, 97 of which were looked at while the reader was written, all but two; none is held wrongly."""
    wrong, held_wrongly = [], []
    for row in TITLES:
        document = passport(trainings=[training(row["title"], "2010-09", "2012-06")])
        one = next(iter(declared_in(document, DAY, full_engine.world.diplomas, full_engine.catalogue)), None)
        title = fold(one.readings[0].fiche.title) if one and one.readings else ""
        is_fiche = row["fiche"] == "-" or re.search(row["fiche"], title) is not None
        level = str(one.level) if one and one.level else "-"
        read = (one.kind if one else "-", level in row["level"].split("|"), is_fiche, outcome(one))
        if read != (row["kind"], True, True, row["reading"]):
            wrong.append((row["title"], read))
        if one and one.held and not is_fiche:
            held_wrongly.append(row["title"])
    assert held_wrongly == []
    assert len(wrong) <= MISREAD, wrong


@pytest.mark.data
def test_whoever_writes_it_the_same_diploma_is_read(full_engine: Engine) -> None:
    """Feminine or masculine, with or without accents, in capitals."""
    pairs = [
        ("DE éducatrice spécialisée", "DE EDUCATEUR SPECIALISE"),
        ("CAP Boulangère", "cap boulanger"),
        ("Diplôme d'Etat d'infirmière", "diplome d'etat d'infirmier"),
        ("BTS électrotechnique", "BTS Electrotechnique"),
    ]
    for pair in pairs:
        one, other = (profile_of(full_engine, training(title)).declared[0] for title in pair)
        assert one.code == other.code is not None


@pytest.mark.data
def test_the_fiche_is_that_of_the_year(full_engine: Engine) -> None:
    """A DEAS of 2015 is of level 3, one of 2023 is of level 4."""
    old, new = (profile_of(full_engine, training("DEAS", "2014", end)).declared[0] for end in ("2015-06", "2026-06"))
    assert (old.level, new.level) == (3, 4)
    assert old.since == date(2015, 6, 1).toordinal()


@pytest.mark.data
def test_a_fiche_closed_before_the_diploma_gives_way_to_what_had_replaced_it(full_engine: Engine) -> None:
    """By its day; who began in its time may hold either, and is asked; brackets that tell the diploma in full count."""

    def read(title: str, start: str, end: str) -> Declared:
        return profile_of(full_engine, training(title, start, end)).declared[0]

    trade = "bac pro commerce (métiers du commerce et de la vente option A)"
    assert read("Bac pro commerce", "2012-09", "2015-06").code == "RNCP759"
    assert read("Bac pro commerce", "2022-09", "2025-06").code == read(trade, "2022-09", "2025-06").code == "RNCP38399"
    assert read("BTS MUC", "2023-09", "2025-06").readings[0].named.code == "RNCP462"
    asked = read("BAC PRO Maintenance des équipements industriels", "2021-09", "2024-06")
    assert not asked.held
    assert {one.fiche.code for one in asked.readings} >= {"RNCP35698", "RNCP3632"}
