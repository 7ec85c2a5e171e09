"""Titles of diplomas as people write them: kind, speciality, what is said beside."""

from __future__ import annotations

import pytest

from matching.diplomas.index import words_of
from matching.diplomas.kinds import KINDS
from matching.diplomas.title import fiche_kind, fiche_parts, read_title


@pytest.mark.parametrize(
    ("title", "kind", "speciality"),
    [
        ("B.T.S. Assurance", "bts", "assurance"),
        ("bts muc", "bts", "management des unites commerciales"),
        ("Formation CAP Pâtissier (GRETA)", "cap", "patissier"),
        ("Licence AES, Université Paris 8", "licence", "administration economique et sociale"),
        ("Bac STMG mention bien", "bac_techno", "stmg"),
        ("DE moniteur-éducateur", "etat", "moniteur-educateur"),
        ("Gestion PME BTS", "bts", "gestion pme"),
    ],
)
def test_a_title_is_taken_apart(title: str, kind: str, speciality: str) -> None:
    """Its kind, wherever it stands, and its speciality, sigles written out; place, honours and way are left out."""
    read = read_title(title)
    assert read.kind
    assert (read.kind.code, read.speciality, read.level) == (kind, speciality, KINDS[kind].level)


@pytest.mark.parametrize(
    "title",
    ["CACES R489", "Permis B", "CAP sur l'emploi", "Masterclass photo", "Ingénieur pédagogique", "licence de taxi",
     "Vendre dans le but de fidéliser", "Certificat de travail", "Formation de base"],
)  # fmt: skip
def test_what_is_no_diploma_has_no_kind(title: str) -> None:
    """Words that sigles resemble are no diploma."""
    assert read_title(title).kind is None


@pytest.mark.parametrize(
    ("title", "level"),
    [("BTS MUC 1ère année", 4), ("M1 droit", 6), ("L2 économie", 4), ("niveau BTS comptabilité", 4),
     ("CAP cuisine (non obtenu)", None), ("Préparation au DEAS", None), ("BTS CG, bloc 3", 4)],
)  # fmt: skip
def test_what_was_not_followed_to_its_end_gives_the_level_of_who_enters(title: str, level: int | None) -> None:
    """A first year, a level, a part of a diploma are no diploma."""
    read = read_title(title)
    assert (read.finished, read.level) == (False, level)


def test_gender_accents_and_capitals_change_nothing() -> None:
    """The same words whoever writes them."""
    pairs = [
        ("aide-soignante", "Aide soignant"),
        ("BOULANGÈRE", "boulanger"),
        ("éducatrice spécialisée", "educateur specialise"),
    ]
    for one, other in pairs:
        assert words_of(one) == words_of(other)
        assert words_of(read_title(f"DE {one}").speciality) == words_of(read_title(f"DE {other}").speciality)


def test_the_country_is_told_and_a_language_is_no_country() -> None:
    """A licence of Algiers is not one of the register; a licence d'espagnol is."""
    assert read_title("Licence de droit (Université d'Alger)").foreign
    assert not read_title("Licence d'espagnol LLCE").foreign


@pytest.mark.parametrize(
    ("title", "short", "kind", "parts"),
    [
        ("TP - TP Conducteur de transport", None, "tp", ("conducteur de transport", "")),
        ("DE - DE Aide-Soignant", None, "etat", ("aide-soignant", "")),
        ("Domaine : Sciences, Mention : Droit, spécialité Fiscalité", "Master", "master", ("droit", "fiscalite")),
        ("BUT - BUT Carrières juridiques : entreprise", None, "but", ("carrieres juridiques", "entreprise")),
        ("Manager en énergie", None, "", ("manager en energie", "")),
    ],
)  # fmt: skip
def test_a_fiche_is_taken_apart_as_the_register_writes_it(
    title: str, short: str | None, kind: str, parts: tuple[str, str]
) -> None:
    """A kind named twice, a domain, a mention, an option after a colon."""
    assert fiche_kind(title, short) == kind
    assert fiche_parts(title, kind) == parts


@pytest.mark.parametrize(
    ("title", "beside"),
    [
        ("BTS MCO (management commercial opérationnel)", "management commercial operationnel"),
        ("bac pro commerce (métiers du commerce, option A)", "metiers du commerce a"),
        ("Licence AES (Université Paris 8)", ""),
        ("CAP cuisine (après une prépa métiers)", ""),
        ("Bac pro ELEEC (devenu bac pro MELEC)", ""),
    ],
)
def test_what_brackets_say_of_a_diploma_is_kept(title: str, beside: str) -> None:
    """Three words or more; neither a place nor another diploma."""
    assert read_title(title).beside == beside
