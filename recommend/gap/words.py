"""Targets told in words: the occupation or the certification that they name, when one reading is clear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matching.diplomas.index import Likely, words_of
from matching.diplomas.title import DiplomaTitle, fiche_kind, fiche_parts, read_title
from matching.index.search import Found
from matching.index.titles import Likeness, TitleMatch
from matching.weights import EXACT
from recommend.errors import NamedTarget, SeveralTargetsError, UnknownTargetError
from recommend.gap.target import TargetCode, parse_target, read_target
from recommend.profile.diplomas import is_sure, read_fiches
from recommend.weights import W
from recommend.world import World
from referentials.codes import RomeCode, parse_certification, parse_certification_or_bloc
from referentials.errors import CodeError
from referentials.text import fold, words

SHOWN = 5
"""Readings that are listed to choose from."""
DOUBTFUL = 0.5
"""Probability told of a reading that is one among several."""
_LOOKED_AT = 400
"""Fiches looked at for one diploma."""
_CODE = re.compile(r"[A-Za-z]{0,4}\s*\d[\dA-Za-z]*")
"""What may be a code, well written or not: some letters at most, then figures."""
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Understood:
    """A target, and the words it was read from; none where its code was given."""

    code: TargetCode
    words: str = ""


def understand(text: str, day: date, world: World) -> Understood:
    """Read a target told by its code or in words.

    Raises as `read_target` does for a code; SeveralTargetsError, UnknownTargetError for words.
    """
    if not in_words(text):
        return Understood(read_target(text, world.catalogue))
    said = " ".join(text.split())
    title = read_title(said)
    if title.kind is None:
        return Understood(_occupation_or_certification(said, world), said)
    read = _certifications(title, day, world)
    return Understood(parse_certification(_only(said, read, _titled(said, world)).code), said)


def understand_occupation(text: str, world: World) -> Understood:
    """The same, where only an occupation will do. Raises CodeError for another code."""
    if not in_words(text):
        return Understood(RomeCode.parse(text))
    said = " ".join(text.split())
    return Understood(RomeCode.parse(_only(said, _occupations(said, world), _nearest(said, world)).code), said)


def understand_certification(text: str, day: date, world: World) -> Understood:
    """The same, where only a certification or a bloc will do; words tell a certification. Raises CodeError."""
    if not in_words(text):
        return Understood(parse_certification_or_bloc(text))
    said = " ".join(text.split())
    title, titled = read_title(said), _titled(said, world)
    read = _certifications(title, day, world) if title.kind else titled
    return Understood(parse_certification(_only(said, read, titled).code), said)


def in_words(text: str) -> bool:
    """Whether a target is told in words, not by a code.

    >>> in_words("conducteur de bus"), in_words("RNCP 37099"), in_words("D11067"), in_words("BUT GEA")
    (True, False, False, True)
    """
    return bool(_WORD.search(text)) and _CODE.fullmatch(text.strip()) is None and not _is_code(text)


def _is_code(text: str) -> bool:
    try:
        return bool(parse_target(text))
    except CodeError:
        return False


def _occupation_or_certification(said: str, world: World) -> TargetCode:
    """The occupation that words name clearly; failing it, the certification that has that title."""
    occupations = _occupations(said, world)
    if _is_clear(occupations):
        return RomeCode.parse(occupations[0].code)
    titled = _titled(said, world)
    exact = [one for one in titled if one.probability >= W["target.clear"]]
    others = occupations or [*_searched(said, world), *(one for one in titled if one not in exact)]
    one = _only(said, [*exact, *others], _nearest(said, world))
    return RomeCode.parse(one.code) if one.kind == "occupation" else parse_certification(one.code)


def _only(said: str, read: Sequence[NamedTarget], near: Sequence[NamedTarget]) -> NamedTarget:
    """The clear reading. Raises where there are several, and where there is none or a doubtful one: `near` is told."""
    if _is_clear(read):
        return read[0]
    if len(read) > 1:
        raise SeveralTargetsError(said, list(read[:SHOWN]))
    raise UnknownTargetError(said, list({one.code: one for one in (*read, *near)}.values())[:SHOWN])


def _is_clear(read: Sequence[NamedTarget]) -> bool:
    """Whether the first is likely, and much more so than the second."""
    if not read or read[0].probability < W["target.clear"]:
        return False
    return len(read) == 1 or read[0].probability - read[1].probability >= W["target.margin"]


def _occupations(said: str, world: World) -> list[NamedTarget]:
    """Occupations that words may name: those likely enough, which have a word of theirs or are sure without one."""
    matches = world.matcher.titles(said, SHOWN)
    return [_occupation(one, world) for one in matches if _is_likely(one)]


def _is_likely(match: TitleMatch) -> bool:
    named = bool(match.common) or match.likeness is not Likeness.NEAR or match.probability >= W["target.clear"]
    return named and match.probability >= W["target.shown"]


def _occupation(match: TitleMatch, world: World) -> NamedTarget:
    code = str(match.occupation)
    return NamedTarget(code, "occupation", world.catalogue.occupations[code].label, match.probability)


def _nearest(said: str, world: World) -> list[NamedTarget]:
    return [_occupation(one, world) for one in world.matcher.titles(said, 3)]


def _certifications(title: DiplomaTitle, day: date, world: World) -> list[NamedTarget]:
    """Certifications that the title of a diploma may name: one where it surely is; those that go on first."""
    likely = world.diplomas.likely(title, _LOOKED_AT)
    read = read_fiches(title, likely, day)
    if is_sure(title, likely) and len(read) > 1:
        read = [_even(one) for one in read]
    return [_named(one) for one in sorted(read, key=lambda one: (-one.confidence, one.fiche.active is not True))]


def _even(one: Likely) -> Likely:
    """An option among others is as likely as they are."""
    return Likely(one.fiche, min(one.confidence, DOUBTFUL))


def _named(one: Likely) -> NamedTarget:
    return NamedTarget(one.fiche.code, "certification", one.fiche.title, one.confidence)


def _titled(said: str, world: World) -> list[NamedTarget]:
    """Certifications whose title has all the words, those that go on where some do; clear where it has no other."""
    hits = world.matcher.search(said, ("certification",), 4 * SHOWN)
    known = world.catalogue.certifications
    named = [hit for hit in hits if hit.by is Found.WORDS_BEGIN and known[hit.code].title]
    active = [hit for hit in named if known[hit.code].active] or named
    found = [_by_title(hit.code, hit.label, said) for hit in active[:SHOWN]]
    return sorted(found, key=lambda one: -one.probability)


def _by_title(code: str, title: str, said: str) -> NamedTarget:
    told = " ".join(fiche_parts(title, fiche_kind(title, None)))
    exact = set(words_of(told)) <= set(words_of(fold(said))) and len(words(told)) <= len(words(said))
    return NamedTarget(code, "certification", title, EXACT if exact else DOUBTFUL)


def _searched(said: str, world: World) -> list[NamedTarget]:
    """Occupations that have a word that begins so (« kiné »)."""
    hits = world.matcher.search(said, ("occupation", "appellation"), SHOWN)
    named = [hit for hit in hits if hit.by is Found.WORDS_BEGIN]
    codes = dict.fromkeys(hit.occupation[0] if hit.occupation else hit.code for hit in named)
    return [NamedTarget(code, "occupation", world.catalogue.occupations[code].label, DOUBTFUL) for code in codes]
