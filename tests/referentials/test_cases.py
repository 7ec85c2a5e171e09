"""The case files: inputs that acquis did not handle, each with what is right (`data/cases/README.md`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from referentials.build import build_snapshot
from referentials.errors import SourceError
from referentials.snapshot import Snapshot, read_quality
from tests.support.errors import refused

pytestmark = pytest.mark.data
BASE = "00-base-RefRomeCsv_v460.zip"


@dataclass(frozen=True)
class Imported:
    """A case that was imported: its snapshot, and what was said of it."""

    snapshot: Snapshot
    remarks: set[tuple[int, str, str]]
    """Line, column and reason of each."""
    counts: dict[str, tuple[int, int]]
    """Lines read and rows kept, by table, of the case itself."""

    def column(self, table: str, name: str) -> list[Any]:
        """One column of a table."""
        return self.snapshot.table(table)[name].to_list()


def imported(data: Path, folder: Path, name: str, *, alone: bool = False) -> Imported:
    """Import a case, beside the invented ROME unless it stands alone."""
    cases = data / "cases" / "files"
    snapshot = build_snapshot([cases / name] if alone else [cases / BASE, cases / name], folder)
    parts = [part for part in read_quality(snapshot)["files"] if part["file"].startswith(name)]
    told = [remark for part in parts for remark in (*part["rejections"], *part["reservations"])]
    counts = {part["table"]: (part["read"], part["kept"]) for part in parts}
    return Imported(snapshot, {(one["line"], one["column"], str(one["reason"])) for one in told}, counts)


def test_what_macos_adds_to_an_archive_is_skipped(data: Path, tmp_path: Path) -> None:
    """The fiches, and no remark."""
    case = imported(data, tmp_path, "01-macosx.zip")
    assert (case.column("certifications", "code"), case.remarks) == (["RNCP1", "RS2"], set())


def test_an_encrypted_archive_is_refused_in_one_message(data: Path, tmp_path: Path) -> None:
    """Which says that it is."""
    with refused(SourceError, r"02-encrypted\.zip.*chiffrée par un mot de passe"):
        imported(data, tmp_path, "02-encrypted.zip", alone=True)


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("04-version-date.zip", (1, "publication", "published")),
        ("05-position.zip", (2, "position_phrase", "position")),
        ("06-rank-sup2.zip", (2, "numero_ordre", "rank")),
    ],
)
def test_a_row_of_rome_at_fault_is_rejected_with_its_line(
    data: Path, tmp_path: Path, name: str, remark: tuple[int, str, str]
) -> None:
    """And both occupations are there."""
    case = imported(data, tmp_path, name, alone=True)
    assert case.column("occupations", "code") == ["D1106", "D1107"]
    assert remark in case.remarks


def test_a_flux_with_a_namespace_is_read(data: Path, tmp_path: Path) -> None:
    """As the same without."""
    case = imported(data, tmp_path, "07-namespace.xml")
    rows = case.snapshot.table("certifications").select("code", "title", "level", "active").rows()
    assert rows == [("RNCP55", "Titre", 5, True)]


def test_of_a_fiche_given_twice_the_first_wins_whole(data: Path, tmp_path: Path) -> None:
    """Title and blocs are of the same one; the other is told, and counted once."""
    case = imported(data, tmp_path, "08-dup-fiche.xml")
    assert case.column("certifications", "title") == ["Ancienne version"]
    assert case.column("blocs", "code") == ["RNCP70BC01"]
    assert case.remarks == {(5, "NUMERO_FICHE", "twice")}
    assert (case.counts["certifications"], case.counts["blocs"]) == ((2, 1), (1, 1))


def test_nothing_of_an_odd_table_is_lost_in_silence(data: Path, tmp_path: Path) -> None:
    """Each oddity is told with its line; codes have one spelling; texts are texts."""
    case = imported(data, tmp_path, "09-odd-standard.zip")
    rows = {row["code"]: row for row in case.snapshot.table("certifications").iter_rows(named=True)}
    assert sorted(rows) == sorted(f"RNCP{n}" for n in (*range(10, 16), *range(17, 25)))
    assert (rows["RNCP20"]["title"], rows["RNCP18"]["title"]) == ("vingt", "Chargé d'affaires & Réseau")
    assert rows["RNCP22"]["title"] == "Gras"
    assert (rows["RNCP14"]["active"], rows["RNCP15"]["active"]) == (True, True)
    assert (rows["RNCP12"]["registration_end"], rows["RNCP13"]["registration_end"]) == (None, date(2027, 8, 31))
    assert {
        (4, "Date_Fin_Enregistrement", "date"), (5, "Date_Fin_Enregistrement", "date_form"),
        (6, "Actif", "active_form"),
        (8, "Numero_Fiche", "bad_code"), (9, "Numero_Fiche", "bad_code"), (11, "Intitule", "markup"),
        (12, "Numero_Fiche", "twice"), (14, "Numero_Fiche", "bad_code"), (17, "Intitule", "markup"),
    } <= case.remarks  # fmt: skip
    assert case.counts["certifications"] == (18, 14)


def test_a_row_cut_short_loses_itself_alone(data: Path, tmp_path: Path) -> None:
    """With its line."""
    case = imported(data, tmp_path, "10-short-row.zip")
    assert (case.column("certifications", "code"), case.remarks) == (["RNCP10", "RNCP12"], {(3, "", "fields")})


def test_a_malformed_siret_is_told_and_its_certifier_kept(data: Path, tmp_path: Path) -> None:
    """Blanks are taken away; without a SIRET, or with one that is none, a certifier is kept under its name."""
    case = imported(data, tmp_path, "11-siret.zip")
    assert case.column("certification_certifiers", "siret") == [
        "11000072000014", "sans-siret:Commission paritaire nationale", "sans-siret:Excel",
        "sans-siret:MINISTERE (13 chiffres)",
    ]  # fmt: skip
    column = "Siret_Certificateur"
    assert case.remarks == {
        (2, column, "certifier_without_siret"), (3, column, "bad_siret"), (6, column, "bad_siret")
    }  # fmt: skip
    assert case.counts["certification_certifiers"] == (6, 4)


def test_a_bloc_has_one_code_whatever_its_zeros(data: Path, tmp_path: Path) -> None:
    """BC1 and BC01 are one: the first counts, and the other is told."""
    case = imported(data, tmp_path, "12-bloc-dup-width.zip")
    assert case.snapshot.table("blocs").select("code", "title").rows() == [
        ("RNCP10BC01", "x"), ("RNCP10BC02", "espace"), ("RNCP10BC04", "ailleurs")
    ]  # fmt: skip
    column = "Bloc_Competences_Code"
    assert {(3, column, "twice"), (4, column, "twice"), (9, column, "bloc_elsewhere")} <= case.remarks
    assert {(line, column, "bad_code") for line in (5, 7, 8, 10, 11)} <= case.remarks


def test_an_occupation_of_a_new_letter_is_kept(data: Path, tmp_path: Path) -> None:
    """With its title and what it asks for."""
    case = imported(data, tmp_path, "13-newletter.zip", alone=True)
    assert "P1101" in case.column("occupations", "code")
    assert "P1101" in case.column("appellations", "occupation")
    assert "P1101" in case.column("occupation_competencies", "occupation")


def test_a_number_of_5000_digits_rejects_its_training(data: Path, tmp_path: Path) -> None:
    """And no traceback."""
    case = imported(data, tmp_path, "on-big.json")
    assert (case.counts["trainings"], case.remarks) == ((1, 0), {(1, "", "huge_number")})


def test_an_extension_in_capitals_and_a_mark_do_not_hide_a_table(data: Path, tmp_path: Path) -> None:
    """Labels that read the same are one, whatever is in them that nobody sees."""
    assert imported(data, tmp_path, "SKILLS_FR.CSV").column("esco_concepts", "label") == ["vendre"]
    (concept,) = imported(data, tmp_path, "skills_fr_bom.csv").snapshot.table("esco_concepts").iter_rows(named=True)
    assert (concept["label"], concept["alt_labels"]) == ("vendre", ["NÉGOCIER les prix"])


def test_html_and_entities_become_text(data: Path, tmp_path: Path) -> None:
    """With a remark each; the items of a list are lines."""
    case = imported(data, tmp_path, "x-entities.xml")
    assert case.column("certifications", "title") == ["L'art <de> vendre"]
    assert case.column("blocs", "title") == ["Gérer l'accueil & la caisse"]
    assert case.column("blocs", "competencies") == ["Accueillir le client\n- Encaisser\n- Ranger\nCéder"]
    assert case.remarks == {(4, tag, "markup") for tag in ("INTITULE", "LIBELLE", "LISTE_COMPETENCES")}


def test_a_long_comment_before_the_root_does_not_hide_a_flux(data: Path, tmp_path: Path) -> None:
    """However long."""
    assert imported(data, tmp_path, "x-longcomment.xml").column("certifications", "code") == ["RNCP54"]
