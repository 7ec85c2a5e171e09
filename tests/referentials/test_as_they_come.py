"""Files as they come: odd archives, encodings, headers and values; what is at fault is told, and loses nothing else."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from referentials.build import build_snapshot
from referentials.errors import SourceError
from referentials.extract import Extract
from referentials.merge import used_parts
from referentials.plain import clean, without_markup
from referentials.readers.registry import reader_for
from referentials.readers.rncp_csv import RncpCsvReader
from referentials.remarks import Oddity
from referentials.rows import Fault, records
from referentials.source import Source
from tests.support.errors import refused
from tests.support.official_files import ROME, STANDARD, archive, rncp_archive, rome_archive

CATALOGUE = '[{"url_onisep": "https://o.fr/slug/FOR.1", "nom": "CAP crémier"},\n%s]'
FLUX = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<FICHES>\n<VERSION_FLUX>4.1</VERSION_FLUX>\n'
    "<FICHE><NUMERO_FICHE>RNCP00055</NUMERO_FICHE><INTITULE>Crémier</INTITULE></FICHE>\n</FICHES>\n"
)


def read(path: Path) -> Extract:
    """Read a file as the import does."""
    source = Source(path)
    reader = reader_for(source)
    assert reader
    return reader.read(source)


def codes(extract: Extract) -> list[str]:
    """Codes of the certifications read."""
    return [code for part in extract.parts if part.table == "certifications" for code in part.frame()["code"]]


def reasons(extract: Extract) -> list[Oddity]:
    """What is said of a file."""
    return [remark.reason for part in extract.parts for remark in (*part.rejected, *part.reserved)]


@pytest.mark.parametrize("name", ["Export_2026/../odd/", "__MACOSX_not/", "C:\\dossier\\"])
def test_a_member_is_found_whatever_its_folder(tmp_path: Path, name: str) -> None:
    """Nothing is written to disk: a path says nothing."""
    path = archive(tmp_path / "x.zip", {f"{name}EXPORT_FICHES_CSV_STANDARD_2026_02_01.CSV": STANDARD})
    assert codes(read(path)) == ["RNCP1", "RS2"]


def test_names_in_utf8_that_do_not_say_so_are_read(tmp_path: Path) -> None:
    """As tools of macOS write them, accents apart from their letters."""
    name = "export_fiches_CSV_Blocs_De_Compe\u0301tences_2026_02_01.csv"
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as out:
        info = zipfile.ZipInfo("export_fiches_CSV_Blocs_De_Comp" + "x" * (len(name.encode()) - 31))
        out.writestr(info, '"Numero_Fiche";"Bloc_Competences_Code";"Bloc_Competences_Libelle"\n"RNCP1";"BC2";"Lait"\n')
    raw = path.read_bytes().replace(info.filename.encode(), name.encode())
    path.write_bytes(raw)
    (part,) = RncpCsvReader().read(Source(path)).parts
    assert part.frame()["code"].to_list() == ["RNCP1BC02"]


def test_a_member_without_a_name_is_left_aside(tmp_path: Path) -> None:
    """As fuzzing found; with what systems write beside the files."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as out:
        for name in ("", "._y.csv", "z/.DS_Store", "folder/", "Standard.csv"):
            info = zipfile.ZipInfo("any")
            info.filename = name
            out.writestr(info, "" if name.endswith("/") else "?")
    assert Source(path).members == ("Standard.csv",)


def test_a_name_that_is_not_what_the_archive_says_damages_its_member_alone(tmp_path: Path) -> None:
    """As fuzzing found: the name before the member is no UTF-8."""
    path = rncp_archive(tmp_path / "x.zip", Standard=STANDARD, VoixdAccès='"Numero_Fiche";"Si_Jury"\n')
    name = "export_fiches_CSV_VoixdAccès".encode()
    path.write_bytes(path.read_bytes().replace(name, name.replace(b"\xc3\xa8", b"\xc3\x28"), 1))
    extract = read(path)
    assert (codes(extract), reasons(extract)) == (["RNCP1", "RS2"], [Oddity.MEMBER])


def test_a_member_much_compressed_is_refused_with_its_limit_and_not_read(tmp_path: Path) -> None:
    """Whatever its name: judged by what the archive says of it."""
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        out.writestr("export_fiches_CSV_Standard_2026_02_01.csv", b"0" * (20 * 1024**2))
    with refused(SourceError, r"20 Mo une fois décompressé, \d+ fois sa taille.*200 fois au plus"):
        build_snapshot([path], tmp_path / "snapshots")


