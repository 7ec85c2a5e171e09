"""The door, on SQLite and on PostgreSQL: who sees what, what it leaves in the journal, what it never does."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from answers.words.standing import standing_told
from passport.access.actor import Actor, ActorKind, Body, Period
from passport.access.share import Grantee, GranteeKind
from passport.access.terms import Action, Reason
from passport.document.model import Passport
from passport.document.read import passport_from
from passport.document.standing import ProofMethod, ProofProblem, RecordCheck, Standing
from passport.feeds.passage import Named, Operation, Passage
from passport.feeds.receipt import Outcome
from passport.feeds.receipt import Reason as Refused
from passport.feeds.signed import passage_of_line, signed_line
from passport.journal.entry import Outcome as Became
from passport.proof.registry import Registry, Scope
from passport.service.door import BAD_ID, NOBODY, share_of
from passport.service.errors import (
    IdentifierError,
    RefusedError,
    ShareError,
    ShareProblem,
    UnknownPassportError,
    UnknownShareError,
)
from passport.service.holding import Evidence, Rectification
from passport.service.passports import Passports
from passport.service.reading import token_digest
from passport.vault.errors import ConflictError
from passport.vault.rows import CvRow
from tests.support.authority import authority, signed
from tests.support.door import (
    ADVISER,
    AT,
    AWA,
    BILAL,
    EMPLOYER,
    IDENTITY,
    KEEPER,
    OTHER_SCHOOL,
    RECRUITER,
    REGISTRY,
    SCHOOL,
    identity_of,
    issuer,
    job,
    later,
    offer,
    opened,
    passage,
)


@pytest.fixture
def door(database_url: str) -> Iterator[Passports]:
    """A service over an empty vault, but for Awa's passport."""
    made = opened(database_url)
    yield made
    made.vault.close()


@pytest.fixture
def light(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passports]:
    """The same, on SQLite alone: for what no database changes."""
    made = opened(f"sqlite:///{tmp_path_factory.mktemp('vault') / 'vault.sqlite'}")
    yield made
    made.vault.close()


def why(refusal: pytest.ExceptionInfo[RefusedError]) -> Reason | None:
    return refusal.value.decision.reason


def feed(door: Passports, *names: str) -> tuple[str, ...]:
    """Certifications of Awa, by the school; the ids of their lines."""
    receipts = door.receive_many(issuer(SCHOOL), [passage(name) for name in names], AT, feed="feed-1")
    return tuple(receipt.record or "" for receipt in receipts)


def test_each_reader_sees_what_is_theirs_to_see(door: Passports) -> None:
    """The holder all; an agent all that stands; an issuer its own; a guest what is shared; others nothing."""
    own = door.declare(AWA, job(), AT)
    (fed,) = feed(door, "p-1")
    door.share(AWA, offer(records=(fed,)), AT)
    seen = {who.kind: door.consult(who, "awa", later(days=1)) for who in (AWA, ADVISER, issuer(SCHOOL), RECRUITER)}
    ids = {kind: {line.record.id for line in one.lines} for kind, one in seen.items()}
    assert ids == {
        ActorKind.HOLDER: {own, fed},
        ActorKind.AGENT: {own, fed},
        ActorKind.ISSUER: {fed},
        ActorKind.GUEST: {fed},
    }
    assert seen[ActorKind.HOLDER].identity == IDENTITY
    assert all(one.identity is None for kind, one in seen.items() if kind is not ActorKind.HOLDER)
    assert seen[ActorKind.ISSUER].passport.holder.name is None
    for other in (BILAL, KEEPER, issuer(EMPLOYER), replace(ADVISER, body=Body.PLIE), replace(RECRUITER, id="other")):
        with pytest.raises(RefusedError):
            door.consult(other, "awa", later(days=1))


def test_every_operation_has_its_line_in_the_journal_and_refusals_too(door: Passports) -> None:
    """Who, when, of what nature, on what ground, which lines; the chain is whole."""
    own = door.declare(AWA, job(), AT)
    door.consult(ADVISER, "awa", later(hours=1))
    with pytest.raises(RefusedError):
        door.consult(BILAL, "awa", later(hours=2))
    with pytest.raises(RefusedError):
        door.erase(AWA, "awa", later(hours=3))
    told = [
        (str(entry.action), entry.nature, entry.outcome, entry.ground, entry.records)
        for entry in door.journal(AWA, "awa", later(hours=4))
    ]
    assert told == [
        ("open", "opening", Became.ALLOWED, "holder/L6323-8-III", ()),
        ("declare", "addition", Became.ALLOWED, "holder/L6323-8-III", (own,)),
        ("consult", "consultation", Became.ALLOWED, "mission/R6323-35-III", (own,)),
        ("consult", "consultation", Became.REFUSED, "other_holder/L6323-8-III", ()),
        ("erase", "erasure", Became.REFUSED, "prohibited/R6323-38", ()),
    ]
    assert door.journal(AWA, "awa", later(hours=5))[-1].action == Action.JOURNAL


