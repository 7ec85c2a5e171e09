"""How texts were read, as French sentences: items, what a search found."""

from __future__ import annotations

from collections.abc import Mapping

from matching.index.search import Found, SearchHit
from matching.reading import ReadItem
from recommend.profile.infer import Unread

FOUND = {
    Found.CODE: "code exact",
    Found.CODE_SO_FAR: "code qui commence ainsi",
    Found.WORDS_BEGIN: "mots qui commencent ainsi",
    Found.NEAR: "orthographe proche ou sigle",
}


def hit_reason(hit: SearchHit) -> str:
    """What made a search find something."""
    return FOUND[hit.by]


def item_reason(read: ReadItem) -> str:
    """Why an item is thought to be called for by a text."""
    if read.term is not None:
        return f"terme local « {read.term} » dans « {read.sentence} »"
    because = [f"proche de « {read.sentence} »"] if read.sentence else []
    because += [f"attendue dans le métier {read.occupation}"] if read.occupation else []
    return ", ".join(because)


def unread_said(unread: Unread, labels: Mapping[str, str]) -> str:
    """A sentence that was not understood, with what it may tell; `labels` of the items, by code."""
    near = [f"« {labels[code]} » ({code})" for code, _ in unread.nearest]
    return f"« {unread.text} »" + (f", peut-être {' ou '.join(near)}" if near else "")
