"""Write docs/people.md, what acquis answers to invented people beside what a good advisor would say.

`python -m tests.support.people_page`, where the snapshot in use is the full referential; on another the page stays as
it is, and the command says so. Of passports that are not in the repository, only a line of summary is shown.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from answers.shapes.directions import CareerPath
from answers.words.coverage import mastered
from passport.document.model import Experience
from recommend.engine import Engine
from recommend.weights import W
from tests.support.data import ROOT, data_folder
from tests.support.people import Advice, Person, advise, people

PAGE = ROOT / "docs" / "people.md"
FULL = 1_000
"""Occupations of a referential that is not the teaching one, at least."""
SHOWN, DESCRIBED = 5, 140
"""Certifications named; letters of a description."""
HEAD = """# Ce qu'acquis répond à des gens

Vingt-quatre personnes inventées, de tous les domaines de ROME, qui écrivent comme on écrit. À gauche, ce qu'un bon
conseiller dirait ; à droite, ce qu'acquis répond. Dessous, ce qu'acquis devrait dire et ne dit pas encore.

Les attentes sont dans `tests/people/*.yaml`, qu'un conseiller peut lire et compléter ; elles passent à chaque essai.
Page écrite par `python -m tests.support.people_page`, avec le référentiel {snapshot}.
"""


def page(engine: Engine, everybody: Sequence[Person]) -> str:
    """The page, in Markdown."""
    parts = [HEAD.format(snapshot=engine.snapshot.id)]
    parts += [section(advise(engine, one)) for one in everybody]
    return "\n".join(parts)


def section(advice: Advice) -> str:
    """What is said to a person, the advisor's words and those of acquis side by side."""
    person = advice.person
    lines = [f"## {person.name.replace('-', ' ')}", "", person.situation, "", *told(person)]
    lines += [
        "| Un bon conseiller | acquis |",
        "|---|---|",
        f"| {cell([person.says])} | {cell(answered(advice))} |",
        "",
    ]
    if person.known_misses:
        lines += ["Manque encore :", *(f"- {' '.join(miss.why.split())}" for miss in person.known_misses), ""]
    return "\n".join(lines)


def told(person: Person) -> Iterator[str]:
    """The passport in a few lines, where it may be shown."""
    if not person.is_told:
        return
    passport = person.passport
    yield from (experience(one) for one in passport.experiences)
    others = [
        *(one.title for one in passport.trainings),
        *(one.title or str(one.code) for one in passport.certifications),
        *(one.title for one in passport.qualifications),
    ]
    if others:
        yield f"- {' ; '.join(others)}"
    yield ""


def experience(one: Experience) -> str:
    """One line of a passport, cut short."""
    words = " ".join(one.description.split())
    said = words if len(words) <= DESCRIBED else words[:DESCRIBED].rsplit(" ", 1)[0] + "…"
    return f"- « {one.title} », {one.start} – {one.end or 'en cours'}" + (f" : {said}" if said else "")


def answered(advice: Advice) -> list[str]:
    """What acquis says, a line each."""
    gap, plan = advice.gap, advice.plan
    lines = [f"**{gap.target.label}** ({gap.target.code}) : {mastered(gap.coverage)}.", f"*Lu* : {read(advice)}."]
    if gap.access:
        lines.append(f"*Pour exercer* : {gap.access.summary}")
        lines += [one.text for one in gap.access.recognition]
    lines += plan.remarks
    lines.append(f"*D'abord* : {first_step(advice)}")
    named = [f"{one.certification.title} ({one.certification.code})" for one in plan.leading[:SHOWN]]
    lines.append(f"*Y mènent* : {' ; '.join(named) or 'rien de connu'}.")
    if gap.target.kind == "occupation":
        lines.append(f"*Un chemin* : {path(advice.paths[0]) if advice.paths else 'pas de chemin court'}.")
    if plan.market:
        lines.append(f"*Marché* : {plan.market.text}.")
    return lines


def read(advice: Advice) -> str:
    """The likeliest occupation of each experience."""
    said = []
    for rank, one in enumerate(advice.person.passport.experiences, 1):
        readings = [found for found in advice.analysis.occupations_exercised if found.record == one.id]
        best = max(readings, key=lambda found: found.probability, default=None)
        known = best is not None and best.probability >= W["title.recognised"]
        title = f"« {one.title} »" if advice.person.is_told else f"ligne {rank}"
        said.append(f"{title} → {best.label if best and known else 'non reconnu'}")
    return " ; ".join(said)


def first_step(advice: Advice) -> str:
    """The first thing to take, and how."""
    if not advice.plan.steps:
        return "rien à obtenir."
    step = advice.plan.steps[0]
    return f"{step.what} : {step.certification.title} ({step.certification.code})."


def path(one: CareerPath) -> str:
    """The occupations of a path, in order."""
    if len(one.steps) == 1:
        return "directement"
    return " → ".join(step.label for step in one.steps)


def cell(lines: Sequence[str]) -> str:
    """Lines as a cell of a table."""
    return "<br>".join(" ".join(line.replace("|", "/").split()) for line in lines)


def main() -> None:
    """Write the page, where it can be."""
    engine = Engine.open()
    cases = data_folder() / "cases" / "people"
    if len(engine.catalogue.occupations) < FULL or not cases.is_dir():
        sys.stderr.write(f"{PAGE.name} is left as it is: it needs the full referential and {cases}\n")
        return
    PAGE.write_text(page(engine, list(people())), encoding="utf-8")


if __name__ == "__main__":
    main()
