"""How near occupations are to one another: the odds that ROME would call a move from one to the other « proche ».

A logistic regression over what two fiches share. The moves of ROME 3 are what it is fitted on (half of the families)
and measured against (the other half): never a feature; those of ROME 4 are read nowhere here.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from matching.index.groups import Groups
from matching.index.lexical import stems
from matching.index.occupations import OccupationIndex
from matching.index.tables import appellations, needed_items
from matching.index.titles import TitleIndex
from matching.weights import CORE_COUNTS, NEARNESS, values
from referentials.kinds import IS_TITLE
from referentials.snapshot import Snapshot

Square = NDArray[np.float32]
"""(occupations, occupations), in the order of the table: from the row to the column."""


def nearness(snapshot: Snapshot, carry: csr_matrix, index: OccupationIndex, titles: TitleIndex) -> Square:
    """Log-odds that a move from an occupation to another is near."""
    signals = nearness_signals(snapshot, carry, index, titles)
    weights = values(NEARNESS)
    odds = sum(np.float32(weights[name]) * signal for name, signal in signals.items())
    return np.asarray(weights["intercept"] + odds, dtype=np.float32)


def nearness_signals(
    snapshot: Snapshot, carry: csr_matrix, index: OccupationIndex, titles: TitleIndex
) -> Mapping[str, Square]:
    """What two fiches share, by the names of `NEARNESS`; where a root is a signal too, small likenesses count."""
    codes = snapshot.table("occupations")["code"].to_list()
    place = {code: at for at, code in enumerate(codes)}
    needs = _needs(snapshot)
    rows = [(place[occupation], item) for occupation, item in needs.select("occupation", "item").iter_rows()]
    listed = snapshot.table("occupation_classifications").select("occupation", "scheme", "code").iter_rows()
    sectors = [(place[one], f"{scheme} {code}") for one, scheme, code in listed if one in place]
    words = [(place[code], stem) for code, text in _texts(snapshot).items() for stem in stems(text)]
    covered = covered_by_others(needs, place, carry)
    domain = np.array([code[:1] for code in codes])
    plain = {
        "words": _cosines(_weighed(words, len(codes))),
        "items": _cosines(_weighed(rows, len(codes))),
        "sectors": _cosines(_weighed(sectors, len(codes))),
        "covered": covered,
        "covers": covered.T,
    }
    roots = {f"{name}_root": np.sqrt(np.maximum(signal, 0.0)) for name, signal in plain.items()}
    meaning = _meaning(index, titles)
    return {**plain, **roots, "meaning": meaning, "domain": (domain[:, None] == domain).astype(np.float32)}


def covered_by_others(needs: pl.DataFrame, place: Mapping[str, int], carry: csr_matrix) -> Square:
    """How far who does all of an occupation (row) does what another asks for (column), by what carries over."""
    owners = np.array([place[code] for code in needs["occupation"]], dtype=np.intp)
    at = needs["place"].to_numpy().astype(np.intp)
    fiches = np.bincount(at, minlength=carry.shape[0])
    core = np.where(needs["core"].to_numpy(), CORE_COUNTS, 1.0)
    weights = core * np.log1p(len(place) / np.maximum(fiches[at], 1))
    asked = csr_matrix((weights, (owners, at)), shape=(len(place), carry.shape[0]), dtype=np.float32)
    asked.data /= np.repeat(np.maximum(np.asarray(asked.sum(axis=1)).ravel(), 1e-9), np.diff(asked.indptr))
    found = np.zeros((len(place), len(place)), dtype=np.float32)
    for row in range(len(place)):
        found[row] = asked @ _carried(asked.indices[asked.indptr[row] : asked.indptr[row + 1]], carry)
    return found


def _carried(held: NDArray[np.int32], carry: csr_matrix) -> NDArray[np.float32]:
    """Degree of each item for who has these: (items,)."""
    best = np.zeros(carry.shape[0], dtype=np.float32)
    part = carry[held]
    np.maximum.at(best, part.indices, part.data)
    best[held] = 1.0
    return best


def _needs(snapshot: Snapshot) -> pl.DataFrame:
    titles = snapshot.table("knowledge").filter(IS_TITLE).select(item="ogr")
    return needed_items(snapshot).join(titles, on="item", how="anti").sort("occupation", "item")


def _texts(snapshot: Snapshot) -> dict[str, str]:
    """Label, appellations and definition of each occupation."""
    said = dict(appellations(snapshot).group_by("occupation", maintain_order=True).agg("label").iter_rows())
    rows = snapshot.table("occupations").select("code", "label", "definition").iter_rows()
    return {code: " ".join([label, *said.get(code, []), definition or ""]) for code, label, definition in rows}


def _weighed(pairs: list[tuple[int, str]], size: int) -> csr_matrix:
    """Rows of TF-IDF: 1 + ln(count) by ln(rows / rows that have it), for (row, feature) pairs."""
    column = {feature: at for at, feature in enumerate(sorted({feature for _, feature in pairs}))}
    rows, columns = [row for row, _ in pairs], [column[feature] for _, feature in pairs]
    counts = csr_matrix((np.ones(len(pairs), dtype=np.float32), (rows, columns)), shape=(size, len(column)))
    counts.sum_duplicates()
    spread = np.bincount(counts.indices, minlength=len(column))
    counts.data = (1 + np.log(counts.data)) * np.log(1 + size / np.maximum(spread[counts.indices], 1))
    return counts


def _cosines(rows: csr_matrix) -> Square:
    norms = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1))).ravel()
    product = (rows @ rows.T).toarray() / np.maximum(np.outer(norms, norms), 1e-9)
    return np.asarray(product, dtype=np.float32)


def _meaning(index: OccupationIndex, titles: TitleIndex) -> Square:
    """Cosines of the mean vectors of appellations and lines of the definition, the mean of all taken away."""
    groups: tuple[Groups, Groups] = (titles.groups, index.definition_groups)
    sums = groups[0].sums(titles.vectors) + groups[1].sums(index.definitions)
    means = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    means = means - means.mean(axis=0) if len(means) else means
    means = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return np.asarray(means @ means.T, dtype=np.float32)
