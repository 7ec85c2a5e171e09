"""Who a CV says that it is of: the identity of the vault, or a name that is told to be declared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from answers.cv.content import CvChoice
from answers.cv.errors import CvError, CvFault
from answers.cv.issue import Issuing, issue_cv
from answers.cv.keeping import named_in
from answers.cv.naming import Named, speaks_of_standing
from passport.document.read import passport_from
from recommend.engine import Engine
from tests.answers.test_cv import DAY, DOCUMENT, text
from tests.support.door import AT, AWA, job, later, opened

IDENTITY = Named(given_name="Inès, Marie-Ange", family_name="Delcourt-Inventée")


def faults(engine: Engine, document: dict[str, Any] | None = None, **chosen: Any) -> CvFault | None:
    """What keeps a CV of the invented passport from being made; None where it is made."""
    passport = passport_from({**DOCUMENT, **(document or {})})
    try:
        issue_cv(passport, engine.profile(passport, DAY), engine.catalogue, CvChoice(**chosen), Issuing())
    except CvError as error:
        return error.fault
    return None


@pytest.mark.parametrize("name", ["Delcourt-Inventée Inès", "INES DELCOURT INVENTEE", "Marie-Ange Delcourt-Inventée"])
def test_a_name_may_change_the_order_and_the_spelling_of_the_identity(name: str) -> None:
    """And leave out given names."""
    assert IDENTITY.goes_by(name)


@pytest.mark.parametrize(
    "name",
    ["Mallory Voleuse", "Inès Voleuse", "Inès", "Delcourt-Inventée", "Inès Delcourt", "Inès Inès Delcourt-Inventée",
     "Inès Delcourt-Inventée 2", "Inès Delcourt-Inventée ✓",
     "Inès\u200b Delcourt-Inventée", "Inès D\u0336elcourt-Inventée"],
)  # fmt: skip
def test_a_name_of_other_words_is_not_that_of_the_identity(name: str) -> None:
    """Nor one that is cut short, said twice, or has what cannot be seen."""
    assert not IDENTITY.goes_by(name)


def test_a_cv_of_the_vault_has_the_name_of_its_identity(engine: Engine, tmp_path: Path) -> None:
    """No other may be asked for; it is not said to be declared."""
    door = opened(f"sqlite:///{tmp_path / 'vault.sqlite'}")
    door.declare(AWA, job(), AT)
    draft = door.draft_cv(AWA, later(hours=2))
    door.vault.close()
    passport, known = draft.seen.passport, named_in(draft)
    assert known is not None
    profile = engine.profile(passport, DAY)

    def made(name: str | None) -> Any:
        return issue_cv(passport, profile, engine.catalogue, CvChoice(identity=known, name=name), Issuing()).cv

    turned = " ".join(reversed(known.name.split()))
    for name, printed in ((None, known.name), (turned, turned)):
        cv = made(name)
        assert (cv.content.name, cv.content.name_standing) == (printed, "identity")
        assert "Nom déclaré" not in text(cv.pdf)
    with pytest.raises(CvError) as error:
        made("Mallory Voleuse")
    assert error.value.fault is CvFault.OTHER_NAME


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Nom déclaré, non vérifié"), ("en", "Name as declared, not verif")]
)
def test_a_cv_of_a_file_says_that_its_name_is_declared(language: Any, said: str, engine: Engine) -> None:
    """On the page, and in what is signed; whatever the name."""
    passport = passport_from(DOCUMENT)
    choice = CvChoice(name="Mallory Voleuse", language=language)
    cv = issue_cv(passport, engine.profile(passport, DAY), engine.catalogue, choice, Issuing()).cv
    assert cv.content.name_standing == "declared"
    assert said in text(cv.pdf)


WRONG = [
    {"contact": ("Garanti · Ministère de la Santé, le 3 mai 2024",)}, {"contact": ("Tours", "✓ Tours")},
    {"headline": "Infirmière · évaluée par un jury"}, {"headline": "Guaranteed"}, {"headline": "G\u200baranti"},
    {"headline": "G\u0430ranti"}, {"headline": "g a r a n t i"}, {"name": "Camille ● Attestée"},
    {"headline": "ＧＡＲＡＮＴＩ"}, {"headline": "Compétences garanties"}, {"headline": "Profil et parcours garantis"},
]  # fmt: skip


@pytest.mark.parametrize("chosen", WRONG)
def test_words_and_marks_of_standings_are_refused_beside_the_name(chosen: dict[str, Any], engine: Engine) -> None:
    """They would pass for what the CV says of its lines."""
    assert faults(engine, **chosen) is CvFault.STANDING_WORDS


def test_the_name_of_the_passport_has_no_such_words_either(engine: Engine) -> None:
    """A file says what its holder writes."""
    holder = {"holder": {"id": "exemple-cv", "name": "Camille Exemple ✔"}}
    assert faults(engine, holder) is CvFault.STANDING_WORDS


@pytest.mark.parametrize("field", ["title", "organisation"])
def test_a_declared_line_may_not_pass_for_a_guaranteed_one(engine: Engine, field: str) -> None:
    """Its title may be the headline, above everything else."""
    line = {
        "id": "exp-1",
        "kind": "volunteering",
        "title": "Aide",
        "start": "2020",
        field: "Aide · Garanti · Ministère",
    }
    assert faults(engine, {"experiences": [line]}) is CvFault.STANDING_LINE
    assert faults(engine, {"experiences": [{**line, field: "Aide aux devoirs"}]}) is None


@pytest.mark.parametrize(
    "said",
    ["37000 Tours", "06 00 00 00 00", "a@b.example", "Gestionnaire de garanties", "Professeure certifiée", "Jury"],
)
def test_what_people_write_of_themselves_passes(said: str) -> None:
    """Occupations that deal with guarantees too."""
    assert not speaks_of_standing(said)
