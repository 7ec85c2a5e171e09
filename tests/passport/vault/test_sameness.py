"""Two civil statuses: one person's, or two people's; in doubt, two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from passport.vault.crypto import Cipher
from passport.vault.errors import IdentityError, IdentityProblem
from passport.vault.naming import LONGEST
from passport.vault.rows import Identity
from passport.vault.sameness import civil_index, may_be

CIPHER = Cipher({}, "", bytes(32))


def named(family: str, given: str, **more: Any) -> Identity:
    """Somebody born on one day."""
    return Identity(family_name=family, given_name=given, birthdate=date(1990, 5, 23), **more)


def same(one: Identity, other: Identity) -> bool:
    """Whether the vault takes one for the other."""
    return civil_index(one, CIPHER) == civil_index(other, CIPHER) and may_be(one, other)


ONE = [
    (("Vérin-Daubois", "Clémence"), ("VERIN DAUBOIS", "CLEMENCE")),
    (("Œuvrard", "Loïc"), ("OEUVRARD", "Loic")),
    (("D’Artagnan", "Jean-Pierre"), ("d'artagnan", "JEAN – PIERRE, Marie")),
    (("Иванов", "Пётр"), ("ИВАНОВ", "ПЁТР")),
    (("Παπαδόπουλος", "Ελένη"), ("ΠΑΠΑΔΟΠΟΥΛΟΣ", "ΕΛΕΝΗ")),
    (("Straße", "Jörg"), ("STRASSE", "JORG")),
    (("Ｍａｒｔｉｎ", "Jean"), ("Martin", "Jean Paul")),
]
TWO = [
    (("Иванов", "Пётр"), ("Сидорова", "Анна")),
    (("Иванов", "Пётр"), ("陈", "伟")),
    (("陈", "伟"), ("陈", "芳")),
    (("Øst", "Anna"), ("Ǝst", "Anna")),
    (("Đan", "Anna"), ("Øan", "Anna")),
    (("Андреи", "Анна"), ("Андрей", "Анна")),
    (("कि", "Anna"), ("का", "Anna")),
    (("かき", "Anna"), ("がき", "Anna")),
    (("Martin", "Jean"), ("Martin", "Jean-Pierre")),
    (("Martin", "Jean Pierre"), ("Martin", "Jean-Pierre")),
    (("Martin", "Jean"), ("Martin", "Jean‑Pierre")),
    (("Martin", "Jean"), ("Martin", "Jean - Pierre")),
    (("Koné", "N'Golo"), ("Koné", "N'Dri")),
    (("Martin", "Jean Paul"), ("Martin", "Jean Marc")),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_spellings_of_one_name_are_one(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Capitals, accents, ligatures, apostrophes, width, further given names."""
    assert same(named(*one), named(*other))


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_that_may_be_of_two_people_are_two(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Whatever their script; a compound given name is one name."""
    assert not same(named(*one), named(*other))
    assert not same(named(*other), named(*one))


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"family_name": " - "}, IdentityProblem.NO_LETTER),
        ({"given_name": "\u202e\x00"}, IdentityProblem.NO_LETTER),
        ({"family_name": "a" * (LONGEST + 1)}, IdentityProblem.TOO_LONG),
        ({"email": "a" * 3_000_000}, IdentityProblem.TOO_LONG),
        ({"given_name": "\ud800Anna"}, IdentityProblem.NOT_TEXT),
        ({"family_name": "M\ufffdller"}, IdentityProblem.NOT_TEXT),
        ({"family_name": "Mar\ue000tin"}, IdentityProblem.NOT_TEXT),
        ({"sub": "fc-0001\x00"}, IdentityProblem.NOT_TEXT),
        ({"sub": "fc-\u200b0001"}, IdentityProblem.NOT_TEXT),
    ],
)
def test_what_cannot_be_kept_of_a_civil_status_is_told_by_its_field(
    wrong: dict[str, Any], problem: IdentityProblem
) -> None:
    """Nothing of what it says is in the error."""
    with pytest.raises(IdentityError) as caught:
        replace(named("Martin", "Anna"), **wrong)
    assert (caught.value.field, caught.value.problem) == (*wrong, problem)
    assert len(str(caught.value)) < 100


def test_a_civil_status_is_kept_on_one_line_and_shows_no_trick() -> None:
    """Controls, direction, colours and line ends are gone; an empty text is none."""
    kept = named("\u202eMar\u200btin\x00\x1b[31m", " Anna\r\nMaria ", sub="", birthplace="75\t102")
    assert (kept.family_name, kept.given_name) == ("Martin", "Anna Maria")
    assert (kept.sub, kept.birthplace) == (None, "75 102")
    assert replace(kept) == kept
