"""The XML flux of France compétences becomes tables, fiche by fiche."""

from __future__ import annotations

import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from referentials.build import build_snapshot
from referentials.catalogue import Catalogue, Conditions, Insertion
from referentials.errors import SourceError
from referentials.extract import Extract, Part
from referentials.readers.rncp_fiche import in_lines
from referentials.readers.rncp_xml import RncpXmlReader, iter_fiches
from referentials.remarks import Oddity
from referentials.source import Source
from tests.support.errors import refused
from tests.support.official_files import rome_archive

FICHE = """  <FICHE>
    <NUMERO_FICHE>RNCP100</NUMERO_FICHE>
    <NOUVELLES_CERTIFICATIONS><NOUVELLE_CERTIFICATION>
      <ID_FICHE_NOUVELLE_CERTIFICATION>RNCP300</ID_FICHE_NOUVELLE_CERTIFICATION>
    </NOUVELLE_CERTIFICATION></NOUVELLES_CERTIFICATIONS>
    <ANCIENNES_CERTIFICATIONS><ANCIENNE_CERTIFICATION>
      <ID_FICHE_ANCIENNE_CERTIFICATION>RNCP50</ID_FICHE_ANCIENNE_CERTIFICATION>
    </ANCIENNE_CERTIFICATION></ANCIENNES_CERTIFICATIONS>
    <INTITULE>Crémier affineur</INTITULE>
    <ABREGE><CODE>TP</CODE><LIBELLE>Titre professionnel</LIBELLE></ABREGE>
    <FORMACODES><FORMACODE><CODE>21572</CODE><LIBELLE>Laiterie</LIBELLE></FORMACODE></FORMACODES>
    <NOMENCLATURE_EUROPE><NIVEAU>NIV3</NIVEAU></NOMENCLATURE_EUROPE>
    <CODES_NSF><NSF><CODE>221p</CODE><LIBELLE>Agroalimentaire</LIBELLE></NSF></CODES_NSF>
    <CERTIFICATEURS>
      <CERTIFICATEUR><SIRET_CERTIFICATEUR>11111111100011</SIRET_CERTIFICATEUR>
        <NOM_CERTIFICATEUR>La Crèmerie</NOM_CERTIFICATEUR></CERTIFICATEUR>
      <CERTIFICATEUR>
        <NOM_CERTIFICATEUR>Union des affineurs</NOM_CERTIFICATEUR>
        <ETAT_CERTIFICATEUR>Actif</ETAT_CERTIFICATEUR></CERTIFICATEUR>
      <CERTIFICATEUR>
        <NOM_CERTIFICATEUR>Ancienne école</NOM_CERTIFICATEUR>
        <ETAT_CERTIFICATEUR>Inactif</ETAT_CERTIFICATEUR></CERTIFICATEUR>
    </CERTIFICATEURS>
    <PARTENAIRES><PARTENAIRE>
      <NOM_PARTENAIRE>Centre de Fougères</NOM_PARTENAIRE>
      <HABILITATION_PARTENAIRE>HABILITATION_FORMER</HABILITATION_PARTENAIRE><ETAT_HABILITATION>Actif</ETAT_HABILITATION>
    </PARTENAIRE></PARTENAIRES>
    <CAPACITES_ATTESTEES>Choisir le lait    Affiner</CAPACITES_ATTESTEES>
    <CODES_ROME>
      <ROME><CODE>d1106</CODE><LIBELLE>Vente</LIBELLE></ROME><ROME><CODE>A12</CODE></ROME><ROME><CODE/></ROME>
    </CODES_ROME>
    <SI_JURY_FI><ACTIF>Non</ACTIF></SI_JURY_FI>
    <SI_JURY_CA><ACTIF>Oui</ACTIF></SI_JURY_CA>
    <SI_JURY_VAE><ACTIF>Oui</ACTIF></SI_JURY_VAE>
    <DATE_FIN_ENREGISTREMENT>31/12/2027</DATE_FIN_ENREGISTREMENT>
    <DATE_DECISION>31/02/2024</DATE_DECISION>
    <TYPE_ENREGISTREMENT>Enregistrement sur demande</TYPE_ENREGISTREMENT>
    <BLOCS_COMPETENCES>
      <BLOC_COMPETENCES><CODE>RNCP100BC01</CODE><LIBELLE>Affiner</LIBELLE>
        <LISTE_COMPETENCES>"- Retourner   les fromages    - Surveiller la cave"</LISTE_COMPETENCES>
        <MODALITES_EVALUATION>Mise en situation</MODALITES_EVALUATION></BLOC_COMPETENCES>
      <BLOC_COMPETENCES><CODE>CCP2</CODE><LIBELLE>Vendre</LIBELLE></BLOC_COMPETENCES>
    </BLOCS_COMPETENCES>
    <ACTIF>Oui</ACTIF>
    <CORRESPONDANCES>
      <CORRESPONDANCE>
        <SOURCE><BLOC_COMPETENCES><CODE>RNCP100BC02</CODE></BLOC_COMPETENCES><BLOC_COMPETENCES><CODE>RNCP100BC01</CODE></BLOC_COMPETENCES></SOURCE>
        <DESTINATION><NUMERO_FICHE>RNCP50</NUMERO_FICHE><BLOC_COMPETENCES><CODE>RNCP50BC03</CODE></BLOC_COMPETENCES></DESTINATION>
      </CORRESPONDANCE>
      <CORRESPONDANCE><DESTINATION><NUMERO_FICHE>RS7</NUMERO_FICHE></DESTINATION></CORRESPONDANCE>
      <CORRESPONDANCE><DESTINATION><NUMERO_FICHE>?</NUMERO_FICHE></DESTINATION></CORRESPONDANCE>
    </CORRESPONDANCES>
  </FICHE>
"""
OTHER = "  <FICHE>\n    <NUMERO_FICHE>RS7</NUMERO_FICHE><INTITULE>Hygiène</INTITULE><ACTIF>Non</ACTIF>\n  </FICHE>\n"