def test_what_fails_within_is_undone_and_leaves_no_line(door: Passports) -> None:
    """A declared line that is there already: neither the other line of the call, nor a line of the journal."""
    door.declare(AWA, job(), AT)
    before = door.journal(AWA, "awa", AT)
    with pytest.raises(ConflictError):
        door.declare_all(AWA, [job("other"), job()], AT)
    assert len(door.consult(AWA, "awa", AT).lines) == 1
    assert [one.action for one in door.journal(AWA, "awa", AT)] == [
        *(one.action for one in before), Action.JOURNAL, Action.CONSULT,
    ]  # fmt: skip


def test_a_link_shows_its_share_and_nothing_once_revoked(door: Passports) -> None:
    """The secret is told once; revocation holds at the same instant; another secret opens nothing."""
    (fed,) = feed(door, "p-1")
    given = door.share(AWA, offer(grantee=Grantee(GranteeKind.LINK, ""), records=(fed,)), AT)
    assert given.token
    seen = door.by_link(given.token, later(days=1))
    assert [line.record.id for line in seen.lines] == [fed]
    door.revoke_share(AWA, given.id, later(days=2))
    with pytest.raises(RefusedError) as refused:
        door.by_link(given.token, later(days=2))
    assert why(refused) is Reason.SHARE_REVOKED
    with pytest.raises(UnknownShareError):
        door.by_link("guess", later(days=1))
    with door.vault.reading() as store:
        entries = list(store.entries())
    tried = [entry for entry in entries if entry.actor.kind == "guest" and entry.holder is None]
    assert [(entry.outcome, entry.ground) for entry in tried] == [(Became.REFUSED, "no_share")]
    (guest,) = {entry.actor.id for entry in door.journal(AWA, "awa", AT) if entry.actor.kind == "guest"}
    assert guest == given.id
    assert not any(token_digest(one) in repr(entries) for one in ("guess", given.token))


def test_the_digest_of_a_link_is_no_key(light: Passports) -> None:
    """It is in clear in the database: its secret alone lets in, whatever share the caller says to have."""
    feed(light, "p-1")
    for only in (False, True):
        given = light.share(AWA, offer(grantee=Grantee(GranteeKind.LINK, ""), competencies_only=only), AT)
        digest = token_digest(given.token or "")
        with light.vault.reading() as store:
            row = store.share(given.id)
        assert row is not None
        for name in (digest, given.id, token_digest(digest)):
            guest = Actor(kind=ActorKind.GUEST, id=name, share=share_of(row))
            for read in (light.consult, light.consult_competencies):
                with pytest.raises(RefusedError) as refused:
                    read(guest, "awa", later(days=1))
                assert why(refused) is Reason.NO_SHARE
        assert light.by_link(given.token or "", later(days=1)).passport.records


def test_the_journal_names_the_share_and_not_who_it_is_with(light: Passports, tmp_path: Path) -> None:
    """An address may be a grantee's id: it is sealed in the share, and nowhere else in the vault, nor in a backup."""
    address = "j.martin@exemple.fr"
    feed(light, "p-1")
    given = light.share(AWA, offer(grantee=Grantee(GranteeKind.PERSON, address)), AT)
    guest = Actor(kind=ActorKind.GUEST, id=address)
    assert light.consult(guest, "awa", later(days=1)).lines
    light.revoke_share(AWA, given.id, later(days=2))
    light.open(BILAL, identity_of("bilal"), AT)
    for holder in ("awa", "bilal", "bilal"):
        with pytest.raises(RefusedError):
            light.consult(guest, holder, later(days=3))
    with light.vault.reading() as store:
        entries = list(store.entries())
    named = [(entry.actor.id, entry.outcome) for entry in entries if entry.actor.kind == "guest"]
    assert named[:2] == [(given.id, Became.ALLOWED), (given.id, Became.REFUSED)]
    assert named[2] == named[3]
    assert named[2][0].startswith("guest-")
    light.back_up(KEEPER, tmp_path / "copy", AT)
    assert address.encode() not in gzip.decompress((tmp_path / "copy").read_bytes())


@pytest.mark.parametrize("kind", list(ActorKind))
@pytest.mark.parametrize("name", ["Jean Dupont", "", "a\nb", "x" * 201, "a;b"])
def test_who_goes_by_what_is_no_id_is_refused_and_it_is_journaled(light: Passports, kind: ActorKind, name: str) -> None:
    """One form of ids for who acts, for shares and for the journal; what was given is not written in it."""
    with pytest.raises(IdentifierError) as refused:
        light.consult(Actor(kind=kind, id=name), "awa", AT)
    assert refused.value.actor == kind
    with light.vault.reading() as store:
        last = list(store.entries())[-1]
    assert (last.actor.kind, last.actor.id, last.outcome, last.ground) == (kind, NOBODY, Became.REFUSED, BAD_ID)


