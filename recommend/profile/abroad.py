"""Records from abroad: a diploma, a training or a job, by its country or by what its title and organisation say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from matching.french.countries import country_of
from matching.french.diplomas import diploma
from matching.french.qualifications import tokens
from passport.document.model import (
    CertificationObtained,
    Experience,
    Passport,
    Qualification,
    QualificationKind,
    TrainingFollowed,
)
from referentials.text import fold

_EUROPE = "AT BE BG CY CZ DE DK EE ES FI GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK CH"
EUROPE = frozenset(_EUROPE.split())
"""Of the European Union, the European Economic Area and Switzerland, France aside: directive 2005/36/CE."""
LICENCES = EUROPE - {"CH"}
"""Of these countries a driving licence is good in France as it is: article R222-1 of the code de la route."""

_ELSEWHERE = re.compile(r"\betrang(?:er|ere|ers|eres)\b|\bhors (?:de )?france\b|\bde mon pays\b|\bau pays\b")
_LANGUAGES = re.compile(r"\blangues? etrangeres?\b|\betrangers?\b(?=\W+(?:en france|accueil))|\bcommerce\b.*\betranger")
_LANGUAGE_TEST = re.compile(
    r"\b(?:toeic|toefl|ielts|bulats|linguaskill|tcf|tef|delf|dalf|cles|dele|hsk|goethe|cambridge english)\b"
)


class Nature(StrEnum):
    """What a record from abroad is, as far as its recognition goes."""

    TITLE = "title"
    """A diploma, a training."""
    DRIVING_LICENCE = "driving_licence"
    OTHER = "other"
    """A test of language, a card, a certificate of first aid: no centre compares them."""


@dataclass(frozen=True, slots=True)
class Abroad:
    """A record from abroad; `country`: None where the passport does not say which."""

    record: str
    title: str
    kind: Literal["certification", "training", "experience", "qualification"]
    country: str | None
    nature: Nature = Nature.TITLE

    @property
    def european(self) -> bool:
        """Whether the directive on professional qualifications applies."""
        return self.country in EUROPE

    @property
    def is_exchanged(self) -> bool:
        """Whether it is a driving licence that must be exchanged, or may have to be: its country is not told."""
        return self.nature is Nature.DRIVING_LICENCE and self.country not in LICENCES


def from_abroad(passport: Passport) -> tuple[Abroad, ...]:
    """Records that say, by their country or in words, that they are from abroad; of a job, its organisation says it."""
    found = [_abroad(one, "certification", one.title or str(one.code), "") for one in passport.certifications]
    found += [_abroad(one, "training", one.title, one.organisation or "") for one in passport.trainings]
    found += [_abroad(one, "qualification", one.title, "") for one in passport.qualifications]
    found += [_abroad(one, "experience", "", one.organisation or "", one.title) for one in passport.experiences]
    return tuple(one for one in found if one)


def _abroad(
    record: CertificationObtained | TrainingFollowed | Qualification | Experience,
    kind: Literal["certification", "training", "experience", "qualification"],
    title: str,
    organisation: str,
    name: str = "",
) -> Abroad | None:
    nature = _nature(record, title)
    if record.country:
        return None if record.country == "FR" else Abroad(record.id, title or name, kind, record.country, nature)
    said = fold(f"{title} ; {organisation}")
    country = country_of(said)
    if country or (_ELSEWHERE.search(said) and not _LANGUAGES.search(said)):
        return Abroad(record.id, title or name, kind, country, nature)
    return None


def _nature(record: CertificationObtained | TrainingFollowed | Qualification | Experience, title: str) -> Nature:
    given = record.kind if isinstance(record, Qualification) else None
    if given is QualificationKind.DRIVING_LICENCE or any(one.startswith("licence:") for one in tokens(title)):
        return Nature.DRIVING_LICENCE
    if _LANGUAGE_TEST.search(fold(title)):
        return Nature.OTHER
    return Nature.TITLE if not isinstance(record, Qualification) or diploma(title).word else Nature.OTHER
