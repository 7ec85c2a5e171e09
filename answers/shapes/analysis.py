"""Of a whole analysis: `acquis analyse`."""

from __future__ import annotations

from typing import Literal

from answers.shapes.base import Advice
from answers.shapes.gap import GapFields
from answers.shapes.plan import PlanFields
from answers.shapes.profile import ProfileFields


class AnalysisAnswer(ProfileFields, Advice):
    """A profile, and towards a target its gap and a plan."""

    format: Literal["acquis/analysis"] = "acquis/analysis"
    gap: GapFields | None
    """null without a target"""
    plan: PlanFields | None
    """null without a target"""
