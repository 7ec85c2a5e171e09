"""A title and what the description of its record speaks of: it may tell another occupation, or doubt this one."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from matching.french.statements import statements
from matching.index.titles import Likeness, TitleIndex, TitleMatch
from matching.titles.names import Names
from matching.titles.near import RANKED
from matching.titles.reading import LOOKED_AT, SURE, Chances, TitleContext
from matching.titles.words import is_vague
from referentials.codes import RomeCode

Described = Callable[[str, Sequence[str]], list[tuple[RomeCode, float]]]
"""Title, sentences → occupations with probabilities of sum 1."""

SENTENCES = 12
"""Sentences of a description that are listened to for its occupation."""
TITLE_COUNTS, DESCRIPTION_COUNTS, UNNAMED, UNSPOKEN = 1.0, 0.85, 0.01, 0.01
"""Powers of the probabilities by the title and by the description, and what is added to each: fitted on the tuning half
of our everyday titles that have a description."""
TELLING = 0.5
"""Probability of its likeliest occupation from which a description counts in full; below, in proportion."""
DOUBTED, AGREED, AGAINST, AGAINST_EXACT, UNHEARD = 0.58, 0.85, 0.3, 0.5, 0.1
"""Probability that is told of what is doubted; at which what a title is near, and the description speaks of too, is
taken; that from which the description's own occupation speaks against an everyday name, against an appellation to the
letter; share of it below which the title's is not heard."""
NAMED, HEARD = 0.05, 0.2
"""Probabilities from which a title, and the sentences of a description, agree on an occupation or its family."""
OF_TITLE, OF_DESCRIPTION = 10, 5
"""Occupations that a title and a description put forward."""
MENTIONS = 12
"""Pieces of a description that are looked up."""
_IAM = re.compile(r"^\W*(?:je suis|j['’]étais|j['’]ai été|comme|en tant que?)\s+", re.IGNORECASE)


class Listener:
    """Hears what descriptions say, beside what titles are read as."""

    def __init__(self, index: TitleIndex, names: Names, described: Described) -> None:
        self._index, self._names, self._described = index, names, described

    def settled(self, part: list[TitleMatch], text: str, context: TitleContext) -> list[TitleMatch]:
        """A title and what the description speaks of, together: it may tell another occupation, or doubt this one."""
        if not context.description.strip():
            return part
        if part and part[0].probability >= SURE and part[0].likeness is not Likeness.NEAR:
            odds = self._odds("", context, vague=False)
            if not self._is_decided(part[0], context) and _speaks_against(part[0], odds):
                named = [_taken(part[0], part[0].probability), *part[1:]]
                return self._weighed(named, part[0].label, context, doubted=True)
            return self._with_others(part, odds)
        vague = is_vague(text, self._index.pairs) and not any(one.likeness is Likeness.EVERYDAY for one in part)
        if vague:
            return self._weighed([], text, context, doubted=True)
        read_with = text if not part or part[0].likeness is Likeness.NEAR else ""
        return self._weighed(part, read_with, context, doubted=_is_near(part))

    def _is_decided(self, match: TitleMatch, context: TitleContext) -> bool:
        """Whether words of the record already decide for this occupation between the readings of a name."""
        name = self._names.name(match.said)
        return name is not None and str(match.occupation) in name.decided(context.folded(match.said))

    def _with_others(self, part: list[TitleMatch], odds: Chances) -> list[TitleMatch]:
        """A sure reading, then what is left shared as the title and the description tell."""
        first, left = part[0], 1.0 - part[0].probability
        named = {str(one.occupation): one for one in part[1:]}
        total = sum(one.probability for one in named.values()) or 1.0
        chances = {code: left / 2 * one.probability / total for code, one in named.items()}
        for code in _likeliest(odds, OF_DESCRIPTION):
            chances[code] = chances.get(code, 0.0) + left / 2 * odds[code]
        others = [
            replace(named[code], probability=round(chance, 6))
            if code in named
            else self._index.named(code, chance, said=first.said, likeness=Likeness.DESCRIBED)
            for code, chance in chances.items()
            if code != str(first.occupation)
        ]
        return [first, *sorted(others, key=lambda one: (-one.probability, str(one.occupation)))]

    def _weighed(
        self, part: Sequence[TitleMatch], text: str, context: TitleContext, *, doubted: bool
    ) -> list[TitleMatch]:
        """The readings of a title and those of the description; below certainty where neither is enough."""
        by_code = {str(one.occupation): one for one in part}
        odds = self._odds(text if part else "", context, vague=not part)
        chances = _together({code: one.probability for code, one in by_code.items()}, odds)
        best = max(chances.values(), default=0.0)
        if doubted:
            heard = max(min(1.0, sum(one.probability for one in part)), max(odds.values(), default=0.0))
            for code in _likeliest(chances, 1):
                if code in by_code and _is_agreed(by_code[code], odds):
                    by_code[code] = _taken(by_code[code], min(heard * best, AGREED))
            most = min(heard, DOUBTED / best) if best else 0.0
            chances = {code: chance * most for code, chance in chances.items()}
        order = sorted(chances, key=lambda code: (-chances[code], code))
        return [
            replace(by_code[code], probability=round(chances[code], 6))
            if code in by_code
            else self._index.named(code, chances[code], said=text, likeness=Likeness.DESCRIBED)
            for code in order
        ]

    def _odds(self, text: str, context: TitleContext, *, vague: bool) -> Chances:
        """Occupations that a description speaks of, by meaning, and where the title is vague by their names in it."""
        odds = {str(code): chance for code, chance in self._described(text, _sentences(context))[:RANKED]}
        told = self._told(context) if vague else {}
        if not told:
            return odds
        return {code: 0.5 * odds.get(code, 0.0) + 0.5 * told.get(code, 0.0) for code in odds.keys() | told.keys()}

    def _told(self, context: TitleContext) -> Chances:
        """Occupations that the description names by itself, where the title names none: « cariste, CACES 3 »."""
        lines = re.split(r"[\n.;]+", context.description[:LOOKED_AT])
        pieces = [piece for line in lines for piece in self._names.pieces(line)]
        found = [sure for piece in pieces[:MENTIONS] if (sure := self._names.sure(_IAM.sub("", piece), ""))]
        told: Chances = {}
        for sure in found:
            for code, chance in sure.chances.items():
                told[code] = told.get(code, 0.0) + chance / len(found)
        return told


