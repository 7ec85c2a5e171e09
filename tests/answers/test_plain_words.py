"""What a holder reads, in a terminal or in a report without annexes, has no jargon, and figures come with words."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from rich.console import Console

from answers.report.report import Format, Layout, report
from answers.words.coverage import SCALE
from cli.render.access import render_access
from cli.render.advice import (
    render_explored,
    render_gap,
    render_header,
    render_plan,
    render_profile,
    render_questions,
)
from cli.render.paths import render_paths, render_reach
from recommend.engine import Engine
from recommend.plan.limits import Limits
from tests.support.data import ROOT
from tests.support.passports import DAY, TARGETS, example

EXAMPLES = {f"{name}.json": target for name, target in TARGETS.items()}
FORBIDDEN = (
    "instantané", "snapshot", "rude", "log-cote", "matrice", "cosinus", "vecteur", "encodeur", "parmi ", "None", "null",
    "probabilité", "garanti", "prouvé", "unité", "proximité calculée", "doute", "score",
    "Avez-vous déjà eu, vous-même",
)  # fmt: skip
"""Words of who makes acquis, not of who reads it."""


def terminal(engine: Engine, name: str, target: str) -> str:
    """All that the commands print of a passport and a target, on one line."""
    document = example(ROOT / "examples" / name)
    profile = engine.profile(document, DAY)
    gap = engine.gap(profile, target)
    out = Console(file=StringIO(), width=4000, highlight=False)
    render_header(out, engine, document, profile)
    render_profile(out, engine, document, profile, show_all=True)
    render_access(out, engine, profile, target)
    render_gap(out, engine, document, profile, gap, show_all=True)
    render_questions(out, engine, gap)
    render_plan(out, engine, profile, engine.plans(profile, gap, Limits()))
    render_paths(out, engine, engine.paths(profile, target), [])
    render_reach(out, engine, engine.reach(profile), 5)
    found = engine.explore(profile)
    render_explored(out, engine, found, 10)
    assert isinstance(out.file, StringIO)
    return " ".join(out.file.getvalue().split())


def pages(engine: Engine, name: str, target: str, layout: Layout) -> str:
    """A report."""
    document = example(ROOT / "examples" / name)
    return report(engine, document, engine.profile(document, DAY), target, Limits(), layout)


@pytest.mark.parametrize(("name", "target"), EXAMPLES.items())
def test_no_jargon_is_read(engine: Engine, name: str, target: str) -> None:
    """Nor an id of the referential, of the model or of a record."""
    ids = (engine.snapshot.id, engine.model_id)
    texts = [terminal(engine, name, target), pages(engine, name, target, Layout(Format.MARKDOWN))]
    texts.append(
        re.sub(r"<style>.*?</style>|<svg.*?</svg>", "", pages(engine, name, target, Layout()), flags=re.DOTALL)
    )
    for text in texts:
        assert [word for word in (*FORBIDDEN, *ids) if re.search(rf"(?<!\w){re.escape(word)}", text)] == []


@pytest.mark.parametrize(("name", "target"), EXAMPLES.items())
def test_what_was_found_of_the_attestations_is_said_once(engine: Engine, name: str, target: str) -> None:
    """How many, for which day, in the heading of each."""
    told = "Attestations au 23/11/2026 : 3 vérifiées."
    assert terminal(engine, name, target).count(told) == 1
    assert pages(engine, name, target, Layout()).count(told) == 1


@pytest.mark.parametrize(("name", "target"), EXAMPLES.items())
def test_a_coverage_is_never_a_figure_alone(engine: Engine, name: str, target: str) -> None:
    """Words of one scale stand before it, wherever something is said to be mastered or covered."""
    words = (*(told for _, told in SCALE), "peu encore", "encore peu")
    text = terminal(engine, name, target) + pages(engine, name, target, Layout(Format.MARKDOWN))
    found = re.findall(r"(?:maîtrisez|en couvre(?: déjà)?|à l'arrivée :|maîtriserez) ([^(,;:]+)[(,]", text)
    assert found
    assert {one.strip() for one in found} <= set(words)
    assert not re.search(r"couver(?:t|ture) (?:à )?\d", text)
