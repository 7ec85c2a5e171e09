"""Answers as documents: the JSON that `--json` prints and that services read. Shapes are in docs/json.md.

`version` goes up when a field changes meaning or leaves; fields may be added without notice.
"""

from __future__ import annotations

from typing import Any

from passport.model import Passport
from recommend.engine import Engine
from recommend.evidence import Belief, Evidence
from recommend.explain import guarantee, reason, why
from recommend.gap import Gap, GapLine, Status, status_of
from recommend.plan import Plan, Step
from recommend.profile import Profile

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


def profile_document(engine: Engine, passport: Passport, profile: Profile) -> dict[str, Any]:
    """A profile, every belief with its evidence."""
    return {
        "competencies": [_belief(engine, belief) for belief in profile.beliefs],
        "occupations_exercised": [
            {
                "record": e.record,
                "code": e.occupation,
                "label": e.label,
                "probability": _round(e.probability),
                "reason": e.reason,
            }
            for e in profile.exercised
        ],
        "blocs_held": [
            {
                "code": h.code,
                "record": h.record,
                "rule": h.rule.value,
                "guaranteed": h.guaranteed,
                "via": h.via,
            }
            for h in sorted(profile.held.values(), key=lambda h: h.code)
        ],
        "languages": [
            {"record": x.id, "language": x.language, "level": x.level, "guaranteed": x.guaranteed}
            for x in passport.languages
        ],
        "ignored": [{"path": problem.path, "reason": problem.message} for problem in profile.ignored],
    }


def gap_document(engine: Engine, gap: Gap) -> dict[str, Any]:
    """A gap, line by line."""
    target = gap.target
    return {
        "target": {"code": target.code, "kind": target.kind, "label": target.label},
        "coverage": _round(gap.coverage),
        "guaranteed_coverage": _round(gap.guaranteed),
        "counts": {status.value: len(gap.of(status)) for status in Status},
        "lines": [_line(engine, line) for line in gap.lines],
    }


def plan_document(engine: Engine, plan: Plan) -> dict[str, Any]:
    """A plan, step by step."""
    return {
        "coverage_before": _round(plan.coverage_before),
        "considered": plan.considered,
        "steps": [_step(engine, step) for step in plan.steps],
    }


def _belief(engine: Engine, belief: Belief) -> dict[str, Any]:
    item = engine.lookup.items[belief.item]
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
        "detail": evidence.detail,
        "probability": _round(evidence.probability),
        "guaranteed": evidence.guaranteed,
        "reason": reason(evidence),
    }


def _line(engine: Engine, line: GapLine) -> dict[str, Any]:
    item = engine.lookup.items[line.need.item]
    return {
        "code": item.code,
        "kind": item.kind,
        "label": item.label,
        "importance": line.need.importance,
        "weight": _round(line.need.weight),
        "status": line.status.value,
        "probability": _round(line.probability),
        "guaranteed_probability": _round(line.belief.guaranteed if line.belief else 0.0),
        "evidence": [_evidence(evidence) for evidence in line.belief.evidence] if line.belief else [],
    }


def _step(engine: Engine, step: Step) -> dict[str, Any]:
    labels = {gained.item: engine.lookup.items[gained.item].label for gained in step.gained}
    certification = step.certification
    return {
        "bloc": {"code": step.bloc.code, "title": step.bloc.title},
        "certification": {
            "code": certification.code,
            "title": certification.title,
            "level": certification.level,
            "registration_end": certification.registration_end.isoformat() if certification.registration_end else None,
        },
        "gain": _round(step.gain),
        "coverage_after": _round(step.coverage_after),
        "score": _round(step.score),
        "factors": step.factors,
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
        "routes": list(step.routes),
        "trainings": [
            {
                "id": t.id,
                "title": t.title,
                "provider": t.provider,
                "city": t.city,
                "months": t.months,
                "url": t.url,
            }
            for t in step.trainings
        ],
        "trainings_known": step.trainings_known,
        "why": why(step, labels),
    }


def _round(value: float) -> float:
    return round(float(value), _DIGITS)
