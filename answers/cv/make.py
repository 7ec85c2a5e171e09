"""A CV of a passport that was verified: what is shown of it, cut to one page or two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from answers.cv.attached import identified
from answers.cv.content import CvChoice, competencies_of, lines_of, recency
from answers.cv.errors import CvError, CvFault
from answers.cv.layout import rendered
from answers.cv.summary import headline, summary
from answers.shapes.cv import CvCompetency, CvContent, CvLine
from answers.words.cv import WORDS
from passport.document.model import Passport
from passport.document.standing import Standing
from recommend.profile.profile import Profile
from referentials.catalogue import Catalogue

PAGES = 2
FEW, ENOUGH, MANY = 8, 14, 24
"""Competencies: that stay as long as lines can be left out; with which one page is better than two; shown at most."""


@dataclass(frozen=True, slots=True)
class Cv:
    """A CV before it is signed."""

    content: CvContent
    pdf: bytes
    pages: int


def make_cv(
    passport: Passport,
    profile: Profile,
    catalogue: Catalogue,
    choice: CvChoice,
    listed: Callable[[CvContent], CvContent] = lambda content: content,
) -> Cv:
    """A CV of a passport that was verified, and of its profile; `listed` adds where a list of revocations tells of it.

    Raises MissingExtraError; CvError for what does not fit in two pages with all that may be left out left out.
    """
    lines = lines_of(passport, catalogue, choice, profile.as_of)
    competencies = competencies_of(profile, catalogue, lines) if choice.competencies else []
    made = _fitting(_Draft(passport, choice, profile.as_of, lines, competencies, listed))
    if made.pages > PAGES:
        raise CvError(CvFault.TOO_LONG)
    return made


@dataclass(frozen=True, slots=True)
class _Draft:
    """What may be shown; cut `n` leaves out `n` things.

    First the competencies of least guarantee, down to FEW; then the lines of least worth, down to one, unless the
    holder named them; then the other competencies. Each cut is laid out once.
    """

    passport: Passport
    choice: CvChoice
    on: date
    lines: list[CvLine]
    competencies: list[CvCompetency]
    listed: Callable[[CvContent], CvContent]
    laid: dict[int, Cv] = field(default_factory=dict)

    @property
    def cuts(self) -> int:
        """How many cuts there are, from none on."""
        return min(len(self.competencies), MANY) + self._spare

    @property
    def _spare(self) -> int:
        """Lines that may be left out; those that the holder named stay."""
        return 0 if self.choice.only is not None else max(len(self.lines) - 1, 0)

    def cv(self, cut: int) -> Cv:
        """The CV with this much left out."""
        if cut not in self.laid:
            content = self.listed(self._content(cut))
            self.laid[cut] = Cv(content, *rendered(content))
        return self.laid[cut]

    def _content(self, cut: int) -> CvContent:
        many = min(len(self.competencies), MANY)
        first = max(many - FEW, 0)
        lines_out = min(max(cut - first, 0), self._spare)
        most = many - min(cut, first) - max(cut - first - self._spare, 0)
        kept = self._worthiest(len(self.lines) - lines_out)
        ids = {line.record for line in kept}
        shown = [one for one in self.competencies if ids & set(one.records)][:most]
        shown = [one.model_copy(update={"records": [r for r in one.records if r in ids]}) for one in shown]
        return self._identified(kept, shown)

    @property
    def _name(self) -> str:
        choice, holder = self.choice, self.passport.holder
        return choice.name or (choice.identity.name if choice.identity else holder.name) or holder.id

    def _worthiest(self, number: int) -> list[CvLine]:
        kept = {line.record for line in sorted(self.lines, key=_worth, reverse=True)[:number]}
        return [line for line in self.lines if line.record in kept]

    def _identified(self, lines: list[CvLine], competencies: list[CvCompetency]) -> CvContent:
        choice, words = self.choice, WORDS[self.choice.language]
        content: dict[str, Any] = {
            "edition": choice.edition,
            "issued": self.on,
            "language": choice.language,
            "holder": self.passport.holder.id,
            "name": self._name,
            "name_standing": "identity" if choice.identity else "declared",
            "headline": choice.headline or headline(lines),
            "contact": list(choice.contact),
            "summary": summary(lines, competencies, words),
            "lines": lines,
            "competencies": competencies,
            "lines_left_out": len(self.lines) - len(lines),
            "competencies_left_out": len(self.competencies) - len(competencies),
        }
        return identified(content, choice.base)


def _worth(line: CvLine) -> tuple[bool, bool, tuple[str, str]]:
    """What stays longest: what is guaranteed, then experiences and certifications, then what is recent."""
    main = line.section in {"experience", "certification"}
    return (line.standing.status == Standing.GUARANTEED, main, recency(line))


def _fitting(draft: _Draft) -> Cv:
    """The least cut that fits in one page with all lines and enough competencies; else in two, else the last."""
    enough = max(min(len(draft.competencies), MANY) - ENOUGH, 0)
    if draft.cv(enough).pages == 1:
        return draft.cv(_first(lambda cut: draft.cv(cut).pages == 1, enough))
    return draft.cv(_first(lambda cut: draft.cv(cut).pages <= PAGES, draft.cuts))


def _first(holds: Callable[[int], bool], last: int) -> int:
    """The first number from 0 to `last` for which something holds, as it does from there on; else the last."""
    if holds(0):
        return 0
    low, high = 0, last
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
