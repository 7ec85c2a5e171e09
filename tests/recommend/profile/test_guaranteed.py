"""What is guaranteed comes from a proof that was checked, and covers what its issuer signed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from graph.holder import RecordStanding
from passport.document.model import Passport
from passport.document.standing import Standing
from passport.proof.registry import EMPTY
from passport.proof.verify import verified
from recommend.engine import Engine
from recommend.law.following import Following
from recommend.profile.evidence import Rule
from recommend.profile.held import holdings
from recommend.profile.profile import Profile
from recommend.profile.projection import holder_graph
from recommend.profile.qualified import titles_held
from tests.support.authority import registry_of, signed
from tests.support.passports import DAY, GUARANTEED, TARGET, claimed, job, obtained, passport

BLOC = "RNCP37099BC01"
ISSUER = "Ministère inventé"
SECTIONS: dict[str, Any] = {
    "experiences": [job(attestation=GUARANTEED)],
    "blocs": [obtained(BLOC, "2024", ISSUER)],
    "qualifications": [{"id": "q", "title": "Permis B", "attestation": GUARANTEED}],
    "languages": [{"id": "l", "language": "en", "level": "B1", "attestation": GUARANTEED}],
}
"""A record of each kind, each said to be vouched for."""

UNPROVEN: dict[str, Callable[[], Passport]] = {
    "never checked": lambda: claimed(**SECTIONS),
    "signed and never checked": lambda: signed(claimed(**SECTIONS)),
    "without a proof": lambda: verified(claimed(**SECTIONS), registry_of(ISSUER, GUARANTEED["issuer"]), DAY),
    "of issuers that nobody knows": lambda: verified(signed(claimed(**SECTIONS)), registry_of("Un autre"), DAY),
    "without a registry": lambda: verified(signed(claimed(**SECTIONS)), EMPTY, DAY),
}


def parts(profile: Profile) -> list[bool]:
    """Everything in a profile that may be guaranteed."""
    beliefs = [belief.guaranteed > 0 for belief in profile.beliefs]
    held = [one.guaranteed for one in profile.holdings.values()] + [one.guaranteed for one in profile.titles]
    evidence = [one.guaranteed for belief in profile.beliefs for one in belief.evidence]
    return [*beliefs, *held, *evidence, profile.level_guaranteed is not None, bool(profile.abilities.guaranteed.any())]


@pytest.mark.parametrize("document", UNPROVEN.values(), ids=UNPROVEN.keys())
def test_a_claim_alone_guarantees_nothing_and_counts_as_declared(
    engine: Engine, document: Callable[[], Passport]
) -> None:
    """To the last figure: what the same records would give if their holder alone said them."""
    plain = {name: [{**one, "attestation": {}} for one in rows] for name, rows in SECTIONS.items()}
    found, declared = engine.profile(document(), DAY), engine.profile(passport(**plain), DAY)
    assert not any(parts(found))
    assert found.beliefs == declared.beliefs
    assert engine.gap(found, TARGET) == engine.gap(declared, TARGET)
    assert {one.found.standing for one in found.checks.records} == {Standing.UNVERIFIED}


def test_a_proof_that_holds_guarantees_its_record(engine: Engine) -> None:
    """The job, the bloc, the licence."""
    profile = engine.profile(passport(**SECTIONS), DAY)
    assert profile.holdings[BLOC].guaranteed
    assert [one.guaranteed for one in profile.titles if one.record == "q"] == [True]
    assert engine.gap(profile, TARGET).guaranteed > 0
    assert {one.found.standing for one in profile.checks.records} == {Standing.GUARANTEED}


def test_a_record_that_is_changed_after_the_check_is_no_longer_guaranteed() -> None:
    """In memory too: what it says now nobody checked; its description is the holder's, and may change."""
    (sure,) = passport(experiences=[job(attestation=GUARANTEED, description="Vendre.")]).experiences
    assert sure.model_copy(update={"description": "", "readings": ()}).guaranteed
    assert sure.model_copy(update={"rome": None}).guaranteed
    for name, value in (("title", "Directrice"), ("hours_per_week", 70.0), ("rome", "M1302"), ("id", "e2")):
        assert sure.model_copy(update={name: value}).verification.standing is Standing.UNVERIFIED


