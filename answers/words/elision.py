"""A label inside a sentence: its capital, its accents, the elision of the word before it."""

from __future__ import annotations

import re

_ACUTE = re.compile(r"E(?:ch|ph|qu|th|[bcdfgptv][lr]|[bcdfgjklmnprtvz])[aeiouyéèêâîôû]|Eco-")
"""An E that French writes é: one consonant, or one with l or r, then a vowel."""
_NO_ACUTE = ("Email", "Enivr", "Enorgueil")
_ASPIRATED = (
    "hach", "hal", "hand", "hangar", "harc", "harnach", "hass", "haubert", "haut", "hauss", "hé", "hen", "hér", "heurt",
    "hiér", "hiss", "hoch", "hors", "houbl", "huil", "hurl",
)  # fmt: skip
_MUTE = ("hébe", "hébr", "hélic", "hémo", "hépa", "hérit", "hésit", "hét", "héma", "huil")
"""Beginnings of words in h that take no elision; of those of them that do."""


def within_a_sentence(label: str) -> str:
    """Without its capital, a sigle as it is; ROME writes « Etre, Evaluer » for « être, évaluer », not « Entretenir ».

    >>> within_a_sentence("Evaluer un risque"), within_a_sentence("Etre à l'écoute"), within_a_sentence("CACES R489")
    ('évaluer un risque', "être à l'écoute", 'CACES R489')
    """
    if label.startswith("Etre ") or label == "Etre":
        return f"être{label[4:]}"
    if label[1:2].isupper() or label[1:2].isdigit():
        return label
    accent = "é" if _ACUTE.match(label) and not label.startswith(_NO_ACUTE) else label[:1].lower()
    return accent + label[1:]


def before(word: str, text: str) -> str:
    """« de », « que » before a text, elided where French does.

    >>> before("de", "habiller un mannequin"), before("de", "hisser une charge"), before("que", "être")
    ("d'habiller un mannequin", 'de hisser une charge', "qu'être")
    """
    first = text[:1].lower()
    mute = first == "h" and (not text.lower().startswith(_ASPIRATED) or text.lower().startswith(_MUTE))
    return f"{word[:-1]}'{text}" if (first in "aeiouyàâéèêëîïôœûù" and first) or mute else f"{word} {text}"