@pytest.mark.parametrize("name", ["x~y", "a%b", "q?z", "a@b.fr", "urn:x:1#k&l", "é"])
def test_an_id_that_the_journal_takes_is_one_everywhere(light: Passports, name: str) -> None:
    """Who acts under it is journaled; who it is shared with reads."""
    light.share(AWA, offer(grantee=Grantee(GranteeKind.PERSON, name)), AT)
    light.consult(Actor(kind=ActorKind.GUEST, id=name), "awa", AT)
    light.consult(replace(ADVISER, id=name), "awa", AT)
    with pytest.raises(RefusedError):
        light.consult(Actor(kind=ActorKind.HOLDER, id=name), "awa", AT)
    assert name in {entry.actor.id for entry in light.journal(AWA, "awa", AT)}


def test_a_holder_does_not_rectify_what_feeds_find_them_by(light: Passports) -> None:
    """Or the lines of whoever has that name would come to them; an operator does, on evidence, and it is journaled."""
    berthe = replace(IDENTITY, family_name="Haba", given_name="Berthe", birthdate=date(1993, 5, 23))
    for name in ("family_name", "given_name", "birthdate"):
        with pytest.raises(RefusedError) as refused:
            light.rectify_identity(AWA, replace(IDENTITY, **{name: getattr(berthe, name)}), AT)
        assert why(refused) is Reason.IDENTITY_PROVEN
    theirs = Named(family_name="Haba", given_names=("Berthe",), birthdate="1993-05-23")
    receipt = light.receive(issuer(SCHOOL), passage("p-9", theirs), AT)
    assert receipt.outcome is Outcome.ACCEPTED
    assert receipt.holder != "awa"
    light.rectify_identity(AWA, replace(IDENTITY, email="awa@exemple.fr", birthplace="Lyon", sub="fc-9"), AT)
    now = light.consult(AWA, "awa", AT).identity
    assert now == replace(IDENTITY, email="awa@exemple.fr", birthplace="Lyon")
    married = replace(now, family_name="Mariée") if now else IDENTITY
    for who, asked, reason in (
        (KEEPER, Rectification("awa", married), Reason.NO_EVIDENCE),
        (AWA, Rectification("awa", married, Evidence.CIVIL_STATUS), Reason.IDENTITY_PROVEN),
        (ADVISER, Rectification("awa", married, Evidence.CIVIL_STATUS), Reason.NO_RULE),
    ):
        with pytest.raises(RefusedError) as refused:
            light.rectify_by_operator(who, asked, AT)
        assert why(refused) is reason
    light.rectify_by_operator(KEEPER, Rectification("awa", married, Evidence.CIVIL_STATUS), AT)
    assert light.consult(AWA, "awa", AT).identity == married
    done = [entry for entry in light.journal(AWA, "awa", AT) if entry.details.get("evidence")]
    assert [(one.actor.id, one.ground, one.details) for one in done] == [
        ("keeper", "keeping/R6323-38", {"evidence": "civil_status", "change": "who"})
    ]


def test_nobody_reads_who_is_too_young_to_have_their_passport(light: Passports) -> None:
    """A feed opens the passport of a child of twelve, and reads its own line; agents wait for fifteen years."""
    child = Named(family_name="Petite", given_names=("Ana",), birthdate="2014-11-21")
    receipt = light.receive(issuer(SCHOOL), passage("p-1", child), AT)
    assert receipt.holder
    assert light.consult(issuer(SCHOOL), receipt.holder, AT).lines
    for read in (light.consult, light.consult_competencies):
        with pytest.raises(RefusedError) as refused:
            read(ADVISER, receipt.holder, AT)
        assert why(refused) is Reason.HOLDER_TOO_YOUNG
    still = replace(ADVISER, habilitation=Period(date(2025, 1, 1)))
    assert light.consult(still, receipt.holder, datetime(2029, 11, 21, 12, tzinfo=UTC)).lines


@pytest.mark.parametrize("hidden", [0, 1])
def test_a_proof_that_serves_twice_says_nothing_of_a_line_that_is_hidden(light: Passports, hidden: int) -> None:
    """One line is guaranteed, whichever is hidden; of the other a guest hears the same, the first shown or not."""
    document = {"version": 1, "holder": {"id": "awa"}, "experiences": [
        {"id": "job", "kind": "employment", "title": "Boulangère", "organisation": "Atelier inventé", "start": "2020",
         "attestation": {"status": "guaranteed", "issuer": "Atelier inventé"}}
    ]}  # fmt: skip
    proven = signed(passport_from(document), AT.date()).records[0]
    lines = light.declare_all(AWA, [proven, proven.model_copy(update={"id": "again"})], AT)
    own = {one.record.id: one.record.verification for one in light.consult(AWA, "awa", AT).lines}
    problems = sorted(str(found.problem) for found in own.values())
    assert problems == ["None", "used_twice"]
    light.share(AWA, offer(), AT)
    whole = {one.record.id: one for one in light.consult(RECRUITER, "awa", later(days=1)).lines}
    light.hide(AWA, lines[hidden], later(days=2))
    (left,) = light.consult(RECRUITER, "awa", later(days=3)).lines
    before = whole[lines[1 - hidden]]
    assert (left.record.verification.problem, left.record.attestation) == (
        before.record.verification.problem, before.record.attestation,
    )  # fmt: skip
    assert "used_twice" not in everything(left) + repr(whole)
    first = own[left.record.id].problem is None
    assert left.record.guaranteed is first
    assert bool(left.record.attestation.proofs) is first


