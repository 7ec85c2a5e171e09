"""Documents of every format become passports: all declared, each thing kept, mapped, left aside or doubted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from answers.words.errors import told
from answers.words.papers import note_line
from answers.words.surfaces import Surface
from passport.document.model import Passport
from passport.document.read import passport_from
from passport.imports import MAX_BYTES, import_paper
from passport.imports.detect import PaperKind
from passport.imports.draft import Imported
from passport.imports.errors import PaperError, PaperProblem
from passport.imports.notes import About, Fate
from tests.support import papers
from tests.support.data import data_folder


def made(document: Any, kind: PaperKind | None = None) -> Imported:
    """What a document becomes."""
    data = document if isinstance(document, bytes) else document.encode() if isinstance(document, str) else None
    return import_paper(data if data is not None else json.dumps(document).encode(), "x", kind)


def rows(imported: Imported, section: str) -> list[tuple[Any, ...]]:
    """Title, organisation, start and end of the lines of a section."""
    return [
        (one.title, one.organisation, str(one.start), str(one.end) if one.end else None)
        for one in getattr(imported.passport, section)
    ]


def about(imported: Imported, fate: Fate) -> set[About]:
    """What was told with a fate."""
    return {note.about for note in imported.notes if note.fate is fate}


SHOP = ("Vendeuse en boulangerie", "Boulangerie Fictive", "2019-09", "2023-06")
STUDY = ("Bac pro Commerce", "Lycée Inventé", "2016", "2018")


def test_json_resume() -> None:
    """Work, volunteering, studies, certificates, languages; an empty end goes on; skills and contact are left aside."""
    read = made(papers.JSON_RESUME)
    assert read.kind == PaperKind.JSON_RESUME
    assert rows(read, "experiences") == [
        ("Vendeuse en boulangerie", "Boulangerie Aux Pains Imaginaires", "2019-09", "2023-06-30"),
        ("Stage mécanicien", "Garage Fictif", "2018", "2018"),
        ("Trieuse", "Le Panier Partagé", "2021-01", None),
    ]
    assert [one.kind for one in read.passport.experiences] == ["employment", "internship", "volunteering"]
    assert read.passport.experiences[0].description == "Accueil des clients\nTenue de la caisse"
    assert rows(read, "trainings") == [("Bac pro Commerce", "Lycée Inventé", "2016", "2018-07")]
    assert [(one.title, one.kind) for one in read.passport.qualifications] == [("SST", "first_aid")]
    assert [(one.language, one.level) for one in read.passport.languages] == [("en", "B1")]
    assert {About.CONTACT, About.SKILL, About.NO_DATE, About.PLACE} <= about(read, Fate.ASIDE)
    assert about(read, Fate.DOUBTED) == {About.UNSURE_LEVEL}


def test_europass_in_its_older_xml() -> None:
    """Namespaces, HTML in texts, the lowest of several levels, licences, a country that is not France."""
    read = made(papers.SKILLS_PASSPORT)
    assert rows(read, "experiences") == [
        ("Vendeuse en boulangerie", "Boulangerie Fictive", "2019-09-02", "2023-06"),
        ("Cariste", "Entrepôt Inventé", "2024", None),
    ]
    assert read.passport.experiences[0].description.split() == ["Tenir", "la", "caisse", "Servir"]
    assert [one.country for one in read.passport.experiences] == [None, "BE"]
    assert rows(read, "trainings") == [STUDY]
    assert [(one.language, one.level) for one in read.passport.languages] == [("fr", "C2"), ("en", "B1")]
    assert [one.title for one in read.passport.qualifications] == ["Permis B"]
    assert About.LOWEST_LEVEL in about(read, Fate.MAPPED)
    assert {About.CONTACT, About.PLACE, About.SKILL} <= about(read, Fate.ASIDE)


def test_europass_in_json() -> None:
    """The same names, lists as arrays."""
    read = made(papers.SKILLS_PASSPORT_JSON)
    assert rows(read, "experiences") == [SHOP]
    assert [one.title for one in read.passport.qualifications] == ["Permis B", "Permis C"]
    assert [(one.language, one.level) for one in read.passport.languages] == [("en", "A2")]


def test_europass_in_hr_xml() -> None:
    """The form that came after it."""
    read = made(papers.CANDIDATE)
    assert rows(read, "experiences") == [(*SHOP[:3], "2023-06-30")]
    assert rows(read, "trainings") == [("Bac pro Commerce", "Lycée Inventé", "2016", None)]
    assert [(one.language, one.level) for one in read.passport.languages] == [("fr", "C2"), ("en", "B2")]
    assert read.passport.holder.name == "Camille Exemple"


@pytest.mark.parametrize("folder", ["", "Complete_LinkedInDataExport/"])
def test_linkedin(folder: str) -> None:
    """Tables by their names, in a folder or not; its scale of languages; other tables are told."""
    read = made(papers.zipped({f"{folder}{name}": text for name, text in papers.LINKEDIN.items()}))
    assert read.kind == PaperKind.LINKEDIN
    assert rows(read, "experiences") == [
        SHOP,
        ("Cariste", "Entrepôt Inventé", "2023-07", None),
        ("Trieuse", "Le Panier Partagé", "2021-01", None),
    ]
    assert rows(read, "trainings") == [("Bac pro", "Lycée Inventé", "2016", "2018")]
    assert [(one.language, one.level) for one in read.passport.languages] == [("en", "B1")]
    assert any(note.said == "messages.csv" for note in read.notes)
    assert not any("rue des Essais" in note.said for note in read.notes)


FRENCH = {
    "Positions.csv": "Nom de l'entreprise,Titre,Description,Lieu,Commencé le,Terminé le\n"
    "Boulangerie Fictive,Vendeuse en boulangerie,Caisse,Tours,sept. 2019,juin 2023\n",
    "Formation.csv": "Nom de l'école,Date de début,Date de fin,Notes,Nom du diplôme\n"
    "Lycée Inventé,2016,2018,,Bac pro Commerce\n",
    "Langues.csv": "Nom,Niveau\nAnglais,Compétence professionnelle limitée\n",
}


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_linkedin_in_french_and_saved_again_by_a_spreadsheet(sign: str) -> None:
    """French headings and files; columns parted with semicolons or tabs."""
    read = made(papers.zipped({name: text.replace(",", sign) for name, text in FRENCH.items()}))
    assert (rows(read, "experiences"), rows(read, "trainings")) == ([SHOP], [STUDY])
    assert [(one.language, one.level) for one in read.passport.languages] == [("en", "B1")]


@pytest.mark.parametrize("table", [papers.LINKEDIN["Positions.csv"], FRENCH["Positions.csv"].replace(",", ";")])
def test_a_table_of_linkedin_alone_is_read_as_such(table: str) -> None:
    """And not as the lines of a CV."""
    read = made(table)
    assert (read.kind, rows(read, "experiences")[0]) == (PaperKind.LINKEDIN, SHOP)


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "utf-8-sig"])
@pytest.mark.parametrize("declared", ["UTF-8", "UTF-16"])
def test_an_xml_of_another_encoding_than_it_says_is_read(encoding: str, declared: str) -> None:
    """A Europass saved again by an editor that leaves its first line as it was."""
    text = papers.SKILLS_PASSPORT.replace('encoding="UTF-8"', f'encoding="{declared}"')
    assert made(text.encode(encoding)).passport == made(papers.SKILLS_PASSPORT).passport


def test_a_start_that_is_no_date_is_told_and_the_end_takes_not_its_place() -> None:
    """One month would be made of four years."""
    driver = {"position": "Cariste", "startDate": "bientôt", "endDate": "2023-06"}
    read = made({"work": [driver, *papers.JSON_RESUME["work"]]})
    assert About.NO_DATE in about(read, Fate.DOUBTED) | about(read, Fate.ASIDE)
    assert "Cariste" not in [one.title for one in read.passport.experiences]


@pytest.mark.parametrize("document", [papers.ELM, papers.token(papers.ELM), papers.token({"vc": papers.ELM})])
def test_a_european_credential(document: Any) -> None:
    """What was achieved is a training, by the dates of its activity; a token is kept, and not believed."""
    read = made(document)
    assert read.kind == PaperKind.ELM
    assert rows(read, "trainings") == [("Commerce de détail", "Invented University", "2022-09-01", "2023-06-15")]
    assert read.passport.trainings[0].description == "Tenir une caisse"
    assert {About.SIGNATURE, About.CONTACT} <= about(read, Fate.ASIDE)
    kept = isinstance(document, bytes)
    assert (About.PROOF in about(read, Fate.KEPT), About.ATTESTATION in about(read, Fate.ASIDE)) == (kept, not kept)
    assert read.passport.trainings[0].attestation.proofs == ((document.decode(),) if kept else ())
    assert not read.passport.trainings[0].guaranteed


def test_a_credential_signed_in_json() -> None:
    """A JWS has the credential in its payload."""
    signed = {"payload": json.dumps(papers.ELM), "signatures": [{"signature": "x"}]}
    assert rows(made(signed), "trainings") == rows(made(papers.ELM), "trainings")


@pytest.mark.parametrize("document", [papers.BADGE, papers.token(papers.BADGE)])
def test_an_open_badge(document: Any) -> None:
    """An achievement, its criteria and what it is aligned with."""
    read = made(document)
    assert read.kind == PaperKind.OPEN_BADGE
    assert rows(read, "trainings") == [("Animer un atelier", "Ligue Inventée", "2023-04-05", "2023-04-05")]
    assert read.passport.trainings[0].description.splitlines() == [
        "Prépare et anime un atelier.",
        "Deux ateliers animés.",
        "Animation",
    ]
    assert About.FRAMEWORK in about(read, Fate.ASIDE)
    assert (About.ATTESTATION in about(read, Fate.ASIDE)) == isinstance(document, dict)


def test_our_own_passport_comes_back_declared() -> None:
    """What an issuer vouched for is told, and no longer said."""
    own = {
        "version": 1,
        "holder": {"id": "p1", "name": "Camille"},
        "blocs": [
            {
                "id": "b1",
                "code": "RNCP37674BC01",
                "date": "2020",
                "attestation": {"status": "guaranteed", "issuer": "Rectorat"},
            }
        ],
    }
    read = made(own)
    assert read.passport.holder.id == "p1"
    assert [str(one.code) for one in read.passport.blocs] == ["RNCP37674BC01"]
    assert not any(record.guaranteed for record in read.passport.records)
    assert [(note.about, note.said) for note in read.notes if note.fate is Fate.ASIDE] == [
        (About.ATTESTATION, "Rectorat")
    ]


EVERY = {
    "jsonresume": papers.JSON_RESUME,
    "europass xml": papers.SKILLS_PASSPORT,
    "europass json": papers.SKILLS_PASSPORT_JSON,
    "europass hr-xml": papers.CANDIDATE,
    "linkedin": papers.zipped(papers.LINKEDIN),
    "elm": papers.ELM,
    "badge": papers.BADGE,
    "text": papers.CV,
    "docx": papers.docx(papers.CV.splitlines()),
    "pdf": papers.pdf([(50, 800 - 20 * at, line) for at, line in enumerate(papers.CV.splitlines())]),
}


@pytest.mark.parametrize("document", EVERY.values(), ids=EVERY.keys())
def test_what_comes_out_is_a_passport_and_always_the_same(document: Any) -> None:
    """Valid by its own schema, declared, with ids in order; notes have words and repeat no address."""
    read, again = made(document), made(document)
    assert (read.passport, read.notes) == (again.passport, again.notes)
    assert passport_from(read.passport.model_dump(mode="json")) == read.passport
    assert not any(record.guaranteed for record in read.passport.records)
    kept = [note.record for note in read.notes if note.about is About.RECORD]
    assert sorted(map(str, kept)) == sorted(record.id for record in read.passport.records)
    lines = [note_line(note) for note in read.notes]
    assert all(lines)
    assert not any("example.org" in line or "06 12" in line for line in lines)
    assert isinstance(read.passport, Passport)


REFUSED = {
    "empty": (b" \n", PaperProblem.EMPTY),
    "another JSON": (b'{"a": 1}', PaperProblem.UNKNOWN),
    "a list": (b"[1, 2]", PaperProblem.UNKNOWN),
    "broken JSON": (b'{"work": [', PaperProblem.BAD_JSON),
    "a name given twice": (b'{"work": [], "work": []}', PaperProblem.BAD_JSON),
    "another XML": (b"<a/>", PaperProblem.UNKNOWN),
    "broken XML": (b"<SkillsPassport><a>", PaperProblem.BAD_XML),
    "entities": (b'<!DOCTYPE x [<!ENTITY a "b">]><SkillsPassport/>', PaperProblem.BAD_XML),
    "deep XML": (b"<SkillsPassport>" + b"<a>" * 5_000 + b"</a>" * 5_000 + b"</SkillsPassport>", PaperProblem.BAD_XML),
    "nothing in it": (b'{"basics": {}}', PaperProblem.NOTHING),
    "a broken archive": (b"PK\x03\x04" + b"\0" * 40, PaperProblem.BAD_ZIP),
    "another archive": (papers.zipped({"a.txt": "b"}), PaperProblem.UNKNOWN),
    "a truncated archive": (papers.zipped(papers.LINKEDIN)[:300], PaperProblem.BAD_ZIP),
    "a bomb": (papers.zipped({"Positions.csv": "a" * 20_000_000}), PaperProblem.TOO_LARGE_INSIDE),
    "a truncated DOCX": (papers.docx(["a"])[:2_000], PaperProblem.BAD_ZIP),
    "a DOCX of nothing": (papers.zipped({"word/document.xml": "<a>"}), PaperProblem.BAD_DOCX),
    "a truncated PDF": (b"%PDF-1.4\n1 0 obj\n<<", PaperProblem.BAD_PDF),
    "a scanned PDF": (papers.pdf([]), PaperProblem.SCANNED_PDF),
    "an old Word document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, PaperProblem.OLD_WORD),
    "RTF": (b"{\\rtf1\\ansi}", PaperProblem.OTHER_WRITER),
    "ODT": (papers.zipped({"mimetype": "x", "content.xml": "<a/>"}), PaperProblem.OTHER_WRITER),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 30, PaperProblem.IMAGE),
    "bytes that are no text": (bytes(range(1, 32)) * 30, PaperProblem.ENCODING),
    "a broken token": (b"eyJhbGciOiJub25lIn0.e30x.abcdefgh", PaperProblem.BAD_TOKEN),
    "a long text": (b"mot " * 300_000, PaperProblem.LONG_TEXT),
    "a huge file": (b"a" * (MAX_BYTES + 1), PaperProblem.TOO_BIG),
}


@pytest.mark.parametrize(("data", "problem"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, problem: PaperProblem) -> None:
    """One error, that has words."""
    with pytest.raises(PaperError) as caught:
        import_paper(data, "cv.pdf")
    assert caught.value.problem is problem
    assert told(caught.value, Surface.CLI).startswith("cv.pdf : ")


def test_a_password_is_told_as_such() -> None:
    """Of an archive and of a PDF."""
    locked = bytearray(papers.zipped(papers.LINKEDIN))
    for place in range(len(locked) - 10):
        if bytes(locked[place : place + 4]) in (b"PK\x01\x02", b"PK\x03\x04"):
            locked[place + (8 if locked[place + 2] == 1 else 6)] |= 1
    with pytest.raises(PaperError) as caught:
        made(bytes(locked))
    assert caught.value.problem is PaperProblem.ENCRYPTED_ZIP
    encryption = "/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <{}> /U <{}> >> /ID [<00><00>]"
    with pytest.raises(PaperError) as caught:
        made(papers.pdf([(50, 700, "CV")], extra=encryption.format("28" * 32, "29" * 32)))
    assert caught.value.problem is PaperProblem.ENCRYPTED_PDF


def test_a_kind_that_is_not_so_is_refused() -> None:
    """A JSON that is called a PDF; a text called a text is read."""
    with pytest.raises(PaperError) as caught:
        made(papers.JSON_RESUME, PaperKind.PDF)
    assert caught.value.problem is PaperProblem.OTHER_KIND
    assert made(papers.CV, PaperKind.TEXT).kind == PaperKind.TEXT


@pytest.mark.data
@pytest.mark.parametrize("folder", ["elm", "jsonresume", "openbadges3"])
def test_the_samples_of_each_format_are_read(folder: str) -> None:
    """Each gives a line at least; contexts and schemas of the formats are refused."""
    for path in sorted((data_folder() / "formats" / folder).iterdir()):
        data = path.read_bytes()
        if "context" in path.name or path.name == "schema.json":
            with pytest.raises(PaperError):
                import_paper(data, path.name)
        else:
            assert import_paper(data, path.name).passport.records, path.name
