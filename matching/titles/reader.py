"""Titles as people write them → occupations: the whole first, then its parts, then what the record says around.

A sigle or an everyday name, or an appellation to the letter, settles a title, once what is about the contract, the
place or the employer is set aside. Failing that, a part that is one counts (before « chez », « à », a comma…), the
rest being context that may specialise it; failing that, nearness to the appellations. Below certainty the description
decides.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from matching.french.everyday_titles import EverydayName, by_form
from matching.french.gender import neutral
from matching.french.statements import statements
from matching.index.titles import Likeness, TitleIndex, TitleMatch
from matching.titles.aside import About, Aside, Kept, is_absence, left_of, set_aside, tidy
from matching.titles.kin import Kin, Square
from matching.titles.reading import LOOKED_AT, NOTHING_ELSE, SURE, TitleContext, TitleReading
from referentials.codes import RomeCode
from referentials.text import fold, visible

Chances = dict[str, float]
"""ROME code → probability."""
Described = Callable[[str, Sequence[str]], list[tuple[RomeCode, float]]]
"""Title, sentences → occupations with probabilities of sum 1."""

RANKED = 25
"""Occupations asked of the ranker."""
MISSPELT, MISSPELT_SCORE, MISSPELT_LENGTH = 0.92, 87, 6
"""Factor on a name read through a typing error; how alike it must be, of 100; letters it must have."""
SLIP = 4
"""Letters of a word that may be misspelt, at least."""
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
VAGUE = frozenset(
    {
        "agent",
        "employe",
        "operateur",
        "assistant",
        "responsable",
        "benevole",
        "stagiaire",
        "interimaire",
        "ouvrier",
        "technicien",
        "apprenti",
        "alternant",
        "volontaire",
        "saisonnier",
        "reserviste",
        "aide",
        "chef",
        "manager",
        "encadrant",
        "adherent",
        "membre",
        "emploi",
        "job",
        "travail",
        "poste",
        "salarie",
        "vacataire",
        "polyvalent",
        "qualifie",
        "specialise",
        "stage",
        "equipe",
        "equipier",
        "adjoint",
        "charge",
        "collaborateur",
        "auxiliaire",
        "service",
        "civique",
        "mission",
        "missions",
        "divers",
        "extra",
        "remplacant",
        "intervenant",
        "association",
        "engage",
        "cdd",
        "cdi",
        "interim",
        "alternance",
        "benevolat",
        "asso",
        "referent",
        "superviseur",
        "coordinateur",
        "cadre",
        "etudiant",
        "petit",
        "boulot",
        "ete",
        "experience",
        "reserve",
        "activite",
        "professionnel",
        "d'",
        "l'",
        "sanitaire",
        "citoyen",
        "operationnel",
    }
)
"""Words that tell a rank or a contract and no occupation; a title of these alone says nothing, masculine, folded."""
_SEVERAL = re.compile(r"\s*[/,;+&|]\s*|\s+(?:et|puis|ou)\s+|\s+[-–—]\s+")
_IAM = re.compile(r"^\W*(?:je suis|j['’]étais|j['’]ai été|comme|en tant que?)\s+", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_RANK = re.compile(
    r"^(?P<trade>[^\W\d_][\w' ’-]*?)\s*[-–,/]?\s+"
    r"(?P<rank>(?:chef|cheffe|responsable)(?:\(fe\))?\s+d['’ ]\s?[ée]quipe)\b",
    re.IGNORECASE,
)
"""A trade, then a rank that appellations write before it."""
_LEAD = re.compile(r"^[(\[,;:@–-]+|^(?:l|d)['’]")
_STRONG = frozenset({"chez", "a", "au", "aux", "sur", "au sein", "@", "(", "-", "–", ",", ":"})
"""What tells where, after an occupation."""
_COMPLEMENT = frozenset({"de", "du", "des", "en"})
"""What tells which, after an occupation."""
HEADLESS = 0.6
"""Factor of nearness to an appellation whose first word, which tells the trade, is not in the title."""
SIGLE = 4
"""Letters of a sigle, at most."""
STEM = 7
"""Letters by which a word is known, whatever its ending."""
UNKNOWN = 9.5
"""Rarity of a word that no appellation has."""
_SMALL = frozenset(
    [
        "de",
        "d'",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l'",
        "un",
        "une",
        "en",
        "a",
        "au",
        "aux",
        "et",
        "ou",
        "pour",
        "par",
        "sur",
        "dans",
        "avec",
        "chez",
        "sans",
        "son",
        "sa",
        "ses",
        "mon",
        "ma",
        "mes",
    ]
)


@dataclass(frozen=True, slots=True)
class Sure:
    """What a text tells by itself: occupations with their probabilities, how, and the words that tell it."""

    chances: Chances
    likeness: Likeness
    said: str

    @property
    def best(self) -> str:
        """The likeliest."""
        return max(self.chances, key=lambda code: (self.chances[code], code))


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a title that is an occupation, and how far what follows leaves it so, 0 to 1."""

    sure: Sure
    weight: float


