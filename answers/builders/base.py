"""What every answer begins with, and parts that several have."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from answers.shapes.base import CertificationTitle, Item, ItemLabel
from answers.version import acquis_version
from recommend.engine import Engine
from recommend.profile.profile import Profile


class Origin(TypedDict):
    """What an answer was made with."""

    snapshot: str
    acquis: str
    teaching: bool
    model: str


class AdviceOrigin(Origin):
    """The same, and of whom, on which day."""

    as_of: date
    holder: str


def origin(engine: Engine) -> Origin:
    """What an answer was made with."""
    return {
        "snapshot": engine.snapshot.id,
        "acquis": acquis_version(),
        "teaching": engine.snapshot.teaching,
        "model": engine.model_id,
    }


def advice_origin(engine: Engine, profile: Profile) -> AdviceOrigin:
    """The same, and of whom, on which day."""
    return {**origin(engine), "as_of": profile.as_of, "holder": profile.holder}


def item(engine: Engine, code: str) -> Item:
    """An item, by its code."""
    found = engine.catalogue.items[code]
    return Item(code=code, kind=found.kind, label=found.label)


def item_label(engine: Engine, code: str) -> ItemLabel:
    """The same, without its kind."""
    return ItemLabel(code=code, label=engine.catalogue.items[code].label)


def certification_title(engine: Engine, code: str) -> CertificationTitle:
    """A certification, by its code; what the snapshot lacks of it is null."""
    found = engine.catalogue.certifications.get(code)
    return CertificationTitle(code=code, title=found.title if found else None, level=found.level if found else None)
