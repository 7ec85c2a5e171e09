"""The report of one holder and one target, as HTML or Markdown; the same documents give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from answers.builders.directions import career_path, no_path_told
from answers.builders.gap import gap_answer
from answers.builders.plan import plan_fields
from answers.builders.profile import profile_fields
from answers.report.cited import Cited
from answers.report.first import first_page
from answers.report.pictures import drawn, gap_pictures, path_picture
from answers.words.access import HEADING
from answers.words.diplomas import read_told
from answers.words.evidence import GUARANTEE, PROOF, record_names, sources
from answers.words.forms import percent
from answers.words.market import market_line
from answers.words.plan import compared, sentences, summary
from answers.words.standing import checks_told, records_told
from answers.words.surfaces import Surface
from passport.document.model import Passport
from passport.document.standing import Standing
from recommend.engine import Engine
from recommend.gap.gap import Gap, GapLine, Status, status_of
from recommend.plan.limits import Limits
from recommend.plan.records import Plan, Step
from recommend.profile.profile import Profile

PATHS, TAKEN, LEADING = 2, 5, 4
"""Paths shown; what a step of one takes, named; certifications that lead there, named."""
RESTS, MISSING = 8, 8
"""Lines of what is had, and of what is to gain, in the pages that come first."""


class Format(StrEnum):
    """What a report is written in."""

    HTML = "html"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a report is written; `annexes`: with every line, every source and the referentials."""

    form: Format = Format.HTML
    annexes: bool = False


def report(
    engine: Engine, passport: Passport, profile: Profile, target: str, limits: Limits, layout: Layout | None = None
) -> str:
    """Write the report of a profile and a target. Raises as `Engine.gap` does."""
    layout = layout or Layout()
    found = content(engine, passport, profile, target, limits)
    return _template(layout.form).render(found, annexes=layout.annexes)


def content(engine: Engine, passport: Passport, profile: Profile, target: str, limits: Limits) -> dict[str, Any]:
    """All that the templates show."""
    gap = engine.gap(profile, target)
    plans = engine.plans(profile, gap, limits)
    ways = engine.paths(profile, gap.target.code, n=PATHS) if gap.target.kind == "occupation" else []
    paths = [career_path(engine, path, limits.near) for path in ways]
    return {
        "day": profile.as_of,
        "name": passport.holder.name or passport.holder.id,
        "holder": passport.holder.id,
        "first": first_page(engine, passport, profile, gap, plans, ways),
        "checked": checks_told(profile.checks),
        "vouched": records_told(
            profile.checks, record_names(passport, profile.as_of), Standing.GUARANTEED, Standing.UNVERIFIED
        ),
        "heading": HEADING,
        "read": [read_told(one) for one in profile.declared],
        "paths": paths,
        "no_path": None if paths or gap.target.kind != "occupation" else no_path_told(engine, profile, gap.target.code),
        "taken": TAKEN,
        "path_pictures": [path_picture(path) for path in paths],
        "sources": _sources(engine),
        "proofs": PROOF,
        **_of_gap(engine, passport, profile, gap),
        **_of_plan(engine, profile, plans, limits),
        **_of_passport(engine, passport, profile, gap),
    }


def _of_gap(engine: Engine, passport: Passport, profile: Profile, gap: Gap) -> dict[str, Any]:
    """What the target asks for: what is had of it and from where, what is to gain, what to ask."""
    found, names = gap_answer(engine, profile, gap), record_names(passport, profile.as_of)
    had = [line for line in gap.lines if _is_had(line)]
    lacks = sorted(gap.lines, key=lambda line: -line.need.weight * (1.0 - line.probability))
    lacks = [line for line in lacks if not _is_had(line)]
    items, titles = engine.catalogue.items, engine.catalogue.titles
    return {
        "gap": found,
        "rests": [
            (items[line.need.item].label, PROOF[line.proof], sources(line.direct, names))
            for line in had[:RESTS]
            if line.direct
        ],
        "rests_more": max(len(had) - RESTS, 0),
        "lacks": [
            (items[line.need.item].label, PROOF[line.proof], line.need.item in titles) for line in lacks[:MISSING]
        ],
        "lacks_more": max(len(lacks) - MISSING, 0),
        "drawn": len(drawn(found.lines)),
        "gap_pictures": gap_pictures(drawn(found.lines)),
    }


def _is_had(line: GapLine) -> bool:
    """Whether a record itself says it, surely or likely."""
    return line.direct is not None and status_of(line.direct.probability) in {Status.HELD, Status.LIKELY}


def _of_plan(engine: Engine, profile: Profile, plans: Sequence[Plan], limits: Limits) -> dict[str, Any]:
    """The steps, and what else could be taken."""
    plan = plan_fields(engine, profile, plans, Surface.PAGE, limits.near)
    return {
        "held": plans[0].is_needless,
        "plan": plan,
        "leading": plan.leading[:LEADING] if plans[0].target.kind == "occupation" else [],
        "said": [_sentences(engine, step) for step in plans[0].steps],
        "compared": compared(plans),
    }


def _of_passport(engine: Engine, passport: Passport, profile: Profile, gap: Gap) -> dict[str, Any]:
    """What the passport says beside: what was left out, what is to confirm, what else it attests."""
    known = profile_fields(engine, passport, profile, Surface.PAGE)
    asked = {line.need.item for line in gap.lines}
    seen = [one for one in known.competencies if one.status in {Status.HELD, Status.LIKELY}]
    return {
        "ignored": known.ignored,
        "to_confirm": [
            said for said in (*(t.question for t in known.titles), *(d.question for d in known.diplomas)) if said
        ],
        "recognised": len(seen),
        "elsewhere": [(one, GUARANTEE[one.guarantee]) for one in seen if one.code not in asked],
        "cited": Cited.of(passport, profile, gap),
    }


def _sentences(engine: Engine, step: Step) -> list[str]:
    """What is said of a step, each a sentence."""
    labels = {gained.item: engine.catalogue.items[gained.item].label for gained in step.gained}
    return [f"{said[0].upper()}{said[1:]}." for said in sentences(step, labels)]


def _sources(engine: Engine) -> list[str]:
    """Publishers, titles and licences of the files the snapshot was built from, once each."""
    manifest = engine.snapshot.manifest["sources"]
    named = [f"{one['publisher']}, {one['title']} ({one['licence']})" for one in manifest]
    return list(dict.fromkeys(named))


def _template(form: Format) -> Template:
    """What people wrote is escaped in HTML by Jinja, in Markdown by the `md` filter."""
    environment = Environment(
        loader=PackageLoader("answers.report"),
        autoescape=select_autoescape(("html", "svg")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        percent=percent, number=_number, md=_markdown, some=_some, summary=summary, others=_others, sentence=_sentence,
        market=market_line,
    )  # fmt: skip
    return environment.get_template("report.html" if form is Format.HTML else "report.md")


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")


def _some(labels: Iterable[str], most: int) -> str:
    """The first labels, and how many others."""
    every = list(labels)
    more = len(every) - most
    named = " ; ".join(every[:most])
    return f"{named} ; et {more} {'autre' if more == 1 else 'autres'}" if more > 0 else named


def _others(number: int) -> str:
    return "une autre" if number == 1 else f"{number} autres"


def _sentence(text: str) -> str:
    """With its capital and its stop."""
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."


def _markdown(text: object) -> str:
    """Text that Markdown takes to the letter, on one line."""
    flat = " ".join(str(text).split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#" else sign for sign in flat)
