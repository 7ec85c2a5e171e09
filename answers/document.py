"""Answers as documents: the JSON that `--json` prints and that services read. Shapes are in docs/json.md.

`version` goes up when a field changes meaning or leaves; fields may be added without notice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from answers.words.advice import (
    as_a_whole,
    closeness,
    detail,
    guarantee,
    left_out,
    on_the_way,
    reached,
    reason,
    sentences,
    summary,
    titled,
)
from answers.words.passport import fault_told
from answers.words.reading import asked, exercised_reason
from answers.words.rights import notes, plan_notes, told, vae_reason
from answers.words.surfaces import Surface
from passport.document.model import Passport
from recommend.directions.changes import Changes
from recommend.directions.explore import Explored
from recommend.directions.paths import CareerPath, CareerStep
from recommend.directions.reach import Reach
from recommend.directions.what_if import WhatIf
from recommend.engine import Engine
from recommend.gap.gap import Gap, GapLine, Proof, Status, status_of
from recommend.gap.questions import questions
from recommend.law.rules import RULES, Law
from recommend.law.whole import Outcome
from recommend.plan.records import Plan, Step
from recommend.profile.evidence import Belief, Evidence
from recommend.profile.held import Held
from recommend.profile.profile import Profile
from recommend.rights.rights import Right, Rights
from recommend.weights import W
from referentials.catalogue import Unit

VERSION = 1
_DIGITS = 4


def envelope(what: str, engine: Engine, profile: Profile) -> dict[str, Any]:
    """What every answer begins with: its format, and what it was computed from."""
    return {
        "format": f"acquis/{what}",
        "version": VERSION,
        "snapshot": engine.snapshot.id,
        "teaching": engine.snapshot.teaching,
        "model": engine.model_id,
        "as_of": profile.as_of.isoformat(),
        "holder": profile.holder,
    }


def profile_document(
    engine: Engine, passport: Passport, profile: Profile, surface: Surface = Surface.CLI
) -> dict[str, Any]:
    """A profile, every belief with its evidence; `surface`: where it is read."""
    return {
        "competencies": [_belief(engine, belief) for belief in profile.beliefs],
        "occupations_exercised": [
            {
                "record": e.record,
                "code": e.occupation,
                "label": e.label,
                "probability": _round(e.probability),
                "reason": exercised_reason(e),
            }
            for e in profile.exercised
        ],
        "blocs_held": [
            {
                "code": h.code,
                "record": h.record,
                "rule": h.rule.value,
                "guaranteed": h.guaranteed,
                "via": ", ".join(h.via) or None,
            }
            for h in sorted(profile.held.values(), key=lambda h: h.code)
            if engine.catalogue.units[h.code].is_bloc
        ],
        "languages": [
            {"record": x.id, "language": x.language, "level": x.level, "guaranteed": x.guaranteed}
            for x in passport.languages
        ],
        "ignored": [{"path": fault.path, "reason": fault_told(fault, surface)} for fault in profile.ignored],
    }


def gap_document(engine: Engine, gap: Gap) -> dict[str, Any]:
    """A gap, line by line."""
    target = gap.target
    return {
        "target": {"code": target.code, "kind": target.kind, "label": titled(target.code, target.label)},
        "coverage": _round(gap.coverage),
        "guaranteed_coverage": _round(gap.guaranteed),
        "counts": {status.value: len(gap.of(status)) for status in Status},
        "proofs": {proof.value: sum(line.proof is proof for line in gap.lines) for proof in Proof},
        "lines": [_line(engine, line) for line in gap.lines],
        "questions": [
            {
                "code": q.item.code,
                "label": q.item.label,
                "settles": _round(q.settles),
                "text": asked(q),
            }
            for q in questions(gap, engine.catalogue)
        ],
    }


def plan_document(engine: Engine, plans: Sequence[Plan], surface: Surface = Surface.CLI) -> dict[str, Any]:
    """The first of some plans, step by step, then the others, in short, to compare; `surface`: where it is read."""
    plan, *others = plans
    return {
        "notes": plan_notes(plan, engine.catalogue),
        "coverage_before": _round(plan.coverage_before),
        "considered": plan.considered,
        "left_out": [{"reason": name, "units": n, "why": left_out(name, surface)} for name, n in plan.left_out.items()],
        **_whole_plan(plan),
        "steps": [_step(engine, step) for step in plan.steps],
        "alternatives": [{**_whole_plan(other), "steps": [_unit(s.unit) for s in other.steps]} for other in others],
    }


def _whole_plan(plan: Plan) -> dict[str, Any]:
    return {
        "aim": plan.aim.value,
        "coverage_after": _round(plan.coverage_after),
        "hours": plan.hours,
        "price": plan.price,
        "opens": sum(len(step.opens) for step in plan.steps),
        "score": _round(plan.score),
        "bound": _round(plan.bound),
        "method": plan.method.value,
        "summary": summary(plan),
        "optimality": closeness(plan),
    }


def explore_document(found: Sequence[Explored], total: int) -> dict[str, Any]:
    """Occupations, best covered first; `total` before the list was cut."""
    return {
        "total": total,
        "occupations": [
            {
                "code": one.occupation.code,
                "label": one.occupation.label,
                "coverage": _round(one.coverage),
                "guaranteed_coverage": _round(one.guaranteed),
                "core_coverage": _round(one.core),
                "exercised": one.exercised,
                "mobility": {"from": one.mobility_from, "rank": one.mobility_rank} if one.mobility_from else None,
                "why": reached(one),
            }
            for one in found
        ],
    }


def changes_document(since: str, found: Changes) -> dict[str, Any]:
    """What changed since another snapshot."""
    lists = {name: getattr(found, name) for name in Changes.__slots__}
    return {
        "since": since,
        **{
            name: [
                {
                    "code": one.occupation.code,
                    "label": one.occupation.label,
                    "before": None if one.before is None else _round(one.before),
                    "after": None if one.after is None else _round(one.after),
                }
                for one in rows
            ]
            for name, rows in lists.items()
        },
    }


def paths_document(engine: Engine, found: Sequence[CareerPath], notes: Sequence[str] = ()) -> dict[str, Any]:
    """Paths to an occupation, easiest hardest step first; `notes`: the wishes that it goes against."""
    return {
        "notes": list(notes),
        "paths": [
            {
                "hardest": _round(path.hardest),
                "total": _round(path.total),
                "level": path.level or None,
                "opens": path.opens,
                "called": _round(path.called),
                "best_at": list(path.best_at),
                "why": as_a_whole(path),
                "steps": [_path_step(engine, step) for step in path.steps],
            }
            for path in found
        ],
    }


def _path_step(engine: Engine, step: CareerStep) -> dict[str, Any]:
    items, move = engine.catalogue.items, step.mobility
    return {
        "code": step.occupation.code,
        "label": step.occupation.label,
        "regulated": step.occupation.regulated,
        "transitions": list(step.occupation.transitions),
        "effort": _round(step.effort),
        "level": step.level,
        "exercised": step.exercised,
        "move": {"from": move.start, "recorded": move.recorded, "rank": move.rank, "nearness": move.nearness}
        if move
        else None,
        "takes": [{"code": item, "label": items[item].label} for item in step.takes],
        "brings": [{"code": item, "label": items[item].label} for item in step.brings],
        "why": on_the_way(step),
    }


def reach_document(found: Reach) -> dict[str, Any]:
    """Occupations within reach, by how."""
    lists = {name: getattr(found, name) for name in Reach.__slots__}
    return {
        "reach": W["reach"],
        **{
            name: [
                {
                    "code": one.occupation.code,
                    "label": one.occupation.label,
                    "now": _round(one.now),
                    "then": _round(one.then),
                    "through": one.through,
                    "level": one.level,
                    "entry": one.entry.value if one.entry else None,
                }
                for one in rows
            ]
            for name, rows in lists.items()
        },
    }


def what_if_document(engine: Engine, found: WhatIf) -> dict[str, Any]:
    """What holding a bloc or a certification would change."""
    items = engine.catalogue.items
    return {
        "code": found.code,
        "title": titled(found.code, found.title),
        "certification": found.certification,
        "held": found.held is not None,
        "confers": list(found.confers),
        "notes": notes(found.held, found.standing, engine.catalogue),
        "reach": W["reach"],
        "added": [
            {"code": a.item, "label": items[a.item].label, "before": _round(a.before), "after": _round(a.after)}
            for a in found.added
        ],
        "occupations": [
            {
                "code": n.occupation.code,
                "label": n.occupation.label,
                "regulated": n.occupation.regulated,
                "before": _round(n.before),
                "after": _round(n.after),
                "opened": n.opened,
            }
            for n in found.occupations
        ],
    }


def rights_document(engine: Engine, found: Rights) -> dict[str, Any]:
    """Rights of a holder, each with its rules."""
    laws = {law for right in (*found.begun, *found.asked) for law in (*right.standing.laws, *right.vae.laws)}
    laws |= {link.law for held in found.held for link in held.chain} | {Law.WHOLE, Law.LEVEL}
    return {
        "held": [_held(held) for held in found.held],
        "begun": [_right(engine, right) for right in found.begun],
        "asked": [_right(engine, right) for right in found.asked],
        "rules": [
            {"rule": r.law.value, "article": r.article, "since": r.since.isoformat(), "text": r.text}
            for r in RULES.values()
            if r.law in laws
        ],
    }


def _held(held: Held) -> dict[str, Any]:
    return {
        "code": held.code,
        "record": held.record,
        "guaranteed": held.guaranteed,
        "chain": [{"rule": link.law.value, "needs": list(link.needs), "code": link.code} for link in held.chain],
    }


def _right(engine: Engine, right: Right) -> dict[str, Any]:
    where = right.standing
    return {
        "code": right.code,
        "certification": right.certification,
        "title": engine.catalogue.certifications[right.certification].title,
        "held": right.held is not None,
        "blocs_held": list(right.blocs_held),
        "blocs_missing": list(right.blocs_missing),
        "blocs_optional": list(right.blocs_optional),
        "whole": {"outcome": right.whole.outcome.value, "words": right.whole.words},
        "standing": {
            "entry": where.entry.value,
            "entry_until": _day(where.entry_until),
            "delivered": where.delivered,
            "delivered_until": _day(where.delivered_until),
            "replaced_by": list(where.replaced_by),
            "replaced_through": list(where.replaced_through),
            "occupations": list(where.occupations),
            "cpf": where.cpf,
            "rules": [law.value for law in where.laws],
        },
        "claim": right.claim,
        "claim_to_check": right.claim_to_check,
        "level": {"given": right.level.given, "required": right.level.required, "words": right.level.words},
        "vae": {
            "admissible": right.vae.admissible.value,
            "reason": vae_reason(right.vae),
            "rules": [law.value for law in right.vae.laws],
        },
        "sentences": [
            {
                "text": sentence.text,
                "items": [{"code": item, "label": engine.catalogue.items[item].label} for item in sentence.items],
                "status": sentence.status.value if sentence.status else None,
                "probability": _round(sentence.probability),
            }
            for sentence in right.sentences
        ],
        "why": told(right, engine.catalogue),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _belief(engine: Engine, belief: Belief) -> dict[str, Any]:
    item = engine.catalogue.items[belief.item]
    return {
        "code": item.code,
        "kind": item.kind,
        "label": item.label,
        "probability": _round(belief.probability),
        "guaranteed_probability": _round(belief.guaranteed),
        "guarantee": guarantee(belief),
        "status": status_of(belief.probability).value,
        "evidence": [_evidence(evidence) for evidence in belief.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "record": evidence.record,
        "rule": evidence.rule.value,
        "detail": detail(evidence),
        "probability": _round(evidence.probability),
        "guaranteed": evidence.guaranteed,
        "reason": reason(evidence),
    }


def _line(engine: Engine, line: GapLine) -> dict[str, Any]:
    item = engine.catalogue.items[line.need.item]
    return {
        "code": item.code,
        "kind": item.kind,
        "label": item.label,
        "importance": line.need.importance,
        "weight": _round(line.need.weight),
        "status": line.status.value,
        "proof": line.proof.value,
        "probability": _round(line.probability),
        "guaranteed_probability": _round(line.belief.guaranteed if line.belief else 0.0),
        "evidence": [_evidence(evidence) for evidence in line.belief.evidence] if line.belief else [],
    }


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "code": unit.code,
        "kind": "bloc" if unit.is_bloc else "certification",
        "title": titled(unit.code, unit.title),
    }


def _step(engine: Engine, step: Step) -> dict[str, Any]:
    labels = {gained.item: engine.catalogue.items[gained.item].label for gained in step.gained}
    certification = step.certification
    return {
        "unit": _unit(step.unit),
        "parts": list(step.parts),
        "confers": list(step.confers),
        "certification": {
            "code": certification.code,
            "title": certification.title,
            "level": certification.level,
            "registration_end": certification.registration_end.isoformat() if certification.registration_end else None,
        },
        "gain": _round(step.gain),
        "coverage_after": _round(step.coverage_after),
        "score": _round(step.score),
        "terms": {name: _round(value) for name, value in step.terms.items()},
        "factors": dict(step.factors),
        "gained": [
            {
                "code": g.item,
                "label": labels[g.item],
                "before": _round(g.before),
                "after": _round(g.after),
                "points": _round(g.points),
            }
            for g in step.gained
        ],
        "level_required": step.level.required,
        "level_held": step.level_held,
        "level_guaranteed": step.level_guaranteed,
        "prerequisites": step.level.words,
        "route": step.modality.route.value if step.modality.route else None,
        "routes": list(step.routes),
        "hours": step.hours,
        "hours_known": step.modality.hours_known,
        "price": step.price,
        "vae": {
            "admissible": step.modality.vae.admissible.value,
            "reason": vae_reason(step.modality.vae),
            "rules": [law.value for law in step.modality.vae.laws],
        },
        "rests_on": {
            "covered": _round(step.modality.covered),
            "guaranteed": _round(step.modality.guaranteed),
            "records": list(step.modality.records),
            "blocs_held": list(step.blocs_held),
        },
        "completes": step.whole is Outcome.GIVES,
        "last_bloc": step.whole.value if step.whole else None,
        "opens": [
            {
                "code": one.occupation.code,
                "label": one.occupation.label,
                "before": _round(one.before),
                "after": _round(one.after),
            }
            for one in step.opens
        ],
        "trainings": [
            {
                "id": t.id,
                "title": t.title,
                "provider": t.provider,
                "city": t.city,
                "months": t.months,
                "hours": t.hours,
                "price": t.price,
                "mode": t.mode,
                "url": t.url,
            }
            for t in step.courses
        ],
        "trainings_known": step.courses_known,
        "why": ". ".join(sentences(step, labels)),
    }


def _round(value: float) -> float:
    return round(float(value), _DIGITS)
