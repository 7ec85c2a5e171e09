"""An invented vault for the tests: its keys, its holders, their lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from passport.access.share import Grantee, GranteeKind
from passport.document.standing import ProofMethod
from passport.journal.entry import ActorRef, Entry, Outcome
from passport.journal.keeping import close_day
from passport.proof.authority import make_authority
from passport.proof.registry import IssuerRole
from passport.vault.keys import KeyRing
from passport.vault.rows import CvRow, HolderRow, Identity, ReceiptRow, RecordRow, ShareRow
from passport.vault.store import Store, Vault

AT = datetime(2026, 11, 20, 9, 30, 15, 123456, tzinfo=UTC)
KEYS = KeyRing(bytes(range(32)))
OPERATOR = make_authority("urn:acquis:operator", "Operator of the tests", role=IssuerRole.OPERATOR, seed=bytes(32))
TRUSTED = OPERATOR.issuer().keys

CLEMENCE = Identity(
    sub="fc-0001",
    family_name="Vérin-Daubois",
    given_name="Clémence",
    birthdate=date(1991, 4, 2),
    gender="female",
    birthplace="Tours",
    email="clemence@example.org",
)


def holder(name: str = "h-1", identity: Identity = CLEMENCE) -> HolderRow:
    """A holder."""
    return HolderRow(id=name, identity=identity, opened_at=AT)


def record(name: str = "r-1", of: str = "h-1", issuer: str | None = "afpa") -> RecordRow:
    """A certification that an issuer vouches for, or a line of the holder's own."""
    content = {"id": name, "code": "RNCP37099", "title": "Employé administratif", "date": "2024-06-30"}
    return RecordRow(
        id=name,
        holder=of,
        kind="certification",
        content=content,
        received_at=AT,
        declared=issuer is None,
        issuer=issuer,
        external_id=f"passage-{name}" if issuer else None,
        method=ProofMethod.FEED if issuer else None,
    )


def share(name: str = "s-1", of: str = "h-1") -> ShareRow:
    """A share by link, of two lines and some fields."""
    return ShareRow(
        id=name,
        holder=of,
        grantee=Grantee(kind=GranteeKind.PERSON, id="recruteur@example.org"),
        purpose="recruitment",
        from_=AT,
        until=replace_year(AT, 2027),
        records=("r-1", "r-2"),
        fields=frozenset({"title", "date"}),
        token_digest="ab" * 32,
    )


def cv(name: str, index: int, of: str = "h-1") -> CvRow:
    """A CV that was issued."""
    return CvRow(
        id=name, holder=of, issued_at=AT, digest="cd" * 32, status_index=index, language="fr", records=("r-1",)
    )


def receipt(position: int, outcome: str = "accepted", external_id: str = "passage-1") -> ReceiptRow:
    """What became of a passage."""
    return ReceiptRow(
        feed="feed-1",
        issuer="afpa",
        external_id=external_id,
        digest="ef" * 32,
        outcome=outcome,
        at=AT,
        position=position,
        reason=None if outcome == "accepted" else "duplicate",
    )


def entry(action: str = "consult", of: str | None = "h-1", at: datetime = AT) -> Entry:
    """An operation, as it is told to the journal."""
    return Entry(
        at=at,
        actor=ActorRef(kind="agent", id="agent-7"),
        action=action,
        nature="consultation",
        outcome=Outcome.ALLOWED,
        holder=of,
        records=("r-1",),
        ground="R6323-35",
        details={"purpose": "orientation", "count": 1},
    )


def replace_year(at: datetime, year: int) -> datetime:
    """The same moment of another year."""
    return at.replace(year=year)


def named(identity: Identity, **other: object) -> Identity:
    """The same person, spelt otherwise."""
    return replace(identity, **other)  # type: ignore[arg-type]


def filled(vault: Vault) -> None:
    """Receipts of a feed, and nine entries in three days, each day's head signed."""
    with vault.transaction() as store:
        store.put_receipts([receipt(1, "refused"), receipt(2), receipt(3, "duplicate")])
        for day in range(3):
            at = AT + timedelta(days=day)
            store.append_many([entry(at=at + timedelta(minutes=minute)) for minute in range(3)])
            close_day(store, OPERATOR, at + timedelta(hours=1))


def append_some(url: str, actor: str, times: int) -> None:
    """Append by twos, as a process of its own."""
    vault = Vault.open(url, KEYS)
    for _ in range(times):
        with vault.transaction() as store:
            store.append_many([entry(actor), entry(actor)])
    vault.close()


def everything(store: Store) -> dict[str, object]:
    """All that a store says of the holder of the tests."""
    return {
        "holder": store.holder("h-1"),
        "sub": store.holder_by_sub("fc-0001"),
        "records": store.records("h-1"),
        "shares": store.shares("h-1"),
        "cvs": store.cvs("h-1"),
        "receipts": store.receipts("feed-1"),
        "entries": tuple(store.entries()),
        "heads": store.heads(),
        "anchor": store.anchor(),
        "tip": store.tip(),
    }
