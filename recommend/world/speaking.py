"""Speaking: how much certifications speak of an occupation, by their titles, by what they teach, by what ROME lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from matching.french.diplomas import diploma, plain, same
from recommend.weights import W
from recommend.world.given import together
from recommend.world.world import World

_IN_FULL = 3
"""Words, the small ones aside, of a diploma named in full: two would be those of a longer name."""
_KIND = re.compile(r"(?:diplome|cap|bep|bac|bts|btsa|dut|but|licence|master|bp|bpjeps|brevet|certificat|titre)\b")


def speaking(occupation: str, codes: Sequence[str], world: World) -> dict[str, float]:
    """How much each speaks of the occupation, `fit.least` to 1: by its title, or else by what it teaches."""
    by_title, taught_of = world.fits.of(occupation, codes), _taught_of(occupation, codes, world)
    named = _named_by_rome(occupation, codes, world)
    return {
        code: max(fit, round(W["fit.taught"] * taught_of[code], 4), W["fit.listed"] if code in named else 0.0)
        for code, fit in by_title.items()
    }


def _named_by_rome(occupation: str, codes: Sequence[str], world: World) -> frozenset[str]:
    """Certifications that the fiche of the occupation names: among its savoirs, or in its text on access."""
    matrices, catalogue = world.matrices, world.catalogue
    row = matrices.requires[matrices.occupation_index[occupation]]
    labels = (catalogue.items[matrices.items[at]].label for at in row.indices if matrices.is_title[at])
    told = told_in_access(occupation, codes, world)
    if not (listed := [diploma(label) for label in labels]):
        return told
    read = {code: diploma(catalogue.certifications[code].title or "") for code in codes}
    return told | {code for code, title in read.items() if any(same(title, one) for one in listed)}


def told_in_access(occupation: str, codes: Sequence[str], world: World) -> frozenset[str]:
    """Certifications that ROME's text on access names in full."""
    known, access = world.catalogue.certifications, f" {plain(world.gates.text(occupation))} "
    return frozenset(code for code in codes if _is_within(known[code].title or "", access))


def _is_within(title: str, access: str) -> bool:
    """Whether a text, plain, names a diploma in full: three words at least, the first one that of its kind."""
    said = plain(title)
    return said.count(" ") + 1 >= _IN_FULL and bool(_KIND.match(said)) and f" {said} " in access


def _taught_of(occupation: str, codes: Sequence[str], world: World) -> dict[str, float]:
    """How much of the occupation the blocs of each say that it teaches, beside its siblings: 0 to 1."""
    family = world.catalogue.occupations[occupation].family
    beside = [one.code for one in world.catalogue.occupations.values() if one.family == family]
    rows = [world.matrices.occupation_index[code] for code in (occupation, *beside)]
    blocs = (world.catalogue.described_blocs_of(code)[0] for code in codes)
    units = [[world.matrices.unit_index[bloc] for bloc in some] for some in blocs]
    found = (together(world.matrices.certifies, units) @ world.demands.shares[rows].T).toarray()
    own, best = found[:, 0], np.maximum(found.max(axis=1), 1e-9)
    shares = np.minimum(own / W["fit.taught_whole"], 1.0) * own / best
    return dict(zip(codes, shares.round(4).tolist(), strict=True))
