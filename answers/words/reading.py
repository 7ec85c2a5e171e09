"""How texts were read, as French sentences: titles, items, what a search found."""

from __future__ import annotations

from matching.index.search import Found, SearchHit
from matching.index.titles import Likeness, TitleMatch
from matching.reading import ReadItem
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


def hit_reason(hit: SearchHit) -> str:
    """What made a search find something."""
    return FOUND[hit.by]


def title_reason(match: TitleMatch) -> str:
    """Why a title is thought to name an occupation."""
    shared = f", mots communs : {', '.join(match.common)}" if match.common else ""
    return TITLE[match.likeness].format(match.said, match.label) + shared


def exercised_reason(exercised: Exercised) -> str:
    """Why an occupation is thought to have been exercised."""
    if exercised.read:
        return title_reason(exercised.read)
    return "confirmé par le titulaire" if exercised.confirmed else "code ROME donné dans le passeport"


def item_reason(read: ReadItem) -> str:
    """Why an item is thought to be called for by a text."""
    if read.term is not None:
        return f"terme local « {read.term} » dans « {read.sentence} »"
    because = [f"proche de « {read.sentence} »"] if read.sentence else []
    because += [f"attendue dans le métier {read.occupation}"] if read.occupation else []
    return ", ".join(because)
