"""CVs in text, PDF and DOCX: sections, dates, titles and organisations by stated rules; what has no place is told."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import Any

import pytest

from passport.document.model import ExperienceKind
from passport.imports import import_paper, read_paper
from passport.imports.cv import pdf
from passport.imports.cv.lines import lines_of
from passport.imports.cv.parts import heading_parts
from passport.imports.cv.pdf import text_of_pdf
from passport.imports.draft import Imported
from passport.imports.errors import PaperError, PaperProblem
from passport.imports.kinds import kind_in
from passport.imports.notes import About, Fate
from referentials.errors import MissingExtraError
from tests.support import papers


def made(text: str) -> Imported:
    """What a CV in text becomes."""
    return import_paper(text.encode(), "cv.txt")


def rows(imported: Imported, section: str = "experiences") -> list[tuple[Any, ...]]:
    """Title, organisation, start and end of the lines of a section."""
    return [
        (one.title, one.organisation, str(one.start), str(one.end) if one.end else None)
        for one in getattr(imported.passport, section)
    ]


def told(imported: Imported, fate: Fate, about: About) -> list[str]:
    """What was told with a fate about something, as it was written."""
    return [note.said for note in imported.notes if (note.fate, note.about) == (fate, about)]


SHOP = ("Vendeuse en boulangerie", "Boulangerie Aux Pains Imaginaires", "2019-09", "2023-06")


def test_a_plain_cv_is_read_whole() -> None:
    """Jobs, volunteering, studies, languages, licences; contact, place and skills left aside."""
    read = made(papers.CV)
    assert read.passport.holder.name == "Camille EXEMPLE"
    assert rows(read) == [
        SHOP,
        ("Stage en école maternelle", "École Inventée", "2018-06", "2018-08"),
        ("Trésorière", "Association des Essais", "2021", None),
    ]
    assert [one.kind for one in read.passport.experiences] == ["employment", "internship", "volunteering"]
    assert read.passport.experiences[0].description == "- Accueil des clients et tenue de la caisse"
    assert rows(read, "trainings") == [("Bac pro Commerce", "Lycée Inventé", "2018", "2018")]
    assert [(one.language, one.level) for one in read.passport.languages] == [("en", "B1")]
    assert [one.title for one in read.passport.qualifications] == ["Permis B"]
    assert told(read, Fate.ASIDE, About.PLACE) == ["Tours", "Rezé"]
    assert told(read, Fate.ASIDE, About.SKILL) == ["Excel"]
    assert told(read, Fate.DOUBTED, About.UNSURE_LEVEL) == ["espagnol bilingue"]
    assert told(read, Fate.ASIDE, About.CONTACT) == ["", ""]


LAYOUTS = {
    "dates first, one line": "09/2019 – 06/2023 : Vendeuse en boulangerie, Boulangerie Aux Pains Imaginaires, Tours",
    "dates last": "Vendeuse en boulangerie - Boulangerie Aux Pains Imaginaires (Tours) - 09/2019 à 06/2023",
    "dates alone, then two lines": (
        "sept. 2019 - juin 2023\nVendeuse en boulangerie\nBoulangerie Aux Pains Imaginaires, Tours"
    ),
    "two lines, then dates": "Vendeuse en boulangerie\nBoulangerie Aux Pains Imaginaires\nDe 09/2019 à 06/2023",
    "organisation first": "BOULANGERIE AUX PAINS IMAGINAIRES | Vendeuse en boulangerie | Tours\n09/2019 - 06/2023",
    "a column of dates": "09/2019 – 06/2023\tVendeuse en boulangerie, Boulangerie Aux Pains Imaginaires",
    "dates at the right": "Vendeuse en boulangerie\t09/2019 – 06/2023\nBoulangerie Aux Pains Imaginaires, Tours",
    "chez": "Vendeuse en boulangerie chez Boulangerie Aux Pains Imaginaires, septembre 2019 à juin 2023",
    "English": "Sep 2019 - Jun 2023  Vendeuse en boulangerie at Boulangerie Aux Pains Imaginaires",
    "brackets": "Vendeuse en boulangerie (09/2019 - 06/2023), Boulangerie Aux Pains Imaginaires",
}


@pytest.mark.parametrize("entry", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_an_entry_is_found_however_it_is_laid_out(entry: str) -> None:
    """The same title, organisation and dates; the body stays with it, another entry begins where it should."""
    read = made(f"EXPÉRIENCES\n{entry}\n- Tenue de la caisse\n- Accueil\n")
    ((title, organisation, start, end),) = rows(read)
    assert (title, (organisation or "").casefold(), start, end) == (SHOP[0], SHOP[1].casefold(), *SHOP[2:])
    assert read.passport.experiences[0].description == "- Tenue de la caisse\n- Accueil"


def test_two_entries_of_any_layout_do_not_mix() -> None:
    """Each layout twice: two entries, each with its body."""
    for entry in LAYOUTS.values():
        other = entry.replace("Vendeuse en boulangerie", "Cariste").replace("2019", "2015").replace("2023", "2017")
        read = made(f"EXPÉRIENCES\n\n{entry}\n- Tenue de la caisse\n\n{other}\n- Inventaire\n")
        assert [one.title for one in read.passport.experiences] == ["Vendeuse en boulangerie", "Cariste"], entry
        assert [one.description for one in read.passport.experiences] == ["- Tenue de la caisse", "- Inventaire"], entry


KINDS = [
    ("Stage en école maternelle", ExperienceKind.INTERNSHIP),
    ("Apprenti magasinier", ExperienceKind.APPRENTICESHIP),
    ("Assistante RH en alternance", ExperienceKind.APPRENTICESHIP),
    ("Bénévole à l'épicerie solidaire", ExperienceKind.VOLUNTEERING),
    ("Service civique", ExperienceKind.CIVIC_SERVICE),
    ("Sapeur-pompier volontaire", ExperienceKind.VOLUNTEER_FIREFIGHTER),
    ("Préparateur de commandes (intérim)", ExperienceKind.EMPLOYMENT),
    ("Graphiste auto-entrepreneuse", ExperienceKind.SELF_EMPLOYMENT),
    ("Proche aidante de ma mère", ExperienceKind.CAREGIVING),
    ("Maître d'apprentissage", ExperienceKind.APPRENTICESHIP_MENTORING),
    ("Tutrice d'apprentis", ExperienceKind.APPRENTICESHIP_MENTORING),
    ("Conseillère municipale", ExperienceKind.MANDATE),
    ("Réserviste opérationnel de la gendarmerie", ExperienceKind.MILITARY_RESERVE),
    ("Réserve citoyenne de l'éducation", ExperienceKind.CIVIC_RESERVE),
    ("Responsable des stages", None),
    ("Coordinatrice de bénévoles", None),
    ("Formateur d'apprentis", None),
    ("Vendeuse", None),
]


@pytest.mark.parametrize(("title", "kind"), KINDS)
def test_the_kind_of_an_experience_is_told_by_its_words(title: str, kind: ExperienceKind | None) -> None:
    """By the person's own part in it: who trains apprentices is none."""
    found = kind_in(title)
    assert (found[0] if found else None) == kind


