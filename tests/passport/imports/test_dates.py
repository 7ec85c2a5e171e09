"""Dates as people write them; what is impossible or reversed is doubted, never mended."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passport.document.dates import PartialDate
from passport.imports.dates import DateDoubt, find_period, is_now, left_of, read_period
from passport.imports.draft import field_period

GOES_ON = None
READ = [
    ("09/2018 - auj.", "2018-09", None),
    ("2018 – act.", "2018", None),
    ("2019 à nos jours", "2019", None),
    ("2019 - …", "2019", None),
    ("début 2020 - mi-2021", "2020", "2021"),
    ("entre mars 2005 et juin 2010", "2005-03", "2010-06"),
    ("jan-19 à fév-20", "2019-01", "2020-02"),
    ("juin-2019", "2019-06", "2019-06"),
    ("07-08/2019", "2019-07", "2019-08"),
    ("été 2019", "2019-06", "2019-08"),
    ("depuis 2021", "2021", GOES_ON),
    ("Depuis sept. 2021", "2021-09", GOES_ON),
    ("2019 - présent", "2019", GOES_ON),
    ("Mars 2019 à ce jour", "2019-03", GOES_ON),
    ("2021 – en cours", "2021", GOES_ON),
    ("2021 à aujourd'hui", "2021", GOES_ON),
    ("12/2019 -", "2019-12", GOES_ON),
    ("Sep 2018 - Present", "2018-09", GOES_ON),
    ("since March 2020", "2020-03", GOES_ON),
    ("09/2018 – 06/2020", "2018-09", "2020-06"),
    ("sept. 2018 à juin 2020", "2018-09", "2020-06"),
    ("2018-2020", "2018", "2020"),
    ("2018/2020", "2018", "2020"),
    ("2018–20", "2018", "2020"),
    ("2019-12", "2019-12", "2019-12"),
    ("janv 19", "2019-01", "2019-01"),
    ("févr. '98", "1998-02", "1998-02"),
    ("juil. – août 2018", "2018-07", "2018-08"),
    ("De septembre à décembre 2020", "2020-09", "2020-12"),
    ("du 3 au 28 février 2025", "2025-02-03", "2025-02-28"),
    ("01/09/2018 - 30/06/2020", "2018-09-01", "2020-06-30"),
    ("1er janvier 2019 au 31 mars 2019", "2019-01-01", "2019-03-31"),
    ("hiver 2018-2019", "2018-12", "2019-02"),
    ("hiver 2019", "2019", "2019"),
    ("May 2016 to date", "2016-05", GOES_ON),
    ("2020-01-01T00:00:00Z", "2020-01-01", "2020-01-01"),
    ("03/25/2018", "2018-03-25", "2018-03-25"),
]


@pytest.mark.parametrize(("text", "start", "end"), READ)
def test_a_period_is_read_as_it_is_meant(text: str, start: str, end: str | None) -> None:
    """Without a doubt; what goes on has no end."""
    period = find_period(text)
    assert period is not None
    assert (period.start, period.end, period.ongoing, period.doubts) == (start, end, end is None, ())
    assert read_period(text) == period, "nothing is left of it"


@pytest.mark.parametrize("text", ["06 12 34 56 78", "37000 Tours", "20 ans d'expérience", "35 h par semaine", "", "B2"])
def test_numbers_are_not_all_dates(text: str) -> None:
    """Telephone numbers, postal codes, ages."""
    assert find_period(text) is None


@pytest.mark.parametrize(
    ("text", "start", "end", "doubt"),
    [
        ("06/2020 - 09/2018", "2020-06", "2018-09", DateDoubt.REVERSED),
        ("31/02/2020", "2020-02", "2020-02", DateDoubt.IMPOSSIBLE),
        ("13/2020", "2020", "2020", DateDoubt.IMPOSSIBLE),
        ("jusqu'en 2020", None, "2020", DateDoubt.NO_START),
    ],
)
def test_what_cannot_be_is_doubted(text: str, start: str | None, end: str, doubt: DateDoubt) -> None:
    """No date is made up: what stands of an impossible one is kept, a reversed one stays so."""
    period = find_period(text)
    assert period is not None
    assert (period.start, period.end, period.doubts) == (start, end, (doubt,))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("2015 – 2021\tÉlectricien", "Électricien"),
        ("Vendeuse (2019-2023)", "Vendeuse"),
        ("Stage, avril 2018 - juillet 2018 (4 mois)", "Stage"),
        ("2019 : Cariste, Lyon", "Cariste, Lyon"),
        ("2019 - Présentatrice", "Présentatrice"),
        ("2019 - Cours d'anglais", "Cours d'anglais"),
    ],
)
def test_what_is_left_of_a_line_has_no_date(text: str, left: str) -> None:
    """Nor the signs around it, nor how long it lasted."""
    period = find_period(text)
    assert period is not None
    assert left_of(text, period) == left


def test_an_empty_end_goes_on_and_an_unreadable_one_is_doubted() -> None:
    """Whether « bientôt » goes on is not known."""
    going, unread = field_period("2019-09", ""), field_period("2019-09", "bientôt")
    assert going is not None
    assert unread is not None
    assert (going.ongoing, going.end, unread.ongoing, unread.doubts) == (True, None, False, (DateDoubt.UNREAD,))
    assert field_period("", "") is None
    assert is_now("en cours")


@given(st.text(max_size=60))
def test_whatever_is_read_is_a_date_of_a_passport(text: str) -> None:
    """Each date found is one that a passport takes."""
    period = find_period(text)
    for date in (period.start, period.end) if period else ():
        assert date is None or PartialDate.parse(date)


@given(st.dates(), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%m/%Y", "%d.%m.%Y"]))
def test_figures_are_read_as_they_were_written(day: object, form: str) -> None:
    """A day, a month: of the nineteenth century and before, none is found, or a year."""
    text = f"{day:{form}}"
    period = find_period(text)
    if 1900 <= getattr(day, "year", 0) <= 2099:
        assert period is not None
        assert period.start == (f"{day:%Y-%m}" if form == "%m/%Y" else f"{day:%Y-%m-%d}")
