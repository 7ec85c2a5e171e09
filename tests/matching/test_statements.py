"""Descriptions become statements that point into them; what tells no doing is left out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.french.abbreviations import expand
from matching.french.statements import statements
from matching.french.wording import impersonal
from referentials.text import fold
from tests.support.matching_world import texts


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Tenue de la caisse.\nMise en rayon", ["Tenue de la caisse", "Mise en rayon"]),
        ("• Tenue de la caisse • Mise en rayon", ["Tenue de la caisse", "Mise en rayon"]),
        ("- Tenue de caisse\n* Accueil\n1) Vente\nb. Nettoyage", ["Tenue de caisse", "Accueil", "Vente", "Nettoyage"]),
        ("Gestion des stocks ; accueil des clients", ["Gestion des stocks", "accueil des clients"]),
        ("Vente de pains, etc. au comptoir", ["Vente de pains, etc. au comptoir"]),
        ("J'aidais M. Martin à conduire", ["J'aidais M. Martin à conduire"]),
        ("J'encaissais, je nettoyais la vitrine", ["J'encaissais", "je nettoyais la vitrine"]),
        (
            "Je conseillais les clients et je nettoyais la vitrine",
            ["Je conseillais les clients", "je nettoyais la vitrine"],
        ),
        ("Le suivi coûtait 3.5 euros par jour", ["Le suivi coûtait 3.5 euros par jour"]),
        ("", []),
        ("   \n\t ", []),
        ("🙂 🙂", []),
    ],
)
def test_a_description_is_cut_where_a_reader_would(description: str, expected: list[str]) -> None:
    """Lines, bullets, numbers, semicolons, sentences, each « je »; not abbreviations nor decimals."""
    assert texts(description) == expected


@pytest.mark.parametrize(
    "noise",
    [
        "Contact : jean.exemple@exemple.fr",
        "06 12 34 56 78",
        "https://www.exemple.fr/offre.html",
        "Envoyez votre CV et votre lettre de motivation.",
        "Notre entreprise est leader de son marché depuis 1987.",
        "À compétences égales, ce poste est ouvert aux personnes en situation de handicap.",
        "Vous recevrez une réponse sous quinze jours.",
        "Super équipe !",
    ],
)
def test_what_tells_no_doing_of_the_person_is_left_out(noise: str) -> None:
    """Contacts, praise of a company, legal notices and instructions never become statements."""
    assert texts(f"Conduite d'un chariot élévateur.\n{noise}\nPréparation des commandes.") == [
        "Conduite d'un chariot élévateur", "Préparation des commandes",
    ]  # fmt: skip


def test_a_long_enumeration_is_cut_at_its_commas() -> None:
    """One vector cannot carry ten tasks."""
    tasks = [f"préparation du dossier numéro {n}" for n in range(8)]
    assert texts("Secrétariat : " + ", ".join(tasks)) == ["Secrétariat : " + tasks[0], *tasks[1:]]


@given(st.text(max_size=400), st.booleans())
def test_statements_quote_any_text(description: str, of_a_job: bool) -> None:
    """Whatever the text, pieces have no blank around them, and what is read ends with the person's own words."""
    for statement in statements(description, of_a_job=of_a_job):
        assert statement.text == statement.text.strip() != ""
        assert statement.read.endswith(statement.text)


PROPER = ["Servir les clients", "Tenir la caisse", "Ranger les rayons"]


