"""From what coverage on is an occupation within reach? What ROME's recorded mobilities say of the threshold `reach`.

    python -m benchmarks.reach        # on the snapshot in use

For each occupation, somebody who exercised it for `path.months` and nothing else; how far that covers every other
occupation, and how many of those covered from a threshold on are mobilities that ROME records. Nothing is fitted: the
weight `reach` is where the share of recorded ones stops growing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recommend.engine import Engine
from recommend.weights import W

THRESHOLDS = (0.05, 0.10, 0.15, 0.20, 0.25, 0.30, 0.40, 0.50)


def covered(engine: Engine) -> NDArray[np.float64]:
    """Coverage of the second occupation by the practice of the first: (occupations, occupations)."""
    demands = engine.world.demands
    weighed = (engine.world.practice @ demands.weights.T).toarray()
    return np.asarray(weighed / np.where(demands.total > 0, demands.total, np.inf))


def recorded(engine: Engine) -> NDArray[np.bool_]:
    """Whether ROME records a mobility from the first to the second."""
    place = engine.world.matrices.occupation_index
    found = np.zeros((len(place), len(place)), dtype=bool)
    for origin, moves in engine.catalogue.mobilities.items():
        found[place[origin], [place[target] for target, _ in moves]] = True
    return found


def page(engine: Engine) -> str:
    """The Markdown page."""
    coverage, moves = covered(engine), recorded(engine)
    own, others = np.diag(coverage), ~np.eye(len(coverage), dtype=bool)
    domain = np.array([code[:3] for code in engine.world.matrices.occupations])
    near = domain[:, None] == domain[None, :]
    lines = [
        "# Within reach",
        "",
        f"Written by `python -m benchmarks.reach`, snapshot `{engine.snapshot.id}`: what {W['path.months']:g} months",
        f"in one occupation cover of itself (median {np.median(own[own > 0]):.2f}) and of the others.",
        "",
        "| covered from | others, mean | holders with none | recorded among them | same professional domain |",
        "| ---: | ---: | ---: | ---: | ---: |",
    ]
    for threshold in THRESHOLDS:
        found = (coverage >= threshold) & others
        many = found.sum(axis=1)
        row = (many.mean(), (many == 0).mean(), moves[found].mean(), near[found].mean())
        lines.append(f"| {threshold:.2f} | {row[0]:.2f} | {row[1]:.3f} | {row[2]:.3f} | {row[3]:.3f} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(page(Engine.open()))