def test_an_issuer_corrects_and_withdraws_its_own_lines_only(door: Passports) -> None:
    """Sent again the same it is a duplicate; another issuer has no name for it; withdrawn, only two still see it."""
    (fed,) = feed(door, "p-1")
    again = door.receive(issuer(SCHOOL), passage("p-1"), AT)
    assert (again.outcome, again.record) == (Outcome.DUPLICATE, fed)
    right = passage("p-1", date="2024-07-01", operation=Operation.CORRECT)
    assert door.receive(issuer(SCHOOL), right, AT).outcome is Outcome.CORRECTED
    other = passage("p-1", by=OTHER_SCHOOL, operation=Operation.CORRECT, date="2020-01-01")
    assert door.receive(issuer(OTHER_SCHOOL), other, AT).reason is Refused.UNKNOWN_RECORD
    stolen = door.receive(issuer(OTHER_SCHOOL), passage("p-1", operation=Operation.WITHDRAW), AT)
    assert stolen.reason is Refused.OTHER_SENDER
    (line,) = door.consult(AWA, "awa", AT).lines
    assert line.record.model_dump(mode="json")["date"] == "2024-07-01"
    gone = door.receive(issuer(SCHOOL), passage("p-1", operation=Operation.WITHDRAW), AT)
    assert gone.outcome is Outcome.WITHDRAWN
    assert door.consult(AWA, "awa", AT).lines[0].withdrawn
    assert door.consult(AWA, "awa", AT).passport.records == ()
    assert door.consult(ADVISER, "awa", AT).lines == ()
    actions = [entry.action for entry in door.journal(AWA, "awa", AT) if entry.actor.kind == "issuer"]
    assert actions == [Action.FEED, Action.CORRECT, Action.WITHDRAW]


def test_a_contest_shows_and_its_words_are_for_the_holder_and_the_issuer(light: Passports) -> None:
    """Guaranteed lines are contested, and not corrected; declared ones the other way."""
    own = light.declare(AWA, job(), AT)
    (fed,) = feed(light, "p-1")
    light.contest(AWA, fed, "La date est fausse.", AT)
    with pytest.raises(RefusedError) as refused:
        light.correct_declared(AWA, fed, job(), AT)
    assert why(refused) is Reason.GUARANTEED_LINE
    with pytest.raises(RefusedError) as refused:
        light.contest(AWA, own, "Non.", AT)
    assert why(refused) is Reason.DECLARED_LINE
    for who, told in ((AWA, True), (issuer(SCHOOL), True), (ADVISER, False)):
        seen = light.consult(who, "awa", AT)
        line = next(line for line in seen.lines if line.record.id == fed)
        assert line.contested
        assert (line.contest is not None) is told
        assert seen.contested == {fed}
    light.uncontest(AWA, fed, AT)
    assert not light.consult(ADVISER, "awa", AT).contested


def test_a_declared_line_is_corrected_and_taken_back_by_its_holder(light: Passports) -> None:
    """A rectification; the version that the holder saw is asked for."""
    own = light.declare(AWA, job(), AT)
    light.correct_declared(AWA, own, job(title="Pâtissière"), AT, version=1)
    (line,) = light.consult(AWA, "awa", AT).lines
    assert (line.version, line.record.model_dump()["title"]) == (2, "Pâtissière")
    with pytest.raises(ConflictError):
        light.remove_declared(AWA, own, AT, version=1)
    light.remove_declared(AWA, own, AT, version=2)
    assert light.consult(AWA, "awa", AT).lines == ()
    with pytest.raises(RefusedError) as refused:
        light.remove_declared(AWA, own, AT)
    assert why(refused) is Reason.NO_LINE


def everything(seen: object) -> str:
    """All that an answer holds, as text."""
    return f"{seen!r} {getattr(seen, 'passport', '')!r} {[repr(line) for line in getattr(seen, 'lines', ())]}"