def flux(path: Path, *fiches: str, version: str = "<VERSION_FLUX>4.1</VERSION_FLUX>", prolog: str = "") -> Path:
    """Write an invented flux."""
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n{prolog}<FICHES>\n{version}\n{"".join(fiches)}</FICHES>\n'
    path.write_text(body, encoding="utf-8")
    return path


def read(path: Path) -> Extract:
    source = Source(path)
    assert RncpXmlReader().accepts(source)
    return RncpXmlReader().read(source)


def part(extract: Extract, table: str) -> Part:
    return next(part for part in extract.parts if part.table == table)


def rows(extract: Extract, table: str) -> list[tuple[object, ...]]:
    return part(extract, table).frame().rows()


def test_a_fiche_fills_every_table(tmp_path: Path) -> None:
    """One fiche gives its row, blocs, codes, bodies, routes, successions and equivalences."""
    extract = read(flux(tmp_path / "export_fiches_RNCP_V4_1_2026_08_26.xml", FICHE))
    assert (extract.whole_fiches, extract.origin.date) == (True, date(2026, 8, 26))
    row = part(extract, "certifications").frame().row(0, named=True)
    assert (row["code"], row["register"], row["title"], row["level"]) == ("RNCP100", "RNCP", "Crémier affineur", 3)
    assert (row["short_title"], row["active"], row["mentioned_only"]) == ("Titre professionnel", True, False)
    assert (row["registration_end"], row["attested_abilities"]) == (date(2027, 12, 31), "Choisir le lait\nAffiner")
    competencies = "- Retourner les fromages\n- Surveiller la cave"
    assert rows(extract, "blocs") == [("RNCP100BC01", "RNCP100", "Affiner", competencies, "Mise en situation")]
    assert rows(extract, "certification_occupations") == [
        ("RNCP100", "D1106", "Vente", None), ("RNCP100", "A12", None, None),
    ]  # fmt: skip
    assert rows(extract, "certification_formacodes") == [("RNCP100", "21572", "Laiterie")]
    assert rows(extract, "certification_nsf") == [("RNCP100", "221p", "Agroalimentaire")]
    assert rows(extract, "access_routes") == [("RNCP100", "apprenticeship"), ("RNCP100", "vae")]
    assert rows(extract, "successions") == [("RNCP50", "RNCP100"), ("RNCP100", "RNCP300")]
    assert rows(extract, "certification_partners") == [
        ("RNCP100", "", "Centre de Fougères", "HABILITATION_FORMER", "Actif")
    ]


def test_an_equivalence_keeps_both_sides_and_an_empty_side_is_the_whole(tmp_path: Path) -> None:
    """Bloc codes are sorted; no bloc means the whole certification."""
    extract = read(flux(tmp_path / "flux.xml", FICHE))
    assert rows(extract, "equivalences") == [
        ("RNCP100", ["RNCP100BC01", "RNCP100BC02"], "RNCP50", ["RNCP50BC03"]), ("RNCP100", [], "RS7", []),
    ]  # fmt: skip


