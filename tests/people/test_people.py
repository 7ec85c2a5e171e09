"""Invented people: what acquis says to each is what a good advisor would say, in the YAML files beside.

`tests/support/people_expected.py` says what each expectation means. What acquis misses although it is right stands
under `known_misses`, with its reason; once it is met, it has to be moved among what is expected.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from recommend.engine import Engine
from tests.support.people import Advice, Person, advise, people
from tests.support.people_expected import CHECKS, Expectation, expectations

PEOPLE = list(people())
DOMAINS = "ABCDEFGHIJKLMN"
Advised = Callable[[Person], Advice]


@pytest.fixture(scope="module")
def advised(full_engine: Engine, data: Path) -> Advised:
    """What acquis says to a person, asked once."""
    if not (data / "cases" / "people").is_dir():
        pytest.skip(f"no cases in {data}")
    told: dict[str, Advice] = {}

    def ask(person: Person) -> Advice:
        if person.name not in told:
            told[person.name] = advise(full_engine, person)
        return told[person.name]

    return ask


@pytest.mark.data
@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.name)
def test_a_person_is_told_what_a_good_advisor_would_say(advised: Advised, person: Person) -> None:
    """Every expectation is met; the message tells those that are not, and what was found instead."""
    advice = advised(person)
    unmet = [(one, one.unmet(advice)) for one in expectations(person.expected)]
    assert not [told(person, one, found) for one, found in unmet if found]


@pytest.mark.data
@pytest.mark.parametrize("person", [one for one in PEOPLE if one.known_misses], ids=lambda person: person.name)
def test_what_is_known_to_be_missed_is_missed(advised: Advised, person: Person) -> None:
    """What is met at last leaves `known_misses` for `expected`."""
    advice = advised(person)
    missed = [one for miss in person.known_misses for one in expectations(miss.expected)]
    assert not [f"{person.name}: met now, to be moved: {one}" for one in missed if not one.unmet(advice)]


def test_people_are_of_every_domain_and_every_expectation_is_known() -> None:
    """Twenty-four people at least, targets of the fourteen domains of ROME; no misspelt expectation."""
    assert len(PEOPLE) >= 24
    assert {one.target[0] for one in PEOPLE if not one.target.startswith("RNCP")} == set(DOMAINS)
    for person in PEOPLE:
        for section in (person.expected, *(miss.expected for miss in person.known_misses)):
            assert set(section) <= set(CHECKS), person.name


def told(person: Person, one: Expectation, found: str) -> str:
    """A line of the message."""
    return f"{person.name}: expected {one}; found {found}"