@pytest.mark.parametrize(
    "written",
    [
        "Servir les clients<br>Tenir la caisse<br/>Ranger les rayons",
        "<ul><li>Servir les clients</li><li>Tenir la caisse</li><li>Ranger les rayons</li></ul>",
        "&lt;p&gt;Servir les clients&lt;/p&gt;Tenir la caisse<p>Ranger les <b>rayons</b>",
        "Servir les clients\tTenir la caisse\tRanger les rayons",
        "Servir les clients\u2028Tenir la caisse\x0bRanger les rayons",
        "Servir les clients, tenir la caisse et ranger les rayons",
        "Servir les clients / tenir la caisse / ranger les rayons",
        "servir les clients. tenir la caisse. ranger les rayons.",
        "Servir les cli\u00adents; Tenir la\u200b caisse | Ranger les rayons",
        "➢Servir les clients ➢Tenir la caisse ➢ Ranger les rayons",
    ],
)
def test_a_list_is_split_whatever_it_is_written_with(written: str) -> None:
    """Commas, « et », tabs, HTML, line separators, bullets, a lower case after a full stop."""
    assert [one.text.lower() for one in statements(written, of_a_job=True)] == [text.lower() for text in PROPER]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "Je fais le ménage, les courses et les repas",
            ["Je fais le ménage", "Je fais les courses", "Je fais les repas"],
        ),
        ("Gestion des stocks, des commandes", ["Gestion des stocks", "Gestion des commandes"]),
        ("Concevoir, réaliser et vérifier un système", ["Concevoir, réaliser, vérifier un système"]),
        ("saisie, lettrage, rapprochement bancaire, TVA", ["saisie", "lettrage", "rapprochement bancaire", "TVA"]),
        ("Canva (affiches, flyers), newsletter", ["Canva (affiches, flyers)", "newsletter"]),
        ("Gestion de 3,5 tonnes par jour", ["Gestion de 3,5 tonnes par jour"]),
    ],
)
def test_members_of_a_list_share_their_verb(written: str, read: list[str]) -> None:
    """In the record of a job; a noun alone is a doing there."""
    assert [one.read for one in statements(written, of_a_job=True)] == read


def test_a_very_long_text_does_not_take_long() -> None:
    """Time grows with the length, not with its square: 1 MB against 0.1 MB."""
    piece = "J'ai conduit des engins, entretenu le parc et formé des collègues à la sécurité. "

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        assert len(statements(text)) > size // 200
        return time.process_time() - start

    seconds(20_000)
    assert seconds(1_000_000) < 40 * max(seconds(100_000), 0.01)


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text: str) -> None:
    """Folded text is in its final form, for any text."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("title", "full"),
    [
        ("Tech. maint.", "technicien maintenance"),
        ("Aide aux personnes", "Aide aux personnes"),
        ("Aux. de vie", "auxiliaire de vie"),
        ("Nettoyage à sec", "Nettoyage à sec"),
        ("Software as a Service", "Software as a Service"),
        ("AS de nuit", "aide-soignant de nuit"),
        ("Maître de stage", "Maître de stage"),
        ("Développement en temps réel", "Développement en temps réel"),
        ("Vendeur en CDI", "Vendeur "),
        ("Employé à temps partiel", "Employé "),
        ("CDI", "CDI"),
    ],
)
def test_abbreviations_are_written_out_and_words_left_alone(title: str, full: str) -> None:
    """An abbreviation that is a word too needs its dot or its capitals."""
    assert expand(title) == full


@pytest.mark.parametrize(
    ("said", "put"),
    [
        ("Je rendais la monnaie", "rendre la monnaie"),
        ("J'encaissais les clients", "encaisser les clients"),
        ("j'ai encadré une équipe", "encadrer une equipe"),
        ("Je les conseillais", "conseiller"),
        ("nous avons monté un spectacle", "monter un spectacle"),
        ("Accueil des clients", "accueil des clients"),
        ("Je suis responsable de la caisse", "responsable de la caisse"),
        ("je suis les chantiers", "suivre les chantiers"),
        ("je savais souder", "souder"),
        ("vous ferez le ménage", "faire le menage"),
        ("vous assurerez l'accueil", "assurer l'accueil"),
        ("vous gérez les stocks", "gerer les stocks"),
        ("je garnissais les plats, je vissais les planches", "garnir les plats, visser les planches"),
        ("j'ai fini les joints", "finir les joints"),
    ],
)
def test_first_person_becomes_infinitive(said: str, put: str) -> None:
    """As referentials put it; a nominal phrase stays as it is."""
    assert impersonal(said) == put
