"""Evidence: why the engine believes a competency; every answer can be walked back to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from recommend.weights import W
from referentials.catalogue import Item
from referentials.deadline import on_time


class Rule(StrEnum):
    """The rule that made an inference."""

    OCCUPATION = "occupation_exercised"
    KIND = "kind_of_experience"
    """What an activity asks for by its nature, whatever its title: a mandate, an apprentice trained."""
    STATEMENT = "statement_read"
    DOUBTFUL = "statement_to_confirm"
    """A sentence whose nearest reading is of the trade, too unsure to be relied upon: it is asked."""
    TRAINING = "training_followed"
    BLOC = "bloc_held"
    CERTIFICATION = "certification_held"
    CERTIFICATION_OCCUPATION = "certification_leads_to_occupation"
    EQUIVALENCE = "equivalent_bloc_held"
    CARRIED = "carried_over"
    """From another item that one has, near it."""
    NEAR_TRADE = "near_occupation"
    """From an occupation that one has, near the one aimed at."""
    TITLE = "title_held"
    """A diploma, a licence, a card: a line of the passport says that it is held; nothing else gives it."""


OF_DIPLOMAS = frozenset({Rule.BLOC, Rule.CERTIFICATION, Rule.CERTIFICATION_OCCUPATION, Rule.EQUIVALENCE})
"""Rules that rest on what is held alone, and on nothing done."""
SAID = frozenset({Rule.STATEMENT, Rule.DOUBTFUL, Rule.TRAINING})
"""Rules that read the holder's words; the others rest on what a record is."""


INFERRED = frozenset({Rule.CARRIED, Rule.NEAR_TRADE})
"""Rules that no record says: what is known from what is near it."""
ASSESSING = frozenset({Rule.BLOC, Rule.CERTIFICATION, Rule.EQUIVALENCE})
"""Rules of what a jury assessed."""


class Guarantee(StrEnum):
    """What an issuer vouches for of what a belief rests on, as the passport says it."""

    NONE = "none"
    EMPLOYMENT = "employment_attested"
    """That the job was had, not that the person knows how."""
    TITLE = "title_attested"
    """That a diploma, a licence, a card is held."""
    ASSESSED = "assessed"
    """That a jury assessed it."""


@dataclass(frozen=True, slots=True)
class Source:
    """What in a record speaks: words of the holder, the occupation or the unit that they or its code stand for."""

    words: str = ""
    """The sentence read, the title of the experience, or that in which a diploma was read; of an occupation near the
    one aimed at, its label where it was exercised, nothing where it was learnt."""
    code: str = ""
    label: str | None = ""
    """Of the occupation or unit; None for one that the snapshot knows by its code alone."""
    romes: tuple[str, ...] = ()
    """Of a certification whose blocs are not known: the ROME codes it leads to, which speak in their place."""
    via: tuple[str, ...] = ()
    """Of a unit conferred by a correspondence: what was held for it."""

    @property
    def order(self) -> tuple[object, ...]:
        """Key to sort sources by."""
        return (self.words, self.code, self.label or "", self.romes, self.via)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to believe one item: the record, what in it, the rule, how far it goes.

    `guaranteed` says whether an issuer vouches for what the inference rests on (a job may be guaranteed while its
    description is the holder's own words).
    """

    item: str
    record: str
    rule: Rule
    source: Source
    probability: float
    guaranteed: bool
    through: Item | None = None
    """Of what is carried over: the item that the source tells of, which is near it."""
    degree: float = 1.0
    """How near: what the item, or the occupation, that it is carried over from gives of it."""
    root: str | None = None
    """Of a unit: the code in the record that it follows from; empty where several records give it together."""
    confirmed: bool = False
    """Whether the holder confirms the reading that it rests on."""

    @property
    def order(self) -> tuple[object, ...]:
        """Key to sort evidence of one item by: surest first."""
        through = self.through.label if self.through else ""
        last = (through, self.guaranteed, self.degree, repr(self.root), self.confirmed)
        return (-self.probability, self.record, self.rule, *self.source.order, *last)


@dataclass(frozen=True, slots=True)
class Belief:
    """What all evidence says of one item; `guaranteed` counts only the evidence an issuer vouches for."""

    item: str
    probability: float
    guaranteed: float
    evidence: tuple[Evidence, ...]


_Key = tuple[str, str, bool]
"""What counts once."""


def guarantee_of(belief: Belief) -> Guarantee:
    """The firmest of what issuers vouch for of what a belief rests on, if that makes it likely by itself."""
    sure = (one for one in belief.evidence if one.guaranteed and one.probability >= W["status.likely"])
    rules = {evidence.rule for evidence in sure}
    if rules & ASSESSING:
        return Guarantee.ASSESSED
    if Rule.TITLE in rules:
        return Guarantee.TITLE
    return Guarantee.EMPLOYMENT if rules else Guarantee.NONE


def combine(found: Iterable[Evidence]) -> list[Belief]:
    """Beliefs by item, best first, ties by code.

    Within one record two things may speak for an item: what the record is (an occupation exercised, a bloc held: what
    people in it usually gain) and what the holder says in it (an observation on top of that). Of each only the
    strongest evidence counts, so that nothing is counted twice; then p = 1 - Π (1 - pᵢ), capped at the `ceiling`.

    What several records tell alike is told once: p is the least that comes of counting once what one record says, what
    is said of one unit, and what follows from one code. Each only grows with evidence, and so does p.
    """
    by_item: dict[str, list[Evidence]] = defaultdict(list)
    for evidence in found:
        if evidence.probability >= W["floor"]:
            by_item[evidence.item].append(evidence)
    beliefs = [_belief(item, evidence) for item, evidence in by_item.items()]
    return sorted(beliefs, key=lambda belief: (-belief.probability, belief.item))


def _belief(item: str, evidence: list[Evidence]) -> Belief:
    on_time()
    ordered = sorted(evidence, key=lambda e: e.order)
    return Belief(item, _sure(ordered), _sure([e for e in ordered if e.guaranteed]), tuple(ordered))


def _sure(evidence: Sequence[Evidence]) -> float:
    return min(_noisy_or(evidence, key) for key in (_by_record, _by_unit, _by_root))


def _by_record(one: Evidence) -> _Key:
    return ("together", "", False) if one.root == "" else ("record", one.record, one.rule in SAID)


def _by_unit(one: Evidence) -> _Key:
    return _by_record(one) if one.root is None else ("unit", one.source.code, False)


def _by_root(one: Evidence) -> _Key:
    return _by_record(one) if one.root is None else ("root", one.root, False)


def _noisy_or(evidence: Iterable[Evidence], key: Callable[[Evidence], _Key]) -> float:
    """1 - Π (1 - p) over the strongest evidence of each key."""
    strongest: dict[_Key, float] = {}
    for e in evidence:
        strongest[key(e)] = max(strongest.get(key(e), 0.0), e.probability)
    doubt = 1.0
    for one in sorted(strongest):
        doubt *= 1.0 - strongest[one]
    return round(min(1.0 - doubt, W["ceiling"]), 6)
