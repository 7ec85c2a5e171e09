"""Pictures of a report: they hold on a page, lose nothing, and say what each arrow rests on."""

from __future__ import annotations

import pytest
from jinja2 import Environment, PackageLoader

from answers.report.pictures import ROWS, gap_pictures, path_picture
from answers.shapes.directions import CareerPath, PathMove, PathStep
from answers.shapes.gap import GapLine
from answers.shapes.market import Market, Somewhere
from answers.words.evidence import PROOF
from recommend.gap.gap import Status
from recommend.profile.evidence import Guarantee
from referentials.places import Scope

RATIO = 257 / 180
"""Height over width of what an A4 page holds inside margins of 15 mm, a centimetre left for the caption."""


def needs(number: int) -> list[GapLine]:
    """As many needs, ever lighter, of every kind of proof."""
    proofs = list(PROOF)
    return [
        GapLine(
            code=f"{100000 + n}", kind="competency", label=f"Besoin {n}", importance="plain", weight=1 + number - n,
            status=Status.LIKELY, proof=proofs[n % len(proofs)], probability=0.5, guaranteed_probability=0.0,
            guarantee=Guarantee.NONE, evidence=[],
        )
        for n in range(number)
    ]  # fmt: skip


def step(code: str, move: PathMove | None) -> PathStep:
    """A step that this move leads to."""
    market = Market(
        place=Somewhere(scope=Scope.NATION, code="FR", name="France"), tensions=[], salaries=[], posts=[], text=""
    )
    return PathStep(
        code=code, label="Métier", regulated=False, transitions=[], effort=0.1, level=None, exercised=False, asks=[],
        limits=[], move=move, takes=[], brings=[], market=market, why="",
    )  # fmt: skip


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
    near = PathMove(start="A1000", recorded=False, rank=None, nearness=0.8)
    recorded = PathMove(start="A1001", recorded=True, rank=1, nearness=None)
    steps = [step(f"A100{n}", move) for n, move in enumerate((None, near, recorded))]
    path = CareerPath(hardest=0.1, total=0.3, level=None, opens=0, called=0.0, best_at=[], why="", steps=steps)
    picture = path_picture(path)
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
