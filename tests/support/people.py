"""Invented people, what a good advisor would say to each, and what acquis answers: read from `tests/people/*.yaml`.

The passport is in the YAML, or in the folder of cases of the official files, which is read and never copied.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from answers.builders.analysis import analysis_answer
from answers.builders.directions import career_path
from answers.shapes.analysis import AnalysisAnswer
from answers.shapes.directions import CareerPath
from answers.shapes.gap import GapFields
from answers.shapes.plan import PlanFields
from passport.document.model import Passport
from passport.document.read import passport_from, read_passport
from recommend.engine import Engine
from recommend.profile.profile import Profile
from tests.support.authority import vouched
from tests.support.data import ROOT, data_folder
from tests.support.passports import DAY

FOLDER = ROOT / "tests" / "people"
PATHS = 5
"""Paths that are asked for."""
Section = Mapping[str, Any]
"""Expectations by name: those of `tests.support.people_expected.CHECKS`."""


@dataclass(frozen=True, slots=True)
class Miss:
    """Expectations that are right, and that acquis does not meet yet; `why`: the reason."""

    why: str
    expected: Section


@dataclass(frozen=True)
class Person:
    """Someone who asks for advice; `file`: name of a passport of the cases, where the YAML has none."""

    name: str
    situation: str
    target: str
    says: str
    """The sentence that a good advisor would say."""
    file: str | None
    written: Section | None
    expected: Section
    known_misses: tuple[Miss, ...]

    @cached_property
    def passport(self) -> Passport:
        """What the person has done; who is said to vouch for it does, with a proof."""
        if self.file:
            return vouched(read_passport(data_folder() / "cases" / "people" / self.file))
        holder = {"version": 1, "holder": {"id": self.name}}
        return vouched(passport_from(json.loads(json.dumps({**holder, **(self.written or {})}, default=str))))

    @property
    def is_told(self) -> bool:
        """Whether the passport is in the YAML, and may be shown."""
        return self.file is None


@dataclass(frozen=True, slots=True)
class Advice:
    """What acquis answers to a person."""

    person: Person
    profile: Profile
    analysis: AnalysisAnswer
    paths: tuple[CareerPath, ...]

    @property
    def gap(self) -> GapFields:
        """Of the analysis."""
        assert self.analysis.gap
        return self.analysis.gap

    @property
    def plan(self) -> PlanFields:
        """Of the analysis."""
        assert self.analysis.plan
        return self.analysis.plan


def people() -> Iterator[Person]:
    """Everybody, in the order of their numbers."""
    for file in sorted(FOLDER.glob("*.yaml")):
        yield person(file)


def person(file: Path) -> Person:
    """The person of a file."""
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    return Person(
        name=file.stem,
        situation=read["situation"],
        target=read["target"],
        says=" ".join(read["says"].split()),
        file=read.get("file"),
        written=read.get("passport"),
        expected=read["expected"],
        known_misses=tuple(_miss(one) for one in read.get("known_misses", ())),
    )


def _miss(read: Section) -> Miss:
    return Miss(why=read["why"], expected={name: value for name, value in read.items() if name != "why"})


def advise(engine: Engine, person: Person) -> Advice:
    """Ask acquis what it has to say to a person."""
    profile = engine.profile(person.passport, DAY)
    gap = engine.gap(profile, person.target)
    plans = engine.plans(profile, gap)
    occupation = gap.target.kind == "occupation"
    found = engine.paths(profile, gap.target.code, n=PATHS) if occupation else []
    return Advice(
        person=person,
        profile=profile,
        analysis=analysis_answer(engine, person.passport, profile, gap, plans),
        paths=tuple(career_path(engine, path) for path in found),
    )
