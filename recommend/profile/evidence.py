"""Evidence: why the engine believes a competency; every answer can be walked back to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from recommend.weights import W
from referentials.catalogue import Item


class Rule(StrEnum):
    """The rule that made an inference."""

    OCCUPATION = "occupation_exercised"
    STATEMENT = "statement_read"
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


SAID = frozenset({Rule.STATEMENT, Rule.TRAINING})
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

    @property
    def order(self) -> tuple[object, ...]:
        """Key to sort evidence of one item by: surest first."""
        label = self.through.label if self.through else ""
        return (-self.probability, self.record, self.rule, *self.source.order, label, self.guaranteed)


@dataclass(frozen=True, slots=True)
class Belief:
    """What all evidence says of one item; `guaranteed` counts only the evidence an issuer vouches for."""

    item: str
    probability: float
    guaranteed: float
    evidence: tuple[Evidence, ...]


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
    """
    by_item: dict[str, list[Evidence]] = defaultdict(list)
    for evidence in found:
        if evidence.probability >= W["floor"]:
            by_item[evidence.item].append(evidence)
    beliefs = [_belief(item, evidence) for item, evidence in by_item.items()]
    return sorted(beliefs, key=lambda belief: (-belief.probability, belief.item))


def _belief(item: str, evidence: list[Evidence]) -> Belief:
    ordered = sorted(evidence, key=lambda e: e.order)
    guaranteed = _noisy_or(e for e in ordered if e.guaranteed)
    return Belief(item, _noisy_or(ordered), guaranteed, tuple(ordered))


def _noisy_or(evidence: Iterable[Evidence]) -> float:
    strongest: dict[tuple[str, bool], float] = {}
    for e in evidence:
        source = (e.record, e.rule in SAID)
        strongest[source] = max(strongest.get(source, 0.0), e.probability)
    doubt = 1.0
    for source in sorted(strongest):
        doubt *= 1.0 - strongest[source]
    return round(min(1.0 - doubt, W["ceiling"]), 6)
