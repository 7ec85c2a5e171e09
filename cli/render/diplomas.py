"""Diplomas told by their titles, as French text for people."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from answers.words.diplomas import question_told, read_told
from recommend.profile.profile import Profile


def render_diplomas(out: Console, profile: Profile) -> None:
    """What was read in each title, then what to ask."""
    for one in profile.declared:
        question = question_told(one)
        _line(out, f"Diplôme {read_told(one)}")
        if question:
            _line(out, f"À confirmer : {question}")


def render_to_confirm(out: Console, profile: Profile) -> None:
    """What to ask, alone."""
    for question in filter(None, map(question_told, profile.declared)):
        _line(out, f"À confirmer : {question}")


def _line(out: Console, text: str) -> None:
    out.print(Padding(escape(text), (0, 0, 0, 2)))