def test_dates_that_cannot_be_are_doubted_and_nothing_is_made_up() -> None:
    """Reversed: the line is left out, and told; impossible: what stands of it is kept; none: told."""
    read = made(
        "EXPÉRIENCES\n06/2020 - 09/2018 : Magasinier, Société Inversée\n"
        "31/02/2020 - 30/06/2020 : Livreur, Rapide Fictif\n"
        "Serveur au Café Sans Date\nMANDAT ÉLECTIF\n"
    )
    assert rows(read) == [("Livreur", "Rapide Fictif", "2020-02", "2020-06-30")]
    assert told(read, Fate.DOUBTED, About.REVERSED) == ["Magasinier (06/2020 - 09/2018)"]
    assert len(told(read, Fate.DOUBTED, About.IMPOSSIBLE)) == 1


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Anglais : B2", "B2"),
        ("Anglais (TOEIC 820, niveau C1)", "C1"),
        ("Anglais B1/B2", "B1"),
        ("Anglais : langue maternelle", "C2"),
        ("Anglais bilingue", None),
        ("Anglais courant", None),
        ("Anglais : lu, écrit, parlé", None),
        ("Anglais", None),
    ],
)
def test_only_a_level_of_the_framework_is_a_level(line: str, level: str | None) -> None:
    """The others are asked for: bilingual is not C2."""
    read = made(f"Jean Modèle\nLANGUES\n{line}\n")
    assert [one.level for one in read.passport.languages] == ([level] if level else [])
    assert level or [note for note in read.notes if note.about in (About.UNSURE_LEVEL, About.NO_LEVEL)]


