"""What a CV says, as credentials for wallets have it: who, what they did and hold, what they can do, on what it rests.

The texts are those of the CV, in its language, made above; here they are carried. A line that is guaranteed says by
whom and since when; one that is not says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from passport.document.standing import Standing
from passport.proof.registry import RecordKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A code of a framework (RNCP, RS, ROME…) with its name there, and the page that says more."""

    framework: str
    code: str
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CvLine:
    """A line of the CV; `start`, `end`: days, months or years (ISO 8601); what is obtained is so at its start.

    `note`: what it rests on, as a sentence of the CV; `vouched_by`, `vouched_on`: the issuer whose proof holds, and
    when it signed; `level`: of the European framework of qualifications (1 to 8).
    """

    id: str
    kind: RecordKind
    title: str
    standing: Standing
    note: str
    organisation: str | None = None
    country: str | None = None
    start: str | None = None
    end: str | None = None
    description: str = ""
    level: int | None = None
    codes: tuple[Aligned, ...] = ()
    vouched_by: str | None = None
    vouched_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CvCompetency:
    """A competency of the CV, with the ids of the lines that it rests on.

    `guarantee`: what an issuer vouches for there, a code.
    """

    aligned: Aligned
    guarantee: str
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CvHolder:
    """Who the CV is of; what they choose not to say is None. `birthdate`: a day; `contact`: as they give it.

    `name_standing`: `identity` where the issuer has the identity that the name is of, `declared` where nobody verified.
    """

    id: str
    full_name: str | None = field(default=None, repr=False)
    given_name: str | None = field(default=None, repr=False)
    family_name: str | None = field(default=None, repr=False)
    birthdate: str | None = field(default=None, repr=False)
    contact: tuple[str, ...] = field(default=(), repr=False)
    name_standing: Literal["identity", "declared"] = "declared"

    @property
    def name(self) -> str:
        """The full name, or given and family names, as far as they are said."""
        return self.full_name or " ".join(filter(None, (self.given_name, self.family_name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class CvClaims:
    """A CV; `id` names it, `status`: its entries in lists of revocations, `page`: address where it is verified.

    `criteria`: how the CV was made and what its lines rest on, in a sentence of its language.
    """

    id: str
    holder: CvHolder
    language: str
    title: str
    criteria: str
    issued_at: datetime
    profile: str = ""
    valid_until: datetime | None = None
    page: str | None = None
    lines: tuple[CvLine, ...] = ()
    competencies: tuple[CvCompetency, ...] = ()
    status: tuple[Mapping[str, Any], ...] = ()

    @property
    def uri(self) -> str:
        """What names the CV among credentials."""
        return f"urn:acquis:cv:{self.id}"
