"""What it takes to exercise an occupation, and how much of it a passport shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from matching.french.diplomas import diploma, plain
from matching.french.qualifications import closed
from recommend.law.gates import Gate
from recommend.law.requirements import Requirement, RequirementKind, Shows
from recommend.profile.abroad import EUROPE, Abroad, Nature
from recommend.profile.profile import Profile
from recommend.profile.qualified import ShownBy, TitleHeld, titled
from recommend.profile.spouse import Collaborating
from recommend.world import World


class Shown(StrEnum):
    """How far a passport shows a requirement."""

    GUARANTEED = "guaranteed"
    DECLARED = "declared"
    EXPIRED = "expired"
    NOT_SHOWN = "not_shown"
    OUTSIDE = "outside"
    """No passport shows such a thing: a criminal record, a medical fitness."""


LACKING = frozenset({Shown.NOT_SHOWN, Shown.EXPIRED})
"""What does not show a requirement."""


class Recognition(StrEnum):
    """What to do about a record from abroad."""

    COMPARABILITY = "comparability"
    """Attestation de comparabilité of the ENIC-NARIC France centre."""
    HEALTH_AUTHORISATION = "health_authorisation"
    """Authorisation to exercise a health profession."""
    EUROPEAN = "european"
    """Recognition of European professional qualifications, by the authority of the trade."""
    LICENCE_EXCHANGE = "licence_exchange"
    """Exchange of a driving licence."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One requirement; `by`: the title that shows it, the surest one."""

    requirement: Requirement
    shown: Shown
    by: TitleHeld | None


@dataclass(frozen=True, slots=True)
class ToRecognise:
    """A record from abroad, and what its recognition asks for."""

    record: Abroad
    asks: tuple[Recognition, ...]


@dataclass(frozen=True, slots=True)
class Access:
    """Access to an occupation, for one person; `gate`: None where nothing is known to be asked for."""

    occupation: str
    text: str
    gate: Gate | None
    conditions: tuple[Condition, ...]
    recognition: tuple[ToRecognise, ...]
    spouse: tuple[Collaborating, ...] = ()
    """Jobs of collaborating spouse, whose status ends by law."""


def access(profile: Profile, code: str, world: World) -> Access:
    """What an occupation asks for, and how much of it a passport shows."""
    gate = world.gates.of(code)
    return Access(
        occupation=code,
        text=world.gates.text(code),
        gate=gate,
        conditions=conditions(profile, code, world),
        recognition=to_recognise(profile.abroad, health=bool(gate and gate.health)),
        spouse=profile.spouse,
    )


def conditions(profile: Profile, code: str, world: World) -> tuple[Condition, ...]:
    """Each requirement of an occupation, and the line of the passport that shows it."""
    gate = world.gates.of(code)
    return shown_by(gate.requirements, profile.titles, profile.as_of) if gate else ()


def is_shut(profile: Profile, code: str, world: World) -> bool:
    """Whether an occupation asks everybody for a title that the passport does not show, or ROME alone flags it."""
    return _lacks(world.gates.of(code), _Reader(profile.titles, profile.as_of)) is not None


def shut_of(profile: Profile, world: World) -> frozenset[str]:
    """Every occupation that is shut to a person."""
    return frozenset(lacking(profile, world))


def lacking(profile: Profile, world: World) -> dict[str, tuple[Requirement, ...]]:
    """What each occupation that is shut to a person asks of everybody and the passport does not show, by occupation.

    Nothing where ROME alone flags it.
    """
    is_shown = _Reader(profile.titles, profile.as_of)
    found = ((code, _lacks(world.gates.of(code), is_shown)) for code in world.gates.shutting)
    return {code: lacks for code, lacks in found if lacks is not None}


def opened_by(certification: str, profile: Profile, code: str, world: World) -> bool:
    """Whether an occupation would be shut no more to who held a certification too."""
    one = world.catalogue.certifications[certification]
    titles = (*profile.titles, titled(certification, one.title or "", one.level))
    return _lacks(world.gates.of(code), _Reader(titles, profile.as_of)) is None


def given_by(certification: str, profile: Profile, code: str, world: World) -> tuple[Requirement, ...]:
    """What the gate of an occupation asks for that a certification alone shows."""
    gate, one = world.gates.of(code), world.catalogue.certifications[certification]
    reader = _Reader((titled(certification, one.title or "", one.level),), profile.as_of)
    return tuple(asked for asked in gate.requirements if asked.shuts and reader(asked)) if gate else ()