@pytest.mark.parametrize("kind", ["employment", "mandate"])
def test_what_goes_on_is_guaranteed_up_to_the_day_it_was_signed(engine: Engine, kind: str) -> None:
    """Signed once in 2015, it says nothing of the eleven years since, which the holder declares."""
    on: dict[str, Any] = {"kind": kind, "start": "2015-01-01", "end": None}
    once = {**GUARANTEED, "date": "2015-07-01"}
    going = engine.profile(passport(experiences=[plain(job(**on, attestation=once))]), DAY)
    ended = engine.profile(passport(experiences=[job(**{**on, "end": "2015-07-01"}, attestation=once)]), DAY)
    declared = engine.profile(passport(experiences=[plain(job(**on))]), DAY)
    sure = {one.item: one.guaranteed for one in ended.beliefs if one.guaranteed}
    assert sure
    assert {one.item: one.guaranteed for one in going.beliefs if one.guaranteed} == sure
    whole = [(one.item, one.probability) for one in declared.beliefs]
    assert [(one.item, one.probability) for one in going.beliefs] == whole
    again = engine.profile(passport(experiences=[plain(job(**on, attestation={**once, "date": "2026-11-23"}))]), DAY)
    assert [(one.item, one.guaranteed) for one in again.beliefs] == whole


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what is None."""
    return {name: value for name, value in row.items() if value is not None}


@pytest.mark.parametrize("known", [True, False])
def test_the_title_of_a_certification_is_guaranteed_as_the_catalogue_has_it(engine: Engine, known: bool) -> None:
    """An issuer bound to one code could otherwise vouch for any diploma, by the title it writes beside."""
    row = {**obtained("RS5000", "2024", ISSUER), "title": "Diplôme d'État d'infirmier"}
    (one,) = passport(certifications=[row]).certifications
    assert one.guaranteed
    held = holdings([one], Following(engine.catalogue, [])) if known else {}
    titles = titles_held(passport(certifications=[row]), held, {"RS5000": ("CACES R489", None)} if known else {}, DAY)
    assert {title.words for title in titles if title.guaranteed} == ({"CACES R489"} if known else set())
    assert "Diplôme d'État d'infirmier" in {title.words for title in titles}


DESCRIPTION = "Je soude à l'arc et je découpe des tôles au chalumeau. Je conduis un chariot élévateur."


@pytest.mark.parametrize("title", ["Agent", "Vendeuse en boulangerie", "Ouvrier polyvalent"])
def test_what_the_holder_writes_in_a_record_is_not_guaranteed_with_it(engine: Engine, title: str) -> None:
    """A description may make one occupation of a vague title: the issuer signed the title, not that."""
    job_ = job(title=title, rome=None, attestation=GUARANTEED)
    alone = engine.profile(passport(experiences=[job_]), DAY).abilities.guaranteed
    told = engine.profile(passport(experiences=[{**job_, "description": DESCRIPTION}]), DAY)
    assert np.all(told.abilities.guaranteed <= alone + 1e-9)
    said = {one.rule for belief in told.beliefs for one in belief.evidence if one.guaranteed}
    assert said <= {Rule.OCCUPATION}


def test_a_reading_that_the_holder_confirms_is_not_guaranteed(engine: Engine) -> None:
    """The issuer signed « Agent »; the holder says that this was welding."""
    reading = {"code": "N1101", "verdict": "confirmed"}
    vague = job(title="Agent", rome=None, attestation=GUARANTEED, readings=[reading])
    profile = engine.profile(passport(experiences=[vague]), DAY)
    assert [one.occupation for one in profile.exercised] == ["N1101"]
    assert not any(one.guaranteed for belief in profile.beliefs for one in belief.evidence)


def test_the_graph_of_a_holder_tells_who_vouches_for_each_record(engine: Engine) -> None:
    """By the name of the registry, signed and checked when; and why not, of a claim without proof."""
    sure = passport(**SECTIONS)
    graph = holder_graph(sure, engine.profile(sure, DAY), engine.catalogue)
    (bloc,) = [one for one in graph.records if one.kind == "bloc"]
    assert bloc.standing.issuer == ISSUER
    assert (bloc.standing.standing, bloc.standing.method, bloc.standing.checked) == ("guaranteed", "statement", DAY)
    unsure = verified(claimed(**SECTIONS), registry_of(ISSUER), DAY)
    graph = holder_graph(unsure, engine.profile(unsure, DAY), engine.catalogue)
    assert not any(one.guaranteed for one in graph.records)
    assert {one.standing for one in graph.records} == {
        RecordStanding(standing="unverified", checked=DAY, problem="no_proof")
    }
