"""A CV of a passport that is kept: made, kept and revoked through the door, each time journaled."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from answers.cv.check import CvProblem, CvStands, check_cv
from answers.cv.content import CvChoice
from answers.cv.issue import Issued, Issuing, issue_cv
from answers.cv.keeping import VaultKeeper, VaultKnown, kept_aside
from passport.proof.pdf import Signing
from passport.service.errors import RefusedError, UnknownPassportError
from passport.service.passports import Passports
from recommend.engine import Engine
from tests.support.door import AT, AWA, BILAL, RECRUITER, SCHOOL, issuer, job, later, opened, passage
from tests.support.signing import key, now, roots


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Passports]:
    """Awa's passport: a job that she declares, a certification that her school sent."""
    made = opened(f"sqlite:///{tmp_path / 'vault.sqlite'}")
    made.declare(AWA, job(), AT)
    made.receive_many(issuer(SCHOOL), [passage("p-1")], later(hours=1), feed="essai")
    yield made
    made.vault.close()


def issued(door: Passports, engine: Engine, supersedes: str | None = None) -> Issued:
    """A CV of hers."""
    at = later(hours=2)
    draft = door.draft_cv(AWA, at)
    keeper = VaultKeeper(passports=door, actor=AWA, draft=draft, at=at)
    passport = draft.seen.passport
    profile = engine.profile(passport, at.date())
    issuing = Issuing(signing=Signing(key=key()), keeper=keeper, supersedes=supersedes)
    return issue_cv(passport, profile, engine.catalogue, CvChoice(without=kept_aside(draft)), issuing)


def test_a_cv_of_the_vault_stands_until_its_holder_revokes_it(door: Passports, engine: Engine) -> None:
    """Whoever has it in hand may ask; the journal says what was done, by digests and ids."""
    done = issued(door, engine)
    assert done.entry is not None
    assert done.entry.digests == (hashlib.sha256(done.file).hexdigest(),)
    assert {line.standing.status for line in done.cv.content.lines} == {"guaranteed", "declared"}
    found = check_cv(done.file, roots(), now(), VaultKnown(door))
    assert (found.problems, found.stands) == ((), CvStands.STANDS)
    for other in (BILAL, RECRUITER):
        with pytest.raises((RefusedError, UnknownPassportError)):
            door.revoke_cv(other, done.cv.content.id, later(hours=3))
    door.revoke_cv(AWA, done.cv.content.id, later(hours=3))
    found = check_cv(done.file, roots(), now(), VaultKnown(door))
    assert (found.problems, found.stands) == ((CvProblem.REVOKED,), CvStands.REVOKED)


def test_a_cv_made_again_is_another_and_may_supersede_the_first(door: Passports, engine: Engine) -> None:
    """Each has its id and its place in the list of revocations."""
    first = issued(door, engine)
    second = issued(door, engine, supersedes=first.cv.content.id)
    assert second.cv.content.edition == 2
    assert first.entry is not None
    assert second.entry is not None
    assert first.entry.status_index != second.entry.status_index
    found = check_cv(first.file, roots(), now(), VaultKnown(door))
    assert (found.problems, found.superseded_by) == ((CvProblem.SUPERSEDED,), second.cv.content.id)


def test_what_the_holder_hides_or_contests_stays_out(door: Passports, engine: Engine) -> None:
    """Unless they choose it."""
    line = next(one for one in door.draft_cv(AWA, later(hours=1)).seen.lines if not one.declared)
    door.contest(AWA, line.record.id, "La date est fausse", later(hours=1))
    assert [one.section for one in issued(door, engine).cv.content.lines] == ["experience"]
