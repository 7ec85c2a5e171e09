"""Targets told in words: one clear reading is used, several are listed, none is said."""

from __future__ import annotations

import pytest

from recommend.engine import Engine
from recommend.errors import SeveralTargetsError, UnknownTargetError
from referentials.errors import CodeError
from tests.support.passports import DAY, job, passport


@pytest.mark.parametrize(
    ("words", "code"),
    [("vendeuse en boulangerie", "D1106"), ("VENDEUR EN BOULANGERIE", "D1106"), ("TP employé commercial", "RNCP37099"),
     (" d1106 ", "D1106"), ("37099", "RNCP37099")],
)  # fmt: skip
def test_one_clear_reading_is_used(engine: Engine, words: str, code: str) -> None:
    """An occupation by one of its names, a certification by its kind and title, a code as before."""
    assert str(engine.understand(words, DAY).code) == code


def test_what_was_understood_travels_with_the_gap_and_the_plan(engine: Engine) -> None:
    """The words are said again, with the code; a code says nothing."""
    profile = engine.profile(passport(experiences=[job()]), DAY)
    gap = engine.gap(profile, "vendeuse en boulangerie")
    assert (gap.target.code, gap.target.words) == ("D1106", "vendeuse en boulangerie")
    assert engine.plan(profile, gap).target.words == "vendeuse en boulangerie"
    assert engine.gap(profile, "D1106").target.words == ""
    assert engine.paths(profile, "vendeuse en boulangerie") == engine.paths(profile, "D1106")


def test_several_readings_are_listed_with_their_codes(engine: Engine) -> None:
    """Most probable first; the person chooses."""
    with pytest.raises(SeveralTargetsError) as found:
        engine.understand("vente", DAY)
    assert len(found.value.readings) > 1
    assert all(one.code in engine.catalogue.occupations or one.kind == "certification" for one in found.value.readings)


def test_what_names_nothing_is_said_with_the_nearest(engine: Engine) -> None:
    """An error, never a guess."""
    with pytest.raises(UnknownTargetError) as found:
        engine.understand("dresseur de licornes", DAY)
    assert found.value.near


def test_a_code_badly_written_is_a_code_still(engine: Engine) -> None:
    """And is refused as such."""
    for text in ("D11067", "RNCP37099BC", "12 34 56 78 90"):
        with pytest.raises(CodeError):
            engine.understand(text, DAY)


def test_only_an_occupation_or_a_certification_where_the_other_will_not_do(engine: Engine) -> None:
    """Ways lead to an occupation; rights are those of a certification."""
    assert str(engine.understand_certification("Titre professionnel employé commercial", DAY).code) == "RNCP37099"
    with pytest.raises(UnknownTargetError):
        engine.understand_certification("vendeuse en boulangerie", DAY)
    with pytest.raises(CodeError):
        engine.understand_occupation("RNCP37099")


@pytest.mark.data
@pytest.mark.parametrize(
    ("words", "code"),
    [("conducteur de bus", "N4103"), ("infirmière", "J1506"), ("CAP cuisine", "RNCP38430"),
     ("DE aide-soignant", "RNCP35830"), ("ingénieur informatique", "M1841"), ("bp coiffure", "RNCP38231"),
     ("éducatrice de jeunes enfants", "K1202"), ("Manager d'unité marchande", "RNCP38676")],
)  # fmt: skip
def test_words_of_every_day_on_the_full_referential(full_engine: Engine, words: str, code: str) -> None:
    """Trades by their usual names, diplomas by their kind: the fiche that one enters today."""
    assert str(full_engine.understand(words, DAY).code) == code
