"""More evidence never lowers: a record added to a passport lowers no coverage, no belief, no guaranteed part."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passport.document.read import passport_from
from recommend.engine import Engine
from recommend.gap.gap import Status
from recommend.profile.evidence import Rule
from recommend.profile.profile import Profile
from tests.support.data import data_folder
from tests.support.passports import DAY, TARGET, job, obtained, passport

OLD, NEW = "RNCP31114", "RNCP37674"
CERTIFICATIONS = [OLD, NEW, "RNCP37099"]
BLOCS = [f"{OLD}BC01", f"{OLD}BC02", f"{NEW}BC01", f"{NEW}BC02", "RNCP37099BC01", "RNCP37099BC02"]
OCCUPATIONS = ["D1102", "D1106", "D1505", "N1101", "I1304", "J1501"]
SENTENCES = [
    "J'encaissais les ventes et je rendais la monnaie.",
    "Je conduisais un chariot élévateur.",
    "Titulaire du permis B, je livrais les clients.",
    "J'ai aidé des personnes âgées à faire leur toilette.",
]
TITLES = ["Bac pro commerce", "CAP boulanger", "BTS MCO", "CACES R489 catégorie 3", "Formation au service en salle"]
YEARS = st.integers(1985, 2025)
ISSUER = st.sampled_from([None, "Ministère inventé"])
NUMBER = st.integers(0, 10**6)
Record = tuple[str, dict[str, Any]]


@st.composite
def experiences(draw: st.DrawFn) -> Record:
    """A job by its code or its title alone, with a sentence or none."""
    start = draw(YEARS)
    fields = {
        "start": f"{start}-01",
        "end": f"{min(start + draw(st.integers(0, 9)), 2025)}-12",
        "kind": draw(st.sampled_from(["employment", "volunteering", "internship"])),
        "rome": draw(st.sampled_from([None, *OCCUPATIONS])),
        "title": draw(st.sampled_from(["Vendeuse en boulangerie", "Cariste", "Aide-soignante diplômée", "Divers"])),
        "description": draw(st.sampled_from(["", *SENTENCES])),
        "attestation": _vouched(draw(ISSUER)),
    }
    return "experiences", job(f"e{draw(NUMBER)}", **{name: value for name, value in fields.items() if value})


@st.composite
def obtentions(draw: st.DrawFn) -> Record:
    """A certification or a bloc of one of three, two of which follow each other."""
    section = draw(st.sampled_from(["certifications", "blocs"]))
    code = draw(st.sampled_from(CERTIFICATIONS if section == "certifications" else BLOCS))
    record = obtained(code, str(draw(YEARS)), draw(ISSUER))
    return section, record | {"id": f"o{draw(NUMBER)}"}


@st.composite
def trainings(draw: st.DrawFn) -> Record:
    """A training that is over, its title that of a diploma or not."""
    start = draw(YEARS)
    return "trainings", {
        "id": f"t{draw(NUMBER)}",
        "title": draw(st.sampled_from(TITLES)),
        "start": f"{start}-01",
        "end": f"{start}-09",
        "description": draw(st.sampled_from(["", *SENTENCES])),
    }


@st.composite
def languages(draw: st.DrawFn) -> Record:
    """A language and its level."""
    return "languages", {
        "id": f"l{draw(NUMBER)}",
        "language": draw(st.sampled_from(["en", "fr"])),
        "level": draw(st.sampled_from(["A1", "B2", "C1"])),
    }


def _vouched(issuer: str | None) -> dict[str, str] | None:
    return {"status": "guaranteed", "issuer": issuer} if issuer else None


RECORDS = st.one_of(experiences(), obtentions(), obtentions(), trainings(), languages())


def read(engine: Engine, records: list[Record]) -> Profile:
    """The profile of these records."""
    sections: dict[str, list[dict[str, Any]]] = {}
    for section, record in records:
        sections.setdefault(section, []).append(record)
    return engine.profile(passport(**sections), DAY, ignore_unknown=True)


def assert_no_less(before: Profile, after: Profile) -> None:
    """Every occupation, every item, every guaranteed part."""
    for name in ("coverage", "core_coverage", "direct", "guaranteed", "carried", "trades", "near"):
        lost = getattr(before.abilities, name) - getattr(after.abilities, name)
        assert lost.max() <= 1e-5, f"{name}: {lost.max()} at {lost.argmax()}"


def _key(record: Record) -> object:
    section, fields = record
    return (section, fields["language"]) if section == "languages" else fields["id"]


@settings(max_examples=60, deadline=None)
@given(st.lists(RECORDS, min_size=1, max_size=5, unique_by=_key))
def test_a_record_more_never_lowers_anything(engine: Engine, records: list[Record]) -> None:
    """Whatever it is: a job, a certification, an older bloc, a training, a language, words."""
    assert_no_less(read(engine, records[:-1]), read(engine, records))


@pytest.mark.parametrize("more", [obtained(f"{NEW}BC01", "1999"), obtained(f"{NEW}BC01", "1999", "Ministère inventé")])
def test_an_older_record_of_the_same_bloc_lowers_nothing(engine: Engine, more: dict[str, Any]) -> None:
    """Declared or guaranteed; and it adds nothing to what the newer one says."""
    recent = obtained(f"{NEW}BC01", "2025")
    before, after = read(engine, [("blocs", recent)]), read(engine, [("blocs", recent), ("blocs", more)])
    assert_no_less(before, after)
    assert np.allclose(before.abilities.direct, after.abilities.direct)


def test_what_several_records_give_together_is_guaranteed_only_when_all_are(engine: Engine) -> None:
    """Holding the blocs one by one, one of them declared: what their whole confers stays declared."""
    codes = engine.catalogue.blocs_of[OLD]
    blocs = [("blocs", obtained(code, "2020", None if at else "Ministère inventé")) for at, code in enumerate(codes)]
    alone = read(engine, blocs[:1]).abilities.guaranteed
    assert np.allclose(read(engine, blocs).abilities.guaranteed, alone)


def test_what_carries_over_is_neither_held_nor_guaranteed(engine: Engine) -> None:
    """Likely at best; its evidence says from which item, and how near."""
    profile = engine.profile(passport(experiences=[job(rome="D1102", attestation=_vouched("Employeur inventé"))]), DAY)
    lines = engine.gap(profile, TARGET).lines
    carried = [line for line in lines if line.belief and profile.belief(line.need.item) is None]
    assert carried
    for line in carried:
        assert line.belief is not None
        assert line.status is not Status.HELD
        assert line.belief.guaranteed == 0
        assert {e.rule for e in line.belief.evidence} <= {Rule.CARRIED, Rule.NEAR_TRADE}
        assert all(0 < e.degree <= 1 for e in line.belief.evidence)
        assert all(e.through for e in line.belief.evidence if e.rule is Rule.CARRIED)


def test_practice_infers_no_title(engine: Engine) -> None:
    """Nor does a certification that leads to the occupation, nor what carries over."""
    titles = [engine.world.matrices.item_index[item] for item in engine.catalogue.titles]
    jobs = [("experiences", job(f"e{rome}", rome=rome)) for rome in OCCUPATIONS]
    profile = read(engine, [*jobs, ("certifications", obtained(NEW))])
    held = {belief.item for belief in profile.beliefs if any(e.rule is Rule.TITLE for e in belief.evidence)}
    believed = {engine.world.matrices.items[at] for at in titles if profile.abilities.believed[at] > 0}
    assert believed <= held
    assert read(engine, jobs).abilities.believed[titles].max(initial=0.0) == 0.0


@pytest.mark.data
def test_two_records_of_a_bloc_are_worth_the_newer_one(full_engine: Engine) -> None:
    """The three files of `cases/files`: the bloc, the bloc twice, the certification."""

    def of(name: str) -> Profile:
        text = (data_folder() / "cases" / "files" / f"{name}.json").read_text(encoding="utf-8")
        return full_engine.profile(passport_from(json.loads(text)), DAY)

    one, twice, whole = of("p-b1"), of("p-bb"), of("p-cert1")
    assert_no_less(one, twice)
    assert_no_less(one, whole)
