"""Diplomas told by their titles."""

from __future__ import annotations

from answers.shapes import diplomas as shape
from answers.words.diplomas import KIND, question_told
from recommend.profile.diplomas import Declared
from recommend.profile.profile import Profile


def diplomas_read(profile: Profile) -> list[shape.DiplomaRead]:
    """Those of a profile, in the order of its records."""
    return [_read(one) for one in profile.declared]


def _read(one: Declared) -> shape.DiplomaRead:
    return shape.DiplomaRead(
        record=one.record,
        title=one.title,
        kind=KIND[one.kind],
        level=one.level,
        finished=one.finished,
        code=one.code,
        held=one.held,
        choices=[
            shape.DiplomaChoice(
                code=read.fiche.code, title=read.fiche.title, level=read.fiche.level, confidence=read.confidence
            )
            for read in one.readings
        ],
        question=question_told(one),
    )