def test_a_certifier_without_siret_is_kept_and_an_inactive_one_is_not(tmp_path: Path) -> None:
    """The pseudo-key keeps the link; the report says both."""
    extract = read(flux(tmp_path / "flux.xml", FICHE))
    assert rows(extract, "certification_certifiers") == [
        ("RNCP100", "11111111100011"), ("RNCP100", "sans-siret:Union des affineurs"),
    ]  # fmt: skip
    assert rows(extract, "certifiers")[1] == ("sans-siret:Union des affineurs", "Union des affineurs")
    links = part(extract, "certification_certifiers")
    assert [remark.column for remark in links.reserved] == ["SIRET_CERTIFICATEUR"]
    assert [(remark.column, remark.value) for remark in links.rejected] == [("ETAT_CERTIFICATEUR", "Ancienne école")]
    assert links.read == 3


def test_what_a_fiche_has_wrong_is_reported_with_its_line(tmp_path: Path) -> None:
    """An impossible date is left unknown; an empty ROME code, a bad bloc code and a bad target are rejected."""
    extract = read(flux(tmp_path / "flux.xml", OTHER, FICHE))
    remarks = {
        (remark.line, remark.column, remark.value)
        for found in extract.parts
        for remark in (*found.rejected, *found.reserved)
        if "CERTIFICATEUR" not in remark.column
    }
    assert remarks == {
        (7, "DATE_DECISION", "31/02/2024"), (7, "ROME/CODE", ""), (7, "BLOC_COMPETENCES/CODE", "CCP2"),
        (7, "DESTINATION/NUMERO_FICHE", "?"),
    }  # fmt: skip


@pytest.mark.parametrize("number", ["", "<NUMERO_FICHE>ABC</NUMERO_FICHE>"])
def test_a_fiche_without_a_usable_number_is_rejected_and_the_rest_goes_on(tmp_path: Path, number: str) -> None:
    """The other fiches are read; the report gives the line of the bad one."""
    bad = f"  <FICHE>\n{number}<INTITULE>Sans numéro</INTITULE></FICHE>\n"
    extract = read(flux(tmp_path / "flux.xml", OTHER, bad, FICHE))
    certifications = part(extract, "certifications")
    assert certifications.frame()["code"].to_list() == ["RS7", "RNCP100"]
    assert [(remark.line, remark.column) for remark in certifications.rejected] == [(7, "NUMERO_FICHE")]
    assert certifications.read == 3


def test_a_zip_is_read_like_a_plain_file(tmp_path: Path) -> None:
    """The same rows come out; the date is the member's."""
    plain = flux(tmp_path / "flux.xml", FICHE, OTHER)
    path = tmp_path / "export-fiches-rncp-v4-1-2026-08-27.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.write(plain, "export_fiches_RNCP_V4_1_2026_08_26.xml")
    assert rows(read(path), "certifications") == rows(read(plain), "certifications")
    assert part(read(path), "certifications").date == date(2026, 8, 26)


def test_a_flux_on_one_line_is_read_too(tmp_path: Path) -> None:
    """Line breaks are a courtesy of the publisher."""
    path = flux(tmp_path / "flux.xml", FICHE, OTHER)
    one = tmp_path / "one.xml"
    one.write_text(path.read_text(encoding="utf-8").replace("\n", " "), encoding="utf-8")
    assert rows(read(one), "certifications") == rows(read(path), "certifications")


@pytest.mark.parametrize(
    ("version", "found"),
    [("<VERSION_FLUX>3.0</VERSION_FLUX>", "« 3.0 »"), ("<AUTRE/>", "«  »"), ("<VERSION_FLUX/>", "«  »")],
)
def test_another_version_of_the_flux_is_refused(tmp_path: Path, version: str, found: str) -> None:
    """The message names the version found and the file to take instead."""
    with refused(SourceError, f"version {found}.*4\\.x.*v4-1"):
        read(flux(tmp_path / "flux.xml", FICHE, version=version))


def test_version_4_0_is_read(tmp_path: Path) -> None:
    """Any 4.x will do."""
    assert rows(read(flux(tmp_path / "flux.xml", OTHER, version="<VERSION_FLUX>4.0</VERSION_FLUX>")), "certifications")


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.99])
def test_a_truncated_flux_is_refused_with_the_line(tmp_path: Path, keep: float) -> None:
    """Cut anywhere, the error names file, line and remedy."""
    path = flux(tmp_path / "flux.xml", FICHE, OTHER)
    text = path.read_bytes()
    path.write_bytes(text[: int(len(text) * keep)])
    with refused(SourceError, r"flux\.xml, ligne \d+ : XML tronqué ou mal formé.*Téléchargez"):
        read(path)