def test_what_a_share_hides_is_nowhere_in_what_it_shows(light: Passports) -> None:
    """Lines, ids, organisation and who vouches for it, description, name, proofs, and the holder's own id."""
    said = job("own", description="Tournage à la main", organisation="Fournil inventé")
    claimed = {"status": "guaranteed", "issuer": "Atelier inventé"}
    document = {"version": 1, "holder": {"id": "awa"}, "experiences": [
        {"id": "job", "kind": "employment", "title": "Boulangère", "organisation": "Atelier inventé", "start": "2020",
         "attestation": claimed}
    ]}  # fmt: skip
    proven = signed(passport_from(document), AT.date()).records[0]
    shown, hidden, kept = light.declare_all(AWA, [proven, said, job("kept")], AT)
    light.hide(AWA, kept, AT)
    light.share(AWA, offer(records=(shown,), fields=frozenset()), AT)
    seen = light.consult(RECRUITER, "awa", later(days=1))
    (line,) = seen.lines
    assert line.record.verification.standing is Standing.GUARANTEED
    proof = proven.attestation.proofs[0]
    for secret in (hidden, kept, "Tournage", "Atelier", EMPLOYER.id, "Inventée", proof, "holder='awa'", "id='awa'"):
        assert secret not in everything(seen)
    light.share(AWA, offer(), later(minutes=1))
    whole = light.consult(RECRUITER, "awa", later(days=1))
    assert {one.record.id for one in whole.lines} == {shown, hidden}
    assert proof in everything(whole)
    assert kept not in everything(whole)


def test_a_share_of_competencies_gives_what_they_are_computed_from_and_no_line(light: Passports) -> None:
    """Lines go by ids that say nothing, without who vouches; a line that is hidden is not among them."""
    shown, hidden = light.declare_all(AWA, [job("one"), job("two", "Soudeuse")], AT)
    light.share(AWA, offer(records=(shown,), competencies_only=True), AT)
    with pytest.raises(RefusedError) as refused:
        light.consult(RECRUITER, "awa", later(days=1))
    assert why(refused) is Reason.COMPETENCIES_ONLY
    seen = light.consult_competencies(RECRUITER, "awa", later(days=1))
    assert seen.lines == ()
    assert seen.competencies_only
    assert [record.id for record in seen.passport.records] == ["l1"]
    for secret in (shown, hidden, "Soudeuse", "Inventée"):
        assert secret not in everything(seen)


def test_limitation_suspends_shares_and_agents_until_the_holder_agrees_again(light: Passports) -> None:
    """Issuers still transmit; a share given since is an agreement."""
    feed(light, "p-1")
    light.share(AWA, offer(), AT)
    light.limit(AWA, later(days=1))
    for who in (RECRUITER, ADVISER):
        with pytest.raises(RefusedError) as refused:
            light.consult(who, "awa", later(days=2))
        assert why(refused) is Reason.LIMITED
    assert light.receive(issuer(SCHOOL), passage("p-2"), later(days=2)).outcome is Outcome.ACCEPTED
    assert light.consult(AWA, "awa", later(days=2)).limited_at == later(days=1)
    light.share(AWA, offer(), later(days=3))
    assert len(light.consult(RECRUITER, "awa", later(days=4)).lines) == 2
    light.limit(AWA, later(days=5), limited=False)
    assert light.consult(ADVISER, "awa", later(days=6)).lines


def test_what_a_feed_brought_is_guaranteed_while_its_issuer_stands(light: Passports) -> None:
    """Revoked, or gone from the registry, its lines stay and are guaranteed no more."""
    feed(light, "p-1")
    (line,) = light.consult(ADVISER, "awa", AT).lines
    assert (line.record.verification.method, line.record.verification.name) == (ProofMethod.FEED, SCHOOL.name)
    revoked = replace(SCHOOL.issuer(), revoked_on=later(days=1).date())
    for registry, problem in (
        (Registry(issuers=(revoked,)), ProofProblem.REVOKED_ISSUER),
        (Registry(), ProofProblem.UNKNOWN_ISSUER),
    ):
        light.registry = registry
        (line,) = light.consult(ADVISER, "awa", later(days=2)).lines
        assert line.record.verification.problem is problem
        assert not line.record.guaranteed
        with pytest.raises(RefusedError):
            light.receive(issuer(SCHOOL), passage("p-2"), later(days=2))


def test_a_line_that_was_signed_falls_with_the_key_that_signed_it(light: Passports) -> None:
    """Stolen since, whatever it signed is guaranteed no more; the statement says nothing of who the holder is."""
    record = {"type": "certification", "code": "RNCP37099", "date": "2024-06-30"}
    line = signed_line(SCHOOL, "s-1", record, holder={"id": "awa"}, at=AT)
    read = passage_of_line(json.dumps(line).encode(), 1, REGISTRY, AT.date())
    assert isinstance(read, Passage)
    refused = light.receive(issuer(EMPLOYER), read, AT)
    assert (refused.outcome, refused.reason) == (Outcome.REFUSED, Refused.NOT_DEPOSITOR)
    assert light.receive(issuer(SCHOOL), read, AT).outcome is Outcome.ACCEPTED
    (seen,) = light.consult(ADVISER, "awa", AT).lines
    assert seen.record.guaranteed
    assert seen.record.attestation.proofs == (read.proof,)
    school = SCHOOL.issuer()
    stolen = replace(school, keys=(replace(school.keys[0], compromised_on=AT.date()),))
    light.registry = Registry(issuers=(stolen, EMPLOYER.issuer()))
    (seen,) = light.consult(ADVISER, "awa", AT).lines
    assert seen.record.verification.problem is ProofProblem.KEY_COMPROMISED


