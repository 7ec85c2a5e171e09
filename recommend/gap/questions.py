"""Questions: the few to ask a holder that would settle the most doubt that they may lift about a gap."""

from __future__ import annotations

from dataclasses import dataclass

from recommend.gap.gap import Gap, GapLine, Proof
from recommend.weights import W
from referentials.catalogue import Catalogue, Item


@dataclass(frozen=True, slots=True)
class Question:
    """One item to ask about, and the share of the doubt that it settles (0 to 1, of what may be asked)."""

    item: Item
    settles: float


def questions(gap: Gap, catalogue: Catalogue) -> tuple[Question, ...]:
    """The smallest set that settles `question.share` of the doubt, at most `question.most`; most settling first.

    Doubt is the variance of the coverage, Σ (weight / Σ weight)² p (1 - p): a sum over items, so that those with the
    largest terms are the smallest set. Items that nothing points to (p = 0) are missing, not doubtful; what issuers
    prove is not asked about, nor a title (one has it or not, and the gate says so), nor what is told as held; their
    doubt is in no share.
    """
    lines = [line for line in gap.lines if askable(line, catalogue)]
    doubts = [(line.need.weight**2 * line.probability * (1.0 - line.probability), line) for line in lines]
    total = sum(doubt for doubt, _ in doubts)
    asked: list[Question] = []
    settled = 0.0
    for doubt, line in sorted(doubts, key=lambda pair: (-pair[0], pair[1].need.item)):
        if not doubt or settled >= W["question.share"] * total or len(asked) >= W["question.most"]:
            break
        settled += doubt
        asked.append(Question(catalogue.items[line.need.item], round(doubt / total, 6)))
    return tuple(asked)


def askable(line: GapLine, catalogue: Catalogue) -> bool:
    """Whether a holder may be asked about a need: no title, neither proven nor told as held."""
    return (
        line.proof is not Proof.PROVEN
        and line.probability < W["status.held"]
        and line.need.item not in catalogue.titles
    )