def _together(title: Chances, odds: Chances) -> Chances:
    """Probabilities of occupations by a title and by a description: a product of both, each to a power.

    Occupations that a title tells among others keep their place after those.
    """
    codes = sorted({*_likeliest(title, OF_TITLE), *_likeliest(odds, OF_DESCRIPTION)})
    power = DESCRIPTION_COUNTS * min(1.0, max(odds.values(), default=0.0) / TELLING)
    scores = {
        code: TITLE_COUNTS * math.log(title.get(code, 0.0) + UNNAMED) + power * math.log(odds.get(code, 0.0) + UNSPOKEN)
        for code in codes
    }
    total = math.log(sum(math.exp(score) for score in scores.values())) if scores else 0.0
    found = {code: math.exp(score - total) for code, score in scores.items()}
    least = min(found.values(), default=0.0)
    return found | {code: least * chance for code, chance in title.items() if code not in found}


def _speaks_against(match: TitleMatch, odds: Chances) -> bool:
    """Whether a description speaks of another occupation than the one that a name, or an appellation, stands for."""
    likely = _likeliest(odds, 1)
    said = str(match.occupation)
    least = AGAINST_EXACT if match.likeness is Likeness.EXACT else AGAINST
    if not likely or odds[likely[0]] < least:
        return False
    return likely[0][:1] != said[:1] and odds.get(said, 0.0) < UNHEARD * odds[likely[0]]


def _taken(match: TitleMatch, taken: float) -> TitleMatch:
    """The same, with how far it is taken for right at least."""
    return replace(match, taken=max(taken, match.taken or 0.0))


def _is_agreed(match: TitleMatch, odds: Chances) -> bool:
    """Whether a description, not sure by itself, tells the occupation that a title is near, or one of its family."""
    heard = sum(chance for code, chance in odds.items() if code[:3] == str(match.occupation)[:3])
    return match.probability >= NAMED and heard >= HEARD


def _is_near(part: Sequence[TitleMatch]) -> bool:
    """Whether a title is but near an appellation, and not enough by itself."""
    return not part or (part[0].likeness is Likeness.NEAR and part[0].probability < SURE)


def _likeliest(chances: Chances, n: int) -> list[str]:
    return sorted(chances, key=lambda code: (-chances[code], code))[:n]


def _sentences(context: TitleContext) -> list[str]:
    """What a description says, its first lines as they are where none is a doing."""
    said = [statement.text for statement in statements(context.description)[:SENTENCES]]
    return said or [context.description.strip()[:400]]
