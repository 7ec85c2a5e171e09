"""« Pour exercer ce métier », in a terminal: what it takes, before everything else."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from answers.words.access import HEADING, lines
from recommend.engine import Engine
from recommend.profile.profile import Profile


def render_access(out: Console, engine: Engine, profile: Profile, target: str) -> None:
    """What it takes to exercise a target that is an occupation; nothing for another."""
    if target not in engine.catalogue.occupations:
        return
    out.print()
    out.print(f"[bold]{HEADING}[/] : {escape(engine.catalogue.occupations[target].label)} ({target})")
    for line in lines(engine.access(profile, target)):
        out.print(Padding(escape(line), (0, 0, 0, 2)))