class _Reader:
    """Whether titles show a requirement, each asked once: the gates of forty doctors ask for the same."""

    def __init__(self, titles: Sequence[TitleHeld], day: date) -> None:
        self._titles, self._day, self._found = titles, day, dict[int, bool]()

    def __call__(self, one: Requirement) -> bool:
        if id(one) not in self._found:
            shown = _condition(one, self._titles, self._day).shown
            self._found[id(one)] = shown not in LACKING
        return self._found[id(one)]


def _lacks(gate: Gate | None, is_shown: _Reader) -> tuple[Requirement, ...] | None:
    """What a gate lacks that shuts it; None: it is open."""
    if gate is None:
        return None
    missing = tuple(one for one in gate.requirements if one.bars and not is_shown(one))
    return missing if missing or (gate.regulated and not gate.requirements) else None


def shown_by(requirements: Iterable[Requirement], titles: Sequence[TitleHeld], day: date) -> tuple[Condition, ...]:
    """Each requirement with the surest title that shows it."""
    return tuple(_condition(one, titles, day) for one in requirements)


def to_recognise(records: Iterable[Abroad], *, health: bool) -> tuple[ToRecognise, ...]:
    """What recognition asks for, record by record; a job, a European licence, a test of language ask for nothing."""
    asked = ((one, _asks(one, health)) for one in records if one.kind != "experience")
    return tuple(ToRecognise(one, asks) for one, asks in asked if asks)


def _condition(requirement: Requirement, titles: Sequence[TitleHeld], day: date) -> Condition:
    if not requirement.shows and (requirement.on_request or requirement.kind in _OF_NO_PASSPORT):
        return Condition(requirement, Shown.OUTSIDE, None)
    found = [
        (_state(one, day), one) for one in titles if _gives(requirement.kind, one) and _shows(requirement.shows, one)
    ]
    if not found:
        return Condition(requirement, Shown.NOT_SHOWN, None)
    state, best = min(found, key=lambda pair: list(Shown).index(pair[0]))
    return Condition(requirement, state, best)


def _gives(kind: RequirementKind, held: TitleHeld) -> bool:
    """Whether a line of this kind may be such a thing: what an authority gives a person, no training or diploma is."""
    if kind in _OF_AN_AUTHORITY:
        return held.by not in {ShownBy.TRAINING, ShownBy.CERTIFICATION}
    return kind is not RequirementKind.COMPETITION or held.by is not ShownBy.TRAINING


def _state(held: TitleHeld, day: date) -> Shown:
    if not held.valid(day):
        return Shown.EXPIRED
    return Shown.GUARANTEED if held.guaranteed else Shown.DECLARED


def _shows(asked: Shows, held: TitleHeld) -> bool:
    if asked.tokens & closed(held.tokens):
        return not _from_abroad(held) or held.country in EUROPE
    if held.by is ShownBy.MENTION or _from_abroad(held):
        return False
    words = plain(held.words)
    if _ASPIRES.match(words):
        return False
    return any(_pattern(one).search(words) for one in asked.titles) and _high_enough(asked.level, held)


def _from_abroad(held: TitleHeld) -> bool:
    """A foreign diploma shows nothing by itself: recognition first."""
    return held.country not in {None, "FR"}


def _high_enough(level: int, held: TitleHeld) -> bool:
    """Whether a title is a diploma of that level: by its word or its register; a word without level is one at least."""
    if not level:
        return True
    read = held.diploma or diploma(held.words)
    return read.level >= level if read.level else read.word in {"tp", "cqp", "mc", "btm", "bm", "cs", "bpa"}


def _asks(record: Abroad, health: bool) -> tuple[Recognition, ...]:
    """Nothing of a licence of the European Union, which is worth the French one (code de la route, R222-1)."""
    if record.nature is not Nature.TITLE:
        return (Recognition.LICENCE_EXCHANGE,) if record.is_exchanged else ()
    first = (Recognition.HEALTH_AUTHORISATION,) if health else ()
    europe = (Recognition.EUROPEAN,) if record.european and not health else ()
    return (*first, *europe, Recognition.COMPARABILITY)


_OF_NO_PASSPORT = frozenset({RequirementKind.CLEARANCE, RequirementKind.MEDICAL})
_OF_AN_AUTHORITY = frozenset({RequirementKind.CARD, RequirementKind.REGISTRATION})
_ASPIRES = re.compile(
    r"(?:classe )?prepa(?:ratoire|ration)?s?\b|candidat|(?:demande|dossier|projet|inscription formation|admissible)\b"
)
"""Words, first of a title, of who does not hold it yet."""


@lru_cache(maxsize=4096)
def _pattern(text: str) -> re.Pattern[str]:
    """A word of a title begins where the pattern does; « bac pro » is however people write it."""
    text = text.replace("bac pro", r"bac(?:calaureat)? pro\w*")
    return re.compile(text if text.startswith("\\b") else rf"\b{text}")
