"""A hand-made snapshot, small enough to reason about; every name and text is invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from graph.holder import HolderEvidence, HolderGraph, HolderRecord, InferredItem
from graph.model import EDGE_KINDS, NODE_KINDS, NodeId
from graph.store import Counts, GraphStore, NodeFrame
from referentials.snapshot import Snapshot, write_snapshot
from referentials.tables import TABLES

Rows = list[dict[str, Any]]
NodeContent = tuple[NodeId, dict[str, Any]]
EdgeContent = tuple[tuple[str, NodeId, NodeId, str], dict[str, Any]]

CASHIER, BAKER, MILLER = "D1106", "D1107", "A1101"
TILL, DOUGH, SERVE, BAKING, FLOURS = "101", "102", "901", "501", "502"
SHOP, BAKERY, OLD_SHOP = "RNCP1000", "RNCP2000", "RNCP900"

WORLD: dict[str, Rows] = {
    "occupations": [
        {"code": CASHIER, "ogr": "11", "label": "Vendeur en épicerie", "family": "D1106", "definition": "Vend."},
        {"code": BAKER, "ogr": "12", "label": "Boulangère", "family": "D1106"},
        {"code": MILLER, "ogr": "13", "label": "Meunier d'antan", "family": "A1101"},
    ],
    "legacy_occupations": [{"code": "D1106", "label": "Vente en alimentation"}],
    "appellations": [
        {"ogr": "21", "label": "Caissier / Caissière", "occupation": CASHIER, "main": True},
        {"ogr": "22", "label": "Tourier / Tourière", "occupation": BAKER},
        {"ogr": "23", "label": "Sans métier", "occupation": "Z9999"},
    ],
    "competencies": [
        {"ogr": TILL, "label": "Encaisser une vente", "macro": SERVE},
        {"ogr": DOUGH, "label": "Pétrir une pâte", "macro": None},
    ],
    "macro_competencies": [{"ogr": SERVE, "code": "M1", "label": "Servir une clientèle"}],
    "knowledge": [{"ogr": BAKING, "label": "Techniques de cuisson"}, {"ogr": FLOURS, "label": "Types de farine"}],
    "work_contexts": [{"ogr": "61", "label": "Travail de nuit"}],
    "occupation_competencies": [
        {"occupation": CASHIER, "item": TILL, "kind": "competency", "importance": "core"},
        {"occupation": CASHIER, "item": SERVE, "kind": "macro_competency", "importance": "plain"},
        {"occupation": BAKER, "item": TILL, "kind": "competency", "importance": "plain"},
        {"occupation": BAKER, "item": DOUGH, "kind": "competency", "importance": "core"},
        {"occupation": BAKER, "item": "404", "kind": "competency", "importance": "core"},
    ],
    "occupation_knowledge": [
        {"occupation": BAKER, "item": BAKING, "importance": "core"},
        {"occupation": MILLER, "item": FLOURS, "importance": "emerging"},
    ],
    "occupation_contexts": [{"occupation": BAKER, "context": "61"}],
    "mobilities": [{"occupation": CASHIER, "target": BAKER, "rank": 1}],
    "certifications": [
        {"code": SHOP, "register": "RNCP", "title": "Vente en épicerie", "level": 3, "active": True,
         "registration_end": date(2028, 8, 31)},
        {"code": BAKERY, "register": "RNCP", "title": "Boulangerie d'art", "level": 4, "active": True},
        {"code": OLD_SHOP, "register": "RNCP", "title": "Épicerie ancienne", "active": False},
    ],
    "blocs": [
        {"code": f"{SHOP}BC01", "certification": SHOP, "title": "Tenir la caisse"},
        {"code": f"{SHOP}BC02", "certification": SHOP, "title": "Mettre en rayon"},
        {"code": f"{BAKERY}BC01", "certification": BAKERY, "title": "Vendre le pain"},
        {"code": f"{BAKERY}BC02", "certification": BAKERY, "title": "Cuire le pain"},
    ],
    "certification_occupations": [
        {"certification": SHOP, "rome": "D1106", "label": "Vente", "resolution": "family"},
        {"certification": BAKERY, "rome": BAKER, "label": "Pain", "resolution": "occupation"},
        {"certification": BAKERY, "rome": "A12", "label": "?", "resolution": "partial"},
    ],
    "certifiers": [{"siret": "11100011100011", "name": "Ministère imaginaire"}],
    "certification_certifiers": [{"certification": SHOP, "siret": "11100011100011"}],
    "successions": [{"old": OLD_SHOP, "new": SHOP}],
    "equivalences": [
        {"certification": SHOP, "blocs": [f"{SHOP}BC01"], "target": BAKERY, "target_blocs": [f"{BAKERY}BC01"]},
        {"certification": SHOP, "blocs": [f"{SHOP}BC01", f"{SHOP}BC02"], "target": BAKERY, "target_blocs": []},
    ],
    "trainings": [
        {"id": "t1", "catalogue": "essai", "title": "CAP vente", "certification": SHOP, "months": 12},
        {"id": "t2", "catalogue": "essai", "title": "Stage libre", "certification": None},
    ],
    "esco_concepts": [
        {"uri": "http://data.europa.eu/esco/occupation/a", "kind": "occupation", "label": "vendeur", "language": "fr"},
        {"uri": "http://data.europa.eu/esco/isco/C5", "kind": "group", "label": "vente", "language": "fr"},
    ],
    "esco_relations": [
        {"source": "http://data.europa.eu/esco/occupation/a", "relation": "broader",
         "target": "http://data.europa.eu/esco/isco/C5"},
    ],
    "rome_esco": [
        {"appellation": "21", "esco": "http://data.europa.eu/esco/occupation/a", "relation": "exact"},
    ],
}  # fmt: skip


def snapshot_of(world: dict[str, Rows], folder: Path) -> Snapshot:
    """Write rows as a snapshot; tables and columns left out are empty."""
    tables = {
        name: pl.DataFrame([{c: row.get(c) for c in table.columns} for row in world.get(name, [])], table.columns)
        for name, table in TABLES.items()
    }
    return write_snapshot(tables, folder, sources=[], quality={})


def unit_links() -> pl.DataFrame:
    """Links of the small world; the last two name what it does not hold."""
    rows = [
        (f"{SHOP}BC01", TILL, "competency", 0.9, "Encaisser"),
        (f"{SHOP}BC01", TILL, "competency", 0.4, "Rendre la monnaie"),
        (f"{BAKERY}BC02", BAKING, "knowledge", 0.8, "Cuire"),
        (f"{BAKERY}BC09", BAKING, "knowledge", 0.8, "Bloc inconnu"),
        (f"{BAKERY}BC02", "404", "competency", 0.8, "Compétence inconnue"),
    ]
    return pl.DataFrame(rows, schema=["unit", "item", "kind", "probability", "statement"], orient="row")


JOB = HolderRecord("r1", "employment", 'Vendeuse à l\'épicerie « Chez "Lou" »', date(2019, 3, 1), date(2023, 8, 31))
DIPLOMA = HolderRecord(
    "r2", "certification", "CAP", end=date(2018, 7, 1), guaranteed=True, held=NodeId("Certification", SHOP)
)
BLOC = HolderRecord("a/b", "bloc", "Vendre le pain", guaranteed=True, held=NodeId("Bloc", f"{BAKERY}BC01"))
LOU = HolderGraph(
    "lou",
    (JOB, DIPLOMA, BLOC),
    (
        InferredItem(
            NodeId("Competency", TILL), 0.96, 0.7,
            (HolderEvidence("r2", None, "certification held", 0.9), HolderEvidence("r1", "J'encaisse.\n", "e5", 0.61),
             HolderEvidence("r1", "Je rends la monnaie", "e5", 0.5)),
        ),
        InferredItem(NodeId("MacroCompetency", SERVE), 0.5, 0.0, (HolderEvidence("r1", "Je sers", "e5", 0.5),)),
        InferredItem(NodeId("Knowledge", BAKING), 0.1, 0.0),
    ),
)  # fmt: skip

EXPECTED = Counts(
    Counter(
        Occupation=3, OccupationFamily=2, Appellation=3, Competency=2, MacroCompetency=1, Knowledge=2,
        WorkContext=1, Certification=3, Bloc=4, Training=2, Certifier=1, EscoConcept=2,
    ),
    Counter(
        REQUIRES=6, EXERCISED_IN=1, NAMES=2, IN_FAMILY=3, MOVES_TO=1, GENERALISED_BY=1, PART_OF=4, CERTIFIES=2,
        LEADS_TO=2, EQUIVALENT_TO=3, SUPERSEDES=1, AWARDED_BY=1, PREPARES=1, SAME_AS=1, BROADER=1,
    ),
)  # fmt: skip

AWKWARD = ['O\'Hara "x"', "`tick`", "a\\b", "é ù 漢 🥖", "}) DETACH DELETE n //", "' OR 1=1 --", " ", "a/b", "$x\n"]


def nodes_of(kind: str, keys: Sequence[str], **columns: Sequence[object] | pl.Series) -> NodeFrame:
    """Nodes of a kind from columns."""
    node_kind = NODE_KINDS[kind]
    return NodeFrame(node_kind, pl.DataFrame({node_kind.key: keys, **columns}))


def contents(store: GraphStore) -> tuple[list[NodeContent], list[EdgeContent]]:
    """Everything in a store, in the order it gives."""
    nodes = [(node.id, dict(node.properties)) for kind in NODE_KINDS for node in store.scan_nodes(kind)]
    edges = [(e.sort_key, dict(e.properties)) for kind in EDGE_KINDS for e in store.scan_edges(kind)]
    return nodes, edges
