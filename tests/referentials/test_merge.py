"""Files that speak of the same things are merged by stated rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from referentials.build import build_snapshot
from referentials.snapshot import read_quality
from tests.support.official_files import STANDARD, rncp_archive, rome_archive

FLUX = """<?xml version="1.0" encoding="UTF-8"?>
<FICHES><VERSION_FLUX>4.1</VERSION_FLUX><FICHE><NUMERO_FICHE>RNCP1</NUMERO_FICHE><INTITULE>Fromager</INTITULE>
<NOMENCLATURE_EUROPE><NIVEAU>NIV4</NIVEAU></NOMENCLATURE_EUROPE><ACTIF>Oui</ACTIF>
<CODES_ROME><ROME><CODE>D1106</CODE><LIBELLE>Vente</LIBELLE></ROME></CODES_ROME>
<BLOCS_COMPETENCES><BLOC_COMPETENCES><CODE>RNCP1BC01</CODE><LIBELLE>Vendre du fromage</LIBELLE>
<LISTE_COMPETENCES>- Couper - Peser</LISTE_COMPETENCES></BLOC_COMPETENCES></BLOCS_COMPETENCES></FICHE></FICHES>"""


def test_a_fiche_of_the_flux_replaces_what_the_csv_say_of_it(tmp_path: Path) -> None:
    """In every table the flux fills; other fiches, and tables it does not fill, keep the CSV's rows."""
    blocs = '"Numero_Fiche";"Bloc_Competences_Code";"Bloc_Competences_Libelle"\n'
    blocs += '"RNCP1";"RNCP1BC01";"Ancien"\n"RNCP1";"RNCP1BC02";"Retiré"\n"RNCP5";"RNCP5BC01";"Autre"\n'
    routes = '"Numero_Fiche";"Si_Jury"\n"RNCP1";"Par expérience"\n'
    csv = rncp_archive(tmp_path / "csv.zip", Standard=STANDARD, VoixdAccès=routes, Blocs_De_Compétences=blocs)
    flux = tmp_path / "export_fiches_RNCP_V4_1_2026-08-01.xml"
    flux.write_text(FLUX, encoding="utf-8")
    snapshot = build_snapshot([rome_archive(tmp_path / "rome.zip"), flux, csv], tmp_path / "snapshots")
    titles = dict(snapshot.table("blocs").select("code", "title").iter_rows())
    assert titles == {"RNCP1BC01": "Vendre du fromage", "RNCP5BC01": "Autre"}
    described = {row["code"]: (row["title"], row["level"]) for row in snapshot.table("certifications").to_dicts()}
    assert described["RNCP1"] == ("Fromager", 4)
    assert described["RS2"] == ("Hygiène", None)
    assert snapshot.table("certification_occupations").row(0) == ("RNCP1", "D1106", "Vente", "family")


def test_the_report_is_json_that_accounts_for_every_line(tmp_path: Path) -> None:
    """Read = kept + rejected, for each part."""
    snapshot = build_snapshot([rome_archive(tmp_path / "rome.zip")], tmp_path / "snapshots")
    quality = read_quality(snapshot)
    assert json.loads((snapshot.path / "quality.json").read_text(encoding="utf-8")) == quality
    for part in quality["files"]:
        assert part["read"] == part["kept"] + part["rejected"], part["table"]
        assert len(part["rejections"]) == part["rejected"]


@pytest.mark.slow
@pytest.mark.data
def test_everything_there_is_imports_together(data: Path, tmp_path: Path) -> None:
    """All formats in one snapshot, from the folder; what no reader knows is passed over."""
    rows = build_snapshot(
        [data / name for name in ("rome", "rncp", "esco", "crosswalk", "formacode", "formations")], tmp_path
    ).rows
    assert rows["legacy_occupations"] == 531
    assert rows["esco_concepts"] == 18_283
    assert rows["rome_esco"] == 11_118
    assert rows["trainings"] == 4_775
    assert rows["equivalences"] == 47
    assert rows["certification_partners"] > 1_400
