"""The report of one holder and one target, as HTML or Markdown; the same documents give the same bytes."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from passport.model import Passport
from recommend.document import envelope, gap_document, paths_document, plan_document, profile_document
from recommend.engine import Engine
from recommend.explain import AIM, PROOF, ROUTE_NAME, record_names
from recommend.limits import Limits
from recommend.profile import Profile
from recommend.report.pictures import gap_pictures, path_picture
from recommend.weights import W

PATHS = 3
"""Paths shown."""


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
    found = gap_document(engine, gap)
    ways = engine.paths(profile, target, n=PATHS) if gap.target.kind == "occupation" else []
    paths = paths_document(engine, ways)["paths"]
    known = profile_document(engine, passport, profile)
    return {
        "head": envelope("report", engine, profile),
        "day": profile.as_of,
        "name": passport.holder.name or passport.holder.id,
        "holder": passport.holder.id,
        "records": record_names(passport, profile.as_of),
        "competencies": [one for one in known["competencies"] if one["status"] in {"held", "likely"}],
        "ignored": known["ignored"],
        "gap": found,
        "gap_pictures": gap_pictures(found["lines"]),
        "plan": plan_document(engine, engine.plans(profile, target, limits)),
        "paths": paths,
        "path_pictures": [path_picture(path) for path in paths],
        "sources": _sources(engine),
        "words": {"proof": {proof.value: word for proof, word in PROOF.items()},
                  "aim": {aim.value: word for aim, word in AIM.items()},
                  "route": {route.value: word for route, word in ROUTE_NAME.items()}},
        "reach": W["reach"],
    }  # fmt: skip


def _sources(engine: Engine) -> list[str]:
    """Publishers, titles and licences of the files the snapshot was built from, once each."""
    manifest = engine.snapshot.manifest["sources"]
    named = [f"{one['publisher']}, {one['title']} ({one['licence']})" for one in manifest]
    return list(dict.fromkeys(named))


def _template(form: Format) -> Template:
    """What people wrote is escaped in HTML by Jinja, in Markdown by the `md` filter."""
    environment = Environment(
        loader=PackageLoader("recommend.report"),
        autoescape=select_autoescape(("html", "svg")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(percent=_percent, number=_number, md=_markdown)
    return environment.get_template("report.html" if form is Format.HTML else "report.md")


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")


def _markdown(text: object) -> str:
    """Text that Markdown takes to the letter, on one line."""
    flat = " ".join(str(text).split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#" else sign for sign in flat)
