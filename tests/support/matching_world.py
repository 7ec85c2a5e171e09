"""An invented snapshot of a few rows, and the means to change some of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from matching.french.statements import statements
from referentials.snapshot import Snapshot, write_snapshot
from referentials.tables import TABLES

Rows = list[dict[str, Any]]

WORLD: dict[str, Rows] = {
    "occupations": [
        {"code": "D1106", "family": "D1106", "label": "Vente de pain"},
        {"code": "D1199", "family": "D1106", "label": "Vente de fleurs"},
        {"code": "N1103", "family": "N1103", "label": "Rangement d'entrepôt"},
    ],
    "appellations": [
        {"ogr": "901", "label": "Vendeur / Vendeuse de pain", "occupation": "D1106"},
        {"ogr": "902", "label": "Fleuriste", "occupation": "D1199"},
        {"ogr": "903", "label": "Préparateur / Préparatrice de commandes", "occupation": "N1103"},
    ],
    "competencies": [
        {"ogr": "11", "label": "Encaisser le montant d'une vente"},
        {"ogr": "12", "label": "Composer un bouquet"},
        {"ogr": "13", "label": "Préparer des colis"},
        {"ogr": "14", "label": "Piloter un avion de ligne"},
    ],
    "macro_competencies": [{"ogr": "21", "label": "Accueillir un public"}],
    "knowledge": [{"ogr": "31", "label": "Gestion des stocks"}],
    "occupation_competencies": [
        {"occupation": "D1106", "item": "11", "kind": "competency", "importance": "core"},
        {"occupation": "D1199", "item": "12", "kind": "competency", "importance": "core"},
        {"occupation": "D1106", "item": "21", "kind": "macro_competency", "importance": "plain"},
        {"occupation": "N1103", "item": "13", "kind": "competency", "importance": "core"},
    ],
    "occupation_knowledge": [{"occupation": "N1103", "item": "31", "importance": "plain"}],
    "certifications": [{"code": "RNCP1", "title": "Vente"}, {"code": "RNCP2", "title": "Logistique"}],
    "blocs": [
        {"code": "RNCP1BC01", "certification": "RNCP1", "title": "Vendre", "competencies": "- Encaisser une vente"},
        {"code": "RNCP2BC01", "certification": "RNCP2", "title": "Préparer des colis à expédier"},
    ],
    "certification_occupations": [
        {"certification": "RNCP1", "rome": "D1106", "resolution": "family"},
        {"certification": "RNCP2", "rome": "N1103", "resolution": "occupation"},
    ],
}


def small_world(folder: Path, **changed: Rows) -> Snapshot:
    """Write the small world as a snapshot, some tables replaced by other rows."""
    rows = {**WORLD, **changed}
    tables = {
        name: pl.concat([table.empty(), pl.DataFrame(rows[name])], how="diagonal_relaxed")
        if rows.get(name)
        else table.empty()
        for name, table in TABLES.items()
    }
    return write_snapshot(tables, folder, sources=[], quality={})


def texts(description: str) -> list[str]:
    """Texts of the statements of a description."""
    return [statement.text for statement in statements(description)]
