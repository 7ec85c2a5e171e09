"""Statements: what an issuer signed holds, and nothing else does."""

from __future__ import annotations

from passport.document.standing import ProofMethod, ProofProblem, Standing
from passport.proof.registry import EMPTY
from passport.proof.verify import verified
from tests.support.authority import DAY, registry, registry_of, signed, vouched
from tests.support.passports import GUARANTEED, job, passport


def test_a_claim_with_the_statement_of_its_issuer_is_guaranteed() -> None:
    """Who vouches, how, since when, checked when."""
    found = vouched(passport(experiences=[job(attestation={**GUARANTEED, "date": "2023-01-09"}), job("e2")]))
    first, second = (record.verification for record in found.experiences)
    assert first.standing is Standing.GUARANTEED
    assert (first.method, first.name, first.checked) == (ProofMethod.STATEMENT, "Employeur inventé", DAY)
    assert str(first.signed) == "2023-01-09"
    assert second.standing is Standing.DECLARED


def test_without_the_issuer_in_the_registry_it_is_not() -> None:
    """Nobody looked, or nobody knows who signs."""
    document = signed(passport(experiences=[job(attestation=GUARANTEED)]))
    assert verified(document, EMPTY, DAY).experiences[0].verification.problem is ProofProblem.NOT_CHECKED
    other = verified(document, registry_of("Autre"), DAY).experiences[0].verification
    assert other.problem is ProofProblem.UNKNOWN_ISSUER


def test_a_word_changed_is_found() -> None:
    """The record no longer says what was signed."""
    document = signed(passport(experiences=[job(attestation=GUARANTEED)]))
    changed = document.experiences[0].model_copy(update={"title": "Ventes"})
    forged = document.model_copy(update={"experiences": (changed,)})
    assert verified(forged, registry(document), DAY).experiences[0].verification.problem is ProofProblem.ALTERED
