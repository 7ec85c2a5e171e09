"""Pages name what is there: links lead somewhere, paths exist, the way of a request is the code's."""

from __future__ import annotations

import importlib
import re

import pytest

from tests.support.data import ROOT

PAGES = sorted(
    str(page.relative_to(ROOT))
    for page in (*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md")
    if not page.is_relative_to(ROOT / "docs" / "adr")  # a decision names what there was on its day
)
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
NAMED = re.compile(r"`([\w.-]+/(?:[\w.*-]+/)*(?:[\w*-]*\.\w+)?)`")
"""A folder (`/` at its end) or a file from the root, between backquotes."""
ROOMS = tuple(path.name for path in ROOT.iterdir() if path.is_dir())
ROW = re.compile(r"^\|[^|]*\| `([\w/]+)\.py`(?:, then `([\w/]+)\.py`)? \| (`[^|]*) \|", re.MULTILINE)
"""A step of the way of a request: its file, and what is called there."""


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    """Within the repository; addresses of the web are not asked."""
    for link in LINK.findall((ROOT / page).read_text(encoding="utf-8")):
        if "://" not in link:
            assert ((ROOT / page).parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_is_there(page: str) -> None:
    """A path that begins with a folder of the repository, or a pattern that some file fits."""
    for path in NAMED.findall((ROOT / page).read_text(encoding="utf-8")):
        if path.partition("/")[0] in ROOMS:
            assert any(ROOT.glob(path.rstrip("/"))), path


def test_the_way_of_a_request_is_that_of_the_code() -> None:
    """Each function and class that docs/architecture.md names is in the file beside it."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    steps = ROW.findall(page.partition("## The way of a request")[2].partition("\n## ")[0])
    assert len(steps) > 30
    for *files, named in steps:
        modules = [importlib.import_module(file.replace("/", ".")) for file in files if file]
        for name in re.findall(r"`([\w.]+)`", named):
            assert any(found(module, name.split(".")) for module in modules), f"{files}: {name}"


def found(thing: object, names: list[str]) -> bool:
    """Whether a module has a name, or a class of it a member."""
    for name in names:
        if not hasattr(thing, name):
            return False
        thing = getattr(thing, name)
    return True


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("docs/")])
def test_every_page_is_in_the_index(page: str) -> None:
    """docs/README.md leads to each page of docs/."""
    index = ROOT / "docs" / "README.md"
    linked = {(index.parent / link).resolve() for link in LINK.findall(index.read_text(encoding="utf-8"))}
    assert (ROOT / page).resolve() in {*linked, index}


def test_every_class_that_the_glossary_names_is_there() -> None:
    """In the module beside it."""
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    places = re.findall(r"`([a-z_]+(?:\.[a-z_]+)+)\.([A-Z]\w+)`", page)
    assert len(places) > 40
    for module, name in places:
        assert hasattr(importlib.import_module(module), name), f"{module}.{name}"
