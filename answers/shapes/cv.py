"""A CV: what it says, as it is signed and attached to the page; what was made; what a verification found."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from answers.shapes.base import BlocField, CertificationField, Count, Document, LevelField, OgrField, one_of
from passport.document.standing import ProofMethod, Standing
from passport.proof.pdf.found import Level
from recommend.profile.evidence import Guarantee

Partial = Annotated[str, Field(pattern=r"^(19|20)\d\d(-\d\d(-\d\d)?)?$", title="a year, a month or a day")]
CvId = Annotated[str, Field(pattern=r"^[a-z2-7]{20}$", title="id of a CV: 100 bits of the digest of its content")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", title="SHA-256, in hexadecimal")]
Section = Literal["experience", "certification", "training", "qualification", "language"]


class CvStanding(Document):
    """What a line rests on."""

    status: Annotated[str, one_of(Standing)]
    issuer: str | None
    """name in the registry of issuers, of the one whose proof holds"""
    method: Annotated[str, one_of(ProofMethod)] | None
    signed: date | None
    """day on which the issuer signed"""
    checked: date | None
    """day on which the proof was checked"""


class CvLine(Document):
    """A line of a CV."""

    record: str
    """record of the passport"""
    section: Section
    kind: str
    """kind of the record in the passport"""
    title: str
    organisation: str | None
    country: str | None
    start: Partial | None
    end: Partial | None
    """of what is dated by one day, that day; null while it goes on"""
    months: Count
    """how long, to the nearest month; 0 for what is dated by one day"""
    code: CertificationField | BlocField | None
    level: LevelField | None
    language_level: str | None
    """A1 to C2"""
    standing: CvStanding


class CvCompetency(Document):
    """A competency of a CV, with what it rests on."""

    code: OgrField
    label: str
    kind: str
    guarantee: Annotated[str, one_of(Guarantee)]
    """what an issuer vouches for: a jury assessed it, the job was had, a title is held; `none`: the holder says it"""
    records: list[str]
    """lines of the CV that it rests on, strongest first"""


class CvStatus(Document):
    """Where a list of revocations tells of a CV (Bitstring Status List)."""

    address: str
    """of the list"""
    index: Count


class CvContent(Document):
    """What a CV says. It is attached to the PDF (`acquis-cv.json`) and signed with it."""

    format: Literal["acquis-cv"] = "acquis-cv"
    version: Literal[1] = 1
    id: CvId
    edition: Annotated[int, Field(ge=1)]
    """goes up when the same CV is made again on the same day"""
    issued: date
    language: Literal["fr", "en"]
    holder: str
    """`holder.id` of the passport"""
    name: str
    name_standing: Literal["identity", "declared"] = "declared"
    """`identity`: of the identity that goes with the passport in the vault; `declared`: nobody verified it"""
    headline: str | None
    contact: list[str]
    """as the holder gives it"""
    summary: list[str]
    """sentences made from the lines"""
    address: str | None
    """where the CV is verified online; the QR code says the same"""
    status: CvStatus | None = None
    """null when no list tells of it"""
    layout: str | None = None
    """version of what laid out the pages: of the same, they are compared byte for byte"""
    lines: list[CvLine]
    competencies: list[CvCompetency]
    lines_left_out: Count
    """that did not fit in two pages"""
    competencies_left_out: Count
    """that did not fit, of those that the lines show"""


class CvMadeAnswer(Document):
    """A CV that was made."""

    file: str | None
    """where it was written"""
    digest: Sha256
    """of the file"""
    pages: Count
    signature: Annotated[str, one_of(Level)] | None
    """null when it was not signed"""
    status_index: int | None
    """its place in the list of revocations of the register; null when it was not registered"""
    content: CvContent


class CvAuthorityAnswer(Document):
    """A development authority that was made."""

    folder: str
    files: list[str]
    """root of trust, keys with their certificates (PKCS#12), their passphrase, lists of revocations"""


class CvRevokedAnswer(Document):
    """A CV that was revoked."""

    id: CvId
    revoked: date


class CvCheckAnswer(Document):
    """What a verification found of a document."""

    kind: Literal["pdf", "vc-jwt", "sd-jwt"]
    valid: bool
    """nothing is wrong, and it stands"""
    problems: list[str]
    """codes; `told` has the same as sentences"""
    told: list[str]
    checked: datetime
    issuer: str | None
    """name in the certificate, or in the registry"""
    issued: datetime | None
    """when it was signed: as a time-stamping authority says, else as the signer says"""
    stamped: bool
    """whether a time-stamping authority says so"""
    level: Annotated[str, one_of(Level)] | None
    total: bool
    """whether every byte of the file is signed"""
    standing: Literal["stands", "revoked", "superseded", "unknown"]
    """`unknown`: there was no register, and no list of revocations, to ask"""
    superseded_by: CvId | None
    printed: Literal["same", "same_words", "differs", "not_compared"]
    """whether the pages say what the signed content says: `same` byte for byte; `same_words`: laid out by another
    version, or compared without what lays out, the same texts in the same order, and the same code; `not_compared`:
    libraries are absent, and the CV is not said to be valid"""
    content: CvContent | None
    """what is signed; null when there is nothing to believe"""
