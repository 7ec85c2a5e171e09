"""Questions: the few to ask a holder that would settle the most doubt that they may lift about a gap."""

from __future__ import annotations

from dataclasses import dataclass

from recommend.gap.gap import Gap, GapLine, Proof
from recommend.profile.evidence import Rule
from recommend.weights import W
from referentials.catalogue import Catalogue, Item


@dataclass(frozen=True, slots=True)
class Question:
    """One item to ask about, and the share of the doubt that it settles (0 to 1, of what may be asked)."""

    item: Item
    settles: float
    words: str = ""
    """The holder's sentence that may tell it; empty where none does."""


def questions(gap: Gap, catalogue: Catalogue) -> tuple[Question, ...]:
    """The smallest set that settles `question.share` of the doubt, at most `question.most`; most settling first.

    Doubt is the variance of the coverage, Σ (weight / Σ weight)² p (1 - p): a sum over items, so that those with the
    largest terms are the smallest set. Items that nothing points to (p = 0) are missing, not doubtful; what issuers
    prove is not asked about, nor a title (one has it or not, and the gate says so), nor what is told as held; their
    doubt is in no share. What a sentence of the holder may tell comes before what none does, once a sentence.
    """
    lines = [line for line in gap.lines if askable(line, catalogue)]
    doubts = [(line.need.weight**2 * line.probability * (1.0 - line.probability), line, line.hint) for line in lines]
    total = sum(doubt for doubt, _, _ in doubts)
    asked: list[Question] = []
    settled = 0.0
    for doubt, line, words in sorted(doubts, key=lambda one: (not one[2], -one[0], one[1].need.item)):
        if not doubt or settled >= W["question.share"] * total or len(asked) >= W["question.most"]:
            break
        if words and any(one.words == words for one in asked):
            continue
        settled += doubt
        asked.append(Question(catalogue.items[line.need.item], round(doubt / total, 6), words))
    return tuple(asked)


def askable(line: GapLine, catalogue: Catalogue) -> bool:
    """Whether a holder may be asked about a need: no title, neither proven nor told as held, nor as good as written."""
    return (
        line.proof is not Proof.PROVEN
        and line.probability < W["status.held"]
        and line.need.item not in catalogue.titles
        and not _is_written(line)
    )


def _is_written(line: GapLine) -> bool:
    """Whether a sentence tells surely something so near a need that it answers the question."""
    for one in line.belief.evidence if line.belief else ():
        near = one.rule is Rule.CARRIED and one.degree >= W["statement.written"] * W["carried"]
        through = line.belief_of(one.through.code) if near and one.through else None
        if through and any(evidence.rule is Rule.STATEMENT for evidence in through.evidence):
            return True
    return False
