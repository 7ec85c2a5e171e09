"""A CV as a credential: what a verification found of it, what its holder may show, the list of those revoked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from answers.shapes.base import Count, Document, one_of
from passport.document.standing import ProofProblem
from passport.proof.registry import IssuerRole

Said = Annotated[dict[str, Any], Field(title="what is disclosed, under its own names")]


class CvTokenAnswer(Document):
    """What a verification found of a CV as VC-JWT or SD-JWT VC."""

    kind: Literal["vc-jwt", "sd-jwt"]
    valid: bool
    problem: Annotated[str, one_of(ProofProblem)] | None
    told: str | None
    """the problem, in a sentence"""
    checked: datetime
    issuer: str | None
    """name in the registry of issuers"""
    issuer_role: Annotated[str, one_of(IssuerRole)] | None
    """`operator`; or `teaching`: an invented one, whose CVs are worth nothing"""
    issued: datetime | None
    bound: bool
    """whether the holder signed it for whom it is shown to"""
    withheld: Count
    """places of what is not shown, those that hide how much there is among them"""
    title: str | None
    holder: Said
    name_standing: Literal["identity", "declared"] | None
    """of the name that is shown: of the identity that the issuer has, or declared, and verified by nobody"""
    lines: list[Said]
    competencies: list[Said]


class CvChoice(Document):
    """Something that the holder may show of a CV."""

    name: str
    """what it is named by: a line's id, a competency's code, a field of the holder"""
    text: str


class CvChoicesAnswer(Document):
    """What the holder may show of a CV, or showed."""

    file: str | None
    """where what is shown was written; null when nothing was asked"""
    shown: list[str]
    choices: list[CvChoice]


class CvStatusesAnswer(Document):
    """A list of the CVs that are revoked or superseded, signed."""

    file: str
    address: str
    revoked: Count
    until: date
