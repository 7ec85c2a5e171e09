"""Made-up advertisements that whole texts are fitted on: an appellation and sentences of the definition it is of."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lab.held_out import held_out
from matching.french.statements import statements
from matching.french.wording import impersonal
from matching.index.occupations import Heard
from matching.index.tables import appellations, definition_lines
from matching.matcher import Matcher
from referentials.snapshot import Snapshot

ADVERTS = 1_000
"""How many are sampled."""


@dataclass(frozen=True, slots=True)
class Advert:
    """A made-up advertisement: an appellation, sentences of the definition, the occupation they are of."""

    title: str
    sentences: tuple[str, ...]
    occupation: str
    known_title: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """An advertisement as the matcher sees it: encoded and compared with every occupation once, for all the fits."""

    advert: Advert
    plain: list[str]
    heard: Heard
    signals: NDArray[np.float32]


def seen_by(matcher: Matcher, advert: Advert) -> Seen:
    """Encode an advertisement and compare it with every occupation, as if its sentences were unknown."""
    plain = [impersonal(sentence) for sentence in advert.sentences]
    index = matcher.occupation_index
    heard = index.hear(matcher.encoder.encode(plain), leave_out=True)
    signals = index.signals(advert.title, heard, " ".join(plain), known_title=advert.known_title)
    return Seen(advert, plain, heard, signals.rows())


def made_adverts(snapshot: Snapshot, rng: random.Random, *, aside: bool = False) -> list[Advert]:
    """Advertisements of occupations that are not held out (or, `aside`, of those that are)."""
    family = dict(snapshot.table("occupations").select("code", "family").iter_rows())
    lines: dict[str, list[str]] = defaultdict(list)
    for occupation, line in definition_lines(snapshot).iter_rows():
        lines[occupation] += [statement.text for statement in statements(line)]
    names = appellations(snapshot).select("label", "occupation").rows()
    usable = [(label, code) for label, code in names if held_out(family[code]) is aside and len(lines[code]) > 1]
    found = []
    for label, code in rng.sample(usable, min(ADVERTS, len(usable))):
        said = rng.sample(lines[code], rng.randint(1, min(5, len(lines[code]))))
        found.append(Advert(label.split(" / ")[0], tuple(said), code, rng.random() < 0.5))
    return found


def fiche_of(matcher: Matcher, seen: Seen) -> NDArray[np.intp]:
    """Positions of the items that the occupation of an advertisement asks for."""
    needs = matcher.occupation_index.needs
    return np.asarray(needs.item[needs.occupation == matcher.occupation_index.place[seen.advert.occupation]])
