"""The ROME ↔ ESCO mapping becomes links between appellations and ESCO occupations."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from referentials.errors import SourceError
from referentials.readers.crosswalk import CrosswalkReader
from referentials.remarks import Oddity
from referentials.source import Source
from tests.support.errors import refused

PREAMBLE = (
    "Mapping project name,ESCO - ROME\nMapping project version,V9.9\nMapping project version date,01/02/2030\n"
    "Classification 1 Name,ESCO\nClassification 2 Name,ROME \n\n"
)
HEADER = (
    "classification 1 ID,classification 1 prefered label,classification 2 ID,classification 2 prefered label,"
    "mapping relation\n"
)
ESCO = "http://data.europa.eu/esco/occupation/aaaa"


def mapping(path: Path, *lines: str, head: str = PREAMBLE + HEADER) -> Source:
    """Write an invented mapping."""
    path.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return Source(path)


def test_each_line_is_a_link_and_the_preamble_gives_the_version(tmp_path: Path) -> None:
    """The relation loses its prefix; quoted labels may hold commas."""
    source = mapping(
        tmp_path / "m.csv", f'{ESCO},crémier,101,"Crémier, affineur",skos:exactMatch', f"{ESCO},b,102,c,skos:broadMatch"
    )
    assert CrosswalkReader().accepts(source)
    extract = CrosswalkReader().read(source)
    assert extract.parts[0].frame().rows() == [("101", ESCO, "exactMatch"), ("102", ESCO, "broadMatch")]
    assert (extract.origin.version, extract.origin.date) == ("V9.9", date(2030, 2, 1))


def test_the_date_of_the_file_name_is_the_publication(tmp_path: Path) -> None:
    """The preamble's date is that of the mapping work, before publication."""
    source = mapping(tmp_path / "FR_20300607_mapping.csv", f"{ESCO},a,101,b,skos:exactMatch")
    assert CrosswalkReader().read(source).origin.date == date(2030, 6, 7)


def test_a_bad_line_is_rejected_with_its_place_and_reason(tmp_path: Path) -> None:
    """A relation of another kind, an address and a number that are none."""
    source = mapping(
        tmp_path / "m.csv", f"{ESCO},a,101,b,skos:related", "ftp://x,a,101,b,skos:exactMatch",
        f"{ESCO},a,zero,b,skos:exactMatch", f"{ESCO},a,103,b,skos:exactMatch",
    )  # fmt: skip
    part = CrosswalkReader().read(source).parts[0]
    assert part.frame()["appellation"].to_list() == ["103"]
    assert [(remark.line, remark.column, remark.value) for remark in part.rejected] == [
        (8, "mapping relation", "skos:related"), (9, "classification 1 ID", "ftp://x"),
        (10, "classification 2 ID", "zero"),
    ]  # fmt: skip
    assert part.read == 4


@pytest.mark.parametrize(
    ("head", "lines", "message"),
    [
        (PREAMBLE + "classification 1 ID,mapping relation\n", (), "colonne « classification 2 ID » : colonne absente"),
        (PREAMBLE, (), "colonne absente"),
        (PREAMBLE.strip() + "\n", (), "aucune ligne vide"),
        ('a,"b"c\n' + PREAMBLE + HEADER, (), "CSV mal formé"),
    ],
)
def test_a_damaged_file_is_refused_with_a_remedy(
    tmp_path: Path, head: str, lines: tuple[str, ...], message: str
) -> None:
    """The message says what is wrong and to download again."""
    with refused(SourceError, f"{message}.*Téléchargez"):
        CrosswalkReader().read(mapping(tmp_path / "m.csv", *lines, head=head))


def test_a_row_cut_short_or_ill_formed_is_rejected_alone(tmp_path: Path) -> None:
    """The rows after it are read."""
    good = f"{ESCO},a,103,b,skos:exactMatch"
    part = CrosswalkReader().read(mapping(tmp_path / "m.csv", f"{ESCO},a,101", f'{ESCO},"a,101', good)).parts[0]
    assert part.frame()["appellation"].to_list() == ["103"]
    assert [(remark.line, remark.reason) for remark in part.rejected] == [(8, Oddity.FIELDS), (9, Oddity.BAD_CSV)]


def test_another_csv_is_not_taken_for_the_mapping(tmp_path: Path) -> None:
    """The preamble must name both classifications."""
    assert not CrosswalkReader().accepts(mapping(tmp_path / "m.csv", head=PREAMBLE.replace("ROME", "ISCO")))


@pytest.mark.data
def test_the_published_mapping_is_read_whole(data: Path) -> None:
    """11,118 links, none rejected."""
    extract = CrosswalkReader().read(Source(data / "crosswalk" / "FR_20230607_mapping_esco_rome.csv"))
    part = extract.parts[0]
    assert (part.frame().height, part.rejected, extract.origin.version) == (11_118, [], "V1.4")
    assert dict(part.frame()["relation"].value_counts().iter_rows()) == {
        "exactMatch": 1144, "closeMatch": 4597, "broadMatch": 5086, "narrowMatch": 291,
    }  # fmt: skip
