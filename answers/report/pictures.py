"""Geometry of the pictures: what is drawn where. The templates draw it; numbers are pixels of the view box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from answers.shapes.directions import CareerPath, PathMove
from answers.shapes.gap import GapLine

LABEL, BAR, ROW, TOP = 360, 300, 20, 2
"""Width of the labels, of the longest bar; height of a row; margin."""
ROWS, DRAWN = 9, 36
"""Bars of one picture at most: a page break splits none, so that small ones leave no page half empty; bars in all."""
BOX, BOX_HEIGHT, ARROW = 190, 74, 40
"""A step of a path, and the arrow before it."""
LETTERS, LINES = 26, 3
"""Letters of a line in a box, and lines."""


def drawn(lines: Sequence[GapLine]) -> list[GapLine]:
    """The needs that weigh most, in the order of the lines."""
    heaviest = sorted(range(len(lines)), key=lambda place: -lines[place].weight)[:DRAWN]
    return [lines[place] for place in sorted(heaviest)]


def gap_pictures(lines: Sequence[GapLine]) -> list[dict[str, Any]]:
    """One bar per need, in as many pictures as it takes; all to one scale."""
    heaviest = max((line.weight for line in lines), default=1.0)
    return [_gap_picture(lines[first : first + ROWS], heaviest) for first in range(0, len(lines), ROWS)]


def _gap_picture(lines: Sequence[GapLine], heaviest: float) -> dict[str, Any]:
    """Bars as long as a need weighs, filled as far as it is covered, by who vouches for it."""
    bars = [
        {
            "y": TOP + ROW * rank,
            "label": _cut(line.label, 54),
            "width": round(BAR * line.weight / heaviest, 1),
            "filled": round(BAR * line.weight / heaviest * line.probability, 1),
            "proof": line.proof,
            "percent": line.probability,
        }
        for rank, line in enumerate(lines)
    ]
    return {"width": LABEL + BAR + 60, "height": 2 * TOP + ROW * len(lines), "x": LABEL, "row": ROW, "bars": bars}


def path_picture(path: CareerPath) -> dict[str, Any]:
    """A box per step, from « aujourd'hui » to the destination; each arrow says what leads there."""
    boxes = [{"x": 0, "lines": ["Aujourd'hui"], "effort": None, "leads": ""}]
    for rank, step in enumerate(path.steps, 1):
        boxes.append(
            {
                "x": rank * (BOX + ARROW),
                "lines": _folded(f"{step.label} ({step.code})"),
                "effort": step.effort,
                "leads": _leads(step.move),
            }
        )
    width = len(boxes) * (BOX + ARROW) - ARROW
    return {"width": width, "height": BOX_HEIGHT, "box": BOX, "arrow": ARROW, "boxes": boxes}


def _leads(move: PathMove | None) -> str:
    """What leads to a step: a move that ROME records, one that nearness suggests, or the profile alone."""
    if move is None:
        return "profile"
    return "recorded" if move.recorded else "near"


def _folded(text: str) -> list[str]:
    """The text in lines that fit a box, the last one cut if need be."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LETTERS:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    kept = lines if len(lines) <= LINES else [*lines[: LINES - 1], " ".join(lines[LINES - 1 :])]
    return [_cut(line, LETTERS + 2) for line in kept]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
