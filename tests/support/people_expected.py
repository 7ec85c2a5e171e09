"""What is expected of the advice given to a person, and what was found instead where it is not met.

Words are looked for without accents nor case, at the beginning of a word, whole when they are capitals (CAP); codes of
certifications are compared whole, those of ROME by their beginning (`M18`: a family or more). Where one of several will
do, they stand in a list, or apart by `|`. Names of expectations:

reads: by title of an experience, the occupations that it may be taken for; the likeliest reading must be one
recognised, not_recognised: words of competencies, codes of certifications, that must, or must not, be taken for gained
level: highest level of the diplomas held; null where none is known
gate: `requires` (of everybody), `may_ask` or `recognition` (of a record from abroad); `shown`, `when`; or `free: true`
named: certifications named in the plan, by code or by words of their titles
first_step: what the first step of the plan is; `none` where there is nothing to take
route: how that step is taken
steps_never, paths_never: what no step of a plan is; what no path goes through
coverage: `at_least`, `at_most`
ready: whether the plan says that one has already what it takes
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from answers.shapes.access import AccessAnswer
from answers.shapes.plan import PlanStep
from recommend.gap.gap import Status
from recommend.law.requirements import Strength
from recommend.weights import W
from referentials.text import fold
from tests.support.people import Advice, Section

SURE = (Status.HELD, Status.LIKELY)
_CERTIFICATION = re.compile(r"(?:RNCP|RS)\d+(?:BC\d+)?")
_ROME = re.compile(r"[A-N](?:\d{2}(?:\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that is expected; `name`: one of CHECKS."""

    name: str
    value: Any

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"

    def unmet(self, advice: Advice) -> str:
        """What was found instead, empty where it is met."""
        return CHECKS[self.name](advice, self.value)


def expectations(section: Section) -> Iterator[Expectation]:
    """One by one; in a mapping each entry is one, in a list each element."""
    for name, value in section.items():
        if isinstance(value, dict):
            yield from (Expectation(name, one) for one in value.items())
        elif isinstance(value, list) and name != "first_step":
            yield from (Expectation(name, one) for one in value)
        else:
            yield Expectation(name, value)


def is_told(wanted: str, code: str, title: str) -> bool:
    """Whether a code or words tell something.

    >>> is_told("M18", "M1855", "Développeur web"), is_told("developpeur", "M1855", "Développeur web")
    (True, True)
    >>> is_told("RNCP3992", "RNCP39923", "DE - Infirmier")
    False
    """
    if _CERTIFICATION.fullmatch(wanted):
        return wanted == code
    if _ROME.fullmatch(wanted):
        return code.startswith(wanted)
    end = r"\b" if wanted.isupper() else ""
    return re.search(rf"\b{re.escape(fold(wanted))}{end}", fold(title)) is not None


def _any_told(wanted: str | Sequence[str], told: Sequence[tuple[str, str]]) -> bool:
    several = wanted.split("|") if isinstance(wanted, str) else wanted
    return any(is_told(one, code, title) for one in several for code, title in told)


def _reads(advice: Advice, value: tuple[str, list[str]]) -> str:
    """The likeliest occupation of the experience is one of these."""
    title, wanted = value
    records = {one.id for one in advice.person.passport.experiences if one.title == title}
    assert records, f"{advice.person.name}: no experience is titled « {title} »"
    read = [one for one in advice.analysis.occupations_exercised if one.record in records]
    best = max(read, key=lambda one: one.probability, default=None)
    if best is None or best.probability < W["title.recognised"]:
        return "nothing" + (f", at best {best.code} {best.label} ({best.probability:.2f})" if best else "")
    return "" if _any_told(wanted, [(best.code, best.label)]) else f"{best.code} {best.label} ({best.probability:.2f})"


def _gained(advice: Advice, wanted: str | Sequence[str]) -> list[str]:
    """What is taken for gained that these words or this code tell."""
    items = [(one.code, one.label) for one in advice.analysis.competencies if one.status in SURE]
    items += [(one.code, one.label) for one in advice.gap.lines if one.status in SURE]
    held = [(code, "") for code in advice.profile.holdings]
    return [
        f"{code} {label}".strip()
        for code, label in dict.fromkeys((*items, *held))
        if _any_told(wanted, [(code, label)])
    ]


def _recognised(advice: Advice, wanted: str | Sequence[str]) -> str:
    return "" if _gained(advice, wanted) else "not taken for gained"


