"""Bitstring Status List 1.0 (W3C): one bit a credential, in a list that its issuer signs and gives out again.

Lists are read from the registry, which has those that were fetched; a check asks no network. A list that is not at
hand, not of the issuer, out of date, of a later day, or that does not reach the index says nothing: the status is
unknown, and what depends on it is not guaranteed.
"""

from __future__ import annotations

import gzip
import secrets
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from passport.document.standing import ProofProblem
from passport.proof.errors import RefusedProofError
from passport.proof.jose import decoded, encoded, take_apart
from passport.proof.registry import Registry
from passport.proof.trust import issuer_of
from passport.proof.vc import CONTEXT, CREDENTIAL, TYPS, Credential, read_credential, sign_credential, stamp
from referentials.days import day_of

if TYPE_CHECKING:
    from passport.proof.authority import Authority

LIST_TYPE, SUBJECT_TYPE, ENTRY_TYPE = "BitstringStatusListCredential", "BitstringStatusList", "BitstringStatusListEntry"
SMALLEST = 131_072
"""Bits of a list at least, so that an index tells nothing of who it is (§6.1)."""
LARGEST = 2**24
"""Bits of a list at most that is unpacked: 2 MiB, whatever a packed kilobyte would swell to."""
UNDATED = timedelta(days=30)
"""How long a list is relied on that says neither until when it is valid, nor for how long: a rule of ours."""
PURPOSES = frozenset({"revocation", "suspension"})
_MULTIBASE = "u"
"""Base64url without padding (§3.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusList:
    """A list whose signature holds: its issuer, what its bits say, since when and until when, and the bits."""

    issuer: str
    purpose: str
    since: datetime
    until: datetime
    bits: bytes

    def is_set(self, index: int) -> bool | None:
        """The bit of an index, the first one leftmost; None beyond the end."""
        byte, bit = divmod(index, 8)
        return bool(self.bits[byte] >> (7 - bit) & 1) if byte < len(self.bits) else None


def entry(uri: str, index: int, purpose: str = "revocation") -> dict[str, str]:
    """What a statement or a credential says of its place in a list."""
    return {
        "id": f"{uri}#{index}",
        "type": ENTRY_TYPE,
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": uri,
    }


def status_list(
    uri: str,
    authority: Authority,
    revoked: Iterable[int],
    *,
    at: datetime,
    until: datetime,
    purpose: str = "revocation",
) -> str:
    """The list of an issuer, signed at a moment and valid until another; as long as its highest index asks.

    Raises ValueError for an index below zero or beyond LARGEST.
    """
    document = {
        "@context": [CONTEXT],
        "id": uri,
        "type": [CREDENTIAL, LIST_TYPE],
        "issuer": authority.id,
        "validFrom": stamp(at),
        "validUntil": stamp(until),
        "credentialSubject": {
            "id": f"{uri}#list",
            "type": SUBJECT_TYPE,
            "statusPurpose": purpose,
            "encodedList": packed(revoked),
        },
    }
    return sign_credential(document, authority, at)


def free_place(taken: Collection[int]) -> int:
    """A place that nobody has, drawn by chance; in a list of the smallest size while there is room.

    Places tell neither how many there are nor in which order they were made, as §6.1 asks.
    """
    size = SMALLEST if len(taken) < SMALLEST // 2 else 2 * len(taken)
    while (place := secrets.randbelow(size)) in taken:
        continue
    return place


def packed(revoked: Iterable[int]) -> str:
    """Indices as an encoded list: bits, gzip, base64url. Raises ValueError."""
    indices = sorted(set(revoked))
    if indices and (indices[0] < 0 or indices[-1] >= LARGEST):
        raise ValueError("an index out of any list")
    bits = bytearray(max(SMALLEST, (indices[-1] // 8 + 1) * 8 if indices else 0) // 8)
    for index in indices:
        bits[index // 8] |= 128 >> (index % 8)
    return _MULTIBASE + encoded(gzip.compress(bytes(bits), mtime=0))


def unpacked(text: str) -> bytes:
    """The bits of an encoded list, LARGEST at most. Raises ValueError."""
    if not text.startswith(_MULTIBASE):
        raise ValueError("not base64url, as multibase says it")
    unzip = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        bits = unzip.decompress(decoded(text[1:]), LARGEST // 8 + 1)
    except zlib.error as error:
        raise ValueError("not gzip") from error
    if not unzip.eof or unzip.unused_data or not SMALLEST // 8 <= len(bits) <= LARGEST // 8:
        raise ValueError("too short, too long, or cut")
    return bits


class Statuses:
    """The lists of a registry on a day, each opened once."""

    def __init__(self, registry: Registry, on: date) -> None:
        self._registry, self._on = registry, on
        self._opened: dict[str, StatusList | None] = {}

    def problem(self, entries: Iterable[Mapping[str, Any]], issuer: str) -> ProofProblem | None:
        """What the lists of an issuer say of one of its proofs: revoked, unknown, or nothing against it."""
        found = {self._problem(one, issuer) for one in entries}
        return next((one for one in (ProofProblem.REVOKED, ProofProblem.STATUS_UNKNOWN) if one in found), None)

    def _problem(self, one: Mapping[str, Any], issuer: str) -> ProofProblem | None:
        uri, index, purpose = (one.get(name) for name in ("statusListCredential", "statusListIndex", "statusPurpose"))
        if one.get("type") != ENTRY_TYPE or purpose not in PURPOSES or one.get("statusSize", 1) != 1:
            return ProofProblem.STATUS_UNKNOWN
        found = self._list(uri) if isinstance(uri, str) else None
        place = _index(index)
        if found is None or place is None or (found.issuer, found.purpose) != (issuer, purpose):
            return ProofProblem.STATUS_UNKNOWN
        bit = found.is_set(place)
        stale = day_of(found.until) < self._on or day_of(found.since) > self._on
        return ProofProblem.REVOKED if bit else ProofProblem.STATUS_UNKNOWN if bit is None or stale else None

    def _list(self, uri: str) -> StatusList | None:
        """A list that is at hand, and whose signature holds."""
        if uri not in self._opened:
            text = self._registry.status_lists.get(uri)
            try:
                self._opened[uri] = open_list(text, uri, self._registry, self._on) if text else None
            except RefusedProofError:
                self._opened[uri] = None
        return self._opened[uri]


def open_list(text: str, uri: str, registry: Registry, on: date) -> StatusList:
    """A list, its signature checked on a day; whether it is out of date, who asks looks. Raises RefusedProofError."""
    compact = take_apart(text)
    said = read_credential(compact)
    if compact.typ not in TYPS or LIST_TYPE not in said.types or said.id != uri:
        raise RefusedProofError(ProofProblem.UNREADABLE)
    issuer = issuer_of(compact, said.issuer, said.at, registry, on)
    subject = said.subject
    try:
        bits = unpacked(str(subject["encodedList"]))
        purpose = str(subject["statusPurpose"])
        until = _until(said)
    except (KeyError, ValueError, OverflowError) as error:
        raise RefusedProofError(ProofProblem.UNREADABLE, issuer, said.at) from error
    since = max(said.at, said.valid_from)
    return StatusList(issuer=issuer.id, purpose=purpose, since=since, until=until, bits=bits)


def _until(said: Credential) -> datetime:
    """Until when a list is relied on: what it says, or how long it says to keep it (`ttl`, milliseconds)."""
    if said.valid_until:
        return said.valid_until
    ttl = said.subject.get("ttl")
    return said.valid_from + (timedelta(milliseconds=ttl) if type(ttl) is int and ttl >= 0 else UNDATED)


def _index(value: object) -> int | None:
    """An index, which the standard writes as a text; None for what is none."""
    text = str(value) if type(value) is int else value
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10 else None
