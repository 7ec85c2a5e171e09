"""docs/json.md is what the shapes say, of every command that takes `--json` and of every operation of the API."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import typer
from pydantic import BaseModel

import answers.shapes
from answers.reference import ANSWERS, PAGE, page
from answers.shapes.base import DIGITS, Advice, Document, plain
from answers.shapes.gap import GapAnswer
from answers.shapes.plan import PlanAnswer
from api.app import create_app
from cli.main import app
from recommend.engine import Engine
from tests.support.passports import analysis, passport

SILENT = {"report", "serve", "demo", "train", "passport erase"}
"""Commands whose answer is a page or nothing, or that of another (`demo`: `analyse`), or an error (`erase`)."""


def commands(group: Any = None) -> Iterator[str]:
    """Names of the commands, those of a group after its own."""
    top: Any = group or typer.main.get_command(app)
    for name, command in top.commands.items():
        if hasattr(command, "commands"):
            yield from (f"{name} {inner}" for inner in commands(command))
        else:
            yield name


def told_of(name: str) -> bool:
    """Whether a command has an answer of its own."""
    return name.split()[0] not in SILENT and name not in SILENT


def shapes() -> set[type[BaseModel]]:
    """Every shape there is."""
    modules = [
        importlib.import_module(f"answers.shapes.{one.name}") for one in pkgutil.iter_modules(answers.shapes.__path__)
    ]
    found = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    ours = {one for one in found if issubclass(one, BaseModel) and one.__module__.startswith("answers.shapes")}
    return {one for one in ours if "[" not in one.__name__}


def test_the_page_is_not_stale() -> None:
    """`make docs`, or `python -m answers.reference`, writes it again."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_command_and_every_operation_is_on_the_page() -> None:
    """By its name."""
    told = {re.sub(r" (--|…).*", "", one.command) for one in ANSWERS}
    asked = {name.removesuffix(name.partition("evaluate")[2]) for name in commands() if told_of(name)}
    assert told - {""} == asked
    operations = {
        f"{method.upper()} {path}"
        for path, methods in create_app().openapi()["paths"].items()
        for method in methods
        if path.startswith("/v1/")
    }
    assert {one.operation for one in ANSWERS} - {""} == operations


def test_every_shape_is_told_and_says_what_it_is() -> None:
    """Each has a docstring and a heading; but those that are only the beginning of others."""
    headings = set(re.findall(r"^### (\w+)$", page(), re.MULTILINE))
    beginnings = {cls for shape in shapes() for cls in shape.__mro__[1:]}
    names = [one.__name__ for one in shapes()]
    assert len(names) == len(set(names))
    assert {one.__name__ for one in shapes() - beginnings} <= headings
    assert all(one.__doc__ for one in shapes())


def test_links_of_the_page_lead_somewhere() -> None:
    """Each object that a table names has its own table."""
    headings = {name.lower() for name in re.findall(r"^### (\w+)$", page(), re.MULTILINE)}
    assert set(re.findall(r"\]\(#(\w+)\)", page())) <= headings


def test_an_answer_begins_with_what_it_was_made_with() -> None:
    """Whatever else it has the fields of."""
    first = list(Advice.model_fields)
    for answer in (GapAnswer, PlanAnswer):
        assert list(answer.model_fields)[: len(first)] == first


def test_what_was_computed_is_rounded_and_an_answer_read_back_is_the_same(engine: Engine) -> None:
    """No number has more digits; the JSON of a gap makes the same gap."""
    text = json.dumps(analysis(engine, passport()))
    assert re.findall(rf"\d\.\d{{{DIGITS + 1},}}", text) == []
    read = GapAnswer.model_validate(sample(engine))
    assert plain(read) == sample(engine)


def sample(engine: Engine) -> dict[str, object]:
    """A gap, as JSON."""
    whole = analysis(engine, passport())
    begun = {name: whole[name] for name in Advice.model_fields}
    return {**begun, "format": "acquis/gap", **whole["gap"]}


def test_a_shape_is_not_changed_nor_given_other_fields() -> None:
    """It is frozen, and closed."""
    for shape in shapes():
        if issubclass(shape, Document):
            assert shape.model_config["frozen"]
            assert shape.model_config["extra"] == "forbid"