def test_licences_and_cards_are_qualifications_and_diplomas_are_trainings() -> None:
    """A code of the RNCP that is written makes a certification; an unfinished diploma does not."""
    read = made(
        "FORMATIONS\n2013 : Titre professionnel Maçon (RNCP37099) - AFPA\nDepuis 2023 : Master Droit (RNCP35986)\n"
        "2017 : CACES R489 catégories 1, 3 et 5\n\nCERTIFICATIONS\nSST (2022)\nBTS MCO, 2019\n"
        "DIVERS\nPermis B et C, véhiculée, habilitation électrique B2V BR\n"
    )
    assert [(str(one.code), str(one.date)) for one in read.passport.certifications] == [("RNCP37099", "2013")]
    assert [one.title for one in read.passport.trainings] == ["Master Droit (RNCP35986)", "BTS MCO"]
    assert [(one.title, one.kind, str(one.date or "")) for one in read.passport.qualifications] == [
        ("CACES R489 catégories 1, 3 et 5", "caces", "2017"),
        ("SST", "first_aid", "2022"),
        ("Permis B et C", "driving_licence", ""),
        ("habilitation électrique B2V BR", "electrical", ""),
    ]
    assert told(read, Fate.ASIDE, About.INTEREST) == ["véhiculée"]


def test_a_cv_without_headings_is_read_by_its_dates() -> None:
    """What names a diploma is a study."""
    read = made("2019-2022 Serveur, Restaurant Inventé, Lille\n2018 Bac pro commercialisation\nété 2017 : plongeur\n")
    assert rows(read) == [
        ("Serveur", "Restaurant Inventé", "2019", "2022"),
        ("plongeur", None, "2017-06", "2017-08"),
    ]
    assert [one.title for one in read.passport.trainings] == ["Bac pro commercialisation"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Maintenance préven-\ntive des convoyeurs", "Maintenance préventive des convoyeurs"),
        ("Maintenance préven\u2010\ntive", "Maintenance préventive"),
        ("Employée comme aide-\nsoignante", "Employée comme aide-soignante"),
        ("• Conseil sur les produits et les\nallergènes", "Conseil sur les produits et les allergènes"),
    ],
)
def test_what_the_end_of_a_line_cuts_is_made_whole(text: str, line: str) -> None:
    """Words cut by a hyphen, sentences that go on; compounds keep theirs."""
    assert [one.text for one in lines_of(text)] == [line]


def test_titles_organisations_and_towns_are_kept_apart() -> None:
    """By the words of an organisation, of a trade, and where they stand."""
    parts = heading_parts("Aide-soignante – EHPAD Les Exemples – La Rochelle (17)")
    assert (parts.title, parts.organisation, parts.place) == (
        "Aide-soignante",
        "EHPAD Les Exemples",
        "La Rochelle (17)",
    )
    parts = heading_parts("Mairie de Villeimaginaire\nAgent d'entretien")
    assert (parts.title, parts.organisation, parts.sure) == ("Agent d'entretien", "Mairie de Villeimaginaire", True)


