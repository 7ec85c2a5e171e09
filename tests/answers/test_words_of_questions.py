"""Questions read as French, whatever the label: verbs, attitudes, savoirs."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from answers.words.elision import before, within_a_sentence
from answers.words.questions import about_doing, about_savoir
from recommend.engine import Engine
from referentials.catalogue import Item

ASKED = {
    "Encaisser un paiement": "Vous est-il déjà arrivé d'encaisser un paiement ?",
    "Harnacher un cheval": "Vous est-il déjà arrivé de harnacher un cheval ?",
    "Héberger un public": "Vous est-il déjà arrivé d'héberger un public ?",
    "Evaluer un risque": "Vous est-il déjà arrivé d'évaluer un risque ?",
    "Organiser son travail par priorités": "Vous est-il déjà arrivé d'organiser votre travail par priorités ?",
    "S'adapter à son interlocuteur": "Vous est-il déjà arrivé de vous adapter à son interlocuteur ?",
    "Se documenter sur un produit": "Vous est-il déjà arrivé de vous documenter sur un produit ?",
    "Créer, élaborer des concepts": "Vous est-il déjà arrivé de créer, élaborer des concepts ?",
    "Etre à l'écoute, faire preuve de tact": "Diriez-vous que vous êtes à l'écoute, que vous faites preuve de tact ?",
    "Être à l'aise pour parler aux gens": "Diriez-vous que vous êtes à l'aise pour parler aux gens ?",
    "Faire preuve d'autonomie": "Diriez-vous que vous faites preuve d'autonomie ?",
    "Avoir l'esprit d'équipe": "Diriez-vous que vous avez l'esprit d'équipe ?",
    "Savoir s'informer auprès d'un fournisseur": "Diriez-vous que vous savez vous informer auprès d'un fournisseur ?",
    "Gestion des affaires générales :": "Avez-vous appris, ou pratiqué, ceci : Gestion des affaires générales ?",
}
KNOWN = {
    "Techniques de vente": "Connaissez-vous les techniques de vente ?",
    "Gestion des stocks": "Connaissez-vous la gestion des stocks ?",
    "Ethique du soin": "Connaissez-vous l'éthique du soin ?",
    "Droit du travail": "Connaissez-vous le droit du travail ?",
    "Utilisation de logiciels de paie": "Savez-vous vous servir de logiciels de paie ?",
    "Connaissance des matériaux": "Avez-vous une bonne connaissance des matériaux ?",
    "CACES R489": "Avez-vous appris, ou pratiqué, ceci : CACES R489 ?",
    "GitHub": "Avez-vous appris, ou pratiqué, ceci : GitHub ?",
}
_WRONG = re.compile(
    r"\bde [aeiouéèêâ]|\bd'(?:hiss|harnach|hach|heurt)|\b(?:le|la) [aeiouéèêâ]|  "
    r"|arrivé (?:de |d')(?:être|avoir|faire preuve|se |s')|arrivé (?:de |d')[A-ZÉ][a-z]"
)
"""What French does not say, at the beginning of a question."""


@pytest.mark.parametrize(("label", "question"), ASKED.items())
def test_a_question_about_doing_reads_as_french(label: str, question: str) -> None:
    """With elision, reflexive verbs said to the person, attitudes as what one is."""
    assert about_doing(label.rstrip(" :")) == question


@pytest.mark.parametrize(("label", "question"), KNOWN.items())
def test_a_question_about_a_savoir_has_the_article_of_its_noun(label: str, question: str) -> None:
    """Or, where its gender is not known, asks about it to the letter."""
    assert about_savoir(label) == question


def test_words_before_a_label_are_elided_as_french_does() -> None:
    """Before a vowel or a mute h, not before an aspirated one; a sigle keeps its capitals."""
    assert before("que", within_a_sentence("Habiller un mannequin")) == "qu'habiller un mannequin"
    assert before("de", within_a_sentence("Hiérarchiser des demandes")) == "de hiérarchiser des demandes"
    assert within_a_sentence("TIG") == "TIG"


def odd(items: Iterable[Item]) -> list[str]:
    """Questions about these whose beginning French would not say."""
    asked = (about_savoir(one.label) if one.kind == "knowledge" else about_doing(one.label) for one in items)
    return [one for one in asked if _WRONG.search(one[:60])]


def test_every_label_of_the_teaching_referential_reads_well(engine: Engine) -> None:
    """No clash of vowels, no infinitive of being, one question mark."""
    assert odd(engine.catalogue.items.values()) == []


def test_few_labels_of_the_teaching_referential_are_asked_to_the_letter(engine: Engine) -> None:
    """No verb is; of savoirs, those whose first noun is not known."""
    doing = [one for one in engine.catalogue.items.values() if one.kind != "knowledge"]
    assert not [one.label for one in doing if "ceci :" in about_doing(one.label)]
