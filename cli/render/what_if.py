"""What a bloc or a certification would change, as French text for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from answers.words.coverage import change
from answers.words.forms import percent, titled
from answers.words.rights import notes
from recommend.directions.what_if import Added, Nearer, WhatIf
from recommend.engine import Engine
from recommend.law.rules import RULES, Law
from recommend.weights import W

FIRST = 10
"""Lines shown of each list."""


def render_what_if(out: Console, engine: Engine, found: WhatIf) -> None:
    """Occupations that come within reach first, then those brought nearer, then competencies."""
    out.print()
    out.print(f"[bold]Avec {found.code}[/] {escape(titled(found.code, found.title))}")
    for note in notes(found.held, found.standing, engine.catalogue):
        out.print(Padding(escape(note), (0, 0, 0, 2)))
    if found.confers:
        article = RULES[Law.EQUIVALENCE].article
        out.print(Padding(f"confère aussi {', '.join(found.confers)} ({article})", (0, 0, 0, 2)))
    if found.held:
        out.print("  Rien ne change.")
        return
    if not found.added:
        out.print("  Rien ne le relie à une compétence ROME nouvelle : on ne sait pas ce qu'il changerait.")
        return
    nearer = [one for one in found.occupations if not one.opened]
    reach = percent(W["reach"])
    _section(
        out, f"Métiers mis à portée ({reach} au moins de ce qu'ils demandent)", [_near(one) for one in found.opened]
    )
    _section(out, "Métiers rapprochés", [_near(one) for one in nearer])
    _section(out, "Compétences ajoutées", [_added(one, engine) for one in found.added])


def _section(out: Console, title: str, lines: Sequence[str]) -> None:
    out.print(f"  [bold]{title}[/] : {len(lines)}")
    for line in lines[:FIRST]:
        out.print(Padding(escape(line), (0, 0, 0, 4)))
    if len(lines) > FIRST:
        out.print(f"    … et {len(lines) - FIRST} de plus (--json)")


def _near(one: Nearer) -> str:
    law = ", réglementé" if one.occupation.regulated else ""
    return f"{one.occupation.label} ({one.occupation.code}{law}) : {change(one.before, one.after)}"


def _added(one: Added, engine: Engine) -> str:
    return f"{engine.catalogue.items[one.item].label} : {percent(one.before)} → {percent(one.after)}"
