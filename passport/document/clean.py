"""Text of a passport as people may be shown it: nothing that a terminal, a page or a reader would obey."""

from __future__ import annotations

import re

from referentials.text import visible

_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # control sequence: colours, moves
    r"|(?:\x1b[\]P^_X]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c|$)"  # title of the window, link…
    r"|\x1b[ -/]*[0-~]?"
)
_LINE = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[\t\n]+")


def clean_text(text: object) -> object:
    r"""Without escapes, control, direction and zero-width characters; lines and tabs stay. Anything else is given back.

    >>> clean_text("Vend\x00eur \x1b[31mrouge\x1b[0m\u202e\r\nfin")
    'Vendeur rouge\nfin'
    """
    if not isinstance(text, str) or (text.isascii() and text.isprintable()) or _is_broken(text):
        return text
    return printable(text)


def printable(text: str) -> str:
    """The same of any text, lone surrogates dropped too."""
    return visible(_LINE.sub("\n", _ESCAPE.sub("", text)))


def clean_line(text: object) -> object:
    r"""The same, on one line.

    >>> clean_line("Aide-\tsoignante\n")
    'Aide- soignante '
    """
    cleaned = clean_text(text)
    return _BLANKS.sub(" ", cleaned) if isinstance(cleaned, str) else cleaned


def _is_broken(text: str) -> bool:
    """Whether a text has a lone surrogate: it is refused further on, and not mended here."""
    return any("\ud800" <= character <= "\udfff" for character in text)
