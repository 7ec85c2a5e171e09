"""Why a credential that a holder shows is refused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from referentials.errors import AcquisError


class CredentialProblem(StrEnum):
    """What is wrong with a credential, or with what is shown of it."""

    UNREADABLE = "unreadable"
    """Not of the form of a credential."""
    ALGORITHM = "algorithm"
    """Signed with no key, with a shared secret, or in a way that is not accepted."""
    OTHER_TYPE = "other_type"
    """A token of another type, or a credential of another kind."""
    UNKNOWN_KEY = "unknown_key"
    BAD_SIGNATURE = "bad_signature"
    DISCLOSURE = "disclosure"
    """A disclosure that the issuer did not sign, or that stands twice."""
    BINDING = "binding"
    """The holder's key was to sign, and did not, or signed something else, or for another."""
    NOT_YET = "not_yet"
    EXPIRED = "expired"


@dataclass(eq=False)
class CredentialError(AcquisError):
    """A credential that proves nothing; `problem` says why."""

    code: ClassVar[str] = "credential"
    problem: CredentialProblem
