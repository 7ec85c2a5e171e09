"""Work on one's own account asks for what running a small business does, likely and declared, as time goes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from passport.document.model import ExperienceKind
from recommend.engine import Engine
from recommend.law.activities import MEANS
from recommend.profile import own_account
from recommend.profile.evidence import Evidence, Rule
from recommend.weights import W
from tests.support.passports import DAY, job, passport


def by_kind(engine: Engine, **fields: Any) -> dict[str, Evidence]:
    """What the kind of one experience gives, by item."""
    told = {"kind": "self_employment", "title": "Épicier", "start": "2016-01", "end": "2026-01", "description": ""}
    profile = engine.profile(passport(experiences=[job(**{"rome": None, **told, **fields})]), DAY)
    return {one.item: one for b in profile.beliefs for one in b.evidence if one.rule is Rule.KIND}


@pytest.fixture
def known(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> str:
    """A competency of the snapshot, said to be of any business."""
    item = next(iter(engine.catalogue.macro_of.values()))
    own = replace(MEANS[ExperienceKind.SELF_EMPLOYMENT], items=(item,), where_near=())
    monkeypatch.setattr(own_account, "MEANS", {**MEANS, ExperienceKind.SELF_EMPLOYMENT: own})
    return item


def test_ones_own_business_gives_what_it_asks_for(engine: Engine, known: str) -> None:
    """Likely at length, never held by that alone; less after a month; never guaranteed."""
    long, short = by_kind(engine)[known], by_kind(engine, start="2025-12")[known]
    assert W["status.likely"] <= long.probability < W["status.held"]
    assert short.probability < W["status.likely"]
    assert not long.guaranteed
    assert long.source.code == "self_employment"


@pytest.mark.parametrize(
    ("told", "own"),
    [
        ({"title": "Artisan peintre"}, True),
        ({"description": "Peinture à mon compte depuis 2016"}, True),
        ({"description": "à mon compte chez trois particuliers en CESU"}, False),
        ({"description": "Je voudrais me mettre à mon compte"}, False),
        ({"kind": "volunteering", "title": "Artisan peintre"}, False),
    ],
)
def test_a_job_that_tells_ones_own_account_is_read_so(
    engine: Engine, known: str, told: dict[str, Any], *, own: bool
) -> None:
    """Whatever it was filed under, unless it says that one is paid by households."""
    assert known not in by_kind(engine, kind="employment")
    assert (known in by_kind(engine, **{"kind": "employment", **told})) == own
