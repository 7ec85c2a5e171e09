"""The tables of the Dares on the labour market become rows by family and place; bad rows are told, line by line."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from referentials.build import build_snapshot
from referentials.errors import SourceError
from referentials.extract import Extract, Part
from referentials.readers.registry import reader_for
from referentials.remarks import Oddity
from referentials.source import Source
from tests.support.errors import refused
from tests.support.official_files import rome_archive

TENSIONS = (
    "fap,Emploi moyen,Tension ,Catégorie Tension,Intensité d'embauches,Lien formation-emploi,"
    "Manque de main-d'œuvre disponible,Non-durabilité de l'emploi,Conditions de travail contraignantes,"
    "Inadéquation géographique,Année,niveau_geo,niveau_fap,reg,dep\n"
)
CLASSES = (
    "Moins de 1250 €", "De 1250 € à moins de 1500 €", "De 1500 € à moins de 2000 €", "De 2000 € à moins de 3000 €",
    "3000 € ou plus",
)  # fmt: skip


def tensions(*rows: str) -> bytes:
    return (TENSIONS + "".join(f"{row}\n" for row in rows)).encode()


def salaries(*rows: tuple[str, str, str]) -> bytes:
    lines = (f'"{fap}","{name}",1,{share}\n' for fap, name, share in rows)
    return ('"Fap","Salaire","Milliers","Pourcentage"\n' + "".join(lines)).encode("cp1252")


def shares(fap: str, *values: str) -> list[tuple[str, str, str]]:
    return [(fap, name, value) for name, value in zip(CLASSES, values, strict=True)]


def projection(**fields: Any) -> dict[str, Any]:
    return {
        "code_fap": "R1Z", "fap_libelle": "Vendeurs", "region": "Nouvelle Aquitaine", "effectifs_2019_milliers": 12.5,
        "postes_a_pourvoir_milliers": 3.25, **fields,
    }  # fmt: skip


def read(path: Path, content: bytes) -> Extract:
    path.write_bytes(content)
    source = Source(path)
    reader = reader_for(source)
    assert reader
    return reader.read(source)


def part_of(extract: Extract) -> Part:
    (part,) = extract.parts
    return part


def told(part: Part) -> list[tuple[int, str, Oddity]]:
    return [(remark.line, remark.column, remark.reason) for remark in part.rejected]


def test_families_are_linked_to_rome_and_those_of_no_code_are_told(tmp_path: Path) -> None:
    """Windows-1252, with bytes that it lacks; `NA` and blank lines link nothing."""
    lines = ["Fap;Rome;intitule_rome", "A0Z00;NA;NA", "R1Z60;D1106;Vente \x9cuvre", "R1Z60;D11;Vente", ";;"]
    content = "\n".join(lines).encode("latin-1") + b"\nR1Z60;D1107;Vente \x81\n"
    part = part_of(read(tmp_path / "any.csv", content))
    assert part.frame().rows() == [("R1Z60", "D1106"), ("R1Z60", "D1107")]
    assert told(part) == [
        (2, "Rome", Oddity.NO_ROME_CODE), (4, "Rome", Oddity.BAD_CODE), (5, "Rome", Oddity.NO_ROME_CODE),
    ]  # fmt: skip


def test_a_tension_is_of_a_family_a_place_and_a_year(tmp_path: Path) -> None:
    """Regions lose their decimals, scopes their blanks; an empty figure is kept as not known."""
    content = tensions(
        "R1Z60,2100,0.4,4.0,4.0,1.0,3.0,3.0,4.0,2.0,2019,nat,fap 225,,",
        "R1Z,100,0.4,,,,,,,,2019,reg ,fap 87,1.0,",
        "R1Z60,100,0.4,5,4.0,1.0,,3.0,4.0,2.0,2019,dep,fap 225,,2A",
    )
    frame = part_of(read(tmp_path / "any.csv", content)).frame()
    assert frame.select("fap", "scope", "place", "year", "jobs", "tension", "shortage").rows() == [
        ("R1Z60", "nation", "FR", 2019, 2100, 4, 3),
        ("R1Z", "region", "01", 2019, 100, None, None),
        ("R1Z60", "department", "2A", 2019, 100, 5, None),
    ]


def test_a_tension_of_no_place_or_no_grade_is_rejected_with_its_line(tmp_path: Path) -> None:
    """A region and a scope that are not; a grade of 6; a year that is no number."""
    rest = "4.0,1.0,3.0,3.0,4.0,2.0"
    content = tensions(
        f"R1Z60,1,0,4.0,{rest},2019,reg,fap 225,99.0,",
        f"R1Z60,1,0,4.0,{rest},2019,bassin,fap 225,,",
        f"R1Z60,1,0,6.0,{rest},2019,nat,fap 225,,",
        f"R1Z60,1,0,4.0,{rest},l'an,nat,fap 225,,",
        f"fap,1,0,4.0,{rest},2019,nat,fap 225,,",
    )
    part = part_of(read(tmp_path / "any.csv", content))
    assert part.frame().is_empty()
    assert told(part) == [
        (2, "reg", Oddity.UNKNOWN_PLACE),
        (3, "niveau_geo", Oddity.UNKNOWN_PLACE),
        (4, "Catégorie Tension", Oddity.NUMBER),
        (5, "Année", Oddity.NUMBER),
        (6, "fap", Oddity.BAD_CODE),
    ]


def test_of_two_files_of_tensions_the_latest_year_counts(tmp_path: Path) -> None:
    """Whatever their names."""
    row = "R1Z60,1,0,{},4.0,1.0,3.0,3.0,4.0,2.0,{},nat,fap 225,,"
    (tmp_path / "z.csv").write_bytes(tensions(row.format("2.0", 2019)))
    (tmp_path / "a.csv").write_bytes(tensions(row.format("5.0", 2021)))
    files = [rome_archive(tmp_path / "rome.zip"), tmp_path / "z.csv", tmp_path / "a.csv"]
    table = build_snapshot(files, tmp_path / "snapshots").table("market_tensions")
    assert table.select("tension", "year").rows() == [(5, 2021)]


def test_salaries_are_shares_of_classes(tmp_path: Path) -> None:
    """`NA` is not known; a class or a share that is none is rejected, the total left out."""
    content = salaries(
        *shares("Ensemble", "10", "15", "30", "30", "15"),
        *shares("R1Z60", "30.126", "40", "NA", "15", "0"),
        ("R1Z60", "Beaucoup", "1"), ("R1Z61", CLASSES[0], "x"), ("ZZZ", CLASSES[0], "1"),
    )  # fmt: skip
    part = part_of(read(tmp_path / "any.csv", content))
    assert part.frame().select("fap", "low", "high", "share").rows() == [
        ("R1Z60", 0, 1250, 30.13), ("R1Z60", 1250, 1500, 40.0), ("R1Z60", 1500, 2000, None),
        ("R1Z60", 2000, 3000, 15.0), ("R1Z60", 3000, None, 0.0),
    ]  # fmt: skip
    assert Counter(reason for _, _, reason in told(part)) == {
        Oddity.NO_FAMILY: 5, Oddity.SALARY_CLASS: 1, Oddity.NUMBER: 1, Oddity.BAD_CODE: 1,
    }  # fmt: skip
    assert not part.reserved


def test_a_file_whose_two_highest_classes_are_exchanged_is_read_in_order_and_says_so(tmp_path: Path) -> None:
    """More of all employees in the highest class than in the one before cannot be."""
    content = salaries(*shares("Ensemble", "10", "15", "30", "15", "30"), *shares("W0Z80", "1", "2", "27", "4", "66"))
    part = part_of(read(tmp_path / "any.csv", content))
    found = dict(part.frame().select("low", "share").iter_rows())
    assert (found[2000], found[3000]) == (66.0, 4.0)
    assert [(remark.line, remark.reason) for remark in part.reserved] == [(6, Oddity.CLASSES_EXCHANGED)]


def test_posts_to_fill_are_of_each_family_of_a_group(tmp_path: Path) -> None:
    """In units; a group keeps its code and its name in every row; a region or a number that is none is rejected."""
    rows = [
        projection(),
        projection(code_fap="J4Z;D0A", fap_libelle="Ensemble inventé", region="Corse"),
        projection(region="Atlantide"),
        projection(postes_a_pourvoir_milliers="hors champ"),
    ]
    part = part_of(read(tmp_path / "any.json", json.dumps(rows, indent=1).encode()))
    assert part.frame().select("fap", "families", "label", "region", "jobs", "posts").rows() == [
        ("R1Z", "R1Z", "Vendeurs", "75", 12500, 3250),
        ("J4Z", "J4Z;D0A", "Ensemble inventé", "94", 12500, 3250),
        ("D0Z", "J4Z;D0A", "Ensemble inventé", "94", 12500, 3250),
        ("D3Z", "J4Z;D0A", "Ensemble inventé", "94", 12500, 3250),
    ]
    assert [reason for _, _, reason in told(part)] == [Oddity.UNKNOWN_PLACE, Oddity.NUMBER]


def test_what_is_no_object_of_a_projection_is_rejected_alone(tmp_path: Path) -> None:
    """As in the other JSON lists; what is no list at all is refused."""
    row = json.dumps(projection())
    (part,) = read(tmp_path / "any.json", f"[{row}, 3]".encode()).parts
    assert (part.frame().is_empty(), [remark.reason for remark in part.rejected]) == (False, [Oddity.NOT_AN_OBJECT])
    with refused(SourceError, "JSON mal formé"):
        read(tmp_path / "any.json", f"[{row}, 3".encode())


def test_a_snapshot_without_the_market_has_the_id_it_had_and_empty_tables(tmp_path: Path) -> None:
    """Optional tables enter the id, and are written, only with rows; older snapshots open without them."""
    folder = tmp_path / "snapshots"
    plain = build_snapshot([rome_archive(tmp_path / "rome.zip")], folder)
    assert "market_tensions" not in plain.rows
    assert not (plain.path / "market_tensions.parquet").exists()
    assert plain.table("market_tensions").is_empty()
    (tmp_path / "fap.csv").write_bytes(b"Fap;Rome;intitule_rome\nR1Z60;D1106;Vente\n")
    fuller = build_snapshot([tmp_path / "rome.zip", tmp_path / "fap.csv"], folder)
    assert fuller.id != plain.id
    assert fuller.rows["occupation_families"] == 1
    named = {source["file"]: source["publisher"] for source in fuller.manifest["sources"]}
    assert named["fap.csv"] == "Dares"


@pytest.mark.data
def test_the_official_tables_are_read_whole(data: Path) -> None:
    """As many rows as the files have; what is left out is what they say is nothing."""
    parts = {}
    for path in sorted((data / "market").iterdir()):
        reader = reader_for(Source(path))
        assert reader, path
        part = part_of(reader.read(Source(path)))
        parts[part.table] = part
    kept = {name: part.frame().height for name, part in parts.items()}
    assert kept == {
        "market_openings": 1131, "occupation_families": 749, "market_salaries": 1630, "market_tensions": 31034,
    }  # fmt: skip
    assert all(part.read - len(part.rejected) <= kept[name] for name, part in parts.items())
    assert [remark.reason for remark in parts["market_salaries"].reserved] == [Oddity.CLASSES_EXCHANGED]
    teachers = parts["market_salaries"].frame().filter(fap="W0Z80", low=2000)["share"].item()
    assert teachers == pytest.approx(65.5, abs=0.1)
