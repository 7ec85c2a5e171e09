"""The Formacode thesaurus becomes terms with synonyms and links."""

from __future__ import annotations

from pathlib import Path

import pytest

from referentials.errors import SourceError
from referentials.readers.formacode import FormacodeReader
from referentials.source import Source
from tests.support.errors import refused

TERMS = (
    "Code du Terme;Descripteur en majuscules;Descripteur en typo riche;Champ sémantique;Synonymes;Synonymes métier;"
    "TG (Terme Générique);TS (Termes Spécifiques);TA (Termes Associés);NE (Note d’Explication);"
    "NA (Note d’Application);Note de version;ex-synonyme V-1;Code arborescence\r\n"
)
DOMAINS = (
    "Code du Terme;Descripteur en majuscules;Descripteur en typo riche;TS (Termes Spécifiques);Note de version;"
    "Code arborescence\r\n"
)


def thesaurus(path: Path, text: str) -> Source:
    """Write an invented thesaurus file, with the byte order mark of the real ones."""
    path.write_text(text, encoding="utf-8-sig", newline="")
    return Source(path)


def test_a_term_has_its_synonyms_and_links(tmp_path: Path) -> None:
    """Both columns of synonyms count once; a term is not related to itself; the two notes are joined."""
    line = (
        "215;FROMAGE;Fromage;215 AGROALIMENTAIRE;tomme###affinage;fromager###tomme;Lait - 21501;;"
        "Cave - 21502###Fromage - 00215;Ce que c'est.;Quand l'employer.;;;G0A0\r\n"
    )
    extract = FormacodeReader().read(thesaurus(tmp_path / "formacodes-v14.csv", TERMS + line))
    assert extract.parts[0].frame().rows() == [
        ("00215", "Fromage", "215 AGROALIMENTAIRE", ["tomme", "affinage", "fromager"], ["21501"], ["21502"],
         "Ce que c'est.\nQuand l'employer."),
    ]  # fmt: skip
    assert extract.origin.version == "14"


def test_a_broader_term_named_without_code_is_reported(tmp_path: Path) -> None:
    """The term stays, without that link."""
    line = "21501;LAIT;Lait;215 AGROALIMENTAIRE;;;Industrie;;;;;;;G0A0\r\n"
    part = FormacodeReader().read(thesaurus(tmp_path / "v14.csv", TERMS + line)).parts[0]
    assert part.frame()["broader"].to_list() == [[]]
    assert [(r.line, r.column, r.value) for r in part.reserved] == [(2, "TG (Terme Générique)", "Industrie")]


def test_the_file_of_grand_domains_is_read_too(tmp_path: Path) -> None:
    """Same head, fewer columns."""
    source = thesaurus(tmp_path / "v14.csv", DOMAINS + "00107;INDUSTRIE;Industrie;Lait - 21501;null;G0\r\n")
    assert FormacodeReader().accepts(source)
    assert FormacodeReader().read(source).parts[0].frame().rows() == [("00107", "Industrie", None, [], [], [], None)]


def test_a_bad_code_is_rejected_with_its_line(tmp_path: Path) -> None:
    """The other terms stay."""
    text = DOMAINS + "x1;A;A;;;\r\n00101;B;B;;;\r\n"
    part = FormacodeReader().read(thesaurus(tmp_path / "v14.csv", text)).parts[0]
    assert part.frame()["code"].to_list() == ["00101"]
    assert [(r.line, r.column, r.value) for r in part.rejected] == [(2, "Code du Terme", "x1")]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    """The file of terms needs all its columns."""
    source = thesaurus(tmp_path / "v14.csv", TERMS.replace("Synonymes métier", "Métiers"))
    with refused(SourceError, "colonne « Synonymes métier » : colonne absente"):
        FormacodeReader().read(source)


@pytest.mark.data
def test_the_published_thesaurus_is_read_whole(data: Path) -> None:
    """2,775 terms and 14 grand domains; version 13 has another form."""
    reader, folder = FormacodeReader(), data / "formacode"
    terms = reader.read(Source(folder / "formacodes-v14.csv")).parts[0]
    assert (terms.frame().height, terms.rejected, len(terms.reserved)) == (2775, [], 93)
    known = set(terms.frame()["code"])
    assert set(terms.frame()["broader"].explode(empty_as_null=False)) <= known
    assert reader.read(Source(folder / "formacodes-grands-domaines-v14.csv")).parts[0].frame().height == 14
    assert not reader.accepts(Source(folder / "formacodes-v13.csv"))
