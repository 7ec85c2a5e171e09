"""Official files become one snapshot: same inputs, same id; an error changes nothing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import polars as pl
import pytest

from answers.words.errors import told
from answers.words.surfaces import Surface
from referentials.build import build_snapshot
from referentials.errors import SnapshotError, SourceError
from referentials.snapshot import MANIFEST, Snapshot, read_quality, write_snapshot
from referentials.tables import SCHEMA_VERSION, TABLES
from tests.support.errors import refused
from tests.support.official_files import ROME, STANDARD, archive, rncp_archive, rome_archive


def column(snapshot: Snapshot, table: str, name: str) -> list[object]:
    return snapshot.table(table)[name].to_list()


def test_a_rome_archive_becomes_tables(tmp_path: Path) -> None:
    """Occupations, items and links land in their tables; texts are cleaned and put in order."""
    snapshot = build_snapshot([rome_archive(tmp_path / "rome.zip")], tmp_path / "snapshots")
    occupations = snapshot.table("occupations").to_dicts()
    assert occupations[0]["definition"] == "Il vend.\nIl conseille."
    assert (occupations[0]["regulated"], occupations[0]["executive"], occupations[0]["transition_demo"]) == (
        True,
        False,
        None,
    )
    assert occupations[1]["label"] == "Grossiste en l'état"
    assert occupations[1]["family"] == "D1106"
    assert column(snapshot, "competencies", "label") == ["Tenir l'étal", "Rendre la monnaie"]
    links = snapshot.table("occupation_competencies").select("occupation", "item", "kind", "importance").rows()
    assert ("D1106", "201", "competency", "core") in links
    assert ("D1106", "301", "macro_competency", "plain") in links
    assert snapshot.table("occupation_knowledge").rows() == [("D1106", "401", "emerging")]
    assert snapshot.table("occupation_contexts").rows() == [("D1106", "501")]


def test_what_is_left_out_is_reported_with_its_line(tmp_path: Path) -> None:
    """An item nobody defines and a rank that is no number are rejected, with file, line, column and reason."""
    snapshot = build_snapshot([rome_archive(tmp_path / "rome.zip")], tmp_path / "snapshots")
    rejected = {
        (remark["file"].split("_v460")[0], remark["line"], remark["column"], remark["value"])
        for part in read_quality(snapshot)["files"]
        for remark in part["rejections"]
    }
    assert rejected == {
        ("rome.zip/unix_coherence_item", 8, "code_ogr", "999"),
        ("rome.zip/unix_rubrique_mobilite", 3, "numero_ordre", "x"),
    }


def test_the_same_inputs_give_the_same_id_and_another_input_another(tmp_path: Path) -> None:
    """The id depends on the rows alone: not on file names, row order or the folder."""
    first = build_snapshot([rome_archive(tmp_path / "a.zip")], tmp_path / "one")
    lines = ROME["referentiel_appellation"].splitlines(keepends=True)
    shuffled = rome_archive(tmp_path / "b.zip", {"referentiel_appellation": "".join([lines[0], lines[2], lines[1]])})
    assert build_snapshot([shuffled], tmp_path / "two").id == first.id
    other = rome_archive(tmp_path / "c.zip", {"referentiel_appellation": "".join(lines[:2])})
    assert build_snapshot([other], tmp_path / "two").id != first.id


def test_of_two_dumps_of_a_table_the_most_recent_wins_and_the_manifest_says_so(tmp_path: Path) -> None:
    """Each table comes from its own most recent file, whatever the order the files are given in."""
    head = '"Numero_Fiche";"Codes_Rome_Code";"Codes_Rome_Libelle"\n'
    old = rncp_archive(tmp_path / "old.zip", "2024_01_17", Standard=STANDARD, Rome=head + '"RNCP1";"A12";"Ancien"\n')
    new = rncp_archive(tmp_path / "new.zip", "2026_02_01", Rome=head + '"RNCP1";"D1106";"Vente"\n"RNCP9";"D1100";"?"\n')
    rome = rome_archive(tmp_path / "rome.zip")
    snapshot = build_snapshot([new, rome, old], tmp_path / "snapshots")
    links = snapshot.table("certification_occupations").select("certification", "rome", "resolution").rows()
    assert links == [("RNCP1", "D1106", "family"), ("RNCP9", "D1100", "partial")]
    assert snapshot.id == build_snapshot([rome, old, new], tmp_path / "again").id
    used = {
        (entry["file"], table["table"]): table["used"]
        for entry in snapshot.manifest["sources"]
        for table in entry["tables"]
        if entry["reader"] == "rncp_csv"
    }
    assert used[("old.zip", "certification_occupations")] is False
    assert used[("new.zip", "certification_occupations")] is True
    assert used[("old.zip", "certifications")] is True


def test_a_partial_rome_code_and_an_undescribed_certification_are_kept_and_reported(tmp_path: Path) -> None:
    """Nothing is dropped in silence: the row stays, the report lists it."""
    rows = (
        '"Numero_Fiche";"Codes_Rome_Code";"Codes_Rome_Libelle"\n"RNCP9";"D11";"Commerce"\n"RNCP1";"N4404";"Inconnu"\n'
    )
    rncp = rncp_archive(tmp_path / "rncp.zip", Standard=STANDARD, Rome=rows)
    snapshot = build_snapshot([rome_archive(tmp_path / "rome.zip"), rncp], tmp_path / "snapshots")
    quality = read_quality(snapshot)
    assert quality["rome_codes"]["counts"] == {"partial": 1, "unknown": 1}
    assert {row["rome"] for row in quality["rome_codes"]["unresolved"]} == {"D11", "N4404"}
    stub = snapshot.table("certifications").row(by_predicate=pl.col("code") == "RNCP9", named=True)
    assert (stub["mentioned_only"], stub["title"], stub["register"]) == (True, None, "RNCP")
    assert quality["mentioned_only"] == 1
    assert {"table": "certification_occupations", "unresolved": 1}.items() <= quality["foreign_keys"][0].items()


@pytest.mark.parametrize(
    ("changes", "fragments"),
    [
        (
            {"referentiel_savoir": '"code","libelle_savoir"\n"1","x"\n'},
            ["referentiel_savoir", "code_ogr_savoir", "ligne 1"],
        ),
        ({"referentiel_competence": ""}, ["referentiel_competence", "fichier vide"]),
        ({"coherence_item": None}, ["coherence_item", "absente"]),
    ],
)
def test_a_damaged_table_is_named_with_its_place_and_remedy(
    tmp_path: Path, changes: dict[str, str | None], fragments: list[str]
) -> None:
    """The error names file, column or line, and says to download again; no snapshot appears."""
    with pytest.raises(SourceError) as caught:
        build_snapshot([rome_archive(tmp_path / "rome.zip", changes)], tmp_path / "snapshots")
    for fragment in [*fragments, "rome.zip", "Téléchargez"]:
        assert fragment in told(caught.value, Surface.CLI)
    assert not (tmp_path / "snapshots").exists()


def test_a_file_in_another_encoding_is_refused_with_the_line(tmp_path: Path) -> None:
    """A Windows-1252 file gives the line of the first bad byte."""
    path = tmp_path / "rome.zip"
    rome_archive(path, {"referentiel_appellation": None})
    with zipfile.ZipFile(path, "a") as out:
        out.writestr("unix_referentiel_appellation_v460_utf8.csv", ROME["referentiel_appellation"].encode("cp1252"))
    with refused(SourceError, r"ligne 3 : octet 0xE9 illisible en UTF-8"):
        build_snapshot([path], tmp_path / "snapshots")


@pytest.mark.parametrize("keep", [0, 10, 400, -30])
def test_a_truncated_archive_is_refused(tmp_path: Path, keep: int) -> None:
    """Cut anywhere, an archive gives a message and not a traceback."""
    path = rome_archive(tmp_path / "rome.zip")
    path.write_bytes(path.read_bytes()[:keep])
    with refused(SourceError, r"rome\.zip : (fichier vide|archive zip tronquée)"):
        build_snapshot([path], tmp_path / "snapshots")


def test_a_corrupt_member_that_is_needed_is_refused(tmp_path: Path) -> None:
    """A member whose checksum is wrong is found while reading."""
    path = rome_archive(tmp_path / "rome.zip")
    data = path.read_bytes().replace(b"Rendre la monnaie", b"Rendre la monnaiX")
    path.write_bytes(data)
    with refused(SourceError, "tronquée ou abîmée"):
        build_snapshot([path], tmp_path / "snapshots")


def test_unknown_files_are_refused_but_ignored_inside_a_folder(tmp_path: Path) -> None:
    """A file named on purpose must be understood; a folder may hold other things."""
    (tmp_path / "in").mkdir()
    rome_archive(tmp_path / "in" / "rome.zip")
    note = tmp_path / "in" / "note.txt"
    note.write_text("bonjour", encoding="utf-8")
    (tmp_path / "in" / "empty.csv").touch()
    with refused(SourceError, r"note\.txt : format inconnu"):
        build_snapshot([tmp_path / "in" / "rome.zip", note], tmp_path / "snapshots")
    assert build_snapshot([tmp_path / "in"], tmp_path / "snapshots").rows["occupations"] == 2


def test_an_import_without_rome_says_what_to_add(tmp_path: Path) -> None:
    """Certifications alone make no snapshot."""
    with refused(SourceError, "aucune archive ROME 4"):
        build_snapshot([rncp_archive(tmp_path / "rncp.zip", Standard=STANDARD)], tmp_path / "snapshots")


def test_a_crash_while_writing_leaves_the_previous_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that cannot be written leaves no half snapshot behind."""
    folder = tmp_path / "snapshots"
    kept = build_snapshot([rome_archive(tmp_path / "a.zip")], folder)

    def fail(*args: object, **options: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", fail)
    with pytest.raises(OSError, match="disk full"):
        build_snapshot([rome_archive(tmp_path / "b.zip", {"rubrique_mobilite": None})], folder)
    assert [path.name for path in folder.iterdir()] == [kept.id]


def test_a_snapshot_of_another_schema_or_damaged_says_to_import_again(tmp_path: Path) -> None:
    """Older schema, broken manifest, missing table: a SnapshotError each."""
    snapshot = write_snapshot({n: t.empty() for n, t in TABLES.items()}, tmp_path, sources=[], quality={})
    (snapshot.path / "domains.parquet").write_bytes(b"PAR1")
    with refused(SnapshotError, "table domains"):
        snapshot.table("domains")
    manifest = snapshot.path / MANIFEST
    damaged = manifest.read_text(encoding="utf-8").replace(f'"schema": {SCHEMA_VERSION}', '"schema": 0')
    manifest.write_text(damaged, encoding="utf-8")
    with refused(SnapshotError, rf"schéma 0.*schéma {SCHEMA_VERSION}.*import"):
        Snapshot.open(snapshot.path)
    manifest.write_text("{", encoding="utf-8")
    with refused(SnapshotError, "illisible"):
        Snapshot.open(snapshot.path)
    with refused(SnapshotError, "n'est pas un instantané"):
        Snapshot.open(tmp_path / "nowhere")


def test_a_member_published_in_windows_1252_is_still_read(tmp_path: Path) -> None:
    """Version 460 ships its NAF tree in Windows-1252: known, so read as it is."""
    path = rome_archive(tmp_path / "rome.zip")
    naf = '"code_secteur_naf","libelle_secteur_naf","code_ogr_rome","code_rome"\n"1","Crémerie","9","D1106"\n'
    with zipfile.ZipFile(path, "a") as out:
        out.writestr("unix_arborescence_secteur_naf_v460_utf8.csv", naf.encode("cp1252"))
    snapshot = build_snapshot([path], tmp_path / "snapshots")
    assert snapshot.table("occupation_classifications").rows() == [("D1106", "naf", "1", None)]


def test_an_archive_with_no_known_member_is_not_taken_for_rome(tmp_path: Path) -> None:
    """Formats are recognised by content."""
    with refused(SourceError, "format inconnu"):
        build_snapshot([archive(tmp_path / "RefRomeCsv_v460.zip", {"readme.txt": "rien"})], tmp_path / "snapshots")


def test_loose_files_of_an_unpacked_rome_archive_are_not_taken_for_it(tmp_path: Path) -> None:
    """One table alone is not ROME; an old archive without its fiches says which table is missing."""
    loose = tmp_path / "unix_referentiel_savoir_v460_utf8.csv"
    loose.write_text(ROME["referentiel_savoir"], encoding="utf-8")
    with refused(SourceError, "format inconnu"):
        build_snapshot([loose], tmp_path / "snapshots")
    old = archive(tmp_path / "v3.zip", {"unix_referentiel_activite_v347_utf8.csv": "x"})
    with refused(SourceError, "referentiel_code_rome absente"):
        build_snapshot([old], tmp_path / "snapshots")


@pytest.mark.data
def test_rome_v460_holds_exactly_what_france_travail_publishes(data: Path, tmp_path: Path) -> None:
    """The counts of version 460, links that are work contexts apart."""
    rows = build_snapshot([data / "rome" / "RefRomeCsv_v460.zip"], tmp_path).rows
    expected = {
        "occupations": 1584, "appellations": 13120, "competencies": 17810, "macro_competencies": 507,
        "knowledge": 15354, "mobilities": 14912, "occupation_contexts": 13663, "work_contexts": 179,
    }  # fmt: skip
    assert {name: rows[name] for name in expected} == expected
    assert rows["occupation_competencies"] + rows["occupation_knowledge"] == 104_219 - 13_663


@pytest.mark.slow
@pytest.mark.data
def test_rncp_codes_of_2026_all_resolve_or_are_listed(data: Path, tmp_path: Path) -> None:
    """65,070 ROME codes as given; the 77 partial ones are kept and listed."""
    archives = sorted((data / "rncp").glob("*.zip"))
    snapshot = build_snapshot([data / "rome" / "RefRomeCsv_v460.zip", *archives], tmp_path)
    assert snapshot.rows["certification_occupations"] == 65_070
    assert snapshot.rows["blocs"] == 34_351
    assert snapshot.rows["successions"] == 10_313
    quality = read_quality(snapshot)
    assert quality["rome_codes"]["counts"] == {"family": 64_993, "partial": 77}
    assert len(quality["rome_codes"]["unresolved"]) == 77
    assert sum(part["rejected"] for part in quality["files"]) == 0