def test_a_stranger_learns_nothing_of_the_issuer_whose_lines_they_hand_in(light: Passports) -> None:
    """Out of scope, signed out of the period of the key, or of nobody: one reason, the same."""
    school, nobody = SCHOOL.issuer(), replace(SCHOOL.issuer(), id="urn:nobody")
    ended = replace(school, keys=(replace(school.keys[0], valid_until=date(2000, 1, 1)),))
    record = {"type": "certification", "code": "RNCP37099", "date": "2024-06-30"}
    line = json.dumps(signed_line(SCHOOL, "s-1", record, holder={"id": "awa"}, at=AT)).encode()
    for rank, mine in enumerate((school, replace(school, scope=Scope()), ended, nobody)):
        light.registry = Registry(issuers=(mine, EMPLOYER.issuer()))
        read = passage_of_line(line, 1, light.registry, AT.date())
        (told,) = light.receive_many(issuer(EMPLOYER), [read], AT, feed=f"f-{rank}")
        said = {"issuer": SCHOOL.id, "sender": EMPLOYER.id}
        assert (told.reason, dict(told.parameters)) == (Refused.NOT_DEPOSITOR, said)


def test_who_hands_in_for_an_issuer_is_named_by_the_registry_and_beside_the_line(light: Passports) -> None:
    """What a feed says of itself is not enough; the journal has who handed it in, and for whom."""
    third: dict[str, Any] = {"sender": EMPLOYER.id, "details": {"depositor": "TIERS_CONFIANCE"}}
    forged = light.receive(issuer(EMPLOYER), replace(passage("p-1", date="2020-01-01"), **third), AT)
    assert (forged.outcome, forged.reason) == (Outcome.REFUSED, Refused.NOT_DEPOSITOR)
    named = replace(SCHOOL.issuer(), depositors=frozenset({EMPLOYER.id}))
    light.registry = Registry(issuers=(named, EMPLOYER.issuer()))
    assert light.receive(issuer(EMPLOYER), replace(passage("p-1"), **third), AT).outcome is Outcome.ACCEPTED
    (line,) = light.consult(ADVISER, "awa", AT).lines
    found = line.record.verification
    assert (found.standing, found.name, found.handed_in_by) == (Standing.GUARANTEED, SCHOOL.name, EMPLOYER.name)
    with light.vault.reading() as store:
        (entry,) = [one for one in store.entries() if one.action == "feed" and one.holder]
    assert (entry.actor.id, entry.details["issuer"]) == (EMPLOYER.id, SCHOOL.id)


@pytest.mark.parametrize("end", [{"compromised_on": AT.date()}, {"valid_until": later(days=-1).date()}])
def test_an_issuer_without_a_key_in_force_is_not_heard(light: Passports, end: dict[str, Any]) -> None:
    """All ended, or stolen: who comes under its name may be anybody. With a new key, it is heard again."""
    school = SCHOOL.issuer()
    over = replace(school, keys=(replace(school.keys[0], **end),))
    light.registry = Registry(issuers=(over,))
    with pytest.raises(RefusedError):
        light.receive(issuer(SCHOOL), passage("p-1"), AT)
    light.registry = Registry(issuers=(replace(over, keys=(*over.keys, replace(school.keys[0], kid="new"))),))
    assert light.receive(issuer(SCHOOL), passage("p-1"), AT).outcome is Outcome.ACCEPTED


def test_a_line_of_a_feed_is_guaranteed_to_its_last_day(light: Passports) -> None:
    """As its certifier said it (dateFinValidite): the answer tells that day, before and after."""
    until = later(days=3).date()
    light.receive(issuer(SCHOOL), replace(passage("p-1"), details={"until": until.isoformat()}), AT)
    (before,) = light.consult(ADVISER, "awa", later(days=3)).lines
    assert (before.record.guaranteed, before.record.verification.until) == (True, until)
    (after,) = light.consult(ADVISER, "awa", later(days=4)).lines
    assert after.record.verification.problem is ProofProblem.EXPIRED
    checks = [RecordCheck(record="p", found=one.record.verification) for one in (before, after)]
    assert [f"jusqu'au {until:%d/%m/%Y}" in standing_told(one) for one in checks] == [True, True]


