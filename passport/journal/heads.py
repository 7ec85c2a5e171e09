"""Heads of the journal, signed each day, and anchors, signed when what is over a year old is removed.

A head says which entry was the last when the operator signed, and names the head before it: whoever rewrites, shortens
or forks what it covers needs the operator's key. A copy kept elsewhere finds heads that were removed at the end.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from passport.document.errors import PassportError
from passport.journal.chain import Tip
from passport.proof.authority import Authority
from passport.proof.canonical import canonical, parse_canonical
from passport.proof.errors import RefusedProofError
from passport.proof.jose import holds, take_apart
from passport.proof.registry import IssuerKey
from referentials.days import day_of

HEAD_TYP, ANCHOR_TYP = "acquis-journal-head+jwt", "acquis-journal-anchor+jwt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the journal's last entry was when a day was closed. `jws`: compact, by the operator."""

    day: date
    seq: int
    hash: str
    signed_at: datetime
    jws: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What the journal goes on from: its last entry that was removed. `until`: what is before that day is removed."""

    seq: int
    hash: str
    until: date
    jws: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What is removed from a journal, and when (`at`): how many entries, from which, of up to when."""

    at: datetime
    count: int
    first: int
    last_at: datetime


def sign_head(tip: Tip, before: Head | None, authority: Authority, at: datetime) -> Head:
    """The head of the day of a moment (in France), after the head before it."""
    when = at.astimezone(UTC).replace(microsecond=0)
    said = {
        "iss": authority.id,
        "journal": tip.journal,
        "day": day_of(at).isoformat(),
        "seq": tip.seq,
        "hash": tip.hash,
        "iat": int(when.timestamp()),
        "previous": named(before),
    }
    jws = authority.sign(canonical(said), HEAD_TYP)
    return Head(day=day_of(at), seq=tip.seq, hash=tip.hash, signed_at=when, jws=jws)


def sign_anchor(last: Tip, until: date, authority: Authority, removed: Removed | None = None) -> Anchor:
    """The anchor at the last entry that is removed; `removed`: what goes with it, and when."""
    more = {} if removed is None else {
        "iat": int(removed.at.timestamp()), "removed": removed.count, "first": removed.first,
        "last_at": removed.last_at.astimezone(UTC).isoformat(),
    }  # fmt: skip
    said = more | {
        "iss": authority.id,
        "journal": last.journal,
        "seq": last.seq,
        "hash": last.hash,
        "until": until.isoformat(),
    }
    jws = authority.sign(canonical(said), ANCHOR_TYP)
    return Anchor(seq=last.seq, hash=last.hash, until=until, jws=jws)


def head_of(jws: str) -> Head:
    """The head that a copy kept elsewhere is: its JWS alone. Raises ValueError for what is none."""
    said = _claims(jws, HEAD_TYP)
    try:
        return Head(
            day=date.fromisoformat(said["day"]),
            seq=int(said["seq"]),
            hash=str(said["hash"]),
            signed_at=datetime.fromtimestamp(said["iat"], UTC),
            jws=jws,
        )
    except (KeyError, TypeError, OverflowError) as error:
        raise ValueError("not a head of a journal") from error


def named(head: Head | None) -> str:
    """How the head after it names one: SHA-256 of its JWS; nothing for the first."""
    return hashlib.sha256(head.jws.encode()).hexdigest() if head else ""


def follows(head: Head) -> str:
    """The name of the head before this one; nothing for the first, and for what is no head."""
    try:
        return str(_claims(head.jws, HEAD_TYP).get("previous", ""))
    except ValueError:
        return ""


def head_holds(head: Head, journal: str, keys: Iterable[IssuerKey]) -> bool:
    """Whether a head is what a key in force that day signed, of this journal."""
    said = _signed(head.jws, HEAD_TYP, keys, head.day)
    wanted = {"journal": journal, "day": head.day.isoformat(), "seq": head.seq, "hash": head.hash}
    moment = int(head.signed_at.timestamp())
    return said.get("iat") == moment and all(said.get(name) == value for name, value in wanted.items())


def anchor_holds(anchor: Anchor, journal: str, keys: Iterable[IssuerKey]) -> bool:
    """Whether an anchor is what a key signed, of this journal; it may have been signed on any later day."""
    said = _signed(anchor.jws, ANCHOR_TYP, keys, None)
    wanted = {"journal": journal, "seq": anchor.seq, "hash": anchor.hash, "until": anchor.until.isoformat()}
    return all(said.get(name) == value for name, value in wanted.items())


def signed_at(anchor: Anchor) -> datetime | None:
    """When an anchor says that it was signed, unchecked; None where it does not say."""
    try:
        return datetime.fromtimestamp(_claims(anchor.jws, ANCHOR_TYP)["iat"], UTC)
    except (ValueError, KeyError, TypeError, OverflowError, OSError):
        return None


def _signed(jws: str, typ: str, keys: Iterable[IssuerKey], day: date | None) -> Mapping[str, Any]:
    """What a JWS says, nothing where no key holds."""
    try:
        compact = take_apart(jws)
        named_so = [key for key in keys if key.kid == compact.kid and key.compromised_on is None]
        in_force = [key for key in named_so if day is None or key.in_period(day)]
        return _claims(jws, typ) if any(holds(compact, key.jwk) for key in in_force) else {}
    except (RefusedProofError, ValueError):
        return {}


def _claims(jws: str, typ: str) -> Mapping[str, Any]:
    """What a JWS says, unchecked. Raises ValueError."""
    try:
        compact = take_apart(jws)
    except (RefusedProofError, PassportError) as error:
        raise ValueError("not a signed document of a journal") from error
    said = parse_canonical(compact.payload)
    if compact.typ != typ or not isinstance(said, dict):
        raise ValueError("not a signed document of a journal")
    return said