def test_a_member_too_large_is_refused_with_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain file as well."""
    path = rncp_archive(tmp_path / "x.zip", Standard=STANDARD)
    monkeypatch.setattr("referentials.archive.SIZE", 100)
    with refused(SourceError, "1 Mo une fois décompressé, 1 Mo au plus"):
        read(path)


def test_one_member_at_fault_does_not_lose_the_others(tmp_path: Path) -> None:
    """Damaged, or without its columns: left out, and told; an archive of which nothing is left is refused."""
    path = rncp_archive(
        tmp_path / "x.zip", Standard=STANDARD, Rome='"Numero_Fiche";"Code"\n"RNCP1";"D1106"\n', Nsf=STANDARD
    )
    path.write_bytes(path.read_bytes().replace(b'"Numero_Fiche";"Code"', b'"Numero_Fiche";"Edoc"'))
    extract = read(path)
    assert codes(extract) == ["RNCP1", "RS2"]
    assert reasons(extract) == [Oddity.MEMBER, Oddity.MEMBER]
    snapshot = build_snapshot([path, rome_archive(tmp_path / "rome.zip")], tmp_path / "snapshots")
    assert snapshot.rows["certifications"] == 2
    with refused(SourceError, "colonne absente"):
        read(rncp_archive(tmp_path / "y.zip", Rome='"Numero_Fiche";"Code"\n'))


def test_an_unknown_compression_is_refused_in_one_message(tmp_path: Path) -> None:
    """By its number."""
    path = rncp_archive(tmp_path / "x.zip", Standard=STANDARD)
    data = bytearray(path.read_bytes())
    data[8:10] = data[data.index(b"PK\x01\x02") + 10 :][:2] = b"\x63\x00"
    at = data.index(b"PK\x01\x02") + 10
    data[at : at + 2] = b"\x63\x00"
    path.write_bytes(data)
    with refused(SourceError, r"compression zip inconnue \(méthode 99\)"):
        read(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_a_table_is_read_in_another_encoding_of_unicode(tmp_path: Path, encoding: str) -> None:
    """With a mark or without."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("export_fiches_CSV_Standard_2026_02_01.csv", STANDARD.encode(encoding))
    extract = read(path)
    assert (codes(extract), reasons(extract)) == (["RNCP1", "RS2"], [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_flux_is_read_in_another_encoding_of_unicode(tmp_path: Path, encoding: str) -> None:
    """And its codes have one spelling."""
    path = tmp_path / "FLUX.XML"
    path.write_bytes(FLUX.replace("UTF-8", encoding.removesuffix("-sig")).encode(encoding))
    assert codes(read(path)) == ["RNCP55"]


TWO = FLUX.replace(
    "</FICHES>", "<FICHE><NUMERO_FICHE>RS7</NUMERO_FICHE><INTITULE>Hygiène</INTITULE></FICHE>\n</FICHES>"
)


def remarks(extract: Extract) -> list[tuple[Oddity, int]]:
    """What is told of the certifications: why, and at which line."""
    (part,) = [part for part in extract.parts if part.table == "certifications"]
    return [(one.reason, one.line) for one in (*part.rejected, *part.reserved)]


def flux(folder: Path, content: str | bytes) -> Extract:
    """Read a flux."""
    path = folder / "flux.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_a_flux_in_another_encoding_than_it_declares_loses_one_fiche_alone(tmp_path: Path, encoding: str) -> None:
    """Saved again by an editor that leaves the declaration, with a fiche at fault amid good ones."""
    found = flux(tmp_path, TWO.replace("Crémier", "Crèmes & fromages").encode(encoding))
    assert (codes(found), remarks(found)) == (["RS7"], [(Oddity.BAD_XML, 4)])


def test_a_flux_that_is_no_utf8_though_it_says_so_is_refused_with_the_byte(tmp_path: Path) -> None:
    """Fiche by fiche, where few of them have such a byte."""
    with refused(SourceError, "ligne 4 : octet 0xE9 illisible en UTF-8"):
        flux(tmp_path, TWO.encode("latin-1"))
    more = TWO.replace("</FICHES>", "<FICHE><NUMERO_FICHE>RS8</NUMERO_FICHE><INTITULE>Tri</INTITULE></FICHE></FICHES>")
    few = more.encode().replace("Crémier".encode(), "Crémier".encode("latin-1"))
    found = flux(tmp_path, few)
    assert (codes(found), remarks(found)) == (["RS7", "RS8"], [(Oddity.NOT_UTF8, 4)])


@pytest.mark.parametrize("comment", ["x" * 1_200_000, "x\n" * 60_000])
def test_a_comment_before_the_root_may_be_as_long_as_it_is(tmp_path: Path, comment: str) -> None:
    """Of one line or of many, in linear time, and a fiche at fault after it is rejected alone."""
    text = TWO.replace("<FICHES>", f"<!--{comment}--><FICHES>").replace("Crémier", "Crème & beurre")
    found = flux(tmp_path, text)
    assert codes(found) == ["RS7"]
    assert [reason for reason, _ in remarks(found)] == [Oddity.BAD_XML]


def test_a_fiche_in_a_comment_is_none_even_where_another_is_at_fault(tmp_path: Path) -> None:
    """Read item by item, comments are passed over all the same."""
    aside = "<!-- <FICHE><NUMERO_FICHE>RS9</NUMERO_FICHE></FICHE> -->"
    text = TWO.replace("Crémier", "Crème & beurre").replace("</FICHES>", f"{aside}\n</FICHES>")
    found = flux(tmp_path, text)
    assert codes(found) == ["RS7"]


def test_what_is_ill_formed_between_fiches_is_told(tmp_path: Path) -> None:
    """Every fiche is read: the second of two documents one after the other, too."""
    again = TWO.split("?>")[1].replace("RNCP00055", "RNCP56").replace("RS7", "RS8")
    found = flux(tmp_path, TWO + again)
    assert codes(found) == ["RNCP55", "RS7", "RNCP56", "RS8"]
    assert [reason for reason, _ in remarks(found)] == [Oddity.XML_AROUND]


def test_one_byte_that_is_no_utf8_loses_its_row_alone(tmp_path: Path) -> None:
    """In a file that is UTF-8 elsewhere."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(
            "export_fiches_CSV_Standard_2026_02_01.csv", STANDARD.encode().replace(b"Hygi\xc3\xa8ne", b"Hygi\xe8ne")
        )
    extract = read(path)
    assert (codes(extract), reasons(extract)) == (["RNCP1"], [Oddity.NOT_UTF8])


def test_a_quote_that_nothing_closes_loses_its_line_alone() -> None:
    """The lines that it took are read again, in linear time."""
    found = list(records('a;b\n1;"2\n3;4\n5;"6"\n', ";"))
    assert [one if isinstance(one, Fault) else one[1] for one in found if not isinstance(one, Fault)] == [
        ["a", "b"], ["3", "4"], ["5", "6"]
    ]  # fmt: skip
    assert [one.line for one in found if isinstance(one, Fault)] == [2]
    many = list(records("a;b\n" + 'x;"y\n' * 20_000, ";"))
    assert sum(isinstance(one, Fault) for one in many) > 9_000


def test_headers_are_read_quoted_or_not(tmp_path: Path) -> None:
    """Those of the tables of the Dares, of ESCO and of Formacode."""
    families = tmp_path / "fap.csv"
    families.write_text('"Fap";"Rome";"intitule_rome"\n"J5Z60";"D1106";"Vente"\n', encoding="utf-8")
    assert read(families).parts[0].kept == 1
    skills = tmp_path / "skills_fr.csv"
    row = '"http://data.europa.eu/esco/skill/a","vendre",""\n'
    skills.write_text('"conceptUri","preferredLabel","altLabels"\n' + row, encoding="utf-8")
    assert read(skills).parts[0].kept == 1


@pytest.mark.parametrize("sign", [",", "\t"])
@pytest.mark.parametrize("before", ["", "\n\n", "sep={}\n"])
def test_a_table_saved_again_by_a_spreadsheet_is_read(tmp_path: Path, sign: str, before: str) -> None:
    """Parted by another sign, that its first line may announce; blank lines first."""
    text = before.format(sign) + STANDARD.replace(";", sign)
    found = read(rncp_archive(tmp_path / "export-fiches-csv-2026-02-01.zip", Standard=text))
    assert (codes(found), remarks(found)) == (["RNCP1", "RS2"], [])


def test_another_sign_is_read_in_files_known_by_their_header(tmp_path: Path) -> None:
    """The reader is found, and reads."""
    path = tmp_path / "fap225_rome.csv"
    path.write_text("Fap,Rome,intitule_rome\nJ5Z60,D1106,Vente\n", encoding="utf-8")
    assert [part.kept for part in read(path).parts] == [1]


def test_what_an_archive_has_twice_is_read_or_told(tmp_path: Path) -> None:
    """Two members of one name, both read; two versions of a table, the older one told."""
    path = tmp_path / "export-fiches-csv-2026-02-01.zip"
    name = "export_fiches_CSV_Standard_2026_02_01.csv"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(name, STANDARD)
        with pytest.warns(UserWarning, match="Duplicate name"):
            out.writestr(name, STANDARD.replace("RNCP1", "RNCP77"))
    assert codes(read(path)) == ["RNCP1", "RS2", "RNCP77", "RS2"]
    older = {f"old/unix_{name}_v459_utf8.csv": text for name, text in ROME.items()}
    newer = {f"unix_{name}_v460_utf8.csv": text for name, text in ROME.items()}
    found = read(archive(tmp_path / "rome.zip", {**older, **newer}))
    told = [one for part in found.parts for one in part.reserved if one.reason is Oddity.TABLE_TWICE]
    assert {one.file.split("/", 1)[1] for one in told} == set(older) == set(found.ignored)


def test_a_member_that_cannot_be_read_leaves_the_older_table_in_place(tmp_path: Path) -> None:
    """The newest file counts of those of which a row could be read."""
    old = rncp_archive(tmp_path / "export-fiches-csv-2025-02-01.zip", "2025_02_01", Standard=STANDARD)
    blocs = '"Numero_Fiche";"Bloc_Competences_Code";"Bloc_Competences_Libelle"\n"RNCP1";"RNCP1BC01";""\n'
    new = rncp_archive(tmp_path / "export-fiches-csv-2026-02-01.zip", Standard="rien", Blocs_De_Compétences=blocs)
    parts = used_parts([read(old), read(new)])
    assert [part.file.split("/")[0] for _, part in parts["certifications"]] == [old.name]
    ((_, found),) = parts["blocs"]
    assert [(one.reason, one.column) for one in found.reserved] == [(Oddity.UNTITLED, "Bloc_Competences_Libelle")]


def test_a_column_that_is_not_needed_and_lacks_is_told(tmp_path: Path) -> None:
    """Dates of the register, the heart of an occupation."""
    path = rncp_archive(tmp_path / "export-fiches-csv-2026-02-01.zip", Standard=STANDARD.replace("Date_Effet", "Autre"))
    assert remarks(read(path)) == [(Oddity.NO_COLUMN, 1)]
    path = rome_archive(tmp_path / "r.zip", {"coherence_item": ROME["coherence_item"].replace("coeur_metier", "coeur")})
    told = [(one.reason, one.column) for part in read(path).parts for one in part.reserved]
    assert told == [(Oddity.NO_COLUMN, "coeur_metier")]


@pytest.mark.parametrize("said", ["18/09/2025", "2025-09-18", "18/09/2025 (v460)", "18/09/2025."])
def test_a_day_of_publication_is_read_in_either_form(tmp_path: Path, said: str) -> None:
    """As the other files write theirs."""
    members = {f"unix_{name}_v460_utf8.csv": text for name, text in ROME.items()}
    path = archive(tmp_path / "rome.zip", {**members, "version.txt": f"Date de publication : {said}\n"})
    assert str(read(path).origin.date) == "2025-09-18"


def test_a_version_file_in_windows_1252_gives_its_date(tmp_path: Path) -> None:
    """« Date de publication » comes after an accent there."""
    path = tmp_path / "rome.zip"
    with zipfile.ZipFile(path, "w") as out:
        for name, text in ROME.items():
            out.writestr(f"dossier/UNIX_{name.upper()}_V460_UTF8.CSV", text)
        out.writestr("dossier/Version.txt", "Référentiel\nDate de publication : 18/09/2025\n".encode("cp1252"))
    extract = read(path)
    assert str(extract.origin.date) == "2025-09-18"
    assert {part.table: part.kept for part in extract.parts}["occupations"] == 2


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (f'{{"nom": {"9" * 5000}}}', Oddity.HUGE_NUMBER),
        (f'{{"nom": {"[" * 5000}{"]" * 5000}}}', Oddity.TOO_DEEP),
        ('{"nom": }', Oddity.BAD_JSON),
        ("3", Oddity.NOT_AN_OBJECT),
        ('{"url_onisep": "https://o.fr/slug/FOR.2", "nom": "G&eacute;rer"}', Oddity.MARKUP),
    ],
)
def test_one_object_at_fault_is_told_alone(tmp_path: Path, item: str, reason: Oddity) -> None:
    """With the line on which it begins."""
    path = tmp_path / "onisep.json"
    path.write_text(CATALOGUE % item, encoding="utf-8")
    (part,) = read(path).parts
    assert [(remark.line, remark.reason) for remark in (*part.rejected, *part.reserved)] == [(2, reason)]
    assert part.frame()["title"].to_list()[0] == "CAP crémier"


def test_half_a_pair_and_nul_never_reach_a_table(tmp_path: Path) -> None:
    """What a JSON escape may write, and no file should hold."""
    path = tmp_path / "onisep.json"
    path.write_text(CATALOGUE % json.dumps({"url_onisep": "/slug/FOR.2", "nom": "A\ud800B\0C"}), encoding="utf-8")
    assert read(path).parts[0].frame()["title"].to_list() == ["CAP crémier", "ABC"]


def test_a_flux_nested_very_deep_is_read_and_one_without_a_fiche_is_refused(tmp_path: Path) -> None:
    """Neither a traceback nor an empty answer."""
    path = tmp_path / "flux.xml"
    path.write_text(FLUX.replace("<INTITULE>", "<A>" * 50_000 + "</A>" * 50_000 + "<INTITULE>"), encoding="utf-8")
    assert codes(read(path)) == ["RNCP55"]
    path.write_text("<FICHES><VERSION_FLUX>4.1</VERSION_FLUX></FICHES>", encoding="utf-8")
    with refused(SourceError, "aucune fiche dans ce flux"):
        read(path)


def test_a_long_bloc_is_read_in_linear_time(tmp_path: Path) -> None:
    """Twenty thousand lines, each kept."""
    lines = "\n".join(f"- Encaisser le client {n}" for n in range(20_000))
    blocs = "<BLOCS_COMPETENCES><BLOC_COMPETENCES><CODE>BC1</CODE><LISTE_COMPETENCES>{}</LISTE_COMPETENCES>"
    path = tmp_path / "flux.xml"
    bloc = blocs.format(lines) + "</BLOC_COMPETENCES></BLOCS_COMPETENCES></FICHE>"
    path.write_text(FLUX.replace("</FICHE>", bloc, 1), encoding="utf-8")
    (part,) = (part for part in read(path).parts if part.table == "blocs")
    assert part.frame()["competencies"][0].count("\n") == 19_999


def test_of_two_fluxes_that_describe_a_fiche_the_most_recent_wins_whole(tmp_path: Path) -> None:
    """No bloc of the older one is left in the newer."""
    bloc = "<BLOCS_COMPETENCES><BLOC_COMPETENCES><CODE>{}</CODE></BLOC_COMPETENCES></BLOCS_COMPETENCES></FICHE>"
    for day, code in (("2026_01_01", "BC01"), ("2026_02_01", "BC02")):
        path = tmp_path / f"export_fiches_RNCP_V4_1_{day}.xml"
        path.write_text(FLUX.replace("</FICHE>", bloc.format(code), 1), encoding="utf-8")
    snapshot = build_snapshot([rome_archive(tmp_path / "rome.zip"), *tmp_path.glob("*.xml")], tmp_path / "snapshots")
    assert snapshot.table("blocs")["code"].to_list() == ["RNCP55BC02"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Recherche & d\u00e9veloppement, < 5 t", "Recherche & d\u00e9veloppement, < 5 t"),
        ("L&amp;amp;apos;art", "L'art"),
        ("<p>Trier</p> <P>Peser</P>", "Trier\nPeser"),
        ("a&nbsp;b", "a\u00a0b"),
        ("1 <b>sans", "1 sans"),
    ],
)
def test_markup_is_text_and_text_is_left_alone(text: str, expected: str) -> None:
    """An ampersand or a sign of comparison is no markup."""
    assert without_markup(text) == expected


def test_a_title_or_a_label_is_of_one_line(tmp_path: Path) -> None:
    """However the file breaks and indents it."""
    found = flux(tmp_path, TWO.replace("Crémier", "\n  Crémier\n\taffineur\n"))
    assert found.parts[0].frame()["title"].to_list() == ["Crémier affineur", "Hygiène"]
    labels = ROME["referentiel_savoir"].replace("Fromages", "Fromages\r\nfrais")
    (savoirs,) = [part for part in read(rome_archive(tmp_path / "r.zip", {"referentiel_savoir": labels})).parts
                  if part.table == "knowledge"]  # fmt: skip
    assert savoirs.frame()["label"].to_list() == ["Fromages frais"]


def test_what_nobody_sees_makes_no_other_label() -> None:
    """Soft hyphens, marks without a width, controls."""
    assert clean("\ufeffca\u00adris\u200bte\x07 \u00a0") == "cariste"