class TitleReader:
    """Reads titles with the appellations of a snapshot and the table of everyday names."""

    def __init__(self, index: TitleIndex, described: Described, nearness: Callable[[], Square]) -> None:
        self._index, self._described, self._kin = index, described, Kin(index, nearness)
        known = frozenset(index.codes)
        plain = by_form(lambda name: singular(neutral(name, index.pairs)), known)
        self._names = {**by_form(lambda name: singular(index.neutral(name)), known), **plain}
        exact = (label for label in index.labels if len(label.split()) <= 3)
        self._spellings = sorted({form for form in (*self._names, *exact) if len(form) >= MISSPELT_LENGTH})
        self._stems = {word[:STEM] for word in index.rarity}
        self._ranked: dict[str, list[TitleMatch]] = {}

    def read(self, title: str, context: TitleContext = NOTHING_ELSE, *, complete: bool = False) -> TitleReading:
        """Occupations that a title names; `complete`: with those that are merely near, even where it is sure."""
        said = visible(title).strip()
        local = self._index.local(said)
        if local:
            return TitleReading((tuple(self._index.match(said, RANKED)),))
        if is_absence(said):
            return TitleReading((), (Aside(About.ABSENCE, said),))
        around = context.folded(said)
        kept, bare = set_aside(said), set_aside(said, names=True)
        sure = self._whole(said, kept, bare, around)
        if sure:
            parts = [self._matches(sure, self._near(bare.text) if complete else [])]
        else:
            parts = self._several(kept, around, complete=complete) or [self._one(bare, around)]
        settled = [self._settled(part, bare.text, context) for part in parts] if len(parts) == 1 else parts
        if complete:
            settled = [self._kin.widened(part, bare.text) for part in settled]
        aside = bare.aside if not sure or tidy(sure.said) != tidy(said) else ()
        return TitleReading(tuple(tuple(part) for part in settled if part), tuple(aside))

    def _whole(self, said: str, kept: Kept, bare: Kept, around: str) -> Sure | None:
        """The title, or what is left of it, where that is an occupation by itself."""
        for text in dict.fromkeys([said, kept.text, _plain(kept.text), _rank_first(kept.text)]):
            if sure := self._sure(text, around):
                return sure
        if named := self._beginning(kept.text, around):
            return named
        for text in dict.fromkeys([bare.text, _plain(bare.text)]):
            if sure := self._sure(text, around):
                return sure
        return None

    def _beginning(self, text: str, around: str) -> Sure | None:
        """A name of two words or more that has its employer in it (« livreur Uber »), before more of the kind."""
        tokens = re.split(r"[\s/,]+", text)
        for cut in range(len(tokens) - 1, 1, -1):
            start = " ".join(tokens[:cut])
            name = self._name(start)
            if name and not left_of(" ".join(tokens[cut:])):
                return Sure(dict(name.read(around)), Likeness.EVERYDAY, start)
        return None

    def _sure(self, text: str, around: str) -> Sure | None:
        """An appellation to the letter, or a sigle or everyday name; what is around may decide against the first."""
        name = self._name(text)
        joins = _SEVERAL.search(text) and len(self._pieces(text)) > 1
        exact = [] if joins else self._index.exactly(text)
        if name and (len(exact) != 1 or name.decided(around)):
            return Sure(dict(name.read(around)), Likeness.EVERYDAY, text)
        return Sure(dict(exact), Likeness.EXACT, text) if exact else None

    def _name(self, text: str) -> EverydayName | None:
        plain = self._names.get(singular(neutral(text, self._index.pairs)))
        return plain or self._names.get(singular(self._index.neutral(text)))

    def _misspelt(self, text: str, around: str) -> Sure | None:
        """An everyday name, but for a letter or two."""
        form = neutral(text, self._index.pairs)
        found = process.extractOne(form, self._spellings, scorer=fuzz.ratio, score_cutoff=MISSPELT_SCORE)
        if len(form) < MISSPELT_LENGTH or not found or found[0][:1] != form[:1]:
            return None
        if any(word in self._index.rarity and word not in found[0].split() for word in form.split()):
            return None
        if not _is_slip(form, found[0]):
            return None
        name = self._names.get(found[0])
        read = name.read(around) if name else self._index.exactly(found[0])
        return Sure({code: chance * MISSPELT for code, chance in read}, Likeness.EVERYDAY, text)

    def _several(self, kept: Kept, around: str, *, complete: bool) -> list[list[TitleMatch]]:
        """Occupations that a title joins, where two at least are read for sure; none otherwise."""
        pieces = [self._piece(piece, around) for piece in self._pieces(kept.text)]
        found = {sure.best: sure for sure in reversed(pieces) if sure}
        distinct = list(reversed(found.values()))
        if len(distinct) < 2:
            return []
        return [self._matches(sure, self._near(sure.said) if complete else []) for sure in distinct]

    def _pieces(self, text: str) -> list[str]:
        """What separators join, without what another piece says at greater length (« vendeur / vendeuse en … »)."""
        pieces = [piece for piece in (tidy(one) for one in _SEVERAL.split(_plain(text))) if piece]
        said = [set(self._index.neutral(piece).split()) for piece in pieces]
        return [
            piece
            for at, piece in enumerate(pieces)
            if not any(said[at] < other or (said[at] == other and before < at) for before, other in enumerate(said))
        ]

    def _piece(self, text: str, around: str) -> Sure | None:
        bare = set_aside(text, names=True).text
        sure = self._sure(text, around) or self._sure(bare, around)
        if sure:
            return sure
        head = self._head(bare, around)
        return head.sure if head and head.weight >= SURE else None

    def _one(self, bare: Kept, around: str) -> list[TitleMatch]:
        """One occupation, by a part of the title and by nearness."""
        text = _plain(bare.text) or bare.text
        near = self._near(_rank_first(text))
        misspelt = self._misspelt(text, around)
        if misspelt:
            return self._matches(misspelt, near)
        head = self._head(text, around)
        if head is None:
            first = [sure for piece in self._pieces(text) if (sure := self._piece(piece, around))]
            head = Head(first[0], 0.8) if first else None
        return self._blended(head, near, text) if head else near

    def _head(self, text: str, around: str) -> Head | None:
        """The longest beginning of a text that is an occupation, with its weight against nearness of the whole."""
        tokens = text.split()
        for cut in range(len(tokens) - 1, 0, -1):
            start, rest = tidy(" ".join(tokens[:cut])), tokens[cut:]
            if fold(tokens[cut - 1]) in _SMALL:
                continue
            sure = self._sure(start, around)
            if sure:
                sure = replace(sure, said=start)
                return Head(sure, self._weight(sure, tokens[cut - 1], rest))
        return None

    def _weight(self, sure: Sure, last: str, rest: Sequence[str]) -> float:
        """How far what follows leaves an occupation what it is: a name nobody knows, a place, a complement."""
        words = neutral(" ".join(rest), self._index.pairs).split()
        known = [word for word in words if word not in _SMALL and len(word) > 2 and word[:STEM] in self._stems]
        link = fold(rest[0])
        broad = self._index.starts[self._index.neutral(sure.said)] > 8
        complement = link in _COMPLEMENT or link.startswith(("d'", "d’"))
        unsettled = max(sure.chances.values()) < SURE
        if known and (unsettled or self._is_vague(sure.said)):
            return 0.15
        if last.endswith((",", ":", ";")):
            return 0.9
        if not (known or complement):
            qualified = self._is_vague(sure.said) or (broad and _has_sigle(sure.said, rest))
            return 0.6 if qualified else 0.9
        if link == "chez" or link in _STRONG or link[:1] in "(-–@":
            return 0.6 if broad else 0.85
        if complement:
            return 0.3 if broad else 0.5 if known else 0.75
        return 0.3 if broad else 0.4

    def _near(self, text: str) -> list[TitleMatch]:
        """What the ranker says, tempered where words of the title are left unsaid."""
        if text not in self._ranked:
            if len(self._ranked) > 5000:
                self._ranked.clear()
            self._ranked[text] = self._tempered(text, self._index.match(text, RANKED))
        return self._ranked[text]

    def _tempered(self, text: str, found: Sequence[TitleMatch]) -> list[TitleMatch]:
        query = self._index.neutral(text)
        return [
            one
            if one.likeness is Likeness.EXACT
            else replace(one, probability=round(one.probability * self._trust(query, one), 6))
            for one in found
        ]

    def _trust(self, query: str, match: TitleMatch) -> float:
        """Factor of nearness: the share of the title's words, by rarity, that an appellation says, and its head."""
        label = self._index.neutral(match.label)
        headless = not _has(query.split(), label.split()[0]) if label else True
        return (0.5 + 0.5 * self._said(query, label)) * (HEADLESS if headless else 1.0)

    def _said(self, text: str, by: str) -> float:
        """Share of the words of a text, by rarity, that another says, but for an ending or a letter."""
        words, own = [word for word in text.split() if word not in _SMALL], by.split()
        weights = [self._index.rarity.get(word, UNKNOWN) for word in words]
        said = sum(weight for word, weight in zip(words, weights, strict=True) if _has(own, word))
        return said / sum(weights) if words else 0.0

    def _matches(self, sure: Sure, near: Sequence[TitleMatch]) -> list[TitleMatch]:
        """What is sure, then what is merely near, which shares the rest."""
        left = max(1.0 - sum(sure.chances.values()), 0.0)
        found = [
            self._index.named(code, chance, said=sure.said, likeness=sure.likeness)
            for code, chance in sorted(sure.chances.items(), key=lambda one: (-one[1], one[0]))
        ]
        others = [
            replace(one, probability=round(one.probability * left, 6))
            for one in near
            if str(one.occupation) not in sure.chances
        ]
        return [*found, *others]

    def _blended(self, head: Head, near: Sequence[TitleMatch], text: str) -> list[TitleMatch]:
        """A head and nearness of the whole, each by its weight."""
        weight = head.weight
        if (
            near
            and near[0].probability >= 0.75
            and self._said(self._index.neutral(text), self._index.neutral(near[0].label)) > 0.95
        ):
            weight = min(weight, 0.3)
        chances = {code: weight * chance for code, chance in head.sure.chances.items()}
        by_code = {str(one.occupation): one for one in near}
        for code, one in by_code.items():
            chances[code] = chances.get(code, 0.0) + (1.0 - weight) * one.probability
        order = sorted(chances, key=lambda code: (-chances[code], code))
        return [self._blend(code, chances[code], head, by_code) for code in order]

    def _blend(self, code: str, chance: float, head: Head, near: dict[str, TitleMatch]) -> TitleMatch:
        if code in head.sure.chances:
            likeness = Likeness.EVERYDAY if head.sure.likeness is Likeness.EVERYDAY else Likeness.PART
            return self._index.named(code, chance, said=head.sure.said, likeness=likeness)
        return replace(near[code], probability=round(chance, 6))

    def _is_vague(self, text: str) -> bool:
        """Whether a title says nothing of the occupation: « agent », « stagiaire », « bénévole »."""
        return not set(neutral(text, self._index.pairs).split()) - VAGUE - _SMALL

    def _settled(self, part: list[TitleMatch], text: str, context: TitleContext) -> list[TitleMatch]:
        """A title and what the description speaks of, together: it may tell another occupation, or doubt this one."""
        if not context.description.strip():
            return part
        if part and part[0].probability >= SURE and part[0].likeness is not Likeness.NEAR:
            odds = self._odds("", context, vague=False)
            if not self._is_decided(part[0], context) and _speaks_against(part[0], odds):
                return self._weighed(_as_named(part), part[0].label, context, doubted=True)
            return self._with_others(part, odds)
        vague = self._is_vague(text) and not any(one.likeness is Likeness.EVERYDAY for one in part)
        if vague:
            return self._weighed([], text, context, doubted=True)
        read_with = text if not part or part[0].likeness is Likeness.NEAR else ""
        return self._weighed(part, read_with, context, doubted=_is_near(part))

    def _is_decided(self, match: TitleMatch, context: TitleContext) -> bool:
        """Whether words of the record already decide for this occupation between the readings of a name."""
        name = self._name(match.said)
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
            taken = min(heard * best, AGREED) if _is_agreed(_likeliest(chances, 1), by_code, odds) else 0.0
            by_code = _taken(by_code, _likeliest(chances, 1), taken)
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
        pieces = [piece for line in lines for piece in self._pieces(line)]
        found = [sure for piece in pieces[:MENTIONS] if (sure := self._sure(_IAM.sub("", piece), ""))]
        told: Chances = {}
        for sure in found:
            for code, chance in sure.chances.items():
                told[code] = told.get(code, 0.0) + chance / len(found)
        return told