def test_whoever_sees_a_line_of_a_hidden_employer_does_not_find_it_by_trying(light: Passports) -> None:
    """Its id is no digest of who issued it and of what they call it."""
    record = {"type": "experience", "kind": "employment", "title": "Cariste", "start": "2020"}
    sent = replace(passage("2026-1", by=EMPLOYER), record=record)
    assert light.receive(issuer(EMPLOYER), sent, AT).outcome is Outcome.ACCEPTED
    light.share(AWA, offer(fields=frozenset()), AT)
    seen = light.consult(RECRUITER, "awa", later(days=1))
    tried = sha256(f"{EMPLOYER.id}\0002026-1".encode()).hexdigest()
    assert tried[:8] not in everything(seen)
    assert EMPLOYER.id not in everything(seen)


def test_opening_finds_what_feeds_made_and_nobody_elses(door: Passports) -> None:
    """By who FranceConnect+ says it is, then by civil status; under fifteen, or under another's id, refused."""
    assert door.open(AWA, IDENTITY, AT) == "awa"
    assert door.open(Actor(kind=ActorKind.HOLDER, id=""), IDENTITY, AT) == "awa"
    twin = replace(IDENTITY, sub="fc-other")
    with pytest.raises(RefusedError) as refused:
        door.open(AWA, twin, AT)
    assert why(refused) is Reason.OTHER_HOLDER
    assert door.open(Actor(kind=ActorKind.HOLDER, id=""), twin, AT) != "awa"
    with pytest.raises(RefusedError) as refused:
        door.open(BILAL, identity_of("bilal", birthdate=date(2011, 11, 21)), AT)
    assert why(refused) is Reason.TOO_YOUNG
    with pytest.raises(UnknownPassportError):
        door.consult(BILAL, "bilal", AT)
    assert door.open(BILAL, identity_of("bilal", birthdate=date(2011, 11, 20)), AT) == "bilal"


def test_a_stranger_cannot_tell_a_passport_that_is_there_from_one_that_is_not(light: Passports) -> None:
    """The same refusal, for who has no share and for who is not of the list; an agent is told, and it is journaled."""
    for who in (RECRUITER, BILAL, KEEPER, issuer(SCHOOL), replace(ADVISER, body=Body.PLIE)):
        said = []
        for holder in ("awa", "nobody"):
            with pytest.raises(RefusedError) as refused:
                light.consult(who, holder, AT)
            said.append((str(refused.value), refused.value.decision))
        assert said[0] == said[1]
    with pytest.raises(UnknownPassportError):
        light.consult(ADVISER, "nobody", AT)
    with light.vault.reading() as store:
        last = list(store.entries(holder="nobody"))[-1]
    assert (last.ground, last.outcome) == ("no_passport", Became.REFUSED)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"until": AT}, ShareProblem.ENDS_BEFORE),
        ({"since": AT - timedelta(days=1)}, ShareProblem.BEGUN),
        ({"until": later(days=800)}, ShareProblem.TOO_LONG),
        ({"records": ("nothing",)}, ShareProblem.UNKNOWN_LINE),
        ({"fields": frozenset({"title"})}, ShareProblem.UNKNOWN_FIELD),
        ({"purpose": "  "}, ShareProblem.NO_PURPOSE),
        ({"grantee": Grantee(GranteeKind.BODY, "")}, ShareProblem.NO_GRANTEE),
    ],
    ids=lambda one: str(one) if isinstance(one, ShareProblem) else "",
)
def test_a_share_says_with_whom_for_what_and_until_when(
    light: Passports, said: dict[str, object], problem: ShareProblem
) -> None:
    """Or it is not given."""
    with pytest.raises(ShareError) as refused:
        light.share(AWA, offer(**said), AT)
    assert refused.value.problem is problem
    assert light.shares(AWA, "awa", AT) == ()


def test_a_share_is_narrowed_and_never_widened(light: Passports) -> None:
    """A line that is taken out of a share is not put back in it."""
    one, two = light.declare_all(AWA, [job("one"), job("two")], AT)
    given = light.share(AWA, offer(), AT)
    light.narrow_share(AWA, given.id, (one,), AT)
    assert [line.record.id for line in light.consult(RECRUITER, "awa", AT).lines] == [one]
    with pytest.raises(ShareError):
        light.narrow_share(AWA, given.id, (one, two), AT)


