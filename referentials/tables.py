"""The tables of a snapshot: the one contract between readers, graph, matching and engine.

Every table is a frozen list of columns with their type, the columns that make a row unique, and the
columns that point to another table. Codes are stored as their canonical text.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

SCHEMA_VERSION = 2

TEXT, INT, FLAG, DAY, TEXTS = pl.String(), pl.Int32(), pl.Boolean(), pl.Date(), pl.List(pl.String())
FLOAT = pl.Float64()


@dataclass(frozen=True, slots=True)
class Table:
    """One table: columns with types, key columns, and foreign keys (column → table.column)."""

    name: str
    columns: dict[str, pl.DataType]
    key: tuple[str, ...]
    references: dict[str, str]
    optional: bool = False
    """Whether snapshots may lack it: it is then empty, and neither written nor part of the id."""

    def empty(self) -> pl.DataFrame:
        """Return the table without a row."""
        return pl.DataFrame(schema=self.columns)


def _table(name: str, key: str, references: dict[str, str] | None = None, /, **columns: pl.DataType) -> Table:
    return Table(name, dict(columns), tuple(key.split()), references or {})


def _beside(name: str, key: str, references: dict[str, str] | None = None, /, **columns: pl.DataType) -> Table:
    return Table(name, dict(columns), tuple(key.split()), references or {}, optional=True)


_OCCUPATION = {"occupation": "occupations.code"}
_CERTIFICATION = {"certification": "certifications.code"}

# fmt: off
TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        # ROME
        _table("domains", "code", code=TEXT, label=TEXT, parent=TEXT),
        _table(
            "occupations", "code", {"domain": "domains.code"},
            code=TEXT, ogr=TEXT, label=TEXT, family=TEXT, domain=TEXT, definition=TEXT, access=TEXT,
            riasec_major=TEXT, riasec_minor=TEXT, transition_eco=TEXT, transition_num=FLAG,
            transition_demo=FLAG, regulated=FLAG, executive=FLAG,
        ),
        _table(
            "appellations", "ogr", _OCCUPATION,
            ogr=TEXT, label=TEXT, short_label=TEXT, occupation=TEXT, main=FLAG, rarely_used=FLAG,
        ),
        _table(
            "competencies", "ogr", {"macro": "macro_competencies.ogr"},
            ogr=TEXT, label=TEXT, definition=TEXT, macro=TEXT, category=TEXT, subcategory=TEXT,
            transition_eco=FLAG, transition_num=FLAG,
        ),
        _table(
            "macro_competencies", "ogr",
            ogr=TEXT, code=TEXT, label=TEXT, definition=TEXT, category=TEXT, subcategory=TEXT,
            homogeneity=TEXT, riasec_major=TEXT, riasec_minor=TEXT,
        ),
        _table("knowledge", "ogr", ogr=TEXT, label=TEXT, category=TEXT, subcategory=TEXT),
        _table("work_contexts", "ogr", ogr=TEXT, label=TEXT, category=TEXT),
        # kind: competency, macro_competency (which table `item` is in); importance: core, plain, emerging
        _table(
            "occupation_competencies", "occupation item", _OCCUPATION,
            occupation=TEXT, item=TEXT, kind=TEXT, importance=TEXT,
        ),
        _table(
            "occupation_knowledge", "occupation item", {**_OCCUPATION, "item": "knowledge.ogr"},
            occupation=TEXT, item=TEXT, importance=TEXT,
        ),
        _table(
            "occupation_contexts", "occupation context", {**_OCCUPATION, "context": "work_contexts.ogr"},
            occupation=TEXT, context=TEXT,
        ),
        _table(
            "mobilities", "occupation target", {**_OCCUPATION, "target": "occupations.code"},
            occupation=TEXT, target=TEXT, rank=INT,
        ),
        # scheme: sector, subsector, naf, theme, interest
        _table("classifications", "scheme code", scheme=TEXT, code=TEXT, label=TEXT, definition=TEXT, parent=TEXT),
        _table(
            "occupation_classifications", "occupation scheme code", _OCCUPATION,
            occupation=TEXT, scheme=TEXT, code=TEXT, main=FLAG,
        ),
        # ROME version 3, for passports written before 2023
        _table("legacy_occupations", "code", code=TEXT, label=TEXT),
        _table("legacy_appellations", "ogr", {"code": "legacy_occupations.code"}, ogr=TEXT, label=TEXT, code=TEXT),
        # RNCP and RS; `mentioned_only`: another table names the fiche, no file describes it
        _table(
            "certifications", "code",
            code=TEXT, register=TEXT, title=TEXT, short_title=TEXT, level=INT, active=FLAG,
            registration_type=TEXT, decision_date=DAY, effective_date=DAY, registration_end=DAY,
            last_delivery=DAY, partial_validation=TEXT, attested_abilities=TEXT, prerequisites=TEXT,
            mentioned_only=FLAG,
        ),
        # `competencies` is the fiche's own list, as given; null where the source has none
        _table(
            "blocs", "code", _CERTIFICATION,
            code=TEXT, certification=TEXT, title=TEXT, competencies=TEXT, assessment=TEXT,
        ),
        # resolution: family (ROME 3 grain, occupations.family), occupation, partial, unknown
        _table(
            "certification_occupations", "certification rome", _CERTIFICATION,
            certification=TEXT, rome=TEXT, label=TEXT, resolution=TEXT,
        ),
        _table("certifiers", "siret", siret=TEXT, name=TEXT),
        _table(
            "certification_certifiers", "certification siret", {**_CERTIFICATION, "siret": "certifiers.siret"},
            certification=TEXT, siret=TEXT,
        ),
        _table(
            "certification_partners", "certification siret name", _CERTIFICATION,
            certification=TEXT, siret=TEXT, name=TEXT, habilitation=TEXT, state=TEXT,
        ),
        # route: initial, apprenticeship, continuing, professionalisation, individual, vae
        _table("access_routes", "certification route", _CERTIFICATION, certification=TEXT, route=TEXT),
        _table(
            "certification_formacodes", "certification formacode",
            {**_CERTIFICATION, "formacode": "formacodes.code"},
            certification=TEXT, formacode=TEXT, label=TEXT,
        ),
        _table("certification_nsf", "certification nsf", _CERTIFICATION, certification=TEXT, nsf=TEXT, label=TEXT),
        _table(
            "certification_agreements", "certification idcc", _CERTIFICATION,
            certification=TEXT, idcc=TEXT, label=TEXT,
        ),
        _table(
            "successions", "old new", {"old": "certifications.code", "new": "certifications.code"},
            old=TEXT, new=TEXT,
        ),
        # a CORRESPONDANCE of the fiche `certification`: empty bloc lists mean the whole certification
        _table(
            "equivalences", "certification blocs target target_blocs",
            {**_CERTIFICATION, "target": "certifications.code"},
            certification=TEXT, blocs=TEXTS, target=TEXT, target_blocs=TEXTS,
        ),
        # what the XML flux alone says: what is asked before a bloc, what partial validation is of, regulated activities
        _beside(
            "certification_conditions", "certification", _CERTIFICATION,
            certification=TEXT, bloc_prerequisites=TEXT, partial_scope=TEXT, regulations=TEXT,
        ),
        # of a year: how many obtained it; in percent, employed after 6 months, in its trade after 6 months, 2 years
        _beside(
            "certification_insertions", "certification year", _CERTIFICATION,
            certification=TEXT, year=INT, certified=INT, certified_vae=INT, employed=INT, in_trade=INT,
            in_trade_later=INT,
        ),
        # others
        _table(
            "trainings", "id", _CERTIFICATION,
            id=TEXT, catalogue=TEXT, title=TEXT, provider=TEXT, city=TEXT, certification=TEXT, url=TEXT,
            diploma=TEXT, duration=TEXT, months=INT, hours=INT, price=INT, mode=TEXT,
        ),
        _table(
            "formacodes", "code",
            code=TEXT, label=TEXT, field=TEXT, synonyms=TEXTS, broader=TEXTS, related=TEXTS, note=TEXT,
        ),
        # kind: occupation, skill, knowledge, group
        _table(
            "esco_concepts", "uri",
            uri=TEXT, kind=TEXT, label=TEXT, alt_labels=TEXTS, description=TEXT, reuse=TEXT, language=TEXT,
        ),
        # relation: essential, optional (occupation → skill), broader
        _table("esco_relations", "source relation target", source=TEXT, relation=TEXT, target=TEXT),
        _table(
            "rome_esco", "appellation esco relation", {"appellation": "appellations.ogr"},
            appellation=TEXT, esco=TEXT, relation=TEXT,
        ),
        # the labour market, by FAP: families of occupations of the Dares, of 225 (`J5Z60`) or 87 (`J5Z`)
        _beside("occupation_families", "fap rome", {"rome": "occupations.family"}, fap=TEXT, rome=TEXT),
        # scope: department, region, nation (whose place is FR); tension and its factors, 1 to 5
        _beside(
            "market_tensions", "fap scope place year",
            fap=TEXT, scope=TEXT, place=TEXT, year=INT, jobs=INT, tension=INT, hiring=INT, training=INT,
            shortage=INT, unstable=INT, conditions=INT, distance=INT,
        ),
        # one row for each class of net monthly salary, full time: euros, the highest class open; share in percent
        _beside(
            "market_salaries", "fap low since",
            fap=TEXT, low=INT, high=INT, share=FLOAT, since=INT, until=INT,
        ),
        # `families`: what the figures are of, as published, where that is wider than the FAP
        _beside(
            "market_openings", "fap region since",
            fap=TEXT, families=TEXT, label=TEXT, region=TEXT, jobs=INT, posts=INT, since=INT, until=INT,
        ),
    )
}
# fmt: on
