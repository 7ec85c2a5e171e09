"""What the law asks of who exercises a trade: diploma, licence, card, registration…, with its article and its date.

The tables of `recommend/law/trades/` are data: French labels, articles and sentences, printed as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class RequirementKind(StrEnum):
    """What is asked for."""

    DIPLOMA = "diploma"
    LICENCE = "licence"
    CARD = "card"
    REGISTRATION = "registration"
    """On a list, with an order, an approval: an authority says yes to a person."""
    TRAINING = "training"
    COMPETITION = "competition"
    """A concours of the public service."""
    CLEARANCE = "clearance"
    """Criminal record, inquiry: no passport shows it."""
    MEDICAL = "medical"
    """Fitness, vaccinations: no passport shows it."""


class Strength(StrEnum):
    """How far it is asked for."""

    REQUIRED = "required"
    MAY_BE_ASKED = "may_be_asked"
    """By some employers, for some posts, or to set up on one's own."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text of law: its code or name, its articles, the day from which the text cited applies."""

    text: str
    articles: str
    since: date

    def __str__(self) -> str:
        return f"{self.text}, {self.articles}" if self.articles else self.text


@dataclass(frozen=True, slots=True)
class Shows:
    """How a passport shows it: a token of `matching.french.qualifications`, or words of a title (`plain`)."""

    tokens: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()
    """Regular expressions, over the plain words of the title."""
    level: int = 0
    """Lowest level of a title that is a diploma, by its word or its register; 0: whatever it is."""

    def __bool__(self) -> bool:
        return bool(self.tokens or self.titles)


_LENGTH = re.compile(r"\b(?:mois|ans?|heures|jours)\b")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing asked for; `any_of`: other ways that the law has, in French; `when`: in which case only."""

    name: str
    kind: RequirementKind
    label: str
    article: Article
    obtained: str
    shows: Shows = Shows()
    strength: Strength = Strength.REQUIRED
    any_of: tuple[str, ...] = ()
    when: str = ""
    years: int = 0
    """Years of study that it takes from the baccalaureate, at least, where they are two or more; 0: fewer."""
    on_request: bool = False
    """Asked for with what the same gate requires in hand, a register, a declaration: alone it shuts nothing."""
    custom: str = ""
    """The collective agreement by which employers nearly always ask for it, though no law does, in French."""

    @property
    def tells_length(self) -> bool:
        """Whether it is said how long it takes to obtain it."""
        return bool(_LENGTH.search(self.obtained))

    @property
    def shuts(self) -> bool:
        """Whether an occupation is shut to who does not show it: asked of everybody, in every case, beforehand."""
        return self.strength is Strength.REQUIRED and not self.when and not self.on_request

    @property
    def bars(self) -> bool:
        """Whether no occupation that asks for it is within reach without it: the law shuts, or employers do."""
        return self.shuts or bool(self.custom)


@dataclass(frozen=True, slots=True)
class Trade:
    """Occupations of ROME that ask for the same: codes of version 4.0, `K2503`, or whole families, `K2503*`."""

    occupations: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    health: bool = False
    """A health profession: a foreign diploma then asks for an authorisation to exercise."""


CODES = MappingProxyType(
    {
        "csp": ("code de la santé publique", date(2000, 6, 22)),
        "casf": ("code de l'action sociale et des familles", date(2000, 12, 23)),
        "csi": ("code de la sécurité intérieure", date(2012, 5, 1)),
        "transports": ("code des transports", date(2010, 12, 1)),
        "route": ("code de la route", date(2001, 6, 1)),
        "travail": ("code du travail", date(2008, 5, 1)),
        "education": ("code de l'éducation", date(2000, 6, 22)),
        "sport": ("code du sport", date(2006, 5, 25)),
        "artisanat": ("code de l'artisanat", date(2023, 7, 1)),
        "rural": ("code rural et de la pêche maritime", date(2010, 5, 8)),
        "environnement": ("code de l'environnement", date(2000, 9, 21)),
        "construction": ("code de la construction et de l'habitation", date(2021, 7, 1)),
        "assurances": ("code des assurances", date(2018, 10, 1)),
        "monetaire": ("code monétaire et financier", date(2013, 1, 15)),
        "commerce": ("code de commerce", date(2000, 9, 21)),
        "tourisme": ("code du tourisme", date(2005, 1, 1)),
        "cgct": ("code général des collectivités territoriales", date(2013, 1, 1)),
        "fonction publique": ("code général de la fonction publique", date(2022, 3, 1)),
        "defense": ("code de la défense", date(2007, 4, 23)),
    }
)
"""Codes cited, each with the day from which the provisions cited here apply, at the latest."""


def code(name: str, articles: str, since: date | None = None) -> Article:
    """An article of one of these codes."""
    text, day = CODES[name]
    return Article(text, articles, since or day)


def shows(*titles: str, tokens: str = "", level: int = 0) -> Shows:
    """How a passport shows it; `tokens`: apart by spaces."""
    return Shows(frozenset(tokens.split()), titles, level)
