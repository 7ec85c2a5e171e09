"""What keeps a document from being signed, or checked: a key, a certificate, a service that does not answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from referentials.errors import AcquisError, MissingExtraError

EXTRA = "sign"


class SigningProblem(StrEnum):
    """Why nothing was signed."""

    KEY = "key"
    """The PKCS#12 cannot be opened: another format, another passphrase, no private key in it."""
    UNREADABLE = "unreadable"
    """A file cannot be read."""
    TOKEN = "token"  # noqa: S105 - a device of PKCS#11
    """The device of PKCS#11 has no such module, token, key or certificate, or refuses the PIN."""
    STAMPER = "stamper"
    """The time-stamping authority does not answer, or not as RFC 3161 says."""
    TRUST = "trust"
    """No certificate in the file of trust roots."""
    REVOCATIONS = "revocations"
    """A file that is no list of revocations."""
    LONG_TERM = "long_term"
    """What long-term validation embeds lacks: the chain or its lists of revocations."""
    EXISTS = "exists"
    """A folder has the files of an authority already."""
    DOCUMENT = "document"
    """What was to be signed is no PDF, or is signed already."""


@dataclass(eq=False)
class SigningError(AcquisError):
    """A document cannot be signed; `where`: the file, the device or the address at fault; `said`: by the library."""

    code: ClassVar[str] = "signing"
    problem: SigningProblem
    where: str = ""
    said: str = ""


def needed(library: str) -> MissingExtraError:
    """The error that names the extra to install."""
    return MissingExtraError(library, EXTRA)
