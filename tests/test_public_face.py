"""`import acquis`: what it gives and what it costs; tests/cli/test_readme.py runs what README shows of it."""

from __future__ import annotations

import ast
import subprocess
import sys
from datetime import date

import pytest

import acquis
from referentials.codes import RomeCode
from tests.support.data import ROOT

HEAVY = ("graph", "matching", "networkx", "numpy", "onnxruntime", "polars", "pydantic", "recommend", "scipy")


@pytest.mark.parametrize("name", acquis.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """It is what its own module calls so."""
    assert getattr(acquis, name).__name__ == name


def test_a_type_checker_sees_the_same_names_from_the_same_modules() -> None:
    """The imports under TYPE_CHECKING, the table and `__all__` are one list."""
    tree = ast.parse((ROOT / "acquis" / "__init__.py").read_text(encoding="utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    imported = {
        name.name: node.module for node in guarded.body if isinstance(node, ast.ImportFrom) for name in node.names
    }
    assert imported == dict(acquis._HOME)
    assert sorted(imported) == sorted(acquis.__all__) == sorted(set(dir(acquis)) & set(imported))


def test_importing_acquis_loads_nothing_heavy() -> None:
    """A name is loaded when it is asked for; an error needs no engine."""
    script = "import sys; import acquis; acquis.AcquisError; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert not {module.partition(".")[0] for module in done.stdout.split()}.intersection(HEAVY)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match="no attribute 'engine'"):
        acquis.engine  # type: ignore[attr-defined]  # noqa: B018


def test_a_gap_and_a_plan_from_one_import() -> None:
    """From the file of a passport to what to take next; an error says itself to a person."""
    engine = acquis.Engine.open("teaching")
    passport = acquis.read_passport(ROOT / "examples" / "vente-benevolat.json")
    profile = engine.profile(passport, date(2026, 11, 23))
    assert engine.gap(profile, RomeCode("D1106")).coverage == pytest.approx(0.87, abs=0.01)
    limits = acquis.Limits(blocs=1, routes=(acquis.Route.TRAINING,))
    assert [step.unit.code for step in engine.plan(profile, "D1106", limits).steps] == ["RNCP37099BC01"]
    with pytest.raises(acquis.AcquisError) as caught:
        engine.gap(profile, "D9999")
    assert "D9999" in acquis.told(caught.value, acquis.Surface.CLI)
