"""The report of one holder and one target, as HTML or Markdown; the same documents give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from answers.builders.directions import career_path, no_path_told
from answers.builders.gap import gap_answer
from answers.builders.plan import plan_fields
from answers.builders.profile import profile_fields
from answers.report.cited import Cited
from answers.report.pictures import drawn, gap_pictures, path_picture
from answers.words.access import HEADING
from answers.words.diplomas import read_told
from answers.words.evidence import PROOF
from answers.words.forms import percent
from answers.words.plan import compared, sentences, summary
from answers.words.surfaces import Surface
from passport.document.model import Passport
from recommend.engine import Engine
from recommend.gap.gap import Proof, Status
from recommend.plan.limits import Limits
from recommend.plan.records import Step
from recommend.profile.profile import Profile

PATHS, TAKEN, NAMED, LEADING = 3, 8, 6, 6
"""Paths shown; what a step of one takes, named; competencies, and certifications that lead there, named."""


class Format(StrEnum):
    """What a report is written in."""

    HTML = "html"
    MARKDOWN = "markdown"


def report(
    engine: Engine, passport: Passport, profile: Profile, target: str, limits: Limits, form: Format = Format.HTML
) -> str:
    """Write the report of a profile and a target. Raises as `Engine.gap` does."""
    return _template(form).render(content(engine, passport, profile, target, limits))


def content(engine: Engine, passport: Passport, profile: Profile, target: str, limits: Limits) -> dict[str, Any]:
    """All that the templates show."""
    gap = engine.gap(profile, target)
    found = gap_answer(engine, profile, gap)
    plans = engine.plans(profile, gap, limits)
    ways = engine.paths(profile, gap.target.code, n=PATHS) if gap.target.kind == "occupation" else []
    paths = [career_path(engine, path, limits.near) for path in ways]
    known = profile_fields(engine, passport, profile, Surface.PAGE)
    asked = {line.code for line in found.lines}
    seen = [one for one in known.competencies if one.status in {Status.HELD, Status.LIKELY}]
    return {
        "day": profile.as_of,
        "name": passport.holder.name or passport.holder.id,
        "holder": passport.holder.id,
        "ignored": known.ignored,
        "read": [read_told(one) for one in profile.declared],
        "to_confirm": [one.question for one in known.diplomas if one.question],
        "gap": found,
        "heading": HEADING,
        "surest": [line.label for line in found.lines if line.proof in {Proof.PROVEN, Proof.DECLARED}],
        "named": NAMED,
        "drawn": len(drawn(found.lines)),
        "gap_pictures": gap_pictures(drawn(found.lines)),
        "recognised": len(seen),
        "elsewhere": [one for one in seen if one.code not in asked],
        "cited": Cited.of(passport, profile),
        "held": plans[0].is_needless,
        "plan": (plan := plan_fields(engine, profile, plans, Surface.PAGE, limits.near)),
        "leading": plan.leading[:LEADING] if gap.target.kind == "occupation" else [],
        "said": [_sentences(engine, step) for step in plans[0].steps],
        "compared": compared(plans),
        "paths": paths,
        "no_path": None if paths or gap.target.kind != "occupation" else no_path_told(engine, profile, gap.target.code),
        "taken": TAKEN,
        "path_pictures": [path_picture(path) for path in paths],
        "sources": _sources(engine),
        "proofs": PROOF,
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
    environment.filters.update(percent=percent, number=_number, md=_markdown, some=_some, summary=summary)
    return environment.get_template("report.html" if form is Format.HTML else "report.md")


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")


def _some(labels: Iterable[str], most: int) -> str:
    """The first labels, and how many others."""
    every = list(labels)
    more = len(every) - most
    named = " ; ".join(every[:most])
    return f"{named} ; et {more} {'autre' if more == 1 else 'autres'}" if more > 0 else named


def _markdown(text: object) -> str:
    """Text that Markdown takes to the letter, on one line."""
    flat = " ".join(str(text).split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#" else sign for sign in flat)
