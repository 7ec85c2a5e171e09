"""What is fuzzed: good files to damage, and what reads them. To add a reader, add a line to `TARGETS`."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from answers.builders.papers import document_of
from answers.words.errors import told
from answers.words.feeds import refusal_told
from answers.words.imports import remark_told
from answers.words.papers import note_line
from answers.words.surfaces import Surface
from passport.document.model import Passport
from passport.document.read import parse_passport, passport_from
from passport.feeds.passage import Operation, Refusal
from passport.feeds.receipt import Ending
from passport.feeds.signed import signed_line
from passport.feeds.take import open_feed
from passport.imports import import_paper
from referentials.codes import BlocCode, EscoUri, Formacode, OgrCode, RomeCode, Siret, parse_certification
from referentials.errors import AcquisError, CodeError
from referentials.readers.registry import reader_for
from referentials.source import Source
from tests.support import feeds, papers
from tests.support.authority import DAY, authority, registry_of
from tests.support.official_files import ROME, STANDARD
from tests.support.passports import EXAMPLES


@dataclass(frozen=True)
class Target:
    """Good inputs, and what reads one: it may raise an AcquisError, which has words, and nothing else."""

    seeds: tuple[bytes, ...]
    read: Callable[[bytes], None]

    def try_(self, data: bytes) -> None:
        """Read an input; whatever is not a clean error comes out."""
        try:
            self.read(data)
        except AcquisError as error:
            told(error, Surface.CLI)


def official(name: str) -> Callable[[bytes], None]:
    """Read a plain official file of that name, to its last table and remark."""
    return lambda data: _import(name, data)


def member(name: str, *others: tuple[str, str]) -> Callable[[bytes], None]:
    """Read an archive in which one member is the input, beside good ones."""
    return lambda data: _import("archive.zip", zipped({**dict(others), name: data}))


def one_of(names: tuple[str, ...], rest: Mapping[str, str], archive: str) -> Callable[[bytes], None]:
    """Read an archive in which the member that the first byte chooses is the rest of the input."""

    def read(data: bytes) -> None:
        chosen = names[data[0] % len(names)] if data else names[0]
        _import(archive, zipped({**rest, chosen: data[1:]}))

    return read


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """An archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _import(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory(prefix="acquis-fuzz-") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        source = Source(path)
        source.check_not_empty()
        reader = reader_for(source)
        if reader is None:
            source.check_readable()
            return
        extract = reader.read(source)
        assert f"{extract.origin}{sorted(extract.ignored)}".encode()
        for part in extract.parts:
            assert part.kept <= part.frame().height
            for remark in (*part.rejected[:50], *part.reserved[:50]):
                written = json.dumps(asdict(remark), ensure_ascii=False).encode()
                assert remark_told(json.loads(written)).encode()


def _codes(data: bytes) -> None:
    text = data.decode("utf-8", "surrogatepass" if b"\xed" in data else "replace") if data.isascii() else str(data)
    for parse in (RomeCode.parse, OgrCode.parse, BlocCode.parse, EscoUri.parse, Formacode.parse, Siret.parse):
        with suppress(CodeError):
            assert parse(str(parse(text))) == parse(text)
    with suppress(CodeError):
        assert parse_certification(str(parse_certification(text))) == parse_certification(text)


def _passport(data: bytes) -> None:
    assert Passport.model_validate_json(parse_passport(data, "p.json").model_dump_json())


def _paper(data: bytes) -> None:
    imported = import_paper(data, "cv")
    assert passport_from(document_of(imported.passport)) == imported.passport
    assert all(map(note_line, imported.notes))


def _feed(name: str) -> Callable[[bytes], None]:
    """Read a feed to its end, and tell each refusal."""
    known = registry_of("Fuzz")

    def read(data: bytes) -> None:
        with tempfile.TemporaryDirectory(prefix="acquis-fuzz-") as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            feed = open_feed(path, known, DAY)
            for one in feed.records():
                assert refusal_told(one.reason, one.parameters) if isinstance(one, Refusal) else one.digest
                assert one.external_id is None or one.external_id.isprintable()
            assert feed.end.ending in Ending

    return read


def _lines() -> bytes:
    job = {"type": "experience", "kind": "employment", "title": "Cariste", "start": "2024-01"}
    holder = {"family_name": "Modèle", "given_names": ["Camille"], "birthdate": "1990-01-31", "salt": "s" * 22}
    at = datetime(2026, 11, 1, tzinfo=UTC)
    lines = [
        signed_line(authority("Fuzz"), "j-1", job, holder=holder, at=at),
        signed_line(authority("Fuzz"), "j-1", None, holder=None, at=at, operation=Operation.WITHDRAW),
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


_ROME = {f"unix_{table}_v460_utf8.csv": text for table, text in ROME.items()} | {
    "version.txt": "Date de publication : 18/09/2025\n",
    "unix_arborescence_secteur_naf_v460_utf8.csv": '"code_secteur_naf","code_ogr_rome","code_rome"\n"1","9","D1106"\n',
    "unix_themes_v460_utf8.csv": '"code_theme","libelle_theme","definition_theme"\n"1","Lait","Du lait"\n',
}
_RNCP = {
    "export_fiches_CSV_Standard_2026_02_01.csv": STANDARD,
    "export_fiches_CSV_Blocs_De_Compétences_2026_02_01.csv": (
        '"Numero_Fiche";"Bloc_Competences_Code";"Bloc_Competences_Libelle"\n"RNCP1";"RNCP1BC01";"Tenir l\'étal"\n'
    ),
    "export_fiches_CSV_Rome_2026_02_01.csv": (
        '"Numero_Fiche";"Codes_Rome_Code";"Codes_Rome_Libelle"\n"RNCP1";"D1106";"Vente"\n'
    ),
    "export_fiches_CSV_Certificateurs_2026_02_01.csv": (
        '"Numero_Fiche";"Siret_Certificateur";"Nom_Certificateur"\n"RNCP1";"\t11111111100011";"La Crèmerie"\n'
    ),
    "export_fiches_CSV_VoixdAccès_2026_02_01.csv": '"Numero_Fiche";"Si_Jury"\n"RNCP1";"Par expérience"\n',
    "export_fiches_CSV_Formacode_2026_02_01.csv": (
        '"Numero_Fiche";"Formacode_Code";"Formacode_Libelle"\n"RNCP1";"21572";"Laiterie"\n'
    ),
    "export_fiches_CSV_Nsf_2026_02_01.csv": '"Numero_Fiche";"Nsf_Code";"Nsf_Intitule"\n"RNCP1";"221";"221 : Lait"\n',
    "export_fiches_CSV_CCN_2026_02_01.csv": (
        '"Numero_Fiche";"Ccn_1_Numero";"Ccn_1_Libelle";"Ccn_2_Numero";"Ccn_2_Libelle"\n"RNCP1";"3034";"Lait";"";""\n'
    ),
    "export_fiches_CSV_Ancienne_Nouvelle_Certification_2026_02_01.csv": (
        '"Numero_Fiche";"Ancienne_Certification";"Nouvelle_Certification"\n"RNCP1";"RNCP5";""\n'
    ),
}
_FLUX = """<?xml version="1.0" encoding="UTF-8"?>
<FICHES>
<VERSION_FLUX>4.1</VERSION_FLUX>
<FICHE><NUMERO_FICHE>RNCP100</NUMERO_FICHE><INTITULE>Crémier affineur</INTITULE>
<NOMENCLATURE_EUROPE><NIVEAU>NIV3</NIVEAU></NOMENCLATURE_EUROPE>
<CERTIFICATEURS><CERTIFICATEUR><SIRET_CERTIFICATEUR>11111111100011</SIRET_CERTIFICATEUR>
<NOM_CERTIFICATEUR>La Crèmerie</NOM_CERTIFICATEUR></CERTIFICATEUR></CERTIFICATEURS>
<CODES_ROME><ROME><CODE>D1106</CODE><LIBELLE>Vente</LIBELLE></ROME></CODES_ROME>
<SI_JURY_VAE><ACTIF>Oui</ACTIF></SI_JURY_VAE><DATE_DECISION>31/12/2024</DATE_DECISION>
<BLOCS_COMPETENCES><BLOC_COMPETENCES><CODE>RNCP100BC01</CODE><LIBELLE>Affiner</LIBELLE>
<LISTE_COMPETENCES>- Retourner   les fromages    - Surveiller</LISTE_COMPETENCES></BLOC_COMPETENCES></BLOCS_COMPETENCES>
<STATISTIQUES_PROMOTIONS><STATISTIQUES_PROMOTION><ANNEE>2021</ANNEE><NOMBRE_CERTIFIES>12</NOMBRE_CERTIFIES>
<TAUX_INSERTION_GLOBAL_6MOIS>95</TAUX_INSERTION_GLOBAL_6MOIS></STATISTIQUES_PROMOTION></STATISTIQUES_PROMOTIONS>
<CORRESPONDANCES><CORRESPONDANCE><SOURCE><BLOC_COMPETENCES><CODE>BC1</CODE></BLOC_COMPETENCES></SOURCE><DESTINATION>
<NUMERO_FICHE>RNCP50</NUMERO_FICHE></DESTINATION></CORRESPONDANCE></CORRESPONDANCES><ACTIF>Oui</ACTIF></FICHE>
<FICHE><NUMERO_FICHE>RS7</NUMERO_FICHE><INTITULE>Hygiène</INTITULE><ACTIF>Non</ACTIF></FICHE>
</FICHES>
"""
_ESCO = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels\nKnowledgeSkillCompetence,"
    'http://data.europa.eu/esco/skill/aaaa,skill/competence,x,vendre,"céder\nnégocier"\n'
)
_RELATIONS = (
    "occupationUri,relationType,skillType,skillUri\nhttp://data.europa.eu/esco/occupation/o,essential,knowledge,"
    "http://data.europa.eu/esco/skill/aaaa\n"
)
_CROSSWALK = (
    "Mapping project name,ESCO - ROME\nMapping project version,V9.9\nMapping project version date,01/02/2030\n\n"
    "classification 1 ID,classification 1 prefered label,classification 2 ID,classification 2 prefered label,mapping "
    "relation\nhttp://data.europa.eu/esco/occupation/a,a,101,b,skos:exactMatch\n"
)
_FORMACODE = (
    "Code du Terme;Descripteur en majuscules;Descripteur en typo riche;TS (Termes Spécifiques);TG (Terme Générique);"
    "TA (Termes Associés);Champ sémantique;Synonymes;Synonymes métier;NE (Note d’Explication);NA (Note d’Application)\n"
    "21572;LAITERIE;Laiterie;;Agroalimentaire - 21554;Fromage - 21573###Beurre - 21574;215 AGRO;crème;;<p>Note;\n"
)
_ONISEP = json.dumps(
    [
        {"url_onisep": f"https://o.fr/slug/FOR.{n}", "nom": "CAP crémier", "rncp": "123", "duree": "2 ans"}
        for n in (1, 2)
    ],
    indent=1,
)
_FAMILIES = "Fap;Rome;intitule_rome\nJ5Z60;D1106;Vente\nA1Z40;NA;Absent\n"
_TENSIONS = (
    "fap,Année,niveau_geo,Emploi moyen,reg,dep,Catégorie Tension,Intensité d'embauches,Lien formation-emploi,Manque "
    "de main-d'œuvre disponible,Non-durabilité de l'emploi,Conditions de travail contraignantes,Inadéquation "
    "géographique\nJ5Z60,2019,reg,1200,24.0,NA,3,2,1,4,5,1,2\nJ5Z60,2019,dep,1200,NA,37,3,2,1,4,5,1,2\n"
)
_SALARIES = "Fap,Salaire,Milliers,Pourcentage\nEnsemble,3000 € ou plus,10,12.5\nJ5Z,Moins de 1250 €,10,12.5\n"
_OPENINGS = json.dumps(
    [{"code_fap": "J5Z", "fap_libelle": "Vente", "region": "Bretagne", "effectifs_2019_milliers": 12.5,
      "postes_a_pourvoir_milliers": 3.25}]
)  # fmt: skip


def _chosen(members: Mapping[str, str]) -> tuple[bytes, ...]:
    return tuple(bytes([at]) + text.encode() for at, text in enumerate(members.values()))


TARGETS: Mapping[str, Target] = {
    "rome": Target(_chosen(_ROME), one_of(tuple(_ROME), _ROME, "RefRomeCsv_v460.zip")),
    "rncp_csv": Target(_chosen(_RNCP), one_of(tuple(_RNCP), _RNCP, "export-fiches-csv-2026-02-01.zip")),
    "rncp_xml": Target((_FLUX.encode(),), official("export_fiches_RNCP_V4_1.xml")),
    "rncp_xml_zipped": Target((_FLUX.encode(),), member("export_fiches_RNCP_V4_1.xml", ("other.xml", _FLUX))),
    "esco": Target((_ESCO.encode(), _RELATIONS.encode()), official("skills_fr.csv")),
    "crosswalk": Target((_CROSSWALK.encode(),), official("mapping.csv")),
    "formacode": Target((_FORMACODE.encode(),), official("formacodes-v14.csv")),
    "onisep": Target((_ONISEP.encode(),), official("onisep.json")),
    "dares_families": Target((_FAMILIES.encode(),), official("fap225_rome.csv")),
    "dares_tensions": Target((_TENSIONS.encode(),), official("tensions.csv")),
    "dares_salaries": Target((_SALARIES.encode(),), official("salaires_3niv.csv")),
    "dares_openings": Target((_OPENINGS.encode(),), official("metiers_2030.json")),
    "zip": Target((zipped(_ROME), zipped(_RNCP), zipped({"flux.xml": _FLUX})), official("any.zip")),
    "passport": Target(tuple(path.read_bytes() for path in EXAMPLES), _passport),
    "paper_json": Target(
        tuple(
            json.dumps(document).encode()
            for document in (papers.JSON_RESUME, papers.SKILLS_PASSPORT_JSON, papers.ELM, papers.BADGE)
        ),
        _paper,
    ),
    "paper_xml": Target((papers.SKILLS_PASSPORT.encode(), papers.CANDIDATE.encode()), _paper),
    "paper_zip": Target((papers.zipped(papers.LINKEDIN),), _paper),
    "paper_csv": Target(
        _chosen(papers.LINKEDIN),
        lambda data: _paper(
            zipped({**papers.LINKEDIN, list(papers.LINKEDIN)[data[0] % len(papers.LINKEDIN) if data else 0]: data[1:]})
        ),
    ),
    "paper_token": Target((papers.token(papers.BADGE), papers.token({"vc": papers.ELM})), _paper),
    "paper_text": Target((papers.CV.encode(), papers.CV.encode("utf-16")), _paper),
    "paper_docx": Target((papers.docx(papers.CV.splitlines(), [["2019", "Vendeuse"]]),), _paper),
    "paper_pdf": Target(
        (papers.pdf([(50, 800 - 20 * at, line) for at, line in enumerate(papers.CV.splitlines())]),), _paper
    ),
    "feed_xml": Target(
        (
            feeds.flux_of(feeds.passage("a"), feeds.passage("b", end="2026-01-01")).encode(),
            feeds.flux_of(feeds.passage("c", holder=feeds.DOSSIER, dossier="D-1")).encode("utf-16"),
        ),
        _feed("flux.xml"),
    ),
    "feed_lines": Target((_lines(),), _feed("lines.jsonl")),
    "codes": Target((b"RNCP37099BC02", b"rs 5719", b"D1106", b"110 000 720 00014"), _codes),
}
