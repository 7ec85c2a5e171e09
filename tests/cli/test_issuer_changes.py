"""`acquis issuer entitle`: another scope, other depositors, from a day on; what was before is not rewritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from passport.document.model import BlocObtained
from passport.document.standing import ProofProblem
from passport.feeds.check import Rules, checked
from passport.feeds.passage import Passage, digest_of
from passport.feeds.receipt import Reason
from passport.feeds.records import record_from
from passport.proof.authority import make_authority
from passport.proof.errors import RegistryError, RegistryProblem
from passport.proof.registering import entered, entitled, mandated, unmandated
from passport.proof.registry import EMPTY, IssuerRole, Mandate, RecordKind, Registry, Scope, registry_document
from passport.proof.registry_file import registry_from
from passport.proof.verify import FedLine, by_feed
from tests.cli.test_issuer_command import run, shown

TODAY, DAY = date(2026, 11, 26), timedelta(days=1)
CERTIFIER = make_authority("urn:c", "Certificateur inventé", role=IssuerRole.CERTIFIER)
SAID = {"type": "bloc", "code": "RNCP37099BC02", "date": "2024-03-22"}


@pytest.fixture(autouse=True)
def _no_registry_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands change the registry of their own home."""
    monkeypatch.delenv("ACQUIS_ISSUERS", raising=False)


def registry() -> Registry:
    """That of a certifier of RNCP37099."""
    return entered(EMPTY, CERTIFIER.issuer(Scope(certifications=frozenset({"RNCP37099"}))))


def bloc() -> BlocObtained:
    """A bloc of it."""
    record = record_from(SAID)
    assert isinstance(record, BlocObtained)
    return record


def test_what_was_vouched_for_before_a_scope_changed_stands() -> None:
    """And what comes after it does not; the file of the registry keeps both scopes."""
    other = Scope(certifications=frozenset({"RS5801"}))
    changed = entitled(registry(), "urn:c", other, TODAY, TODAY)
    changed = registry_from(registry_document(changed), "issuers.json")
    before, after = (
        by_feed(bloc(), FedLine(issuer="urn:c", received=day), changed, TODAY) for day in (TODAY - DAY, TODAY)
    )
    assert (before.problem, after.problem) == (None, ProofProblem.OUT_OF_SCOPE)
    again = entitled(changed, "urn:c", Scope(kinds=frozenset({RecordKind.BLOC})), TODAY, TODAY)
    assert len(known_former(again)) == 1  # the same day: said again
    assert registry_document(registry())["issuers"][0].keys().isdisjoint({"former", "mandates"})


def known_former(found: Registry) -> tuple[object, ...]:
    """The scopes that a certifier had."""
    return found.issuers[0].former


def test_the_past_is_not_changed() -> None:
    """Neither by a day before today, nor by one before a change that is entered; nobody is unnamed twice."""
    later = entitled(registry(), "urn:c", Scope(), TODAY + 9 * DAY, TODAY)
    named = mandated(registry(), "urn:c", Mandate(id="urn:t", valid_from=TODAY, valid_until=TODAY + DAY), TODAY)
    wrong: tuple[tuple[RegistryProblem, Callable[[], Registry]], ...] = (
        (RegistryProblem.PAST, lambda: entitled(registry(), "urn:c", Scope(), TODAY - DAY, TODAY)),
        (RegistryProblem.PAST, lambda: entitled(later, "urn:c", Scope(), TODAY + DAY, TODAY)),
        (RegistryProblem.PAST, lambda: mandated(named, "urn:c", Mandate(id="u", valid_from=TODAY - DAY), TODAY)),
        (
            RegistryProblem.MANDATE_ENDS_BEFORE,
            lambda: mandated(named, "urn:c", Mandate(id="u", valid_from=TODAY + DAY, valid_until=TODAY), TODAY),
        ),
        (RegistryProblem.NO_MANDATE, lambda: unmandated(named, "urn:c", "urn:u", TODAY, TODAY)),
        (RegistryProblem.NO_MANDATE, lambda: unmandated(named, "urn:c", "urn:t", TODAY + 2 * DAY, TODAY)),
    )
    for problem, change in wrong:
        with pytest.raises(RegistryError) as error:
            change()
        assert error.value.problem is problem


def test_a_depositor_hands_in_between_its_days_alone() -> None:
    """One named for two days; one who is named without end, then no more."""
    third = make_authority("urn:t", "Tiers inventé").issuer()
    found = mandated(
        entered(registry(), third), "urn:c", Mandate(id="urn:t", valid_from=TODAY, valid_until=TODAY + DAY), TODAY
    )
    passage = Passage(
        issuer="urn:c", external_id="p", holder=None, record=SAID, digest=digest_of(SAID), proof="x", sender="urn:t"
    )
    said = [checked(passage, Rules(registry=found), TODAY + n * DAY) for n in (-1, 0, 1, 2)]
    reasons = [one[0] if isinstance(one, tuple) else None for one in said]
    assert reasons == [Reason.NOT_DEPOSITOR, None, None, Reason.NOT_DEPOSITOR]
    ended = unmandated(found, "urn:c", "urn:t", TODAY, TODAY)
    assert isinstance(checked(passage, Rules(registry=ended), TODAY + DAY), tuple)


def test_the_keeper_adds_a_certification_and_a_depositor(tmp_path: Path) -> None:
    """Besides those that were, or in their place; shown in French and in JSON."""
    who = ("--name", "Certificateur inventé", "--role", "certifier", "-c", "RNCP37099", "--depositor", "urn:d")
    assert run("add", "urn:c", *who, "--new-key", tmp_path / "k", "--from", "2026-01-01")[0] == 0
    (issuer,) = shown("entitle", "urn:c", "--add", "-c", "RS5801", "--depositor", "urn:t")["issuers"]
    today = datetime.now(UTC).astimezone().date()
    assert issuer["certifications"] == ["RNCP37099", "RS5801"]
    assert [one["certifications"] for one in issuer["former"]] == [["RNCP37099"]]
    assert [(one["id"], one["valid_until"]) for one in issuer["mandates"]] == [("urn:t", None)]
    code, printed = run("entitle", "urn:c", "-c", "RS5801", "--without-depositor", "urn:d")
    said = " ".join(printed.split())
    assert (code, "certifications : RS5801" in said, f"urn:d (jusqu'au {today:%d/%m/%Y})" in said) == (0, True, True)
    for wrong in (("entitle", "urn:c"), ("entitle", "urn:c", "-k", "bloc", "--until", "2030-01-01")):
        assert run(*wrong)[0] == 2
    assert run("entitle", "urn:c", "-k", "bloc", "--from", "2020-01-01")[0] == 2