def test_an_export_has_everything_and_reads_back(light: Passports) -> None:
    """Identity, lines with proofs, those withdrawn too, shares without the secret of their links, CVs, journal."""
    own = light.declare(AWA, job(), AT)
    kept, gone = feed(light, "p-1", "p-2")
    light.receive(issuer(SCHOOL), passage("p-2", operation=Operation.WITHDRAW), AT)
    light.contest(AWA, kept, "La date est fausse.", AT)
    given = light.share(AWA, offer(grantee=Grantee(GranteeKind.LINK, "")), AT)
    issue(light)
    document = json.loads(json.dumps(light.export(AWA, "awa", AT)))
    assert (document["holder"]["family_name"], document["holder"]["birthdate"]) == ("Inventée", "1991-04-02")
    assert {record["id"] for record in document["records"]} == {own, kept, gone}
    assert "La date est fausse." in json.dumps(document, ensure_ascii=False)
    assert [share["id"] for share in document["shares"]] == [given.id]
    assert token_digest(given.token or "") not in json.dumps(document["shares"])
    assert [cv["language"] for cv in document["cvs"]] == ["fr"]
    assert len(document["journal"]) == len(light.journal(AWA, "awa", AT)) - 1
    assert isinstance(passport_from(document["passport"]), Passport)
    for other in (ADVISER, RECRUITER, KEEPER, BILAL):
        with pytest.raises(RefusedError):
            light.export(other, "awa", AT)


def issue(door: Passports, superseding: str | None = None) -> str:
    """A CV, of all that stands; its id."""
    draft = door.draft_cv(AWA, AT)
    lines = tuple(record.id for record in draft.seen.passport.records)
    row = CvRow(
        id=draft.id, holder="awa", issued_at=AT, digest="ab" * 32, status_index=draft.status_index, language="fr",
        records=lines,
    )  # fmt: skip
    return door.issue_cv(AWA, row, AT, superseding).id


def test_a_cv_stands_until_it_is_revoked_or_superseded(light: Passports) -> None:
    """Whoever has its id may ask; nothing is told of whom it is of."""
    light.declare(AWA, job(), AT)
    first = issue(light)
    assert light.cv_standing(first).stands
    second = issue(light, first)
    assert light.cv_standing(first).superseded_by == second
    light.revoke_cv(AWA, second, later(days=1))
    assert light.cv_standing(second).revoked_at == later(days=1)
    gone = (light.cv_standing(one).status_index for one in (first, second))
    assert light.revoked_cvs() == tuple(sorted(gone))
    assert "awa" not in repr(light.cv_standing(second))
    with pytest.raises(RefusedError):
        light.revoke_cv(KEEPER, second, AT)
    light.open(BILAL, identity_of("bilal"), AT)
    with light.vault.reading() as store:
        (row, *_) = store.cvs("awa")
    with pytest.raises(RefusedError) as refused:
        light.issue_cv(BILAL, replace(row, id="cv-other", status_index=9), AT)
    assert why(refused) is Reason.NO_LINE


def test_a_passport_is_kept_three_years_after_death_and_removed_then(door: Passports) -> None:
    """Nobody opens it meanwhile; the operator alone removes it, and the journal says so."""
    door.declare(AWA, job(), AT)
    door.record_death(KEEPER, "awa", date(2024, 1, 15), AT)
    for who in (AWA, ADVISER):
        with pytest.raises(RefusedError) as refused:
            door.consult(who, "awa", AT)
        assert why(refused) is Reason.DECEASED
    for who in (AWA, ADVISER, issuer(SCHOOL)):
        with pytest.raises(RefusedError):
            door.purge(who, AT)
    assert door.purge(KEEPER, AT.replace(year=2027, month=1, day=15)) == ()
    assert door.purge(KEEPER, AT.replace(year=2027, month=1, day=16)) == ("awa",)
    with door.vault.reading() as store:
        assert store.holder("awa") is None
        assert [entry.action for entry in store.entries(holder="awa")][-1] == Action.PURGE
    with pytest.raises(RefusedError):
        door.purge(issuer(SCHOOL), later(days=900))


def test_the_console_says_that_an_operator_acted_for_who_is_named(light: Passports) -> None:
    """On the lines of the journal, allowed or refused."""
    light.via = "console"
    light.declare(AWA, job(), AT)
    with pytest.raises(RefusedError):
        light.consult(BILAL, "awa", AT)
    light.via = None
    assert [entry.details.get("via") for entry in light.journal(AWA, "awa", AT)] == [None, "console", "console"]


def test_an_actor_is_not_believed_on_what_the_service_knows(light: Passports) -> None:
    """Its age, its place in the registry, its share: looked up, whatever it says."""
    light.open(BILAL, identity_of("bilal"), AT)
    given = light.share(AWA, offer(), AT)
    light.consult(RECRUITER, "awa", AT)
    light.revoke_share(AWA, given.id, AT)
    with pytest.raises(RefusedError) as refused:
        light.consult(RECRUITER, "awa", AT)
    assert why(refused) is Reason.SHARE_REVOKED
    stranger = authority("Inconnu")
    habilitated = replace(issuer(stranger), habilitation=ADVISER.habilitation)
    with pytest.raises(RefusedError) as refused:
        light.receive(habilitated, passage("p-1", by=stranger), AT)
    assert why(refused) is Reason.UNKNOWN_ISSUER
    assert REGISTRY.of(stranger.id) is None
