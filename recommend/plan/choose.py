"""Which candidates to take together: exactly by mixed-integer programming where it fits, else greedily.

Value of a set: Σ over needs of min(left × (1 - exp(-Σ strength)), cap), what it covers of what is left, plus the
bonuses it completes, minus its costs. The first term is concave in Σ strength, so tangents bound it from above: HiGHS
solves with them, tangents are added where its answer stands, and so on (outer approximation: Duran and Grossmann,
1986). The bound it proves holds for every set.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_array, csr_matrix

from recommend.plan.programme import Programme, Rows, Vector

TANGENTS = (0.0, 0.1, 0.25, 0.5, 0.8, 1.2, 1.8, 2.6, 3.6)
"""Σ strength at which the first tangents touch."""
ROUNDS, NODES = 4, 500
"""Programmes solved at most, and branches of each: a number, not a time, so that the answer is the same everywhere."""
PRESOLVE = False
"""Presolving, HiGHS writes on the standard output, now and then, a line that no option silences."""
FITS = 400
"""Candidates up to which the programme is tried."""
NEAR = 0.01
"""Points of value under which two sets are worth the same."""


class Method(StrEnum):
    """How the set was chosen."""

    EXACT = "exact"
    GREEDY = "greedy"
    RANKED = "ranked"
    """One certification, the first of those that lead there."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A set in the order to take it, its value, and the value that no set can exceed."""

    rows: Rows
    score: float
    bound: float
    method: Method


def choose(programme: Programme) -> Choice:
    """Best set found, never worse than the greedy one, with how far from optimal it can be (`bound` - `score`)."""
    useful = _useful(programme)
    if len(useful) < len(programme.cost):
        return _back(choose(_part(programme, useful)), useful)
    if not len(programme.cost):
        return Choice((), 0.0, 0.0, Method.EXACT)
    best = greedy(programme)
    if len(programme.cost) > FITS or best.bound - best.score <= NEAR:
        return best
    score, bound, rows, proved = best.score, best.bound, best.rows, False
    touched = [np.full(len(programme.left), at) for at in TANGENTS]
    touched.append(programme.strength[list(rows)].sum(axis=0))
    for _ in range(ROUNDS):
        found, limit = _solved(programme, np.array(touched))
        bound, proved = min(bound, limit), proved or np.isfinite(limit)
        if programme.feasible(found) and programme.score(found) > score + 1e-9:
            score, rows = programme.score(found), found
        if bound - score <= NEAR:
            break
        touched.append(programme.strength[list(found)].sum(axis=0))
    return Choice(ordered(programme, rows), score, max(bound, score), Method.EXACT if proved else Method.GREEDY)


def _useful(programme: Programme) -> Rows:
    """Candidates worth something alone or in a bonus; the others never are, what is covered being submodular."""
    rewarded = {row for needed, _ in programme.bonuses for row in needed}
    return tuple(at for at, gain in enumerate(programme.marginal(())) if gain > 0 or at in rewarded)


def _part(programme: Programme, rows: Rows) -> Programme:
    """The programme with these candidates only."""
    kept = list(rows)
    place = {row: at for at, row in enumerate(rows)}
    bonuses = tuple((tuple(place[row] for row in needed), points) for needed, points in programme.bonuses)
    once = tuple(tuple(place[row] for row in alike if row in place) for alike in programme.once)
    cut = {name: getattr(programme, name)[kept] for name in ("strength", "cost", "hours", "price")}
    return replace(programme, bonuses=bonuses, once=once, **cut)


def _back(choice: Choice, rows: Rows) -> Choice:
    """The choice with the numbers that its candidates had before."""
    return replace(choice, rows=tuple(rows[at] for at in choice.rows))


