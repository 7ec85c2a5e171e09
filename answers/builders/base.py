"""What every answer begins with, and parts that several have."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from answers.shapes.base import Attestations, CertificationTitle, Item, ItemLabel, RecordStanding
from answers.version import acquis_version
from answers.words.standing import standing_told
from passport.document.standing import Checks, RecordCheck, Standing
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
    attestations: Attestations


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
    return {
        **origin(engine),
        "as_of": profile.as_of,
        "holder": profile.holder,
        "attestations": attestations(profile.checks),
    }


def attestations(checks: Checks) -> Attestations:
    """What was found of those who are said to vouch for the records of a passport."""
    return Attestations(
        registry=checks.registry,
        checked=checks.on,
        **{standing.value: len(checks.of(standing)) for standing in Standing},
        records=[record_standing(one) for one in checks.records],
    )


def record_standing(one: RecordCheck) -> RecordStanding:
    """Where a record stands, and how it was found."""
    found = one.found
    return RecordStanding(
        record=one.record,
        standing=found.standing,
        method=found.method,
        issuer=found.name,
        issuer_id=found.issuer,
        claimed=one.claimed,
        signed=found.signed,
        checked=found.checked,
        problem=found.problem,
        told=standing_told(one),
    )


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
