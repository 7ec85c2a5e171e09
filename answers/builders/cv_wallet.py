"""Answers of CVs as credentials."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from answers.cv.token import Choice, TokenCheck
from answers.shapes import cv_wallet as shape
from answers.words.cv_tokens import problem_told


def token_answer(found: TokenCheck, at: datetime) -> shape.CvTokenAnswer:
    """What a verification found of a credential."""
    return shape.CvTokenAnswer(
        kind=found.kind,
        valid=found.valid,
        problem=str(found.problem) if found.problem else None,
        told=problem_told(found.problem) if found.problem else None,
        checked=at,
        issuer=found.issuer.name if found.issuer else None,
        issuer_role=str(found.issuer.role) if found.issuer else None,
        issued=found.signed,
        bound=found.bound,
        withheld=found.withheld,
        title=found.title,
        holder=dict(found.holder),
        name_standing=found.name_standing,
        lines=[dict(one) for one in found.lines],
        competencies=[dict(one) for one in found.competencies],
    )


def choices_answer(choices: Iterable[Choice], shown: Sequence[str], file: str | None) -> shape.CvChoicesAnswer:
    """What may be shown, and was."""
    told = [shape.CvChoice(name=one.name, text=text_of(one.value)) for one in choices]
    return shape.CvChoicesAnswer(file=file, shown=list(shown), choices=told)


def text_of(value: Any) -> str:
    """What a choice says, on a line."""
    if isinstance(value, dict):
        return str(value.get("title") or value.get("name") or "")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