def test_a_pdf_in_two_columns_is_read_column_by_column() -> None:
    """As Chromium prints it: the dates at the right go with their titles, the side column apart."""
    read = read_paper(papers.PAPERS / "deux-colonnes.pdf")
    assert read.passport.holder.name == "Camille EXEMPLE"
    assert rows(read) == [
        SHOP,
        ("Hôtesse de caisse (saisonnier)", "Supermarché Exemple", "2018-07", "2018-08"),
        ("Stage en école maternelle", "École Les Petits Exemples", "2017-06", "2017-08"),
        ("Bénévole à l'épicerie solidaire", "Le Panier Partagé", "2021-01", None),
    ]
    assert "conseil sur les produits et les allergènes" in read.passport.experiences[0].description
    assert [(one.language, one.level) for one in read.passport.languages] == [("fr", "C2"), ("en", "B1")]
    assert told(read, Fate.ASIDE, About.SKILL) == ["Encaissement", "Excel, Word", "HACCP"]


def test_a_pdf_with_a_column_of_dates_is_read_line_by_line() -> None:
    """A column without a heading is no column of the page; words cut by a hyphen are whole."""
    read = read_paper(papers.PAPERS / "tableau.pdf")
    assert rows(read) == [
        ("Technicien de maintenance industrielle", "Usine Fictive", "2021-09", None),
        ("Électricien", "Élec Exemple", "2015", "2021"),
        ("Sapeur-pompier volontaire", "SDIS inventé", "2012", "2013"),
    ]
    assert "Maintenance préventive des convoyeurs" in read.passport.experiences[0].description
    assert [one.title for one in read.passport.trainings] == ["BTS Électrotechnique", "Bac pro ELEEC"]


def test_a_pdf_that_carries_its_europass_cv_is_read_from_it() -> None:
    """Nothing is guessed from the page then."""
    import io

    import pypdfium2

    document = pypdfium2.PdfDocument(papers.pdf([(50, 700, "Europass")]))
    document.new_attachment("cv.xml").set_data(papers.SKILLS_PASSPORT.encode())
    out = io.BytesIO()
    document.save(out)
    assert import_paper(out.getvalue()).kind == "europass"


def test_pieces_of_a_line_are_parted_by_wide_blanks_alone() -> None:
    """A space is no column."""
    text = text_of_pdf(papers.pdf([(50, 700, "Vendeuse en boulangerie"), (400, 700, "2019 - 2023")]), "")
    assert text == "Vendeuse en boulangerie\t2019 - 2023"


def test_a_word_document_is_read_with_its_lists_and_tables() -> None:
    """A row of a table is a line: dates, then what was done."""
    lines = [
        "Camille EXEMPLE",
        "EXPÉRIENCES",
        "09/2019 – 06/2023 : Vendeuse en boulangerie, Boulangerie Aux Pains Imaginaires, Tours",
        "• Tenue de la caisse",
        "FORMATION",
    ]
    table = [["2016 – 2018", "Bac pro Commerce, Lycée Inventé"], ["2015", "Brevet des collèges"]]
    read = import_paper(papers.docx(lines, table))
    assert rows(read) == [SHOP]
    assert read.passport.experiences[0].description == "- Tenue de la caisse"
    assert [one.title for one in read.passport.trainings] == ["Bac pro Commerce", "Brevet des collèges"]


def test_a_page_is_read_as_a_browser_shows_it() -> None:
    """HTML: blocks are lines, rows of a table too; styles are not text."""
    read = read_paper(papers.PAPERS / "tableau.html")
    assert rows(read) == rows(read_paper(papers.PAPERS / "tableau.pdf"))
    assert [one.title for one in read.passport.trainings] == ["BTS Électrotechnique", "Bac pro ELEEC"]
    assert len(read.passport.qualifications) == 3


