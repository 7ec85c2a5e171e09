"""How texts were read, as French sentences: titles, items, what a search found, and what to ask about an item."""

from __future__ import annotations

import re

from matching.index.search import Found, SearchHit
from matching.index.titles import Likeness, TitleMatch
from matching.reading import ReadItem
from recommend.gap.questions import Question
from recommend.profile.infer import Exercised

FOUND = {
    Found.CODE: "code exact",
    Found.CODE_SO_FAR: "code qui commence ainsi",
    Found.WORDS_BEGIN: "mots qui commencent ainsi",
    Found.NEAR: "orthographe proche ou sigle",
}
TITLE = {
    Likeness.EXACT: "« {} » est l'appellation « {} »",
    Likeness.NEAR: "« {} » ressemble à l'appellation « {} »",
    Likeness.LOCAL_TERM: "terme local « {} » pour l'appellation « {} »",
}
_ACUTE = re.compile(r"E(?:ch|ph|qu|[bcdfgptv][lr]|[bcdfgjklmnprtvz])[aeiouyéèêâîôû]")
"""An E that French writes é: one consonant, or one with l or r, then a vowel."""


def hit_reason(hit: SearchHit) -> str:
    """What made a search find something."""
    return FOUND[hit.by]


def title_reason(match: TitleMatch) -> str:
    """Why a title is thought to name an occupation."""
    shared = f", mots communs : {', '.join(match.common)}" if match.common else ""
    return TITLE[match.likeness].format(match.said, match.label) + shared


def exercised_reason(exercised: Exercised) -> str:
    """Why an occupation is thought to have been exercised."""
    return title_reason(exercised.read) if exercised.read else "code ROME donné dans le passeport"


def item_reason(read: ReadItem) -> str:
    """Why an item is thought to be called for by a text."""
    if read.term is not None:
        return f"terme local « {read.term} » dans « {read.sentence} »"
    because = [f"proche de « {read.sentence} »"] if read.sentence else []
    because += [f"attendue dans le métier {read.occupation}"] if read.occupation else []
    return ", ".join(because)


def asked(question: Question) -> str:
    """What to ask the holder about an item."""
    label = question.item.label
    if question.item.kind == "knowledge":
        return f"Avez-vous ces connaissances : {label} ?"
    return f"Avez-vous déjà eu, vous-même, à {within_a_sentence(label)} ?"


def within_a_sentence(label: str) -> str:
    """Without its capital; ROME writes « Etre, Evaluer » for « être, évaluer », but « Entretenir » for itself.

    >>> within_a_sentence("Evaluer un risque"), within_a_sentence("Etre à l'écoute"), within_a_sentence("Entretenir")
    ('évaluer un risque', "être à l'écoute", 'entretenir')
    """
    if label.startswith("Etre "):
        return f"être{label[4:]}"
    accent = "é" if _ACUTE.match(label) else label[0].lower()
    return accent + label[1:]
