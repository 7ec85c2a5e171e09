"""Pictures of a report: they hold on a page, lose nothing, and say what each arrow rests on."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import Environment, PackageLoader

from answers.report.pictures import ROWS, gap_pictures, path_picture
from answers.words.advice import PROOF

RATIO = 257 / 180
"""Height over width of what an A4 page holds inside margins of 15 mm, a centimetre left for the caption."""


def needs(number: int) -> list[dict[str, Any]]:
    """As many needs, ever lighter, of every kind of proof."""
    proofs = [proof.value for proof in PROOF]
    return [
        {"label": f"Besoin {n}", "weight": 1 + number - n, "probability": 0.5, "proof": proofs[n % len(proofs)]}
        for n in range(number)
    ]


@pytest.mark.parametrize("number", [1, ROWS, ROWS + 1, 3 * ROWS])
def test_each_picture_of_a_gap_holds_on_a_page_and_no_need_is_lost(number: int) -> None:
    """One scale for all, every bar inside its picture."""
    pictures = gap_pictures(needs(number))
    assert [bar["label"] for one in pictures for bar in one["bars"]] == [f"Besoin {n}" for n in range(number)]
    for one in pictures:
        assert one["height"] / one["width"] <= RATIO
        assert all(bar["y"] + one["row"] <= one["height"] for bar in one["bars"])
    widths = [bar["width"] for one in pictures for bar in one["bars"]]
    assert widths == sorted(widths, reverse=True)


def test_a_target_without_needs_has_no_picture() -> None:
    """Nothing is drawn."""
    assert gap_pictures([]) == []


def test_an_arrow_is_full_for_a_recorded_move_dashed_for_nearness_dotted_for_the_profile_alone() -> None:
    """What does not rest on a ROME move is not drawn as one; the step from today on neither."""
    moves = (None, {"recorded": False}, {"recorded": True})
    steps = [{"label": "Métier", "code": f"A100{n}", "effort": 0.1, "move": move} for n, move in enumerate(moves)]
    picture = path_picture({"steps": steps})
    assert [box["leads"] for box in picture["boxes"]] == ["", "profile", "near", "recorded"]
    environment = Environment(loader=PackageLoader("answers.report"), autoescape=True)
    environment.filters["percent"] = str
    drawn = str(environment.get_template("pictures.svg").module.path(picture, 1))  # type: ignore[attr-defined]
    arrows = [line for line in drawn.splitlines() if "<line" in line]
    assert [('dasharray="1.5 4"' in one, 'dasharray="5 4"' in one) for one in arrows] == [
        (True, False),
        (False, True),
        (False, False),
    ]
