"""Paths and what is within reach, as French text for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from answers.words.coverage import change, mastered
from answers.words.directions import NEAR_BUT_SHUT, as_a_whole, on_the_way
from answers.words.forms import percent, titled
from answers.words.limits import ASIDE, met, told
from answers.words.market import beside_a_list, market_in_short
from recommend.directions.paths import CareerPath
from recommend.directions.reach import Reach, Reached
from recommend.engine import Engine
from recommend.law.standing import Entry
from recommend.weights import W
from recommend.world.market import Market
from referentials.places import Place

LISTS = {
    "now": "À portée maintenant",
    "one_bloc": "Après un bloc",
    "one_certification": "Après une certification",
    "two_moves": "Après un premier métier à portée",
    "regulated": NEAR_BUT_SHUT,
    "strained": ASIDE,
}


def render_paths(
    out: Console, engine: Engine, found: Sequence[CareerPath], notes: Sequence[str], near: Place | None = None
) -> None:
    """What of the wishes the destination goes against, or that no path leads there; each path, step by step."""
    items = engine.catalogue.items
    for note in notes:
        _line(out, note, 0)
    for rank, path in enumerate(found, 1):
        out.print()
        out.print(f"[bold]Chemin {rank}[/] : {escape(as_a_whole(path))}")
        for step in path.steps:
            level = f", niveau habituel {step.level:g}" if step.level else ""
            _line(out, f"→ {step.occupation.label} ({step.occupation.code}{level}) : {on_the_way(step)}", 2)
            if step.takes:
                _line(out, "à acquérir : " + ", ".join(items[item].label for item in step.takes[:3]), 6)
            if step.brings:
                _line(out, "apprend pour la suite : " + ", ".join(items[item].label for item in step.brings[:3]), 6)
            _market(out, engine.market(step.occupation.code, near), 6)
    _line(out, beside_a_list([engine.market(step.occupation.code, near) for path in found for step in path.steps]), 0)


def render_reach(out: Console, engine: Engine, found: Reach, n: int, near: Place | None = None) -> None:
    """Each list, first n."""
    out.print()
    out.print(f"À portée : {percent(W['reach'])} au moins de ce que le métier demande.")
    brings = percent(W["reach.brings"])
    out.print(f"Au-delà d'aujourd'hui, rien n'est proposé dont vous n'apportiez déjà {brings}.")
    _line(out, told(found.limits), 0)
    for name, title in LISTS.items():
        rows: Sequence[Reached] = getattr(found, name)
        if name == "strained" and not rows:
            continue
        out.print(f"[bold]{title}[/] : {len(rows)}")
        for one in rows[:n]:
            _line(out, f"{one.occupation.label} ({one.occupation.code}) : {_way(one, engine)}", 2)
            _market(out, engine.market(one.occupation.code, near), 4)
    shown = [one.occupation.code for name in LISTS for one in getattr(found, name)[:n]]
    _line(out, beside_a_list([engine.market(code, near) for code in shown]), 0)


def _way(one: Reached, engine: Engine) -> str:
    return " ; ".join(filter(None, [_brought(one, engine), met(one.limits)]))


def _brought(one: Reached, engine: Engine) -> str:
    if one.through is None:
        return mastered(one.now)
    catalogue = engine.catalogue
    if one.through in catalogue.blocs:
        what = titled(one.through, catalogue.blocs[one.through].title)
    elif one.through in catalogue.certifications:
        what = titled(one.through, catalogue.certifications[one.through].title)
    else:
        what = catalogue.occupations[one.through].label
    return f"{change(one.now, one.then)}, par « {what} » ({one.through}{_certified(one)})"


def _certified(one: Reached) -> str:
    """What to know of the certification that leads there."""
    level = f"niveau {one.level}" if one.level else "niveau inconnu"
    if one.entry is None:
        return ""
    return f", {level}{'' if one.entry is Entry.OPEN else ', entrée à vérifier'}"


def _market(out: Console, found: Market, by: int) -> None:
    """What is known of an occupation; that nothing is, of any, is said under the list."""
    if found.is_known:
        _line(out, market_in_short(found), by)


def _line(out: Console, text: str, by: int) -> None:
    out.print(Padding(escape(text), (0, 0, 0, by)))
