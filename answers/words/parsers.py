"""What parsers of JSON, XML and CSV say, which they say in English, as French words to put between brackets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_SAID = {
    "Expecting value": "une valeur est attendue ici",
    "Expecting property name enclosed in double quotes": "un nom entre guillemets droits est attendu ici",
    "Expecting ':' delimiter": "« : » est attendu ici",
    "Expecting ',' delimiter": "« , » est attendue ici",
    "Extra data": "du texte suit la fin du document",
    "Unterminated string starting at": "un texte commence ici, et son guillemet n'est pas fermé",
    "Invalid control character at": "caractère de contrôle, ou saut de ligne, dans un texte",
    "Invalid \\escape": "« \\ » suivi d'un signe qui n'est pas un échappement",
    "Invalid \\uXXXX escape": "« \\u » sans quatre chiffres hexadécimaux",
    "Illegal trailing comma before end of object": "virgule de trop avant la fin d'un objet",
    "Illegal trailing comma before end of array": "virgule de trop avant la fin d'une liste",
    "not well-formed (invalid token)": "un caractère ou un signe n'a rien à faire ici",
    "mismatched tag": "la balise fermée n'est pas celle qui est ouverte",
    "unclosed token": "une balise n'est pas achevée",
    "unclosed CDATA section": "une section CDATA n'est pas fermée",
    "no element found": "le texte finit avant que ses balises soient fermées",
    "junk after document element": "du texte suit la fin du document",
    "undefined entity": "entité inconnue ; « & » s'écrit « &amp; »",
    "reference to invalid character number": "renvoi à un caractère interdit",
    "duplicate attribute": "attribut donné deux fois",
    "unbound prefix": "préfixe sans espace de noms",
    "partial character": "caractère incomplet",
    "unknown encoding": "codage inconnu",
    "encoding specified in XML declaration is incorrect": "le codage déclaré n'est pas celui du texte",
    "XML or text declaration not at start of entity": "déclaration XML ailleurs qu'au début",
    "XML declaration not well-formed": "déclaration XML mal formée",
    "unexpected end of data": "un guillemet ouvert n'est pas fermé",
    "line contains NUL": "caractère NUL",
}
_FORMS = (
    (re.compile(r"(?P<said>.+): line (?P<line>\d+), column (?P<column>\d+)"), "{said}, ligne {line}, colonne {column}"),
    (re.compile(r"'(?P<said>.)' expected after '(?P<sign>.)'"), "« {said} » est attendu après un guillemet fermé"),
    (re.compile(r"field larger than field limit \((?P<said>\d+)\)"), "champ de plus de {said} caractères"),
    (re.compile(r"new-line character seen in unquoted field.*"), "retour à la ligne hors des guillemets"),
    (re.compile(r"(?P<said>multi-byte encodings) are not supported"), "codage que le lecteur de XML ne connaît pas"),
)


def in_french(said: object) -> str:
    """What a parser said; as it is where it has no words here.

    >>> in_french("Extra data"), in_french("mismatched tag: line 3, column 7")
    ('du texte suit la fin du document', "la balise fermée n'est pas celle qui est ouverte, ligne 3, colonne 7")
    """
    text = str(said)
    if text in _SAID:
        return _SAID[text]
    for form, words in _FORMS:
        if found := form.fullmatch(text):
            parts = {name: _SAID.get(part, part) for name, part in found.groupdict().items()}
            return words.format(**parts)
    return text


def french_of(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of an error, what a parser said among them in French."""
    said = {"said": in_french(parameters["said"])} if isinstance(parameters.get("said"), str) else {}
    return {**parameters, **said}
