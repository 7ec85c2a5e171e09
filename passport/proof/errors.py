"""Errors of proofs: a proof that shows nothing, a registry or a key that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from passport.document.standing import ProofProblem
from referentials.errors import AcquisError

if TYPE_CHECKING:
    from passport.proof.registry import Issuer


@dataclass(eq=False)
class RefusedProofError(AcquisError):
    """A proof that shows nothing: why, of which issuer of the registry and signed when, as far as it was read.

    A verification turns it into a finding; what reads signed files (feeds, lists of revocations) lets it out.
    """

    code: ClassVar[str] = "refused_proof"
    problem: ProofProblem
    issuer: Issuer | None = field(default=None, repr=False)
    signed: datetime | None = None


class RegistryProblem(StrEnum):
    """Why a registry of issuers, or a key for it, cannot be used."""

    UNREADABLE = "unreadable"
    UNWRITABLE = "unwritable"
    NOT_JSON = "not_json"
    FIELD = "field"
    """A field is absent, unknown, or not what it should be; `parameters` has pydantic's type of fault."""
    SAME_ISSUER = "same_issuer"
    SAME_KEY = "same_key"
    """Two keys of an issuer have the same name."""
    SHARED_KEY = "shared_key"
    """Two issuers have the same key, or one has it under two names."""
    BEYOND_ROLE = "beyond_role"
    """A scope names kinds of records that the role of the issuer does not vouch for."""
    PRIVATE_KEY = "private_key"
    """A private key stands where a public one should."""
    BAD_KEY = "bad_key"
    """Not a key that signatures are checked with: P-256, Ed25519, or RSA of 2048 bits and more."""
    NOT_PRIVATE = "not_private"
    """Not a private key that signs: P-256, Ed25519 or RSA, in JWK or PEM, with no passphrase."""
    OTHER_ISSUER = "other_issuer"
    """A private key of another issuer than the one named."""
    NAMELESS_KEY = "nameless_key"
    """A private key that says of no issuer, where none is named."""
    ENDS_BEFORE = "ends_before"
    PAST = "past"
    """A change would begin (`from`) before the first day (`on`) that may still change."""
    MANDATE_ENDS_BEFORE = "mandate_ends_before"
    NO_MANDATE = "no_mandate"
    """`sender` hands in nothing for the issuer."""
    UNKNOWN_ISSUER = "unknown_issuer"
    UNKNOWN_KEY = "unknown_key"
    ALREADY_REVOKED = "already_revoked"
    OLDER_LIST = "older_list"
    """A list of revocations signed before the one at hand."""
    EXISTS = "exists"
    """A key would be written over another."""
    OPEN_KEY = "open_key"
    """Others than its owner may read a private key."""


@dataclass(eq=False)
class RegistryError(AcquisError):
    """A registry of issuers, or a file of a key, that cannot be used: in which file, which field, why."""

    code: ClassVar[str] = "registry"
    problem: RegistryProblem
    file: str = ""
    path: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)
