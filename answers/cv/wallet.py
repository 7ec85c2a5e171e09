"""What a CV says, as the credentials for wallets have it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from answers.cv.layout import pictures
from answers.cv.page import page_of
from answers.shapes.cv import CvCompetency, CvContent, CvLine
from answers.words.cv import WORDS, CvWords
from passport.document.standing import Standing
from passport.proof.authority import Authority
from passport.proof.cv_claims import Aligned, CvClaims, CvHolder
from passport.proof.cv_claims import CvCompetency as Competency
from passport.proof.cv_claims import CvLine as Line
from passport.proof.cv_credential import cv_credential
from passport.proof.cv_sd_jwt import cv_sd_jwt
from passport.proof.elm import elm_document
from passport.proof.registry import RecordKind

ROME, CEFR = "ROME", "CEFR"
_RNCP_PAGE = "https://www.francecompetences.fr/recherche/{}/{}/"
_LEVELS_PAGE = "https://www.coe.int/en/web/common-european-framework-reference-languages"
_KINDS = {"training": RecordKind.TRAINING, "qualification": RecordKind.QUALIFICATION, "language": RecordKind.LANGUAGE}
"""Kinds of the sections that have one; experiences and certifications say theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuing:
    """When a credential is issued, until when it is valid, and its entries in lists of revocations."""

    at: datetime
    until: datetime | None = None
    status: Sequence[Mapping[str, Any]] = ()


def claims_of(content: CvContent, issuing: Issuing) -> CvClaims:
    """A CV as claims."""
    words, page = WORDS[content.language], page_of(content)
    return CvClaims(
        id=content.id,
        holder=CvHolder(
            id=content.holder,
            full_name=content.name,
            contact=tuple(content.contact),
            name_standing=content.name_standing,
        ),
        language=content.language,
        title=content.headline or page["metadata"]["title"],
        criteria=" ".join(page["verify"]["sentences"][:4]),
        profile=" ".join(content.summary),
        issued_at=issuing.at,
        valid_until=issuing.until,
        page=content.address,
        lines=tuple(_line(line, words) for line in content.lines),
        competencies=tuple(_competency(one) for one in content.competencies),
        status=tuple(issuing.status),
    )


def _line(line: CvLine, words: CvWords) -> Line:
    of_bloc = line.kind == "bloc"
    return Line(
        id=line.record,
        kind=_KINDS.get(line.section) or RecordKind(line.kind),
        title=words.language(line.title) if line.section == "language" else line.title,
        standing=Standing(line.standing.status),
        note=_note(line, words),
        organisation=None if of_bloc else line.organisation,
        country=line.country,
        start=line.start,
        end=line.end,
        description=words.tell("bloc", of=line.organisation) if of_bloc and line.organisation else "",
        level=line.level,
        codes=tuple(_codes(line)),
        vouched_by=line.standing.issuer,
        vouched_on=line.standing.signed.isoformat() if line.standing.signed else None,
    )


def _note(line: CvLine, words: CvWords) -> str:
    """What a line rests on, in a sentence."""
    status, standing = words.said[line.standing.status], line.standing
    if not standing.issuer:
        return status
    name = standing.issuer
    by = words.tell("by", name=name, day=words.day(standing.signed)) if standing.signed else name
    return f"{status} : {by}" if words.code == "fr" else f"{status}: {by}"


def _codes(line: CvLine) -> list[Aligned]:
    if line.language_level:
        return [Aligned(framework=CEFR, code=line.language_level, name=line.language_level, url=_LEVELS_PAGE)]
    if line.code is None:
        return []
    code = str(line.code)
    framework = "RS" if code.startswith("RS") else "RNCP"
    page = _RNCP_PAGE.format(framework.lower(), code.removeprefix(framework).partition("BC")[0])
    return [Aligned(framework=framework, code=code, name=line.title, url=page)]


def _competency(one: CvCompetency) -> Competency:
    code = str(one.code)
    return Competency(
        aligned=Aligned(framework=ROME, code=code, name=one.label, url=f"urn:rome:ogr:{code}"),
        guarantee=one.guarantee,
        rests_on=tuple(one.records),
    )


class WalletFormat(StrEnum):
    """Forms of a CV that are not a page."""

    VC_JWT = "vc-jwt"
    SD_JWT = "sd-jwt"
    ELM = "elm"


def credential_of(
    content: CvContent,
    form: WalletFormat,
    authority: Authority,
    issuing: Issuing,
    holder_key: Mapping[str, Any] | None = None,
) -> bytes:
    """A CV as a file of a wallet, signed by an authority; ELM is not signed, and shows its pages.

    `holder_key`: public JWK of the key that is to sign what is shown of an SD-JWT. Raises MissingExtraError.
    """
    claims = claims_of(content, issuing)
    if form is WalletFormat.VC_JWT:
        return cv_credential(claims, authority).encode()
    if form is WalletFormat.SD_JWT:
        return str(cv_sd_jwt(claims, authority, holder_key)).encode()
    document = elm_document(claims, authority, pictures(content))
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"