MORE = """<PREREQUIS_VALIDATION_BLOC>Être majeur</PREREQUIS_VALIDATION_BLOC>
<VALIDATION_PARTIELLE_PERIMETRE>Chaque bloc est validé seul    Par le jury</VALIDATION_PARTIELLE_PERIMETRE>
<REGLEMENTATIONS_ACTIVITES>Sans objet</REGLEMENTATIONS_ACTIVITES>
<STATISTIQUES_PROMOTIONS>
<STATISTIQUES_PROMOTION><ANNEE>2021</ANNEE><NOMBRE_CERTIFIES>12</NOMBRE_CERTIFIES>
<TAUX_INSERTION_GLOBAL_6MOIS>95</TAUX_INSERTION_GLOBAL_6MOIS></STATISTIQUES_PROMOTION>
<STATISTIQUES_PROMOTION><ANNEE>2020</ANNEE><TAUX_INSERTION_METIER_2ANS>70</TAUX_INSERTION_METIER_2ANS></STATISTIQUES_PROMOTION>
<STATISTIQUES_PROMOTION><ANNEE>2023</ANNEE><NOMBRE_CERTIFIES>9</NOMBRE_CERTIFIES>
<TAUX_INSERTION_GLOBAL_6MOIS>150</TAUX_INSERTION_GLOBAL_6MOIS></STATISTIQUES_PROMOTION>
<STATISTIQUES_PROMOTION><ANNEE>²</ANNEE></STATISTIQUES_PROMOTION>
</STATISTIQUES_PROMOTIONS></FICHE>"""


def test_insertion_and_conditions_of_a_fiche_reach_the_catalogue(tmp_path: Path) -> None:
    """Of the latest year that has a rate; what is no rate is told; « Sans objet » says nothing."""
    path = flux(tmp_path / "flux.xml", OTHER.replace("</FICHE>", MORE))
    snapshot = build_snapshot([rome_archive(tmp_path / "rome.zip"), path], tmp_path / "snapshots")
    assert snapshot.table("certification_insertions")["year"].to_list() == [2020, 2021, 2023]
    fiche = Catalogue(snapshot).certifications["RS7"]
    assert fiche.insertion == Insertion(year=2021, certified=12, employed=95, in_trade=None, in_trade_later=None)
    assert fiche.conditions == Conditions("Être majeur", "Chaque bloc est validé seul\nPar le jury", None)
    told = part(read(path), "certification_insertions")
    assert [(one.column, one.reason) for one in (*told.rejected, *told.reserved)] == [
        ("ANNEE", Oddity.NUMBER), ("TAUX_INSERTION_GLOBAL_6MOIS", Oddity.RATE)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "bad", ["  <FICHE>\n    <A></B>\n", "  <FICHE>\n<A></B></FICHE>\n", "<FICHE>\n&nbsp;\0</FICHE>\n"]
)
def test_an_ill_formed_fiche_is_rejected_with_its_line_and_the_others_are_read(tmp_path: Path, bad: str) -> None:
    """A tag that closes another one, one that nothing closes, an entity that nobody declares."""
    certifications = part(read(flux(tmp_path / "flux.xml", OTHER, bad, FICHE)), "certifications")
    assert certifications.frame()["code"].to_list() == ["RS7", "RNCP100"]
    assert [(remark.line, remark.reason) for remark in certifications.rejected] == [(7, Oddity.BAD_XML)]
    assert certifications.read == 3


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE FICHES [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>\n',
        '<!DOCTYPE FICHES [<!ENTITY f SYSTEM "file:///etc/passwd">]>\n',
        "<!-- " + "x" * 3000 + " -->\n<!DOCTYPE FICHES>\n",
    ],
)
def test_a_document_type_is_refused_before_any_entity_is_read(tmp_path: Path, prolog: str) -> None:
    """Neither entity bombs nor files read through entities."""
    with refused(SourceError, r"ligne \d : déclaration DOCTYPE refusée"):
        read(flux(tmp_path / "flux.xml", OTHER, prolog=prolog))


@pytest.mark.parametrize("encoding", ["martien", "shift_jis"])
def test_an_encoding_the_parser_lacks_is_refused(tmp_path: Path, encoding: str) -> None:
    """An unknown or multi-byte encoding gives a message and not a traceback."""
    path = flux(tmp_path / "flux.xml", OTHER)
    path.write_text(path.read_text(encoding="utf-8").replace("UTF-8", encoding), encoding="utf-8")
    with refused(SourceError, r"flux\.xml, ligne 1 : encodage du XML inconnu.*Téléchargez"):
        read(path)