@pytest.mark.parametrize(("library", "data"), [("pypdfium2", papers.pdf([])), ("docx", papers.docx(["a"]))])
def test_a_missing_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch, library: str, data: bytes) -> None:
    """The extra `cv`."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError) as caught:
        import_paper(data)
    assert caught.value.extra == "cv"


def test_tasks_and_tools_of_a_job_are_no_sections() -> None:
    """« Activités : » right under a job is its own; after a blank line, a heading is one."""
    read = made(
        "EXPÉRIENCES\n2019-2021 : Vendeuse, Magasin Inventé\nActivités : accueil, caisse\nOutils : Excel\n\n"
        "Compétences : HACCP\n"
    )
    assert read.passport.experiences[0].description == "Activités : accueil, caisse\nOutils : Excel"
    assert told(read, Fate.ASIDE, About.SKILL) == ["HACCP"]


def test_every_line_is_in_the_passport_or_told() -> None:
    """Of a CV in which each line has a word of its own: none is lost."""
    lines = [
        "Zoé INVENTÉE", "motun 06 12 34 56 78", "EXPÉRIENCES", "2019-2021 : Motdeux, Magasin Mottrois, Motquatre",
        "- Motcinq", "Motsix sans date ni rubrique", "FORMATION", "Motsept", "2018 : CAP Mothuit", "LANGUES",
        "Motneuf", "Anglais motdix", "COMPÉTENCES", "Motonze", "DIVERS", "Motdouze, permis B", "RÉFÉRENCES", "Mot",
    ]  # fmt: skip
    read = made("\n".join(lines))
    said = read.passport.model_dump_json() + " ".join(note.said for note in read.notes)
    hidden = {note.place.line for note in read.notes if not note.said}
    for number, line in enumerate(lines, start=1):
        words = [word for word in line.replace(",", " ").split() if word.lower().startswith("mot")]
        assert number in hidden or all(word in said for word in words), line


@pytest.mark.parametrize(
    "unit", ["a", "0", "1 ", "2019-", "12/", "permis B, ", "x\ty\t", "anglais ", "eyJhbGciOiJub25lIn0.", "@a"]
)
def test_a_text_that_is_no_cv_costs_no_more_than_its_length(unit: str) -> None:
    """No pattern goes over a line again and again: 40,000 characters are read in a second or two."""
    start = time.process_time()
    with contextlib.suppress(PaperError):
        import_paper((unit * (40_000 // len(unit))).encode())
    assert time.process_time() - start < 6.0, "seconds; each takes less than one"


def test_a_profile_printed_by_linkedin_is_read() -> None:
    """The organisation first, then the title, the dates, the place; languages in its own scale."""
    read = read_paper(papers.PAPERS / "linkedin.pdf")
    assert rows(read) == [
        ("Comptable", "Cabinet Inventé", "2019-09", None),
        ("Assistante comptable", "Mairie d'Essai", "2015-01", "2019-08"),
    ]
    assert [(one.title, one.organisation) for one in read.passport.trainings] == [
        ("BTS Comptabilité et gestion", "Lycée Inventé"),
        ("Licence, Gestion", "Université Fictive"),
    ]
    assert [(one.language, one.level) for one in read.passport.languages] == [("en", "B2")]
    assert "Lyon, France" in told(read, Fate.ASIDE, About.PLACE)


def test_headings_in_spaced_letters_and_a_column_at_the_right_are_read() -> None:
    """Organisation and dates on the line after the title; a range that the end of a line cuts in two."""
    read = read_paper(papers.PAPERS / "droite.pdf")
    assert rows(read) == [
        ("Auxiliaire de puériculture", "Crèche Les Nuages", "2020-03", None),
        ("Agent périscolaire", "Ville de Nantes", "2017-09", "2020-02"),
        ("Garde d'enfants", "Particuliers", "2015", "2017"),
        ("Animatrice", "Croix-Rouge", "2018", "2019"),
    ]
    assert [one.title for one in read.passport.qualifications] == ["PSC1", "Permis B"]
    assert [one.title for one in read.passport.trainings] == [
        "Diplôme d'État d'auxiliaire de puériculture (DEAP)",
        "CAP Petite enfance",
    ]


def test_labels_markdown_and_pauses_are_read_as_such() -> None:
    """« Poste occupé : », « Nom : », « valable jusqu'en »; a parental leave is no job; what is volunteered is."""
    read = made(
        "NOM : Martin Fictif\nAdresse : 5 bis rue Vide\n\n## Expériences\n\n### Secrétaire — Groupe Inventé (CDI)\n"
        "*Octobre 2018 – aujourd'hui · Paris*\n- Agenda\n\n2012 - 2013 Congé parental\n\nMai 2010 - avril 2011\n"
        "Restaurant Le Faux\nPoste occupé : Serveuse\n\nFORMATION\n2009 : CAP maçon (CFA de Blanquefort) - Obtenu\n"
        "CACES R482 cat A - valable jusqu'en 2029\nDIVERS\nPompier volontaire depuis 2012 - Permis B - Football\n"
    )
    assert read.passport.holder.name == "Martin Fictif"
    assert rows(read)[0] == ("Secrétaire", "Groupe Inventé", "2018-10", None)
    assert rows(read)[-1] == ("Pompier volontaire", None, "2012", None)
    assert ("Serveuse", "Restaurant Le Faux", "2010-05", "2011-04") in rows(read)
    assert "Congé parental" not in read.passport.model_dump_json()
    assert rows(read, "trainings") == [("CAP maçon", "CFA de Blanquefort", "2009", "2009")]
    assert [(one.title, str(one.until or "")) for one in read.passport.qualifications] == [
        ("CACES R482 cat A", "2029"),
        ("Permis B", ""),
    ]
    assert told(read, Fate.ASIDE, About.INTEREST) == ["Football"]
    assert "rue Vide" not in " ".join(note.said for note in read.notes)


