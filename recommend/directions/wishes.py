"""Wishes and refusals about occupations: domains, sectors, RIASEC interests wanted; contexts of work refused.

All are of ROME's own tables. Words become codes at the edge; a word that is none is an error that names near ones.
Where an occupation that they leave out is asked for by name, `against` says why they would.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import polars as pl
from rapidfuzz import fuzz, process

from recommend.errors import WishError, WishKind
from recommend.law.strains import STRAINS, Limit, strained
from recommend.profile.limits import things_named
from referentials.snapshot import Snapshot
from referentials.text import fold

Key = TypeVar("Key", str, tuple[str, str])

RIASEC = {
    "R": "réaliste", "I": "investigateur", "A": "artistique", "S": "social", "E": "entreprenant", "C": "conventionnel",
}  # fmt: skip
SECTORS = ("sector", "subsector")
"""Schemes of classification that a sector may be named in."""
SUGGESTED = 4
"""Near words cited when one is unknown."""


@dataclass(frozen=True, slots=True)
class Against:
    """Wishes of one kind that leave an occupation out, by their labels; of contexts, those that it has."""

    occupation: str
    kind: WishKind
    labels: tuple[str, ...]
    limits: tuple[Limit, ...] = ()
    """Where its fiche has none of these contexts, what is met there all the same."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is wanted (any of each kind that is named) and what is refused (none of them); by code."""

    domains: tuple[str, ...] = ()
    """Beginnings of ROME codes: D, D11."""
    sectors: tuple[tuple[str, str], ...] = ()
    """Scheme and code."""
    interests: tuple[str, ...] = ()
    """Letters of RIASEC."""
    avoid: tuple[str, ...] = ()
    """OGR codes of contexts of work."""
    strains: tuple[Limit, ...] = ()
    """What these contexts are met with in trades whose fiche may not say so: `recommend/law/strains.py`."""


def read_wishes(
    snapshot: Snapshot,
    *,
    domains: Sequence[str] = (),
    sectors: Sequence[str] = (),
    interests: Sequence[str] = (),
    avoid: Sequence[str] = (),
) -> Wishes:
    """Read wishes said in words or codes. Raises WishError for what the snapshot does not know."""
    rows = snapshot.table("classifications").filter(pl.col("scheme").is_in(SECTORS))
    known_sectors = {(s, c): label for s, c, label in rows.select("scheme", "code", "label").iter_rows()}
    contexts = dict(snapshot.table("work_contexts").select("ogr", "label").iter_rows())
    codes = snapshot.table("occupations")["code"].to_list()
    avoided = tuple(dict.fromkeys(found for word in avoid for found in _avoided(word, contexts)))
    return Wishes(
        domains=tuple(_domain(word, codes) for word in domains),
        sectors=tuple(found for word in sectors for found in _named(word, known_sectors, WishKind.SECTOR)),
        interests=tuple(found for word in interests for found in _named(word, RIASEC, WishKind.INTEREST)),
        avoid=avoided,
        strains=tuple(
            dict.fromkeys(
                [
                    *(strain.limit for strain in STRAINS if strain.contexts and strain.contexts[0] in avoided),
                    *(limit for word in avoid for limit in things_named(word)),
                ]
            )
        ),
    )


def _avoided(word: str, contexts: Mapping[str, str]) -> list[str]:
    """Contexts that a word names; failing that, those of what it says in plain words (« produits chimiques »)."""
    try:
        return _named(word, contexts, WishKind.CONTEXT)
    except WishError:
        said = things_named(word)
        found = [one for strain in STRAINS if strain.limit in said for one in strain.contexts if one in contexts]
        if not said:
            raise
        return found


def allowed(wishes: Wishes, snapshot: Snapshot) -> set[str]:
    """Codes of the occupations that the wishes leave."""
    occupations = snapshot.table("occupations").select("code", "riasec_major", "riasec_minor")
    kept = set(occupations["code"])
    if wishes.domains:
        kept = {code for code in kept if code.startswith(wishes.domains)}
    if wishes.sectors:
        links = snapshot.table("occupation_classifications").select("occupation", "scheme", "code").iter_rows()
        kept &= {occupation for occupation, scheme, code in links if (scheme, code) in set(wishes.sectors)}
    if wishes.interests:
        kept &= {code for code, *letters in occupations.iter_rows() if set(letters) & set(wishes.interests)}
    if wishes.avoid:
        links = snapshot.table("occupation_contexts").select("occupation", "context").iter_rows()
        kept -= {occupation for occupation, context in links if context in wishes.avoid}
    return kept - _met(wishes, snapshot).keys()


def against(code: str, wishes: Wishes, snapshot: Snapshot) -> list[Against]:
    """What of the wishes leaves an occupation out; empty when they leave it (`allowed`)."""
    refused = tuple(_refused(code, wishes, snapshot))
    met = _met(wishes, snapshot).get(code, ())
    found = [Against(code, WishKind.CONTEXT, refused, () if refused else met)] if refused or met else []
    for one, kind, labels in (
        (Wishes(domains=wishes.domains), WishKind.DOMAIN, wishes.domains),
        (Wishes(sectors=wishes.sectors), WishKind.SECTOR, _sector_labels(wishes, snapshot)),
        (Wishes(interests=wishes.interests), WishKind.INTEREST, [RIASEC[letter] for letter in wishes.interests]),
    ):
        if code not in allowed(one, snapshot):
            found.append(Against(code, kind, tuple(labels)))
    return found


def _refused(code: str, wishes: Wishes, snapshot: Snapshot) -> list[str]:
    """Labels of the contexts of an occupation that are refused."""
    links = snapshot.table("occupation_contexts").filter(pl.col("occupation") == code)
    its = set(links["context"]) & set(wishes.avoid)
    contexts = snapshot.table("work_contexts").filter(pl.col("ogr").is_in(its)).sort("ogr")
    return contexts["label"].to_list()


def _met(wishes: Wishes, snapshot: Snapshot) -> dict[str, tuple[Limit, ...]]:
    """Occupations where what is avoided is met, whatever their fiches say, with that."""
    if not wishes.strains:
        return {}
    return strained(wishes.strains, dict(snapshot.table("occupations").select("code", "family").iter_rows()), ())


def _sector_labels(wishes: Wishes, snapshot: Snapshot) -> list[str]:
    rows = snapshot.table("classifications").select("scheme", "code", "label").sort("scheme", "code").iter_rows()
    return list(dict.fromkeys(label for scheme, code, label in rows if (scheme, code) in wishes.sectors))


def _domain(word: str, codes: Sequence[str]) -> str:
    start = word.strip().upper()
    if start and any(code.startswith(start) for code in codes):
        return start
    raise WishError(WishKind.DOMAIN, word, sorted({code[0] for code in codes}))


def _named(word: str, labels: Mapping[Key, str], kind: WishKind) -> list[Key]:
    """Keys whose code or label is the word; failing that, whose label has it."""
    asked = fold(word.strip())
    folded = {key: fold(label) for key, label in labels.items()}
    exact = [key for key, label in folded.items() if asked in {label, fold(_code(key))}]
    found = exact or [key for key, label in folded.items() if len(asked) > 2 and asked in label]
    if not found:
        near = process.extract(asked, folded, scorer=fuzz.WRatio, limit=SUGGESTED)
        raise WishError(kind, word, [labels[key] for _, _, key in near])
    return sorted(found, key=str)


def _code(key: str | tuple[str, str]) -> str:
    return key if isinstance(key, str) else key[1]
