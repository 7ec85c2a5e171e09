"""Text of a CV in HTML: what a browser shows, cells of a row on one line."""

from __future__ import annotations

import re

from referentials.text import read_html

_START = re.compile(r"<!doctype html|<html\b|<body\b", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<(script|style|title)\b.*?(?:</\1\s*>|$)|<!--.*?-->|<!doctype[^>]*>|<(?:meta|link)\b[^>]*>", re.I | re.S
)
_CELL = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
_ITEM = re.compile(r"<li\b[^>]*>", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Whether a text is a page."""
    return bool(_START.search(text[:2_000]))


def text_of_html(text: str) -> str:
    r"""Text of a page, a block a line.

    >>> text_of_html("<html><h2>Langues</h2><ul><li>Anglais\n B1</li></ul></html>").split("\n")
    ['Langues', '• Anglais B1']
    """
    seen = re.sub(r"\s+", " ", _UNSEEN.sub(" ", text))
    shown = read_html(_CELL.sub("\t", _ITEM.sub("<br>• ", seen)))
    lines = (line.strip(" ") for line in shown.split("\n"))
    return "\n".join(line for line in lines if line.strip("\t •"))