def _not_recognised(advice: Advice, wanted: str) -> str:
    return ", ".join(_gained(advice, wanted))


def _level(advice: Advice, wanted: int | None) -> str:
    return "" if advice.profile.level == wanted else f"level {advice.profile.level}"


def _gate(advice: Advice, wanted: Section) -> str:
    access = advice.gap.access
    assert access, "the target is no occupation"
    if "free" in wanted:
        firm = [one.label for one in access.requirements if one.strength is Strength.REQUIRED and not one.when]
        return ", ".join([*firm, *(one.text for one in access.obligations if one.strength is Strength.REQUIRED)])
    if "recognition" in wanted:
        asked = [ask for one in access.recognition for ask in one.asks]
        return "" if wanted["recognition"] in asked else f"{asked or 'no recognition'}"
    return _requirement(access, wanted)


def _requirement(access: AccessAnswer, wanted: Section) -> str:
    """The requirement that these words tell, and how far the passport shows it."""
    strength = Strength.REQUIRED if "requires" in wanted else Strength.MAY_BE_ASKED
    words = wanted["requires"] if "requires" in wanted else wanted["may_ask"]
    of_strength = [one for one in access.requirements if one.strength is strength]
    found = [one for one in of_strength if is_told(words, "", " ".join([one.label, *one.any_of]))]
    if not found:
        return f"{[one.label for one in of_strength]}"
    if "shown" in wanted and found[0].shown != wanted["shown"]:
        return f"{found[0].label}: {found[0].shown}"
    if "when" in wanted and not is_told(wanted["when"], "", found[0].when or ""):
        return f"{found[0].label}: {found[0].when or 'always'}"
    return ""


def _titles_of(step: PlanStep) -> list[tuple[str, str]]:
    return [(step.unit.code, step.unit.title), (step.certification.code, step.certification.title or "")]


def _named(advice: Advice, wanted: str | Sequence[str]) -> str:
    leading = [(one.certification.code, one.certification.title or "") for one in advice.plan.leading]
    steps = [told for step in advice.plan.steps for told in _titles_of(step)]
    ready = [(code, "") for code in advice.plan.ready_by]
    told = list(dict.fromkeys([*leading, *steps, *ready]))
    return (
        "" if _any_told(wanted, told) else "named: " + (" ; ".join(f"{code} {title}" for code, title in told) or "none")
    )


def _first_step(advice: Advice, wanted: str | Sequence[str]) -> str:
    steps = advice.plan.steps
    if wanted == "none":
        return f"{steps[0].certification.code} {steps[0].certification.title}" if steps else ""
    if not steps:
        return "no step: " + " ".join(advice.plan.remarks)
    found = _titles_of(steps[0])
    return "" if _any_told(wanted, found) else " / ".join(f"{code} {title}" for code, title in dict.fromkeys(found))


def _route(advice: Advice, wanted: str) -> str:
    steps = advice.plan.steps
    return "" if steps and steps[0].route == wanted else f"{steps[0].route if steps else 'no step'}"


def _steps_never(advice: Advice, wanted: str) -> str:
    steps = [told for step in advice.plan.steps for told in _titles_of(step)]
    steps += [(unit.code, unit.title) for other in advice.plan.alternatives for unit in other.steps]
    return " ; ".join(f"{code} {title}" for code, title in dict.fromkeys(steps) if is_told(wanted, code, title))


def _paths_never(advice: Advice, wanted: str) -> str:
    through = [(step.code, step.label) for path in advice.paths for step in path.steps[:-1]]
    return " ; ".join(f"{code} {label}" for code, label in dict.fromkeys(through) if is_told(wanted, code, label))


def _coverage(advice: Advice, value: tuple[str, float]) -> str:
    bound, share = value
    found = advice.gap.coverage
    met = found >= share if bound == "at_least" else found <= share
    return "" if met else f"{found:.2f}"


def _ready(advice: Advice, wanted: bool) -> str:
    return "" if advice.plan.ready == wanted else f"ready: {advice.plan.ready} ({advice.plan.ready_reason})"


CHECKS: MappingProxyType[str, Callable[[Advice, Any], str]] = MappingProxyType(
    {
        "reads": _reads,
        "recognised": _recognised,
        "not_recognised": _not_recognised,
        "level": _level,
        "gate": _gate,
        "named": _named,
        "first_step": _first_step,
        "route": _route,
        "steps_never": _steps_never,
        "paths_never": _paths_never,
        "coverage": _coverage,
        "ready": _ready,
    }
)