def test_other_members_of_a_zip_are_listed_as_ignored(tmp_path: Path) -> None:
    """Only a flux is read; another XML file beside it does no harm."""
    path = tmp_path / "flux.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.write(flux(tmp_path / "flux.xml", OTHER), "flux.xml")
        out.writestr("notice.xml", "<NOTICE/>")
        out.writestr("lisez-moi.txt", "Bonjour")
    extract = read(path)
    assert rows(extract, "certifications")[0][0] == "RS7"
    assert sorted(extract.ignored) == ["lisez-moi.txt", "notice.xml"]


def test_another_xml_file_is_not_taken_for_a_flux(tmp_path: Path) -> None:
    """Recognised by the root element."""
    path = tmp_path / "export_fiches_RNCP_V4_1.xml"
    path.write_text("<?xml version='1.0'?><LHEO><FICHE/></LHEO>", encoding="utf-8")
    assert not RncpXmlReader().accepts(Source(path))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Un  deux   trois", "Un deux trois"),
        ("- Lire  - Écrire", "- Lire\n- Écrire"),
        ("Lire la langue  Écrire", "Lire la langue\nÉcrire"),
        ("3.1  Organiser    3.2  Suivre", "3.1 Organiser\n3.2 Suivre"),
        ("-   Conduire", "- Conduire"),
        ('"Gérer"', "Gérer"),
        ('"Gérer" et "ranger"', '"Gérer" et "ranger"'),
        ("Ligne\n\n Autre ", "Ligne\nAutre"),
        ('""', None),
        ("   ", None),
    ],
)
def test_lines_of_a_text_are_restored(text: str, expected: str | None) -> None:
    """Runs of blanks that stood for line breaks are told from mere typing."""
    assert in_lines(text) == expected


def repeated(data: Path, path: Path, size: int) -> Path:
    """Write a flux of about `size` bytes that repeats the real fiches."""
    text = (data / "rncp" / "xml_v4_1" / "export_fiches_RNCP_V4_1_extract.xml").read_bytes()
    start, end = text.index(b"<FICHE>"), text.rindex(b"</FICHES>")
    with path.open("wb") as out:
        out.write(text[:start])
        for _ in range(max(1, size // (end - start))):
            out.write(text[start:end])
        out.write(text[end:])
    return path


def peak(path: Path) -> int:
    """Peak of the memory that streaming a flux takes, bytes."""
    tracemalloc.start()
    try:
        count = sum(1 for _ in iter_fiches(Source(path), path.name))
        assert count % 12 == 0
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.data
def test_memory_stays_flat_whatever_the_size_of_the_flux(data: Path, tmp_path: Path) -> None:
    """Ten times the fiches, the same peak within a fifth."""
    small = peak(repeated(data, tmp_path / "small.xml", 4_000_000))
    large = peak(repeated(data, tmp_path / "large.xml", 40_000_000))
    assert large < 1.2 * small


@pytest.mark.data
def test_the_real_fiches_are_read_whole(data: Path) -> None:
    """Row counts of the published extracts; two certifiers of them are inactive, one has no SIRET."""
    folder = data / "rncp" / "xml_v4_1"
    rncp = read(folder / "export_fiches_RNCP_V4_1_extract.xml")
    counts = {found.table: found.frame().height for found in rncp.parts}
    assert counts == {
        "certifications": 12, "blocs": 53, "certification_occupations": 33, "certification_formacodes": 36,
        "certification_nsf": 20, "certifiers": 16, "certification_certifiers": 16, "certification_partners": 1079,
        "access_routes": 60, "successions": 15, "equivalences": 47, "certification_conditions": 5,
        "certification_insertions": 20,
    }  # fmt: skip
    blocs = part(rncp, "blocs").frame()
    assert blocs.select(pl.col("competencies").is_null().sum()).item() == 0
    assert blocs.filter(pl.col("competencies").str.contains("\n"))["code"].len() > 40
    rs = read(folder / "export_fiches_RS_V4_1_extract.xml")
    counts = {found.table: found.frame().height for found in rs.parts}
    assert (counts["certifications"], counts["blocs"], counts["certification_partners"]) == (8, 0, 408)
    assert (counts["certification_certifiers"], counts["access_routes"], counts["successions"]) == (8, 14, 8)
