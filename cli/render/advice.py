"""Answers as French text for people: short lines, real figures, the reason beside each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from answers.builders.plan import own_told
from answers.shapes.facts import SearchAnswer
from answers.shapes.reading import WeightsAnswer
from answers.words.coverage import attested, change, covered, mastered
from answers.words.directions import NEAR_BUT_SHUT, reached
from answers.words.evidence import STATUS, guarantee, guarantees, presumed, rank_of, record_names, sources
from answers.words.forms import percent, titled
from answers.words.leading import LEADS_SHOWN, leading_said, remarks, told_by
from answers.words.limits import ASIDE
from answers.words.limits import told as limits_told
from answers.words.market import beside_a_list, market_in_short, market_line, market_told, preferred, trainings_near
from answers.words.passport import fault_line
from answers.words.plan import (
    ROUTE,
    closeness,
    compared,
    how,
    known,
    left_out,
    opening,
    prerequisites,
    summary,
    what,
    why,
)
from answers.words.questions import asked
from answers.words.reading import unread_said
from answers.words.rights import plan_notes
from answers.words.standing import record_told
from answers.words.surfaces import Surface
from answers.words.targets import understood_told
from answers.words.titles import title_question
from cli.render.diplomas import render_diplomas
from cli.render.standing import render_checks, render_vouched
from cli.render.targets import render_understood
from passport.document.model import Passport
from recommend.directions.changes import Changes
from recommend.directions.explore import Explored, apart
from recommend.engine import Engine
from recommend.gap.gap import Gap, GapLine, Proof, Status, status_of
from recommend.law.strains import Limit
from recommend.plan.records import Plan, Step
from recommend.profile.profile import Profile
from referentials.places import Place

FIRST = 12
"""Lines shown before « et N autres »."""
REGULATED = 5
"""Occupations near but shut, likewise."""
UNREAD = 4
"""Sentences that were not understood, likewise."""


def render_header(out: Console, engine: Engine, passport: Passport, profile: Profile) -> None:
    """What is analysed, from which referential, at which date; what was found of those who vouch for it."""
    where = "référentiel d'essai" if engine.snapshot.teaching else "référentiels ROME et RNCP"
    name = passport.holder.name or passport.holder.id
    out.print(f"[bold]{escape(name)}[/] · {where} · au {profile.as_of:%d/%m/%Y}")
    for fault in profile.ignored:
        out.print(f"[yellow]Laissé de côté[/] {escape(fault_line(fault, Surface.CLI))}")
    render_checks(out, passport, profile)


def render_profile(out: Console, engine: Engine, passport: Passport, profile: Profile, *, show_all: bool) -> None:
    """Competencies recognised, surest first, know-how before savoirs."""
    seen = [b for b in profile.beliefs if status_of(b.probability) in (Status.HELD, Status.LIKELY)]
    items = engine.catalogue.items
    if seen or not passport.experiences:
        total = _count(len(seen), "compétence reconnue", "compétences reconnues")
        out.print(f"[bold]{total}[/]{guarantees(seen)}")
        if supposed := presumed(seen):
            _indented(out, supposed, 2)
    else:
        seen = [b for b in profile.beliefs if status_of(b.probability) is Status.TO_CONFIRM]
        out.print(f"[bold]{_unsure(len(seen))}[/]")
    ordered = sorted(seen, key=lambda b: rank_of(engine.catalogue, b.item))
    names = record_names(passport, profile.as_of)
    table = _table()
    for belief in ordered if show_all else ordered[:FIRST]:
        _add(
            table,
            items[belief.item].label,
            percent(belief.probability),
            guarantee(belief),
            sources(belief, names),
        )
    _print(out, table)
    _more(out, len(ordered), show_all)
    _render_unread(out, profile)
    _render_sentences_unread(out, engine, profile, show_all=show_all)
    render_diplomas(out, profile)
    for one in passport.languages:
        stands = record_told(profile.checks, one.id, guaranteed=one.guaranteed)
        _indented(out, f"Langue {one.language} : {one.level} ({stands})", 2)
    render_vouched(out, passport, profile)


def _unsure(number: int) -> str:
    """What is said where work is told and nothing of it is sure yet."""
    if not number:
        return "Rien ne se lit encore avec certitude : dites ce que vous faisiez, ou précisez le métier"
    return f"Rien n'est encore assez sûr ; à confirmer : {_count(number, 'compétence', 'compétences')}"


def _render_unread(out: Console, profile: Profile) -> None:
    """Titles that name no occupation surely enough, with what they may mean."""
    said: dict[str, None] = {}
    for read in profile.titled:
        if question := title_question(read):
            said[f"À préciser : {question}"] = None
        elif not read.exercised and not read.is_absence:
            said[f"Métier non reconnu : « {read.title} » : précisez-le par un code « rome » dans le passeport."] = None
    for text in said:
        _indented(out, text, 2)


def _render_sentences_unread(out: Console, engine: Engine, profile: Profile, *, show_all: bool) -> None:
    """Sentences that were not understood, to be confirmed or refused in the passport."""
    if not profile.unread:
        return
    labels = {code: engine.catalogue.items[code].label for one in profile.unread for code, _ in one.nearest}
    told = _count(len(profile.unread), "phrase non comprise", "phrases non comprises")
    out.print(f"  {told}, à dire autrement, ou à confirmer ou refuser dans le passeport (« readings »)")
    ordered = sorted(profile.unread, key=lambda one: not one.nearest)
    for one in ordered if show_all else ordered[:UNREAD]:
        _indented(out, unread_said(one, labels), 4)
    _more(out, len(profile.unread), show_all, UNREAD)


def render_gap(out: Console, engine: Engine, passport: Passport, profile: Profile, gap: Gap, *, show_all: bool) -> None:
    """Coverage of the target, then its needs by status."""
    target = gap.target
    out.print()
    render_understood(out, understood_told(target.words, target.code, target.label))
    out.print(
        f"[bold]Objectif : {escape(titled(target.code, target.label))} ({target.code})[/]    {mastered(gap.coverage)}"
        f"{attested(gap.guaranteed)}"
    )
    proven = sum(line.proof is Proof.PROVEN for line in gap.lines)
    said = f" (dont {_count(proven, 'attesté', 'attestés')})" if proven else ""
    counts = {status: f"{STATUS[status]} {len(gap.of(status))}" for status in Status}
    counts[Status.HELD] += said
    out.print("  " + "   ".join(counts.values()))
    names = record_names(passport, profile.as_of)
    for status in Status:
        lines = gap.of(status)
        if lines:
            out.print(f"  [bold]{STATUS[status]}[/]")
            _print(out, _gap_table(engine, lines if show_all else lines[:5], names))
            _more(out, len(lines), show_all, 5)


def render_questions(out: Console, engine: Engine, gap: Gap) -> None:
    """What to ask the holder first."""
    found = engine.questions(gap)
    if found:
        out.print("  [bold]À demander[/]")
        for question in found:
            _indented(out, asked(question), 4)


def _gap_table(engine: Engine, lines: Iterable[GapLine], names: dict[str, str]) -> Table:
    table = _table()
    for line in lines:
        core = {"core": "cœur de métier", "emerging": "émergente"}.get(line.need.importance, "")
        belief = line.belief
        rests = sources(belief, names) if belief and line.status is not Status.MISSING else ""
        _add(table, engine.catalogue.items[line.need.item].label, percent(line.probability), core, rests)
    return table


def render_plan(
    out: Console, engine: Engine, profile: Profile, plans: Sequence[Plan], near: Place | None = None
) -> None:
    """Steps of the first plan, with the ways in and the reason of each; then the others, in short."""
    plan = plans[0]
    out.print()
    for note in [*plan_notes(plan, engine.catalogue), *told_by(plan)]:
        _indented(out, f"{plan.target.code} : {note}", 0)
    if plan.target.kind == "occupation":
        _indented(out, market_line(market_told(engine.market(plan.target.code, near))), 0)
    for remark in remarks(plan, engine.catalogue):
        _indented(out, remark, 0)
    if plan.is_needless:
        return
    if plan.steps:
        out.print(f"[bold]{'Prochain pas' if len(plan.steps) == 1 else 'Prochains pas'}[/]")
    for rank, step in enumerate(plan.steps, 1):
        _render_step(out, engine, rank, step)
    if plan.steps:
        _indented(out, f"En tout : {summary(plan)} ; {closeness(plan)}.", 2)
    for aims, other in compared(plans):
        codes = ", ".join(step.unit.code for step in other.steps)
        _indented(out, f"Autre plan, {aims} : {codes} ; {summary(other)}.", 2)
    _render_leading(out, plan)
    reasons = " ; ".join(f"{number} {left_out(name, Surface.CLI)}" for name, number in plan.left_out.items())
    beside = [f"Certifications ou blocs écartés : {reasons}."] if reasons else []
    for told in (*own_told(engine, profile, plan), *beside):
        _indented(out, told, 2)


def _render_leading(out: Console, plan: Plan) -> None:
    """Certifications that lead to the target, the first of them."""
    if not plan.leading or plan.target.kind != "occupation":
        return
    many = len(plan.leading) - LEADS_SHOWN
    out.print("  [bold]Certifications qui y mènent[/]" + (f" (les {LEADS_SHOWN} premières)" if many > 0 else ""))
    for lead in plan.leading[:LEADS_SHOWN]:
        one = lead.certification
        level = f", niveau {one.level}" if one.level else ""
        _indented(out, f"- {titled(one.code, one.title)} ({one.code}{level}) : {leading_said(lead, plan)}", 4)


def _render_step(out: Console, engine: Engine, rank: int, step: Step) -> None:
    labels = {gained.item: engine.catalogue.items[gained.item].label for gained in step.gained}
    certification = step.certification
    level = f", niveau {certification.level}" if certification.level else ""
    title = escape(titled(step.unit.code, step.unit.title))
    own = "" if step.unit.is_bloc else level
    _indented_markup(out, f"{rank}. {what(step)} : [bold]{title}[/] ({step.unit.code}{own})")
    if step.unit.is_bloc:
        _indented(out, f"de : {titled(certification.code, certification.title)} ({certification.code}{level})")
    _indented(out, f"pourquoi : {why(step, labels)}")
    _indented(out, f"comment : {how(step)}")
    routes = ", ".join(ROUTE[route] for route in step.routes)
    if routes:
        _indented(out, f"voies d'accès : {routes}" + (f" (fiche {step.routes_from})" if step.routes_from else ""))
    for course in step.courses:
        place = ", ".join(filter(None, (course.provider, course.city)))
        _indented(out, f"formation : {course.title}" + (f" ({place})" if place else ""))
    if step.courses_known > len(step.courses):
        _indented(out, f"et {step.courses_known - len(step.courses)} autres formations connues")
    if step.near:
        _indented(out, f"formations : {trainings_near(step.near)}")
    for text in filter(None, (prerequisites(step), *known(step), opening(step))):
        _indented(out, text)


def _indented_markup(out: Console, text: str) -> None:
    """The heading of a step."""
    out.print(Padding(text, (0, 0, 0, 2)))


def _indented(out: Console, text: str, by: int = 5) -> None:
    """Write a paragraph that keeps its indentation when it is folded."""
    out.print(Padding(escape(text), (0, 0, 0, by)))


def render_explored(out: Console, engine: Engine, found: Sequence[Explored], n: int, near: Place | None = None) -> None:
    """The n occupations best covered, each with what the labour market says of it; a few of those shut, apart."""
    told = apart(found)
    _render_occupations(out, engine, told.free[:n], len(told.free), near)
    for heading, these in ((NEAR_BUT_SHUT, told.far), (ASIDE, told.strained)):
        if these:
            out.print(f"[bold]{heading}[/] ({_count(len(these), 'métier', 'métiers')})")
        for one in these[:REGULATED]:
            _indented(out, f"{one.occupation.label} ({one.occupation.code}) : {reached(one)}", 2)


def _render_occupations(
    out: Console, engine: Engine, found: Sequence[Explored], total: int, near: Place | None
) -> None:
    out.print()
    order = (
        "par couverture et par tension"
        if found and found[0].preferred is not None
        else "du mieux au moins bien couvert"
    )
    out.print(f"[bold]Métiers, {order}[/] ({_count(total, 'métier', 'métiers')} selon vos vœux)")
    table = _table()
    for one in found:
        known = engine.market(one.occupation.code, near)
        said = [reached(one)] if one.preferred is None else [reached(one), preferred(known, one.preferred)]
        if known.is_known:
            said.append(market_in_short(known))
        _add(table, one.occupation.label, one.occupation.code, percent(one.coverage), "\n".join(said))
    _print(out, table)
    _indented(out, beside_a_list([engine.market(one.occupation.code, near) for one in found]), 2)


def render_limits(out: Console, limits: Sequence[Limit]) -> None:
    """What was read of the holder's health, and whom to ask."""
    if limits:
        _indented(out, limits_told(limits), 0)