def singular(form: str) -> str:
    """A canonical form whatever the number of its words.

    >>> singular("animateur centre de loisirs")
    'animateur centre de loisir'
    """
    return " ".join(word[:-1] if len(word) > 4 and word[-1] in "sx" else word for word in form.split())


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


def _as_named(part: Sequence[TitleMatch]) -> list[TitleMatch]:
    """The same, the first with the probability that its title gives it by itself."""
    return [replace(part[0], taken=part[0].probability), *part[1:]]


def _taken(found: Mapping[str, TitleMatch], best: Sequence[str], taken: float) -> dict[str, TitleMatch]:
    """The same, of the best how far it is taken for right."""
    return {
        code: replace(one, taken=max(taken, one.taken or 0.0)) if taken and code in best else one
        for code, one in found.items()
    }


def _is_agreed(best: Sequence[str], by_title: Mapping[str, TitleMatch], odds: Chances) -> bool:
    """Whether a title and a description, neither sure by itself, tell one occupation, or its family, together."""
    if not best or best[0] not in by_title:
        return False
    heard = sum(chance for code, chance in odds.items() if code[:3] == best[0][:3])
    return by_title[best[0]].probability >= NAMED and heard >= HEARD


def _is_near(part: Sequence[TitleMatch]) -> bool:
    """Whether a title is but near an appellation, and not enough by itself."""
    return not part or (part[0].likeness is Likeness.NEAR and part[0].probability < SURE)


