"""Texts of official files as they are read: no markup, nothing invisible, no stray blanks."""

from __future__ import annotations

import html
import re

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls, soft hyphens, marks without a width, halves of a pair: what makes another text of what reads the same."""
_MISREAD = str.maketrans(
    {"\x80": "€", "\x85": "…", "\x8c": "Œ", "\x91": "'", "\x92": "'", "\x93": '"', "\x94": '"', "\x96": "–",
     "\x97": "–", "\x9c": "œ"}
)  # fmt: skip
"""Controls that are letters and signs of Windows-1252 read as Latin-1."""
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_NAMES_WITHIN = "a abbr b big code del em font i img ins s small span strike strong sub sup tt u"
_NAMES = f"{_NAMES_WITHIN} br center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td tfoot th thead tr ul"
_NAME = rf"(?:{'|'.join(_NAMES.split())})"
_TAG = re.compile(rf"<\s?(/?)\s?({_NAME})(?=[\s/>])[^<>]{{0,2000}}>|<!--[^<>]{{0,2000}}-->", re.IGNORECASE | re.DOTALL)
_MARKUP = re.compile(f"{_ENTITY.pattern}|{_TAG.pattern}", re.IGNORECASE | re.DOTALL)
_INLINE = frozenset(_NAMES_WITHIN.split())
_BREAKS = re.compile(r"[ \u00a0]*[\t\n\r\x0b\x0c\x85\u2028\u2029]\s*")
_ESCAPED = 3
"""Times that an entity may be escaped over: `&amp;amp;lt;`."""


def clean(text: str | None) -> str | None:
    """Text without stray blanks nor what nobody sees, ROME's doubled apostrophes undone; None when nothing is left.

    >>> clean("l''analyse  "), clean("ca\u00adriste\u200b")
    ("l'analyse", 'cariste')
    >>> clean("  ") is None
    True
    """
    return visible(text or "").replace("''", "'").strip() or None


def one_line(text: str | None) -> str | None:
    r"""The same on one line: a label or a title that a file breaks or indents.

    >>> one_line("Crémier\n   affineur"), one_line(" \n")
    ('Crémier affineur', None)
    """
    return _BREAKS.sub(" ", plain) if (plain := clean(text)) else None


def visible(text: str) -> str:
    r"""Text without what nobody sees; blanks are left as they are.

    >>> visible("Ven\u2066dre l\x92eau, gros \x9cuvre\u2069")
    "Vendre l'eau, gros œuvre"
    """
    return text if text.isprintable() else _INVISIBLE.sub("", text.translate(_MISREAD))


def has_markup(text: str) -> bool:
    """Whether a text has HTML tags or entities.

    >>> has_markup("G&eacute;rer"), has_markup("R&D, < 5 t"), has_markup("<p>Trier</p>")
    (True, False, True)
    """
    return ("&" in text or "<" in text) and bool(_MARKUP.search(text))


def without_markup(text: str) -> str:
    r"""The text that HTML shows: entities read, however often they are escaped; items of lists on their own lines.

    >>> without_markup("G&amp;eacute;rer l&#39;accueil &amp; la caisse")
    "Gérer l'accueil & la caisse"
    >>> without_markup("<p>Accueillir</p><ul><li>Encaisser</li><li>Ranger</li></ul><br/>C&eacute;der")
    'Accueillir\n- Encaisser\n- Ranger\nCéder'
    """
    for _ in range(_ESCAPED):
        if not has_markup(text):
            break
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), _untagged(text))
    return text.strip() if "\n" in text else text


def _untagged(text: str) -> str:
    shown = _TAG.sub(_shown, text)
    return re.sub(r"[ \u00a0]*\n\s*", "\n", shown).strip("\n") if shown != text and "\n" in shown else shown


def _shown(tag: re.Match[str]) -> str:
    name = (tag[2] or "").lower()
    if not name or name in _INLINE:
        return ""
    return "\n- " if name == "li" and not tag[1] else "\n"