CHANGED = {
    "came": "Devenus à portée",
    "left": "Plus à portée",
    "appeared": "Nouveaux métiers",
    "gone": "Métiers disparus du référentiel",
    "moved": "Autres changements de couverture",
}


def render_changes(out: Console, since: str, found: Changes, shown: int = 5) -> None:
    """What changed since another snapshot, first of each list."""
    out.print()
    out.print(f"[bold]Depuis le référentiel {since}[/]")
    for name, title in CHANGED.items():
        rows = getattr(found, name)
        out.print(f"  {title} : {len(rows)}")
        for one in rows[:shown]:
            _indented(out, f"{one.occupation.label} ({one.occupation.code}) : {_moved(one.before, one.after)}", 4)


def _moved(before: float | None, after: float | None) -> str:
    if before is None or after is None:
        return " → ".join("absent" if one is None else covered(one) for one in (before, after))
    return change(before, after)


def render_hits(out: Console, answer: SearchAnswer) -> None:
    """What a search found."""
    table = _table()
    for hit in answer.hits:
        kind = KIND[hit.kind] + (f" de {hit.occupation.code}" if hit.occupation else "")
        _add(table, hit.label, hit.code, kind, hit.reason)
    if answer.hits:
        _print(out, table)
    else:
        out.print("Rien trouvé.")


def render_weights(out: Console, answer: WeightsAnswer) -> None:
    """Every weight of the engine."""
    table = _table(first=2, last=5)
    for weight in answer.root:
        _add(table, weight.name, f"{weight.value:g}", weight.unit, weight.reason)
    _print(out, table)


KIND = {
    "occupation": "métier",
    "appellation": "appellation",
    "competency": "compétence",
    "macro_competency": "macro-compétence",
    "knowledge": "savoir",
    "certification": "certification",
    "bloc": "bloc",
    "training": "formation",
}


def _table(first: int = 3, last: int = 2) -> Table:
    """Four columns; `first` and `last` share what the two narrow ones leave."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column(max_width=50, overflow="fold", ratio=first)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=last)
    return table


def _print(out: Console, table: Table) -> None:
    out.print(Padding(table, (0, 0, 0, 2)))


def _add(table: Table, *cells: str) -> None:
    table.add_row(*map(escape, cells))


def _more(out: Console, total: int, show_all: bool, shown: int = FIRST) -> None:
    if not show_all and total > shown:
        out.print(f"  … et {_count(total - shown, 'autre', 'autres')} (--all)")


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number < 2 else many}"
