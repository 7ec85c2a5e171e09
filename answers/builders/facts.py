"""Plain facts of a snapshot: a search; one code, with what it is linked to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import polars as pl

from answers.builders.base import certification_title, item, origin
from answers.builders.plan import insertion
from answers.shapes import facts as shape
from answers.shapes.base import Occupation
from answers.words.forms import titled
from answers.words.reading import hit_reason
from graph.matrices import IMPORTANCES
from matching.index.search import SearchHit
from recommend.engine import Engine
from referentials.codes import BlocCode, OgrCode, RomeCode, parse_certification
from referentials.errors import UnknownCodeError


def search_answer(engine: Engine, text: str, kinds: Collection[str], n: int) -> shape.SearchAnswer:
    """Codes and labels that a text may mean, best first; an appellation with the occupation that it names."""
    hits = engine.matcher.search(text, kinds, n)
    return shape.SearchAnswer(**origin(engine), query=text, hits=[_hit(one) for one in hits])


def occupation_answer(engine: Engine, text: str) -> shape.OccupationAnswer:
    """An occupation: what it asks for, appellations, recorded mobilities, certifications that lead to it."""
    catalogue = engine.catalogue
    code = _known(RomeCode.parse(text), catalogue.occupations)
    found = catalogue.occupations[code]
    names = engine.snapshot.table("appellations").filter(occupation=code).sort("ogr")
    leading = sorted({c for rome in (found.family, code) for c in catalogue.certifications_to.get(rome, ())})
    return shape.OccupationAnswer(
        **origin(engine),
        code=code,
        label=found.label,
        family=found.family,
        definition=engine.snapshot.table("occupations").filter(code=code)["definition"].item(),
        appellations=[
            shape.Appellation(code=ogr, label=label) for ogr, label in names.select("ogr", "label").iter_rows()
        ],
        needs=_needs(engine, code),
        mobilities=[
            shape.MobilityTo(code=target, label=catalogue.occupations[target].label, rank=rank)
            for target, rank in catalogue.mobilities.get(code, ())
        ],
        certifications=[certification_title(engine, one) for one in leading[: shape.LINKS]],
        certifications_known=len(leading),
    )


def competency_answer(engine: Engine, text: str) -> shape.CompetencyAnswer:
    """A competency, macro-competency or savoir: occupations that ask for it, units (blocs, RS) linked to it."""
    catalogue = engine.catalogue
    code = _known(OgrCode.parse(text), catalogue.items)
    macro = catalogue.macro_of.get(code)
    asking, giving = _asking(engine, code), _giving(engine, code)
    return shape.CompetencyAnswer(
        **origin(engine),
        **dict(item(engine, code)),
        macro=item(engine, macro) if macro else None,
        occupations=asking[: shape.LINKS],
        occupations_known=len(asking),
        units=giving[: shape.LINKS],
        units_known=len(giving),
    )


def certification_answer(engine: Engine, text: str, as_of: date) -> shape.CertificationAnswer:
    """A certification: where it stands on a day, blocs, occupations it leads to, ways in, trainings."""
    catalogue = engine.catalogue
    code = _known(parse_certification(text), catalogue.certifications)
    found, where = catalogue.certifications[code], engine.world.register(as_of).standing(code)
    trainings = catalogue.courses_of.get(code, ())
    return shape.CertificationAnswer(
        **origin(engine),
        **dict(certification_title(engine, code)),
        as_of=as_of,
        entry=where.entry,
        entry_until=where.entry_until,
        delivered=where.delivered,
        delivered_until=where.delivered_until,
        replaced_by=list(where.replaced_by),
        routes=list(catalogue.routes_of.get(code, ())),
        rome=list(catalogue.romes_of.get(code, ())),
        partial_validation=found.partial_validation,
        partial_scope=found.conditions.partial_scope,
        prerequisites=found.prerequisites,
        bloc_prerequisites=found.conditions.bloc_prerequisites,
        regulations=found.conditions.regulations,
        insertion=insertion(found),
        blocs=[
            shape.BlocTitle(code=b, title=titled(b, catalogue.blocs[b].title)) for b in catalogue.blocs_of.get(code, ())
        ],
        trainings=[shape.TrainingTitle(id=t.id, title=t.title) for t in trainings[: shape.LINKS]],
        trainings_known=len(trainings),
    )


def bloc_answer(engine: Engine, text: str) -> shape.BlocAnswer:
    """A bloc: its certification, the competencies it is linked to and the sentence each was read in."""
    code = _known(BlocCode.parse(text), engine.catalogue.blocs)
    found = engine.catalogue.blocs[code]
    links = engine.matcher.unit_links.filter(unit=code).sort(["probability", "item"], descending=[True, False])
    return shape.BlocAnswer(
        **origin(engine),
        code=code,
        title=titled(code, found.title),
        certification=certification_title(engine, found.certification),
        competencies=[
            shape.Taught(**dict(item(engine, one)), probability=probability, sentence=sentence)
            for one, probability, sentence in links.select("item", "probability", "statement").iter_rows()
        ],
    )


def training_answer(engine: Engine, identifier: str) -> shape.TrainingAnswer:
    """A training of a catalogue, and the certification it prepares."""
    rows = engine.snapshot.table("trainings").filter(pl.col("id") == identifier)
    if rows.is_empty():
        raise UnknownCodeError(identifier[:80])
    row = rows.row(0, named=True)
    told = {name: row[name] for name in shape.TrainingFields.model_fields}
    prepared = row["certification"]
    return shape.TrainingAnswer(
        **origin(engine), **told, certification=certification_title(engine, prepared) if prepared else None
    )


def _hit(hit: SearchHit) -> shape.Hit:
    named = Occupation(code=hit.occupation[0], label=hit.occupation[1]) if hit.occupation else None
    return shape.Hit(
        kind=shape.Kind(hit.kind),
        code=hit.code,
        label=hit.label,
        score=hit.score,
        reason=hit_reason(hit),
        occupation=named,
    )


def _needs(engine: Engine, occupation: str) -> list[shape.Need]:
    """Items that an occupation asks for, by importance."""
    matrices = engine.world.matrices
    row = matrices.requires[matrices.occupation_index[occupation]]
    found = sorted(
        (IMPORTANCES[int(rank)], matrices.items[column]) for column, rank in zip(row.indices, row.data, strict=True)
    )
    return [shape.Need(**dict(item(engine, code)), importance=importance) for importance, code in found]


def _asking(engine: Engine, code: str) -> list[shape.Asking]:
    """Occupations that ask for an item, those of which it is the core first."""
    matrices, labels = engine.world.matrices, engine.catalogue.occupations
    column = matrices.requires[:, [matrices.item_index[code]]].tocoo()
    found = sorted((-int(rank), matrices.occupations[row]) for row, rank in zip(column.row, column.data, strict=True))
    return [shape.Asking(code=one, label=labels[one].label, importance=IMPORTANCES[-rank]) for rank, one in found]


def _giving(engine: Engine, code: str) -> list[shape.Giving]:
    """Units that are linked to an item, most probable first."""
    rows = engine.matcher.unit_links.filter(item=code).select("unit", "probability").iter_rows()
    found = sorted((-float(probability), unit) for unit, probability in rows)
    units = engine.catalogue.units
    return [shape.Giving(code=one, title=titled(one, units[one].title), probability=-chance) for chance, one in found]


def _known(code: object, known: Collection[str]) -> str:
    text = str(code)
    if text not in known:
        raise UnknownCodeError(text)
    return text
