"""What the holder confirms or refuses of a reading stays in the passport, and the engine obeys."""

from __future__ import annotations

from typing import Any

import pytest

from answers.words.evidence import reason
from answers.words.passport import fault_told
from answers.words.surfaces import Surface
from answers.words.titles import exercised_reason
from passport.document.errors import PassportError
from passport.document.read import parse_passport, passport_from
from recommend.engine import Engine
from recommend.profile.evidence import Evidence, Rule
from recommend.profile.profile import Profile
from tests.support.passports import DAY, claimed, job, passport

TITLE = "Vendeuse en boulangerie"
SENTENCE = "J'encaissais les achats des clients."
OTHER = "Je nettoyais la trancheuse."


def verdict(code: str, said: str, text: str | None = None) -> dict[str, Any]:
    """A verdict as it stands in a passport."""
    return {"code": code, "verdict": said} | ({"text": text} if text else {})


def read(engine: Engine, *verdicts: dict[str, Any], **fields: Any) -> Profile:
    """The profile of one job, with verdicts on its readings."""
    told = {"title": TITLE, "rome": None, "description": f"{SENTENCE} {OTHER}"} | fields
    return engine.profile(passport(experiences=[job(**told, readings=list(verdicts))]), DAY)


def evidence_of(profile: Profile, item: str, rule: Rule) -> list[Evidence]:
    """What speaks for an item by a rule."""
    belief = profile.belief(item)
    return [one for one in belief.evidence if one.rule is rule] if belief else []


def an_item(profile: Profile) -> str:
    """The item that SENTENCE was read as, most surely."""
    return next(
        b.item
        for b in profile.beliefs
        for e in b.evidence
        if (e.rule, e.source.words) == (Rule.STATEMENT, SENTENCE.rstrip("."))
        and evidence_of(profile, b.item, Rule.OCCUPATION)
    )


def test_a_confirmed_occupation_is_the_one_exercised(engine: Engine) -> None:
    """As a ROME code given, and said to be confirmed."""
    profile = read(engine, verdict("N1101", "confirmed"))
    (own,) = profile.exercised
    assert (own.occupation, own.probability, exercised_reason(own)) == ("N1101", 1.0, "confirmé par le titulaire")
    said = [e for b in profile.beliefs for e in b.evidence if e.rule is Rule.OCCUPATION]
    assert said
    assert all(reason(one).startswith("métier exercé, confirmé par le titulaire") for one in said)


def test_a_confirmed_occupation_is_worth_a_code_given(engine: Engine) -> None:
    """The same beliefs, to the last digit; both may be said."""
    given, confirmed = read(engine, rome="N1101"), read(engine, verdict("N1101", "confirmed"))
    assert [(b.item, b.probability) for b in given.beliefs] == [(b.item, b.probability) for b in confirmed.beliefs]
    both = read(engine, verdict("D1106", "confirmed"), rome="N1101")
    assert [one.occupation for one in both.exercised] == ["N1101", "D1106"]


def test_a_refused_occupation_is_never_read_from_the_title(engine: Engine) -> None:
    """The next readings come instead, no surer than they were."""
    before = read(engine).exercised
    after = read(engine, verdict(before[0].occupation, "refused")).exercised
    assert before[0].occupation not in {one.occupation for one in after}
    assert all(one.probability <= before[0].probability for one in after)


def test_a_refused_item_gives_no_evidence_from_that_sentence(engine: Engine) -> None:
    """The occupation still does; refused on the title too, nothing is left of it."""
    plain = read(engine)
    item = an_item(plain)
    once = read(engine, verdict(item, "refused", SENTENCE.lower()))
    assert not evidence_of(once, item, Rule.STATEMENT)
    assert evidence_of(once, item, Rule.OCCUPATION)
    assert read(engine, verdict(item, "refused", SENTENCE), verdict(item, "refused")).belief(item) is None
    others = {b.item: b.probability for b in plain.beliefs if b.item != item}
    assert {b.item: b.probability for b in once.beliefs if b.item != item} == others


