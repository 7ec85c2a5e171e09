"""Evidence: why the engine believes a competency; every answer can be walked back to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from recommend.weights import W


class Rule(StrEnum):
    """The rule that made an inference."""

    OCCUPATION = "occupation_exercised"
    STATEMENT = "statement_read"
    TRAINING = "training_followed"
    BLOC = "bloc_held"
    CERTIFICATION = "certification_held"
    CERTIFICATION_OCCUPATION = "certification_leads_to_occupation"
    EQUIVALENCE = "equivalent_bloc_held"


SAID = frozenset({Rule.STATEMENT, Rule.TRAINING})
"""Rules that read the holder's words; the others rest on what a record is."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to believe one item: the record, what in it, the rule, how far it goes.

    `detail` is the sentence read, the occupation or the bloc; `guaranteed` says whether an issuer vouches for
    what the inference rests on (a job may be guaranteed while its description is the holder's own words).
    """

    item: str
    record: str
    rule: Rule
    detail: str
    probability: float
    guaranteed: bool


@dataclass(frozen=True, slots=True)
class Belief:
    """What all evidence says of one item; `guaranteed` counts only the evidence an issuer vouches for."""

    item: str
    probability: float
    guaranteed: float
    evidence: tuple[Evidence, ...]


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
    ordered = sorted(evidence, key=lambda e: (-e.probability, e.record, e.rule, e.detail, e.guaranteed))
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
