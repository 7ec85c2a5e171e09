"""The lock of the development environment follows pyproject.toml, without asking the network."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.data import ROOT

HEAVY = {"train", "transformers"}
"""Extras that the lock leaves out: they bring torch, and no test needs them."""


def declared() -> list[Requirement]:
    """What pyproject.toml asks for: the base, the extras but the heavy ones, the groups of dependencies."""
    document = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = document["project"]["optional-dependencies"]
    lists = [
        document["project"]["dependencies"],
        *(extras[name] for name in extras if name not in HEAVY),
        *document["dependency-groups"].values(),
    ]
    return [Requirement(line) for lines in lists for line in lines if isinstance(line, str)]


def locked() -> dict[str, tuple[str, str]]:
    """Name → version and the comment that says who asks for it."""
    text = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    entries = re.findall(r"^([\w.-]+)==([^\s;]+).*\n((?:    .*\n)*)", text, re.MULTILINE)
    return {name: (version, comment) for name, version, comment in entries}


def test_each_requirement_is_locked_at_a_version_it_accepts() -> None:
    """Else: `make lock`."""
    lock = locked()
    for requirement in declared():
        name = canonicalize_name(requirement.name)
        assert name in lock, f"{name} is not in requirements-dev.lock: make lock"
        assert requirement.specifier.contains(lock[name][0]), f"{requirement}, locked {lock[name][0]}: make lock"


def test_nothing_is_locked_for_a_requirement_that_is_gone() -> None:
    """What the lock says acquis asks for is what it asks for."""
    asked = {name for name, (_, comment) in locked().items() if "acquis (pyproject.toml" in comment}
    assert asked == {canonicalize_name(requirement.name) for requirement in declared()}


def test_the_lock_names_no_registry() -> None:
    """Whoever installs it asks the one of their own settings, and the hashes say whether it is the same file."""
    assert "://" not in (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