def test_a_refused_reading_of_a_licence_is_no_licence(engine: Engine) -> None:
    """Neither a title held nor a belief."""
    said = "Titulaire du permis B, je livrais les clients."
    (held,) = read(engine, description=said).titles
    (item,) = engine.world.titles.of(held.tokens, held.diploma)
    refused = read(engine, verdict(item, "refused", said), description=said)
    assert (refused.titles, refused.belief(item)) == ((), None)


def test_a_confirmed_item_is_strong_declared_evidence_in_the_holders_words(engine: Engine) -> None:
    """Even where nothing would have been read; it never makes anything guaranteed."""
    plain = read(engine)
    item = next(code for code in sorted(engine.catalogue.items) if plain.belief(code) is None)
    profile = read(engine, verdict(item, "confirmed", OTHER), end=None)
    (own,) = evidence_of(profile, item, Rule.STATEMENT)
    assert (own.probability, own.guaranteed) == (0.95, False)
    assert reason(own) == f"confirmé par le titulaire : « {OTHER} »"
    (on_title,) = evidence_of(read(engine, verdict(item, "confirmed")), item, Rule.STATEMENT)
    assert on_title.source.words == TITLE


def test_a_reading_of_a_training_is_confirmed_too(engine: Engine) -> None:
    """Its title says what was taught, its description what was done."""
    item = next(iter(sorted(engine.catalogue.items)))
    training = {"id": "f1", "title": "Atelier", "start": "2026-01", "readings": [verdict(item, "confirmed")]}
    profile = engine.profile(passport(trainings=[training]), DAY)
    (own,) = evidence_of(profile, item, Rule.TRAINING)
    assert own.confirmed
    assert own.probability > 0.9


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (verdict("D1106", "confirmed", OTHER), "ne peut être la lecture de ces mots"),
        (verdict("N1101", "refused", "Une phrase d'avant."), "phrase citée"),
    ],
)
def test_a_verdict_that_nothing_can_be_made_of_is_told(engine: Engine, said: dict[str, Any], told: str) -> None:
    """A sentence that is not there any more, an occupation that no sentence is read as: left aside, the rest stays."""
    profile = read(engine, said)
    (fault,) = profile.ignored
    assert fault.path == "experiences[0].readings[0]"
    assert told in fault_told(fault, Surface.CLI)
    assert profile.beliefs == read(engine).beliefs


@pytest.mark.parametrize("code", ["A9999", "99999999"])
def test_an_unknown_code_is_an_error_as_for_rome(engine: Engine, code: str) -> None:
    """With its path; left out, and told, on demand."""
    document = passport(experiences=[job(readings=[verdict(code, "confirmed")])])
    with pytest.raises(PassportError) as caught:
        engine.profile(document, DAY)
    assert [fault.path for fault in caught.value.faults] == ["experiences[0].readings[0].code"]
    kept = engine.profile(document, DAY, ignore_unknown=True)
    assert kept.beliefs == engine.profile(passport(experiences=[job()]), DAY).beliefs
    assert "inconnu du référentiel" in fault_told(kept.ignored[0], Surface.CLI)


@pytest.mark.parametrize(
    ("fields", "where", "told"),
    [
        ({"readings": [verdict("?", "confirmed")]}, "experiences[0].readings[0].code", "code ROME"),
        ({"readings": [verdict("D1106", "maybe")]}, "experiences[0].readings[0].verdict", "confirmed"),
        ({"readings": [verdict("D1106", "refused")]}, "experiences[0]", "à la fois"),
        ({"readings": [verdict("1", "refused", "É"), verdict("1", "confirmed", "e")]}, "experiences[0]", "à la fois"),
    ],
)
def test_a_verdict_at_fault_is_named_by_its_path(fields: dict[str, Any], where: str, told: str) -> None:
    """A code that is none, a verdict that is none, both verdicts at once."""
    with pytest.raises(PassportError) as caught:
        passport(experiences=[job(**fields)])
    (fault,) = caught.value.faults
    assert fault.path == where
    assert told in fault_told(fault, Surface.CLI)


def test_verdicts_are_written_and_read_again() -> None:
    """The model's own JSON is a valid document."""
    document = claimed(experiences=[job(readings=[verdict("D1106", "confirmed"), verdict("12", "refused", "x")])])
    assert parse_passport(document.model_dump_json().encode()) == document
    assert passport_from(document.model_dump(mode="json")) == document
