"""What a bloc would change is what holding it changes, and never for the worse."""

from __future__ import annotations

from pathlib import Path

import pytest

from recommend.engine import Engine
from recommend.errors import UnknownCertificationError
from tests.support.passports import DAY, EXAMPLES, example, obtained, passport

BLOC = "RNCP37674BC01"


def test_every_bloc_brings_nearer_and_none_takes_away(engine: Engine) -> None:
    """Of an empty passport: items and occupations only go up, those that open are told first."""
    profile = engine.profile(passport(), DAY)
    for code in engine.catalogue.blocs:
        found = engine.what_if(profile, code)
        assert all(item.after > item.before for item in found.added)
        assert all(one.after > one.before for one in found.occupations)
        assert [one.opened for one in found.occupations] == sorted((o.opened for o in found.occupations), reverse=True)


def test_every_unit_foreseen_gives_what_holding_it_gives(engine: Engine) -> None:
    """Blocs that it confers included, and at least as much of every item."""
    before = engine.profile(passport(), DAY)
    conferring = 0
    for code in engine.catalogue.units:
        section = "blocs" if "BC" in code else "certifications"
        after = engine.profile(passport(**{section: [obtained(code, DAY.isoformat())]}), DAY)
        found = engine.what_if(before, code)
        assert {code, *found.confers} >= set(after.held)
        conferring += bool(found.confers)
        links = engine.matcher.unit_links
        linked = set(links.filter(links["unit"].is_in(list(after.held)))["item"])
        for one in found.added:
            if one.item in linked:
                belief = after.belief(one.item)
                assert belief
                assert belief.probability >= one.after - 1e-3
    assert conferring


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_within_reach_is_what_what_if_says(engine: Engine, path: Path) -> None:
    """Through a bloc, or a certification whole or what is missing of it."""
    profile = engine.profile(example(path), DAY)
    reached = engine.reach(profile)
    through = [*reached.one_bloc, *reached.one_certification]
    for one in through:
        after = {o.occupation.code: o for o in engine.what_if(profile, str(one.through)).occupations}
        assert after[one.occupation.code].after == pytest.approx(one.then, abs=1e-5)
        assert after[one.occupation.code].opened


def test_a_bloc_foreseen_is_near_what_it_gives_once_held(engine: Engine) -> None:
    """Competencies linked to the bloc: foreseen today as sure as a jury's today."""
    before = engine.profile(passport(), DAY)
    after = engine.profile(passport(blocs=[obtained(BLOC, DAY.isoformat())]), DAY)
    linked = set(engine.matcher.unit_links.filter(unit=BLOC)["item"])
    foreseen = {one.item: one.after for one in engine.what_if(before, BLOC).added if one.item in linked}
    assert foreseen
    for item, chance in foreseen.items():
        belief = after.belief(item)
        assert belief
        assert belief.probability >= chance - 1e-3


def test_a_bloc_held_changes_nothing(engine: Engine) -> None:
    """And one that the snapshot lacks is an error."""
    profile = engine.profile(passport(blocs=[obtained(BLOC)]), DAY)
    found = engine.what_if(profile, BLOC)
    assert found.held
    assert (found.added, found.occupations) == ((), ())
    with pytest.raises(UnknownCertificationError):
        engine.what_if(profile, "RNCP999999BC01")
