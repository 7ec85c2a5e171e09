"""A passage: one record that an issuer sends, whatever the format it came in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from passport.feeds.receipt import Reason

LONGEST_NAME = 80
"""Characters of what an issuer calls a record, and of what it is called by."""


class Operation(StrEnum):
    """What the issuer asks."""

    ADD = "add"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class HolderId:
    """A holder by their id in the vault, where the issuer knows it."""

    id: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A holder by the training that they followed with their CPF, and their name, to check that it is theirs."""

    id: str = field(repr=False)
    family_name: str = field(repr=False)
    given_name: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A holder by their civil status, as an issuer knows it; None where it doesn't.

    `given_names`: one each; `birthdate`: `1990-05-23`, or `1990-05`, `1990`, where no register knows the day: they name
    nobody (`holders`); `gender`: male, female (as FranceConnect says them); `birthplace`: INSEE code of the commune or
    of the country; `postcode`: of the commune of birth, where the code is not given.
    """

    family_name: str = field(repr=False)
    given_names: tuple[str, ...] = field(repr=False)
    birthdate: str = field(repr=False)
    usual_name: str | None = field(default=None, repr=False)
    gender: str | None = field(default=None, repr=False)
    birthplace: str | None = field(default=None, repr=False)
    postcode: str | None = field(default=None, repr=False)


HolderKey = HolderId | Dossier | Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One record sent by an issuer.

    `external_id`: the issuer's own name for it, and the key of idempotency with `issuer`; `holder`: None for a
    correction or a withdrawal that does not say it again; `record`: what the issuer says of it, as
    `proof.statement.signed_content` words it: its `type` (section) and its fields, without id nor attestation (empty
    when it is withdrawn); `proof`: a compact JWS to keep with the record, that says nothing of who the holder is;
    `digest`: `digest_of` all that was sent; `details`: what the feed says beyond the record; `sender`: who handed the
    feed in, where it is not the issuer; `signed_at`: in UTC, ISO 8601; `line`: where in the file.
    """

    issuer: str
    external_id: str
    operation: Operation = Operation.ADD
    holder: HolderKey | None = field(repr=False)
    record: Mapping[str, Any] = field(repr=False)
    digest: str
    proof: str | None = field(default=None, repr=False)
    details: Mapping[str, Any] = field(default_factory=dict, repr=False)
    sender: str | None = None
    signed_at: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One record of a feed that cannot be a passage, and why; `external_id` is None where it could not be read."""

    reason: Reason
    external_id: str | None = None
    issuer: str | None = None
    line: int | None = None
    parameters: Mapping[str, object] = field(default_factory=dict)


Read = Passage | Refusal
"""What a reader gives for each record of a feed."""


def shown(text: str) -> str | None:
    """A name that a file gives, where a receipt can repeat it: short, and without control characters."""
    return text if 0 < len(text) <= LONGEST_NAME and text.isprintable() else None


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of what was sent, hexadecimal: the same for the same texts and numbers, in whatever order."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def holder_content(holder: HolderKey) -> dict[str, Any]:
    """What says who the holder is, as it goes into a digest."""
    said = {name: getattr(holder, name) for name in type(holder).__dataclass_fields__}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items() if value}