def _likeliest(chances: Chances, n: int) -> list[str]:
    return sorted(chances, key=lambda code: (-chances[code], code))[:n]


def _sentences(context: TitleContext) -> list[str]:
    """What a description says, its first lines as they are where none is a doing."""
    said = [statement.text for statement in statements(context.description)[:SENTENCES]]
    return said or [context.description.strip()[:400]]


def _rank_first(text: str) -> str:
    """With the rank that follows a trade before it, as the appellations have it.

    >>> _rank_first("Maçon chef d'équipe")
    "chef d'équipe Maçon"
    """
    found = _RANK.search(text)
    if not found:
        return text
    rank = re.sub(r"\bd['’ ]\s?", "d'", found["rank"])
    return tidy(f"{rank} {found['trade']} {text[found.end() :]}")


def _is_slip(form: str, meant: str) -> bool:
    """Whether a form is another but for letters within words; another short word is no slip, nor one word more.

    >>> _is_slip("couvreu zingueur", "couvreur zingueur"), _is_slip("aidesoignant", "aide soignant")
    (True, True)
    >>> _is_slip("gerant de sarl", "gerant de bar"), _is_slip("preparateur vo", "preparateur")
    (False, False)
    """
    if form.replace(" ", "") == meant.replace(" ", ""):
        return True
    pairs = list(zip(form.split(), meant.split(), strict=False))
    if len(form.split()) != len(meant.split()):
        return False
    return all(
        one == other or (min(len(one), len(other)) >= SLIP and fuzz.ratio(one, other) >= 75) for one, other in pairs
    )


def _has_sigle(before: str, rest: Sequence[str]) -> bool:
    """Whether what follows an occupation has a sigle, that tells its specialty as often as its employer.

    >>> _has_sigle("architecte", ["BIM"]), _has_sigle("fromager", ["Lactalis"]), _has_sigle("VENDEUSE", ["ZARA"])
    (True, False, False)
    """
    return not before.isupper() and any(len(one) <= SIGLE and one.isalpha() and one.isupper() for one in rest)


def _plain(text: str) -> str:
    """Without what is between brackets."""
    kept = tidy(_PARENTHESIS.sub(" ", text))
    return kept if re.search(r"[^\W\d_]{2}", kept) else text


def _has(words: Sequence[str], word: str) -> bool:
    """Whether a word is among these, but for an ending or a letter."""
    return any(
        own == word or (min(len(own), len(word)) > 4 and (own[:5] == word[:5] or fuzz.ratio(own, word) >= 84))
        for own in words
    )
