"""The training catalogue of Onisep becomes the table of trainings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from referentials.errors import SourceError
from referentials.extract import Part
from referentials.readers.onisep import OnisepReader
from referentials.source import Source
from tests.support.errors import refused

URL = "https://www.onisep.fr/http/redirection/formation/slug/FOR.{}"


def catalogue(path: Path, *trainings: Mapping[str, object]) -> Path:
    """Write an invented catalogue; each training has an address and a title unless it says otherwise."""
    full = [{"url_onisep": URL.format(n), "nom": "CAP crémier", **t} for n, t in enumerate(trainings, 1)]
    path.write_text(json.dumps(full, ensure_ascii=False, indent=2), encoding="utf-8")
    return path


def read(path: Path) -> Part:
    source = Source(path)
    assert OnisepReader().accepts(source)
    (part,) = OnisepReader().read(source).parts
    return part


def test_a_training_keeps_what_the_catalogue_says(tmp_path: Path) -> None:
    """Identity from the address, certification as a code, duration as text and in months."""
    training = {"rncp": "123", "duree": "2 ans", "etablissement": "Lycée du Lait", "ville": "", "type_diplome": "CAP"}
    assert read(catalogue(tmp_path / "onisep.json", training)).frame().row(0, named=True) == {
        "id": "onisep:FOR.1", "catalogue": "Onisep", "title": "CAP crémier", "provider": "Lycée du Lait",
        "city": None, "certification": "RNCP123", "url": URL.format(1), "diploma": "CAP", "duration": "2 ans",
        "months": 24, "hours": None, "price": None, "mode": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("duration", "months"), [("1 an", 12), ("10 ans", 120), ("6 mois", 6), ("variable", None), (None, None)]
)
def test_a_duration_is_also_given_in_months(tmp_path: Path, duration: str | None, months: int | None) -> None:
    """A duration that is no number of years or months is kept as text alone."""
    frame = read(catalogue(tmp_path / "onisep.json", {"duree": duration})).frame()
    assert frame.select("duration", "months").row(0) == (duration, months)


def test_a_training_with_an_impossible_certification_is_kept_without_it(tmp_path: Path) -> None:
    """The report gives the line, the column and the code found."""
    part = read(catalogue(tmp_path / "onisep.json", {"rncp": "en cours"}, {"rncp": None}))
    assert part.frame()["certification"].to_list() == [None, None]
    assert [(remark.line, remark.column, remark.value) for remark in part.reserved] == [(2, "rncp", "en cours")]


def test_trainings_without_identity_or_title_or_seen_twice_are_rejected(tmp_path: Path) -> None:
    """Each is reported with the line it begins on; the good ones are kept."""
    path = catalogue(tmp_path / "onisep.json", {}, {"url_onisep": "?"}, {"nom": " "}, {"url_onisep": URL.format(1)}, {})
    part = read(path)
    assert part.frame()["id"].to_list() == ["onisep:FOR.1", "onisep:FOR.5"]
    assert [(remark.line, remark.column, remark.value) for remark in part.rejected] == [
        (6, "url_onisep", "?"), (10, "nom", ""), (14, "url_onisep", "FOR.1"),
    ]  # fmt: skip
    assert part.read == 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"url_onisep": "x"}', r"ligne 1 : JSON mal formé"),
        ('[{"url_onisep": "x"}\n {"nom": "y"}]', r"ligne 2 : JSON mal formé"),
        ('[{"url_onisep": "x"},\n {"nom": "y"', r"ligne 2 : JSON mal formé"),
        ('[{"url_onisep": "x"}] ]', "JSON mal formé"),
        ('["url_onisep", 3]', r"JSON mal formé|une liste JSON d'objets est attendue"),
    ],
)
def test_a_damaged_catalogue_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """Ill-formed, truncated, or a list of something else: file, line and remedy."""
    path = tmp_path / "onisep.json"
    path.write_text(text, encoding="utf-8")
    with refused(SourceError, f"{message}.*Téléchargez"):
        read(path)


@pytest.mark.parametrize("text", ['{"url_onisep": "x"}', '[{"url": "x"}]', "url_onisep"])
def test_another_file_is_not_taken_for_the_catalogue(tmp_path: Path, text: str) -> None:
    """Recognised by its first training, not by its name."""
    path = tmp_path / "onisep_formations.json"
    path.write_text(text, encoding="utf-8")
    assert not OnisepReader().accepts(Source(path))


@pytest.mark.data
def test_the_published_catalogue_is_read_whole(data: Path) -> None:
    """4,775 trainings, 3,170 of them with a certification, every duration understood."""
    part = read(data / "formations" / "onisep_formations.json")
    frame = part.frame()
    assert (frame.height, len(part.rejected), len(part.reserved)) == (4775, 0, 0)
    assert frame["certification"].is_not_null().sum() == 3170
    assert frame["months"].null_count() == 0
