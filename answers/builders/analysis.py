"""The answer of a whole analysis: a profile, and towards a target its gap and a plan."""

from __future__ import annotations

from collections.abc import Sequence

from answers.builders.base import advice_origin
from answers.builders.gap import gap_fields
from answers.builders.plan import plan_fields
from answers.builders.profile import profile_fields
from answers.shapes.analysis import AnalysisAnswer
from answers.words.surfaces import Surface
from passport.document.model import Passport
from recommend.engine import Engine
from recommend.gap.gap import Gap
from recommend.plan.records import Plan
from recommend.profile.profile import Profile


def analysis_answer(
    engine: Engine, passport: Passport, profile: Profile, gap: Gap | None, plans: Sequence[Plan]
) -> AnalysisAnswer:
    """A profile, its gap and its plan; without a target, no gap and no plan."""
    return AnalysisAnswer(
        **advice_origin(engine, profile),
        **dict(profile_fields(engine, passport, profile, Surface.CLI)),
        gap=gap_fields(engine, profile, gap) if gap else None,
        plan=plan_fields(engine, profile, plans, Surface.CLI) if plans else None,
    )
