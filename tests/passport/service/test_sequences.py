"""Whatever is done, in whatever order: the chain is whole, and each reader sees what the matrix allows and no more.

The model below says who is to see what by itself, from what was done: it does not ask access.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from passport.access.actor import Actor, ActorKind
from passport.access.share import Grantee, GranteeKind
from passport.document.standing import Standing
from passport.feeds.passage import HolderId, Operation
from passport.feeds.receipt import Outcome
from passport.proof.authority import Authority
from passport.service.errors import RefusedError
from passport.service.passports import Passports
from tests.support.databases import PostgresServer
from tests.support.door import (
    ADVISER,
    AT,
    AWA,
    BILAL,
    KEEPER,
    OTHER_SCHOOL,
    SCHOOL,
    identity_of,
    issuer,
    job,
    offer,
    opened,
    passage,
)

HOLDERS, ISSUERS, GUESTS = (AWA, BILAL), (SCHOOL, OTHER_SCHOOL), ("recruiter", "adviser-of-a-bank")
PICK = st.integers(0, 1_000)


@dataclass
class Line:
    """What the model knows of a line."""

    id: str
    holder: str
    by: Authority | None
    name: str
    title: str
    withdrawn: bool = False
    contested: bool = False
    hidden: bool = False


@dataclass
class Shared:
    """What the model knows of a share."""

    id: str
    holder: str
    guest: str
    granted: datetime
    until: datetime
    records: frozenset[str] | None
    competencies_only: bool
    revoked: bool = False


@dataclass
class Model:
    """What was done so far."""

    lines: list[Line] = field(default_factory=list)
    shares: list[Shared] = field(default_factory=list)
    limited: dict[str, datetime] = field(default_factory=dict)

    def of(self, holder: str) -> list[Line]:
        return [line for line in self.lines if line.holder == holder]

    def open_to(self, guest: str, holder: str, now: datetime) -> list[Shared]:
        since = self.limited.get(holder, AT)
        return [
            one for one in self.shares
            if (one.guest, one.holder) == (guest, holder) and not one.revoked
            and one.granted <= now < one.until and one.granted >= since
        ]  # fmt: skip

    def shown(self, share: Shared) -> set[str]:
        return {
            line.id for line in self.of(share.holder)
            if not line.withdrawn and not line.hidden and (share.records is None or line.id in share.records)
        }  # fmt: skip


class Sequences(RuleBasedStateMachine):
    """Feed, correct, contest, withdraw, declare, hide, share, revoke, limit, rotate; then everybody reads."""

    database: Callable[[], AbstractContextManager[str]]

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.door: Passports = opened(self.stack.enter_context(type(self).database()))
        self.door.open(BILAL, identity_of("bilal"), AT)
        self.model, self.now, self.count = Model(), AT, 0

    @initialize()
    def begin(self) -> None:
        """Something to see, and somebody who may: what is done next matters at once."""
        for holder in HOLDERS:
            self.declare(holder)
            self.feed(SCHOOL, holder)
            self.share(holder, GUESTS[0], None, only=False, days=9)
        self.share(AWA, GUESTS[1], {0}, only=True, days=9)

    def teardown(self) -> None:
        self.door.vault.close()
        self.stack.close()

    def tick(self) -> int:
        self.now += timedelta(hours=7)
        self.count += 1
        return self.count

    def pick(self, lines: list[Any], at: int) -> Any:
        return lines[at % len(lines)]

    @rule(who=st.sampled_from(ISSUERS), holder=st.sampled_from(HOLDERS))
    def feed(self, who: Authority, holder: Actor) -> None:
        name = f"p-{self.tick()}"
        receipt = self.door.receive(issuer(who), passage(name, HolderId(holder.id), by=who), self.now)
        assert receipt.outcome is Outcome.ACCEPTED
        assert receipt.record
        self.model.lines.append(Line(receipt.record, holder.id, who, name, ""))

    @rule(holder=st.sampled_from(HOLDERS))
    def declare(self, holder: Actor) -> None:
        title = f"Métier {self.tick()}"
        line = self.door.declare(holder, job(f"j-{self.count}", title), self.now)
        self.model.lines.append(Line(line, holder.id, None, "", title))

    @precondition(lambda self: self.model.lines)
    @rule(at=PICK, who=st.sampled_from(ISSUERS), ask=st.sampled_from([Operation.CORRECT, Operation.WITHDRAW]))
    def correct_or_withdraw(self, at: int, who: Authority, ask: Operation) -> None:
        line = self.pick(self.model.lines, at)
        day = (AT - timedelta(days=self.tick())).date().isoformat()
        asked = passage(line.name or "none", HolderId(line.holder), by=who, operation=ask, date=day)
        receipt = self.door.receive(issuer(who), asked, self.now)
        mine = line.by is who and not line.withdrawn
        done = Outcome.CORRECTED if ask is Operation.CORRECT else Outcome.WITHDRAWN
        assert receipt.outcome is (done if mine else Outcome.REFUSED)
        if mine:
            line.withdrawn = ask is Operation.WITHDRAW

    @precondition(lambda self: self.model.lines)
    @rule(at=PICK, holder=st.sampled_from(HOLDERS), contest=st.booleans())
    def contest(self, at: int, holder: Actor, contest: bool) -> None:
        line = self.pick(self.model.lines, at)
        self.tick()
        allowed = holder.id == line.holder and line.by is not None and not line.withdrawn
        with refused_unless(allowed):
            if contest:
                self.door.contest(holder, line.id, "Ce n'est pas exact.", self.now)
            else:
                self.door.uncontest(holder, line.id, self.now)
        if allowed:
            line.contested = contest

    @precondition(lambda self: self.model.lines)
    @rule(at=PICK, holder=st.sampled_from(HOLDERS))
    def correct_or_remove_declared(self, at: int, holder: Actor) -> None:
        line = self.pick(self.model.lines, at)
        allowed = holder.id == line.holder and line.by is None
        title = f"Autre métier {self.tick()}"
        with refused_unless(allowed):
            if at % 3:
                self.door.correct_declared(holder, line.id, job("any", title), self.now)
            else:
                self.door.remove_declared(holder, line.id, self.now)
        if allowed and at % 3:
            line.title = title
        elif allowed:
            self.model.lines.remove(line)

    @precondition(lambda self: self.model.lines)
    @rule(at=PICK, hidden=st.booleans())
    def hide(self, at: int, hidden: bool) -> None:
        line = self.pick(self.model.lines, at)
        self.tick()
        owner = next(one for one in HOLDERS if one.id == line.holder)
        self.door.hide(owner, line.id, self.now, hidden=hidden)
        line.hidden = hidden

    @rule(
        holder=st.sampled_from(HOLDERS), guest=st.sampled_from(GUESTS), some=st.none() | st.sets(PICK, max_size=3),
        only=st.booleans(), days=st.integers(1, 5),
    )  # fmt: skip
    def share(self, holder: Actor, guest: str, some: set[int] | None, only: bool, days: int) -> None:
        self.tick()
        lines = [line.id for line in self.model.of(holder.id) if not line.withdrawn]
        records = None if some is None else frozenset(self.pick(lines, one) for one in some if lines)
        until = self.now + timedelta(days=days)
        grantee = Grantee(GranteeKind.BODY, guest)
        asked = offer(
            grantee=grantee, until=until, records=None if records is None else tuple(sorted(records)),
            competencies_only=only,
        )  # fmt: skip
        given = self.door.share(holder, asked, self.now)
        self.model.shares.append(Shared(given.id, holder.id, guest, self.now, until, records, only))

    @precondition(lambda self: self.model.shares)
    @rule(at=PICK)
    def revoke(self, at: int) -> None:
        share = self.pick(self.model.shares, at)
        self.tick()
        self.door.revoke_share(next(one for one in HOLDERS if one.id == share.holder), share.id, self.now)
        share.revoked = True

    @rule(holder=st.sampled_from(HOLDERS), limited=st.booleans())
    def limit(self, holder: Actor, limited: bool) -> None:
        self.tick()
        self.door.limit(holder, self.now, limited=limited)
        if limited:
            self.model.limited.setdefault(holder.id, self.now)
        else:
            self.model.limited.pop(holder.id, None)

    @rule()
    def rotate(self) -> None:
        self.tick()
        self.door.rotate_keys(KEEPER, self.now)

    @rule()
    def sign(self) -> None:
        self.tick()
        self.door.sign_head(KEEPER, self.now)

    @invariant()
    def the_chain_is_whole(self) -> None:
        assert self.door.verify_journal(KEEPER, self.now) == ()

    @invariant()
    def holders_see_all_that_is_theirs(self) -> None:
        for holder in HOLDERS:
            seen = self.door.consult(holder, holder.id, self.now)
            lines = {line.id: line for line in self.model.of(holder.id)}
            assert {one.record.id for one in seen.lines} == set(lines)
            for one in seen.lines:
                line = lines[one.record.id]
                assert (one.withdrawn, one.contested, one.hidden) == (line.withdrawn, line.contested, line.hidden)
                standing = one.record.verification.standing
                assert standing is (Standing.DECLARED if line.by is None else Standing.GUARANTEED)

    @invariant()
    def issuers_see_their_lines_and_agents_what_stands(self) -> None:
        for holder in HOLDERS:
            for who in ISSUERS:
                mine = {line.id for line in self.model.of(holder.id) if line.by is who}
                assert self.seen(issuer(who), holder.id) == (mine or None)
            stands = {line.id for line in self.model.of(holder.id) if not line.withdrawn}
            assert self.seen(ADVISER, holder.id) == (None if holder.id in self.model.limited else stands)

    @invariant()
    def guests_see_what_is_shared(self) -> None:
        for holder in HOLDERS:
            for name in GUESTS:
                guest = Actor(kind=ActorKind.GUEST, id=name)
                shares = self.model.open_to(name, holder.id, self.now)
                whole = [self.model.shown(one) for one in shares if not one.competencies_only]
                found = self.seen(guest, holder.id)
                assert found == (whole[-1] if whole else None)
                titles = self.titles(guest, holder.id)
                wanted = self.model.shown(shares[-1]) if shares else None
                said = {line.title for line in self.model.lines if wanted and line.id in wanted and line.title}
                assert titles == (None if wanted is None else said)

    @invariant()
    def nobody_else_sees_anything(self) -> None:
        stranger = Actor(kind=ActorKind.GUEST, id="stranger")
        for who in (AWA, KEEPER, stranger):
            assert self.seen(who, "bilal") is None

    def seen(self, who: Actor, holder: str) -> set[str] | None:
        """Ids of the lines that a reader sees; None: refused."""
        try:
            return {line.record.id for line in self.door.consult(who, holder, self.now).lines}
        except RefusedError:
            return None

    def titles(self, who: Actor, holder: str) -> set[str] | None:
        """Titles of the jobs that competencies may be computed from; no id of a line is told."""
        try:
            seen = self.door.consult_competencies(who, holder, self.now)
        except RefusedError:
            return None
        assert not any(line.id in repr(seen) for line in self.model.lines)
        return {one.title for one in seen.passport.experiences}


@contextmanager
def refused_unless(allowed: bool) -> Iterator[None]:
    """What is not allowed is refused; what is allowed is not."""
    if allowed:
        yield
        return
    with pytest.raises(RefusedError):
        yield


@contextmanager
def sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="acquis-vault-") as folder:
        yield f"sqlite:///{Path(folder) / 'vault.sqlite'}"


QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def run(database: Callable[[], AbstractContextManager[str]], examples: int, steps: int) -> None:
    machine = type("Sequences", (Sequences,), {"database": staticmethod(database)})
    how = settings(max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=QUIET)
    run_state_machine_as_test(machine, settings=how)


def test_any_sequence_leaves_the_chain_whole_and_each_reader_with_what_is_theirs() -> None:
    """On SQLite."""
    run(sqlite, examples=8, steps=12)


def test_any_sequence_does_so_on_postgresql(postgres: PostgresServer) -> None:
    """The same, few times."""
    run(postgres.database, examples=2, steps=12)
