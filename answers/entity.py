"""Plain facts of a snapshot about one code, with what it is linked to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import polars as pl

from answers.words.advice import titled
from answers.words.reading import hit_reason
from graph.matrices import IMPORTANCE_CODES
from recommend.engine import Engine
from recommend.law.standing import standing
from referentials.codes import BlocCode, OgrCode, RomeCode, parse_certification
from referentials.errors import UnknownCodeError

_NAMES = {code: name for name, code in IMPORTANCE_CODES.items()}
LINKS = 200
"""Links of one kind that are listed."""


def head(what: str, engine: Engine) -> dict[str, Any]:
    """What every answer about a code begins with."""
    return {
        "format": f"acquis/{what}",
        "version": 1,
        "snapshot": engine.snapshot.id,
        "teaching": engine.snapshot.teaching,
        "model": engine.model_id,
    }


def search(engine: Engine, text: str, kinds: Collection[str], n: int) -> dict[str, Any]:
    """Codes and labels that a text may mean, best first; an appellation with the occupation that it names."""
    hits = engine.matcher.search(text, kinds, n)
    return {
        **head("search", engine),
        "query": text,
        "hits": [
            {
                "kind": hit.kind,
                "code": hit.code,
                "label": hit.label,
                "score": round(hit.score, 4),
                "reason": hit_reason(hit),
                "occupation": dict(zip(("code", "label"), hit.occupation, strict=True)) if hit.occupation else None,
            }
            for hit in hits
        ],
    }


def occupation(engine: Engine, text: str) -> dict[str, Any]:
    """An occupation: what it asks for, appellations, recorded mobilities, certifications that lead to it."""
    catalogue, matrices = engine.catalogue, engine.world.matrices
    code = _known(RomeCode.parse(text), catalogue.occupations)
    found = catalogue.occupations[code]
    row = matrices.requires[matrices.occupation_index[code]]
    needs = [(_NAMES[int(rank)], matrices.items[column]) for column, rank in zip(row.indices, row.data, strict=True)]
    names = engine.snapshot.table("appellations").filter(occupation=code).sort("ogr")
    leading = sorted({c for rome in (found.family, code) for c in catalogue.certifications_to.get(rome, ())})
    return {
        **head("occupation", engine),
        "code": code,
        "label": found.label,
        "family": found.family,
        "definition": engine.snapshot.table("occupations").filter(code=code)["definition"].item(),
        "appellations": [{"code": ogr, "label": label} for ogr, label in names.select("ogr", "label").iter_rows()],
        "needs": [{**_item(engine, item), "importance": importance} for importance, item in sorted(needs)],
        "mobilities": [
            {"code": target, "label": catalogue.occupations[target].label, "rank": rank}
            for target, rank in catalogue.mobilities.get(code, ())
        ],
        **_cut("certifications", [_certification(engine, c) for c in leading]),
    }


def competency(engine: Engine, text: str) -> dict[str, Any]:
    """A competency, macro-competency or savoir: occupations that ask for it, units (blocs, RS) linked to it."""
    catalogue, matrices = engine.catalogue, engine.world.matrices
    code = _known(OgrCode.parse(text), catalogue.items)
    column = matrices.item_index[code]
    asking = matrices.requires[:, [column]].tocoo()
    giving = engine.matcher.unit_links.filter(item=code).select("unit", "probability")
    occupations = sorted(
        (-int(rank), matrices.occupations[row]) for row, rank in zip(asking.row, asking.data, strict=True)
    )
    units = sorted((-float(p), unit) for unit, p in giving.iter_rows())
    macro = catalogue.macro_of.get(code)
    return {
        **head("competency", engine),
        **_item(engine, code),
        "macro": _item(engine, macro) if macro else None,
        **_cut("occupations", [
            {"code": o, "label": catalogue.occupations[o].label, "importance": _NAMES[-rank]} for rank, o in occupations
        ]),
        **_cut("units", [
            {"code": u, "title": titled(u, catalogue.units[u].title), "probability": round(-p, 4)} for p, u in units
        ]),
    }  # fmt: skip


def certification(engine: Engine, text: str, as_of: date) -> dict[str, Any]:
    """A certification: where it stands on a day, blocs, occupations it leads to, ways in, trainings."""
    catalogue = engine.catalogue
    code = _known(parse_certification(text), catalogue.certifications)
    found, where = catalogue.certifications[code], standing(code, as_of, catalogue)
    return {
        **head("certification", engine),
        **_certification(engine, code),
        "as_of": as_of.isoformat(),
        "entry": where.entry.value,
        "entry_until": _day(where.entry_until),
        "delivered": where.delivered,
        "delivered_until": _day(where.delivered_until),
        "replaced_by": list(where.replaced_by),
        "routes": list(catalogue.routes_of.get(code, ())),
        "rome": list(catalogue.romes_of.get(code, ())),
        "partial_validation": found.partial_validation,
        "prerequisites": found.prerequisites,
        "blocs": [{"code": b, "title": titled(b, catalogue.blocs[b].title)} for b in catalogue.blocs_of.get(code, ())],
        **_cut("trainings", [_training(t.id, t.title) for t in catalogue.courses_of.get(code, ())]),
    }


def bloc(engine: Engine, text: str) -> dict[str, Any]:
    """A bloc: its certification, the competencies it is linked to and the sentence each was read in."""
    catalogue = engine.catalogue
    code = _known(BlocCode.parse(text), catalogue.blocs)
    found = catalogue.blocs[code]
    links = engine.matcher.unit_links.filter(unit=code).sort(["probability", "item"], descending=[True, False])
    return {
        **head("bloc", engine),
        "code": code,
        "title": titled(code, found.title),
        "certification": _certification(engine, found.certification),
        "competencies": [
            {**_item(engine, item), "probability": round(p, 4), "sentence": sentence}
            for item, p, sentence in links.select("item", "probability", "statement").iter_rows()
        ],
    }


TOLD = ("id", "title", "provider", "city", "url", "diploma", "duration", "months", "hours", "price", "mode")
"""Columns of a training."""


def training(engine: Engine, identifier: str) -> dict[str, Any]:
    """A training of a catalogue, and the certification it prepares."""
    rows = engine.snapshot.table("trainings").filter(pl.col("id") == identifier)
    if rows.is_empty():
        raise UnknownCodeError(identifier[:80])
    row = rows.row(0, named=True)
    return {
        **head("training", engine),
        **{name: row[name] for name in TOLD},
        "certification": _certification(engine, row["certification"]) if row["certification"] else None,
    }


def _known(code: object, known: object) -> str:
    text = str(code)
    if text not in known:  # type: ignore[operator]
        raise UnknownCodeError(text)
    return text


def _item(engine: Engine, code: str) -> dict[str, Any]:
    found = engine.catalogue.items[code]
    return {"code": code, "kind": found.kind, "label": found.label}


def _certification(engine: Engine, code: str) -> dict[str, Any]:
    found = engine.catalogue.certifications.get(code)
    return {"code": code, "title": found.title if found else None, "level": found.level if found else None}


def _training(identifier: str, title: str) -> dict[str, Any]:
    return {"id": identifier, "title": title}


def _cut(name: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """At most LINKS rows, and how many there are."""
    return {name: rows[:LINKS], f"{name}_known": len(rows)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