def greedy(programme: Programme) -> Choice:
    """Take what adds most, again and again. No set is worth more than `bound`.

    What is covered is submodular, so a set is worth no more than what this one covers, and for each of its members what
    it would add to this one, or its cost off if it is in it already: the `most` largest of these, and every bonus
    (Leskovec et al., 2007, here with costs).
    """
    rows: Rows = ()
    while True:
        gains = programme.marginal(rows) + _closing(programme, rows)
        possible = [at for at in np.argsort(-gains, kind="stable") if gains[at] > 0 and at not in rows]
        best = next((int(at) for at in possible if programme.feasible((*rows, int(at)))), None)
        if best is None:
            break
        rows = (*rows, best)
    score = programme.score(rows)
    if programme.most <= 1:  # nothing to combine: the best one is the best set
        return Choice(rows, score, score, Method.GREEDY)
    members = programme.marginal(rows)
    members[list(rows)] = -programme.cost[list(rows)]
    largest = np.sort(np.maximum(members, 0.0))[::-1][: programme.most]
    bound = programme.covers(rows) + float(largest.sum()) + sum(points for _, points in programme.bonuses)
    return Choice(rows, score, max(bound, score), Method.GREEDY)


def ordered(programme: Programme, chosen: Rows) -> Rows:
    """A set in the order that covers most soonest; ties in the order of candidates."""
    rows: Rows = ()
    while len(rows) < len(chosen):
        gains = programme.marginal(rows)
        rows = (*rows, max(sorted(set(chosen) - set(rows)), key=lambda at: float(gains[at])))
    return rows


def _closing(programme: Programme, rows: Rows) -> Vector:
    """Points of the bonuses that one more candidate would complete: (n,)."""
    found = np.zeros(len(programme.cost))
    for needed, points in programme.bonuses:
        missing = set(needed) - set(rows)
        if len(missing) == 1:
            found[missing.pop()] += points
    return found


def _solved(programme: Programme, touched: Vector) -> tuple[Rows, float]:
    """Set that the programme finds with tangents at `touched` (tangents, m), and the bound it proves.

    Unknowns: x (n) taken or not, t (m) points of each need, y (bonuses).
    """
    n, m, b = len(programme.cost), len(programme.left), len(programme.bonuses)
    slope = (programme.left * np.exp(-touched)).ravel()
    height = (programme.left * (-np.expm1(-touched) - touched * np.exp(-touched))).ravel()
    needs = np.tile(np.arange(m), len(touched))
    points = csr_matrix((np.ones(len(needs)), (np.arange(len(needs)), needs)), shape=(len(needs), m))
    tangents = [csr_matrix(-slope[:, None] * programme.strength.T[needs]), points, None]
    alike = [np.isin(np.arange(n), one) for one in programme.once]
    limits = csr_matrix(np.vstack([np.ones(n), programme.hours, programme.price, *alike]))
    most = [programme.most, programme.most_hours, programme.most_price, *(1.0 for _ in alike)]
    pairs = [(at, row) for at, (needed, _) in enumerate(programme.bonuses) for row in needed]
    rows: list[list[object]] = [tangents, [limits, None, None]]
    tops = [height, np.array(most, dtype=np.float64)]
    if pairs:
        rows.append([-_picks([row for _, row in pairs], n), None, _picks([at for at, _ in pairs], b)])
        tops.append(np.zeros(len(pairs)))
    widths = (n, m, b)
    matrix = block_array([_filled(row, widths) for row in rows], format="csr")
    worth = [programme.cost, -np.ones(m), -np.array([points for _, points in programme.bonuses])]
    found = milp(
        np.concatenate(worth),
        constraints=LinearConstraint(matrix, -np.inf, np.concatenate(tops)),
        integrality=np.concatenate([np.ones(n), np.zeros(m + b)]),
        bounds=Bounds(np.zeros(n + m + b), np.concatenate([np.ones(n), programme.cap, np.ones(b)])),
        options={"node_limit": NODES, "mip_rel_gap": 1e-4, "presolve": PRESOLVE},
    )
    bound = -found.mip_dual_bound if found.mip_dual_bound is not None else np.inf
    taken = np.flatnonzero(found.x[:n] > 0.5) if found.x is not None else np.zeros(0)
    return tuple(int(at) for at in taken), float(bound)


def _picks(columns: object, width: int) -> csr_matrix:
    """One row per entry, a 1 in its column."""
    at = np.asarray(columns, dtype=np.intp)
    return csr_matrix((np.ones(len(at)), (np.arange(len(at)), at)), shape=(len(at), width))


def _filled(row: list[object], widths: tuple[int, ...]) -> list[object]:
    """A row of blocks, empty ones given their shape."""
    height = next(block.shape[0] for block in row if block is not None)  # type: ignore[attr-defined]
    return [csr_matrix((height, width)) if block is None else block for block, width in zip(row, widths, strict=True)]
