"""Titles as people write them, on the teaching referential and by the rules alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from matching.french.everyday_titles import DECIDED, everyday_names
from matching.index.titles import Likeness
from matching.matcher import Matcher
from matching.titles.aside import set_aside
from matching.titles.reading import SURE, TitleContext
from referentials.snapshot import Snapshot
from tests.support.matching_world import WORLD, small_world


@pytest.fixture(scope="module")
def matcher(teaching: Snapshot) -> Matcher:
    """The matcher of the teaching referential."""
    return Matcher.open(teaching)


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Stage de fin d'études chargée de communication", "chargée de communication"),
        ("stage de 3eme boucherie", "boucherie"),
        ("Job étudiant baby sitting", "baby sitting"),
        ("assistante RH (remplacement congé mat)", "assistante RH"),
        ("Chef de projet senior CDI Lyon", "Chef de projet"),
        ("vendeuse chez Zara", "vendeuse"),
        ("ex-directeur d'usine", "directeur d'usine"),
        ("Serveuse l'été 2019", "Serveuse"),
        ("Prof de maths en CDD de 6 mois", "Prof de maths"),
        ("Stagiaire", "Stagiaire"),
        ("CDD", "CDD"),
    ],
)
def test_what_is_beside_the_occupation_is_set_aside(title: str, left: str) -> None:
    """Stage, contract, hours, seniority, employer, place; never all of a title."""
    assert set_aside(title, names=True).text == left


def test_every_everyday_name_has_codes_and_chances() -> None:
    """Four hundred names and more, over the fourteen domains; probabilities that add up to one at most."""
    names = everyday_names()
    assert len({one.name for one in names}) == len(names) >= 400
    assert {code[0] for one in names for code, _ in one.readings} == set("ABCDEFGHIJKLMN")
    assert all(sum(chance for _, chance in one.readings) <= 1.0 for one in names)
    assert all(cues and words for one in names for cues, words in one.decides)


def test_what_is_around_decides_between_the_readings_of_a_name() -> None:
    """« Plongeur » washes up, unless the sea is near."""
    diver = next(one for one in everyday_names() if one.name == "plongeur")
    assert diver.read("plongeur en restauration")[0][0] == "G1605"
    assert diver.read("plongeur . soudure sous l'eau")[0] == ("I1502", DECIDED)


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("caissière chez Carrefour", "D1505"),
        ("AS de nuit", "J1501"),
        ("Cariste intérimaire CACES 3", "N1101"),
        ("Aide-soignante de nuit à l'EHPAD Les Lilas", "J1501"),
        ("dev web", "M1855"),
    ],
)
def test_one_more_word_never_breaks_a_good_title(matcher: Matcher, title: str, occupation: str) -> None:
    """Employers, places, hours, contracts; a sigle says its occupation, in either case and gender."""
    first = matcher.titles(title)[0]
    assert (str(first.occupation), first.probability >= SURE) == (occupation, True)
    assert [str(one.occupation) for one in matcher.titles(title.upper())[:1]] == [occupation]


def test_a_title_that_joins_two_occupations_gives_both(matcher: Matcher) -> None:
    """Each with its own probability; « vendeuse / vendeur » is one."""
    read = matcher.read_title("Caissière / cariste")
    assert [str(part[0].occupation) for part in read.parts] == ["D1505", "N1101"]
    assert len(matcher.read_title("Boulanger / Boulangère").parts) == 1


def test_a_title_that_says_nothing_is_read_by_its_description_and_stays_unsure(matcher: Matcher) -> None:
    """« Agent » is whatever its sentences speak of; it is asked about."""
    said = TitleContext(
        description="Je conduis un chariot élévateur. Je décharge les camions et je range les palettes."
    )
    (first, *_), *_ = matcher.read_title("Agent", said).parts
    assert (str(first.occupation), first.likeness) == ("N1101", Likeness.DESCRIBED)
    assert first.probability < SURE


@pytest.mark.parametrize("title", ["Arrêt maladie - burn out", "Chômage", "recherche d’emploi", "Congé maternité 2019"])
def test_a_time_without_work_names_no_occupation(matcher: Matcher, title: str) -> None:
    """« Arrêt maladie » is no doctor, « recherche d'emploi » no adviser: nothing is read, and it is told as such."""
    reading = matcher.read_title(title, TitleContext())
    assert reading.is_absence
    assert not reading.parts


def test_a_description_of_another_trade_makes_one_ask_and_takes_nothing_from_the_name(matcher: Matcher) -> None:
    """What a description seems to be about is far less sure than what the person says they were."""
    told = TitleContext(description="J'encaisse les clients et je tiens la caisse du magasin")
    first = matcher.read_title("cuistot", told).ranked(1)[0]
    assert first.probability < SURE <= (first.taken or 0.0)


def test_an_appellation_is_asked_about_where_its_description_surely_speaks_of_another_domain(matcher: Matcher) -> None:
    """Not only everyday names: a homonym of ROME may be a name of something else; what was said still counts."""
    told = TitleContext(description="J'encaisse les clients et je tiens la caisse du magasin")
    first = matcher.read_title("Cariste", told).ranked(1)[0]
    assert str(first.occupation) == "N1101"
    assert first.probability < SURE <= (first.taken or 0.0)


def test_what_follows_two_readings_is_near_in_what_is_done_and_changes_neither(matcher: Matcher) -> None:
    """A list is completed by occupations near to those named, none of which goes above the second."""
    alone, listed = matcher.titles("caissière", 1), matcher.titles("caissière", 10)
    assert listed[0] == alone[0]
    between = matcher.between
    row = between.nearness[between.occupations.index("D1505")]
    named = {"D1505", *(str(one.occupation) for one in listed[:2])}
    nearest = max(
        (code for code in between.occupations if code not in named),
        key=lambda code: row[between.occupations.index(code)],
    )
    assert nearest in {str(one.occupation) for one in listed[2:5]}
    assert max(one.probability for one in listed[2:]) <= listed[1].probability


def test_each_occupation_that_a_title_joins_has_its_list(matcher: Matcher) -> None:
    """Two that are sure leave room for what they may be otherwise."""
    assert all(len(part) > 2 for part in matcher.read_title("Caissière / cariste", complete=True).parts)


def test_an_occupation_without_appellation_is_named_by_its_own_label(tmp_path: Path) -> None:
    """A referential whose row of an appellation was rejected is read all the same."""
    occupations = [{**row, "ogr": f"8{at}"} for at, row in enumerate(WORLD["occupations"])]
    world = small_world(tmp_path, occupations=occupations, appellations=WORLD["appellations"][:1])
    matcher = Matcher.open(world)
    assert [str(one.occupation) for one in matcher.title_index.match("vendeuse de fleurs")] == ["D1106"]
    named = matcher.title_index.named("N1103", 0.5, said="cariste", likeness=Likeness.DESCRIBED)
    assert (str(named.appellation), named.label) == ("82", "Rangement d'entrepôt")
