"""Verify a CV that is shown as a credential (VC-JWT, SD-JWT VC): by whom, when, still standing, what is disclosed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from passport.document.standing import ProofProblem
from passport.proof.cv_credential import CheckedCredential, check_credential
from passport.proof.cv_sd_jwt import check_cv
from passport.proof.disclosures import Path
from passport.proof.errors import RefusedProofError
from passport.proof.registry import Issuer, Registry
from passport.proof.sd_jwt import Audience, Checked, SdJwt, choices, is_sd_jwt, present

FIELDS = ("name", "given_name", "family_name", "birthdate", "contact")
"""What is said of the holder."""
NameStanding = Literal["identity", "declared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenCheck:
    """What a verification found; nothing of what it says is given where there is a problem."""

    kind: Literal["vc-jwt", "sd-jwt"]
    problem: ProofProblem | None = None
    issuer: Issuer | None = None
    signed: datetime | None = None
    bound: bool = False
    withheld: int = 0
    title: str | None = None
    holder: Mapping[str, Any] = field(default_factory=dict, repr=False)
    name_standing: NameStanding | None = None
    lines: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)
    competencies: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong."""
        return self.problem is None


def is_token(document: bytes) -> bool:
    """Whether a file is a credential in compact form, rather than a PDF."""
    return document.lstrip()[:3] == b"eyJ"


def check_token(text: str, registry: Registry, at: datetime, audience: Audience | None = None) -> TokenCheck:
    """Verify a CV in compact form against a registry of issuers, and the lists of revocations that it has."""
    kind: Literal["vc-jwt", "sd-jwt"] = "sd-jwt" if is_sd_jwt(text) else "vc-jwt"
    try:
        if kind == "sd-jwt":
            return _of_sd_jwt(check_cv(SdJwt.parse(text), registry, at, audience))
        if audience is not None:
            raise RefusedProofError(ProofProblem.OTHER_HOLDER)  # nobody signs with it
        return _of_badge(check_credential(text, registry, at))
    except RefusedProofError as error:
        return TokenCheck(kind=kind, problem=error.problem, issuer=error.issuer, signed=error.signed)


def _of_sd_jwt(found: Checked) -> TokenCheck:
    claims = found.claims
    return TokenCheck(
        kind="sd-jwt",
        issuer=found.issuer,
        signed=found.signed,
        bound=found.bound,
        withheld=found.withheld,
        title=claims.get("title"),
        holder={name: claims[name] for name in FIELDS if name in claims},
        name_standing=_name_standing(claims.get("name_standing")) if "name" in claims else None,
        lines=tuple(_objects(claims.get("lines"))),
        competencies=tuple(_objects(claims.get("competencies"))),
    )


def _of_badge(found: CheckedCredential) -> TokenCheck:
    document = found.credential.document
    subject = found.credential.subject
    achievement = subject.get("achievement", {})
    names = [one.get("identityHash") for one in _objects(subject.get("identifier"))]
    aligned = [one for one in _objects(achievement.get("alignment")) if "guarantee" in one]
    return TokenCheck(
        kind="vc-jwt",
        issuer=found.issuer,
        signed=found.signed,
        title=document.get("name"),
        holder={"name": names[0]} if names else {},
        name_standing=_name_standing(subject.get("nameStanding")) if names else None,
        lines=tuple(_line(one) for one in _objects(document.get("evidence"))),
        competencies=tuple(_competency(one) for one in aligned),
    )


def _name_standing(said: object) -> NameStanding:
    """Declared, unless the issuer says that it has the identity."""
    return "identity" if said == "identity" else "declared"


_LINE = {
    "title": "name", "kind": "genre", "organisation": "organisation", "start": "start", "end": "end",
    "standing": "standing", "vouched_by": "vouchedBy", "vouched_on": "vouchedOn", "note": "narrative",
}  # fmt: skip
"""Names of a line in an SD-JWT, and in an Open Badge."""


def _line(evidence: Mapping[str, Any]) -> dict[str, Any]:
    return {name: evidence[theirs] for name, theirs in _LINE.items() if theirs in evidence}


def _competency(alignment: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "code": alignment.get("targetCode"),
        "name": alignment.get("targetName"),
        "guarantee": alignment["guarantee"],
    }


def _objects(value: object) -> Iterable[Mapping[str, Any]]:
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that the holder may show: its name (a line's id, a competency's code, a field), and what it says."""

    name: str
    path: Path
    value: Any = field(repr=False)


def choices_of(credential: SdJwt) -> list[Choice]:
    """What may be shown of a CV. Raises RefusedProofError."""
    found = choices(credential)
    return [Choice(name=_name(path, value), path=path, value=value) for path, value in found.items()]


def shown(credential: SdJwt, names: Iterable[str]) -> tuple[SdJwt, list[str]]:
    """The CV with what is named alone; and the names that nothing goes by. Raises RefusedProofError."""
    known = {choice.name: choice.path for choice in choices_of(credential)}
    asked = list(dict.fromkeys(names))
    found = present(credential, [known[name] for name in asked if name in known])
    return found, [name for name in asked if name not in known]


def _name(path: Path, value: Any) -> str:
    if isinstance(path[-1], int) and isinstance(value, dict):
        return str(value.get("id") or value.get("code") or path[-1])
    return str(path[-1])
