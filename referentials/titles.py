"""Titles as files have them: written once where they repeat themselves, and those that say there is none."""

from __future__ import annotations

import re

import polars as pl

from referentials.text import fold

_TWICE = re.compile(r"^\s*(\S+)\s*-\s*(?:\1\b[\s:-]*)+(?=\S)", re.IGNORECASE)
"""« TP - TP Couvreur », « DE - DE Aide-Soignant »: the short name of a diploma, then the same."""
_ASIDE = re.compile(r"(\([^()]+\))(?:\s*\1)+")
"""« (CCI) (CCI) »."""
_MAY_REPEAT = r"^\s*\S+\s*-\s|\)\s*\("
_NONE = frozenset({"neant", "non concerne", "sans objet", "aucun", "aucun bloc", "pas de bloc", "non renseigne"})
"""What a fiche without blocs writes where a bloc's title is asked for, folded, without marks."""
_DIPLOMA = re.compile(
    r"^(?:(?:TP|DE|CAPA?|BTSA?|BUT|DUT|BAC PRO|BPA?|BM|MC|CS|CTM|DSP|CQP|LICENCE(?: PRO(?:FESSIONNELLE)?)?|MASTER"
    r"|DipViGr[LM]|DIPLOVIS|Grade_\w+|Autre|DEUST|(?:BP|DE|DES|CP)JEPS|DNMADE|TITRE[- ]\w+)\s+-\s+)?(?:CQP\s+)?",
    re.IGNORECASE,
)
_NATIONAL = re.compile(r"\s*\((?:fiche nationale|CCI|DU|MS|BM|CTM|DUFA|DURF)\)\s*", re.IGNORECASE)


def clean_title(title: str) -> str:
    """Write once what a title repeats.

    >>> clean_title("TP - TP Comptable"), clean_title("Manager (CCI) (CCI)"), clean_title("CAP - Boucher")
    ('TP - Comptable', 'Manager (CCI)', 'CAP - Boucher')
    """
    return _ASIDE.sub(r"\1", _TWICE.sub(r"\1 - ", title))


def is_no_bloc(title: str | None) -> bool:
    """Whether the title of a bloc says that there is none.

    >>> is_no_bloc("NEANT"), is_no_bloc("Sans objet."), is_no_bloc("/"), is_no_bloc("Français"), is_no_bloc(None)
    (True, True, True, False, False)
    """
    if title is None:
        return False
    said = " ".join(re.findall(r"\w+", fold(title)))
    return not said or said in _NONE


def subject(title: str) -> str:
    """What a certification is of: its title without the name of the diploma.

    >>> subject("MASTER - Droit notarial (fiche nationale)"), subject("CQP Caviste")
    ('Droit notarial', 'Caviste')
    """
    return _DIPLOMA.sub("", _NATIONAL.sub(" ", clean_title(title)), count=1).strip() or title


def with_clean_titles(certifications: pl.DataFrame) -> pl.DataFrame:
    """The certifications, their titles written once."""
    titles = certifications["title"]
    repeated = titles.filter(titles.str.contains(_MAY_REPEAT)).unique()
    cleaned = {title: clean_title(title) for title in repeated}
    changed = {title: clean for title, clean in cleaned.items() if clean != title}
    return certifications.with_columns(pl.col("title").replace(changed)) if changed else certifications


def without_no_blocs(blocs: pl.DataFrame) -> pl.DataFrame:
    """The blocs, but those whose title says that there is none."""
    short = blocs.filter(pl.col("title").str.len_chars() <= max(map(len, _NONE)) + 2)["title"].unique()
    none = [title for title in short if is_no_bloc(title)]
    return blocs.filter(pl.col("title").is_in(none).not_() | pl.col("title").is_null()) if none else blocs