def test_a_pdf_of_a_book_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its characters are counted before they are read."""
    monkeypatch.setattr(pdf, "CHARACTERS", 10)
    with pytest.raises(PaperError) as caught:
        import_paper(papers.pdf([(50, 700, "Vendeuse en boulangerie")]))
    assert caught.value.problem is PaperProblem.LONG_TEXT


@pytest.mark.parametrize("name", ["Camille EXEMPLE", "Mme Ana da Fiction", "Jean-Pierre de La Rue", "Zoé O'Test"])
def test_a_name_is_known_in_the_first_lines(name: str) -> None:
    """With its particles, without its civility."""
    read = made(f"{name}\nLANGUES\nAnglais B1\n")
    assert read.passport.holder.name == name.removeprefix("Mme ")


@pytest.mark.parametrize("end", ["\r", "\r\n", "\u2028", "\x0b"])
def test_lines_end_as_any_machine_ends_them(end: str) -> None:
    """A carriage return alone, and the signs of word processors, read as the line feed."""
    assert made(papers.CV.replace("\n", end)).passport == made(papers.CV).passport


def test_where_a_trade_follows_the_dates_the_line_before_is_of_no_title() -> None:
    """Neither the name at the head of a CV without headings, nor the tasks of the job before."""
    found = made(
        "Jean EXEMPLE\n2015-2019 Plombier chauffagiste, Entreprise Fictive\nInstallation de chaudières\n"
        "2013-2015 Manœuvre, BTP Fictif\nCAP plomberie 2012\n"
    )
    assert [row[:2] for row in rows(found)] == [
        ("Plombier chauffagiste", "Entreprise Fictive"),
        ("Manœuvre", "BTP Fictif"),
    ]
    assert found.passport.experiences[0].description == "Installation de chaudières"
    assert [row[0] for row in rows(found, "trainings")] == ["CAP plomberie"]
    assert found.passport.holder.name == "Jean EXEMPLE"


def test_pictures_before_a_line_are_no_words() -> None:
    """Of headings, of entries, of languages."""
    found = made("💼 Expérience\n✅ 2019-2021 Serveur, Brasserie Fictive\n🎓 Diplômes\n✅ 2018 CAP Restaurant\n")
    assert [row[:2] for row in rows(found)] == [("Serveur", "Brasserie Fictive")]
    assert [row[:2] for row in rows(found, "trainings")] == [("CAP Restaurant", None)]


def test_a_few_control_characters_do_not_make_a_text_unreadable() -> None:
    """However short it is; they are dropped."""
    assert [row[0] for row in rows(made("EXPERIENCE\n2019-2020 Cariste\x00\x1b[31m, Fictif\n"))] == ["Cariste"]
