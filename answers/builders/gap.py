"""The answer of a gap, line by line."""

from __future__ import annotations

from answers.builders.access import access_to
from answers.builders.base import advice_origin
from answers.builders.profile import evidence_shown
from answers.shapes import gap as shape
from answers.words.coverage import attested, mastered
from answers.words.forms import titled
from answers.words.questions import asked
from answers.words.targets import understood_told
from recommend.engine import Engine
from recommend.gap.gap import Gap, GapLine, Proof, Status
from recommend.profile.evidence import Guarantee, guarantee_of
from recommend.profile.profile import Profile
from referentials.deadline import on_time


def gap_answer(engine: Engine, profile: Profile, gap: Gap) -> shape.GapAnswer:
    """What separates a passport from a target."""
    return shape.GapAnswer(**advice_origin(engine, profile), **dict(gap_fields(engine, profile, gap)))


def gap_fields(engine: Engine, profile: Profile, gap: Gap) -> shape.GapFields:
    """The same, without what every answer begins with."""
    target = gap.target
    return shape.GapFields(
        access=access_to(engine, profile, target.code),
        target=shape.Aimed(
            code=target.code,
            kind=target.kind,
            label=titled(target.code, target.label),
            understood=understood_told(target.words, target.code, target.label),
        ),
        coverage=gap.coverage,
        coverage_told=mastered(gap.coverage) + attested(gap.guaranteed),
        guaranteed_coverage=gap.guaranteed,
        counts=shape.Counts(**{status.value: len(gap.of(status)) for status in Status}),
        proofs=shape.Proofs(**{proof.value: sum(line.proof is proof for line in gap.lines) for proof in Proof}),
        lines=[_line(engine, line) for line in gap.lines],
        questions=[
            shape.Question(code=one.item.code, label=one.item.label, settles=one.settles, text=asked(one))
            for one in engine.questions(gap)
        ],
    )


def _line(engine: Engine, line: GapLine) -> shape.GapLine:
    on_time()
    item, belief = engine.catalogue.items[line.need.item], line.belief
    return shape.GapLine(
        code=item.code,
        kind=item.kind,
        label=item.label,
        importance=line.need.importance,
        weight=line.need.weight,
        status=line.status,
        proof=line.proof,
        probability=line.probability,
        guaranteed_probability=belief.guaranteed if belief else 0.0,
        guarantee=guarantee_of(belief) if belief else Guarantee.NONE,
        evidence=[evidence_shown(one) for one in belief.evidence] if belief else [],
    )
