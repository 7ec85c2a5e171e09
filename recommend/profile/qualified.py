"""What a person holds by title: licences, cards, certificates and diplomas, as the passport says them.

Titles are never inferred from practice: a title of ROME is believed when a line of the passport says it is held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from matching.french.diplomas import Diploma, diploma
from matching.french.qualifications import Tokens, mentioned, tokens
from passport.document.model import Experience, Passport, Qualification, QualificationKind, TrainingFollowed
from recommend.profile.abroad import from_abroad
from recommend.profile.evidence import Evidence, Rule, Source
from recommend.profile.held import Held
from recommend.weights import W
from recommend.world.titles import TitleIndex
from referentials.text import fold


class ShownBy(StrEnum):
    """The kind of line that says a title is held."""

    QUALIFICATION = "qualification"
    CERTIFICATION = "certification"
    TRAINING = "training"
    EXPERIENCE = "experience"
    """The title of a job that names one: « assistante maternelle agréée »."""
    MENTION = "mention"
    """Words of a description."""


@dataclass(frozen=True, slots=True)
class TitleHeld:
    """A title that a line of the passport says is held; `code`: that of the certification, where it is one."""

    record: str
    by: ShownBy
    words: str
    tokens: Tokens
    guaranteed: bool
    diploma: Diploma | None = None
    code: str = ""
    country: str | None = None
    until: date | None = None
    """Last day that it is valid, where the line says."""

    def valid(self, day: date) -> bool:
        """Whether it had not run out on a day."""
        return self.until is None or self.until >= day


UNKNOWN = "ZZ"
"""Country of a record from abroad that does not say which (ISO 3166 leaves this code to users)."""

_TITLED = re.compile(r"\bagreee?s?\b|\bdiplomee?s?\b|\btitulaire\b|\bd\.?e\.?$")
_SPOKEN = {
    QualificationKind.ELECTRICAL: "habilitation {}",
    QualificationKind.DRIVING_LICENCE: "permis {}",
    QualificationKind.CACES: "caces {}",
    QualificationKind.PROFESSIONAL_CARD: "carte professionnelle {}",
}
"""The word that a title may leave out because its kind says it: « B1V », of kind electrical."""


def titles_held(
    passport: Passport, held: Mapping[str, Held], certified: Mapping[str, tuple[str, int | None]], as_of: date
) -> tuple[TitleHeld, ...]:
    """Every title that a passport says is held; `certified`: title and level of certifications, by code.

    A training shows a title once it is over. An issuer who vouches for a training vouches that it was followed, not
    that its title was obtained: that stays declared, as what a description mentions does.
    """
    found = [_qualification(one) for one in passport.qualifications]
    found += [
        _of(one.id, ShownBy.TRAINING, one.title) for one in passport.trainings if one.end and one.end.first <= as_of
    ]
    found += _obtained(passport, held, certified)
    found += _mentioned([*passport.experiences, *passport.trainings])
    found += [
        replace(_of(one.id, ShownBy.EXPERIENCE, one.title, guaranteed=one.guaranteed), diploma=None)
        for one in passport.experiences
        if _TITLED.search(fold(one.title))
    ]
    places = {one.record: one.country or UNKNOWN for one in from_abroad(passport) if one.kind != "experience"}
    return tuple(replace(one, country=places.get(one.record)) for one in found)


def titled(code: str, title: str, level: int | None) -> TitleHeld:
    """The title that a certification would be, once obtained."""
    return TitleHeld(
        record=code,
        by=ShownBy.CERTIFICATION,
        words=title,
        tokens=tokens(title),
        guaranteed=True,
        diploma=diploma(title, level),
        code=code,
    )


def from_titles(titles: Sequence[TitleHeld], index: TitleIndex, as_of: date) -> Iterator[Evidence]:
    """Titles of ROME that those held are: as sure as anything can be, guaranteed where the record is.

    A diploma from abroad is none of them before it is recognised.
    """
    for held in titles:
        if held.valid(as_of):
            for item in index.of(held.tokens, None if held.country not in {None, "FR"} else held.diploma):
                yield Evidence(
                    item=item,
                    record=held.record,
                    rule=Rule.TITLE,
                    source=Source(words=held.words, code=held.code),
                    probability=W["ceiling"],
                    guaranteed=held.guaranteed,
                )


def _of(record: str, by: ShownBy, words: str, *, guaranteed: bool = False) -> TitleHeld:
    """A title in words; one without the word of a level says too little, unless a qualification says it."""
    read = diploma(words)
    return TitleHeld(
        record=record,
        by=by,
        words=words,
        tokens=tokens(words),
        guaranteed=guaranteed,
        diploma=read if read.word or by is ShownBy.QUALIFICATION else None,
    )


def _qualification(one: Qualification) -> TitleHeld:
    held = _of(one.id, ShownBy.QUALIFICATION, one.title, guaranteed=one.guaranteed)
    spoken = _SPOKEN.get(one.kind) if one.kind and not held.tokens else None
    read = tokens(spoken.format(one.title)) if spoken else held.tokens
    return replace(held, tokens=read, until=one.until.last if one.until else None)


def _obtained(
    passport: Passport, held: Mapping[str, Held], certified: Mapping[str, tuple[str, int | None]]
) -> Iterator[TitleHeld]:
    """Certifications held, what follows from others by law among them; by the catalogue's title, and the record's.

    One whose code the snapshot lacks says its title all the same. What is guaranteed is the code, and the title that
    the catalogue gives it: that of a record could name any other, which its issuer may not vouch for.
    """
    for code, one in held.items():
        if code in certified:
            yield _certification(one, *certified[code])
    for record in passport.certifications:
        own = held.get(str(record.code))
        if record.title and own:
            said = replace(own, record=record.id, guaranteed=False)
            yield _certification(said, record.title, certified.get(str(record.code), ("", None))[1])
        elif record.title:
            yield replace(
                _of(record.id, ShownBy.CERTIFICATION, record.title),
                diploma=diploma(record.title),
                code=str(record.code),
            )


def _certification(held: Held, title: str, level: int | None) -> TitleHeld:
    return replace(titled(held.code, title, level), record=held.record, guaranteed=held.guaranteed)


def _mentioned(records: Sequence[Experience | TrainingFollowed]) -> Iterator[TitleHeld]:
    for record in records:
        for words, found in mentioned(record.description):
            yield TitleHeld(record=record.id, by=ShownBy.MENTION, words=words, tokens=found, guaranteed=False)
