"""Real signed CVs of invented people, with the authorities, the register and the trust to check them against."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from answers.cv.attached import identified
from answers.cv.layout import rendered
from answers.cv.register import CvEntry, CvRegister
from answers.shapes.cv import CvCompetency, CvContent, CvLine, CvStanding
from passport.proof.certificates import DevelopmentAuthority, make_authority
from passport.proof.pdf import KeyFile, Signing, TrustRoots, sign_pdf

NOW = datetime.now(UTC).replace(microsecond=0)
AUTHORITY, OPERATOR = "Autorité inventée", "Opérateur inventé"
BASE, ELSEWHERE = "https://passeport.example", "https://faussaire.example"
_YEARS_AGO = timedelta(days=4 * 365)
"""Longer than a certificate lasts."""


@cache
def authority(name: str = "true") -> DevelopmentAuthority:
    """The authority, or one of the same names: `impostor` has keys of its own, `expired` and `revoked` are trusted."""
    at = NOW - (_YEARS_AGO if name == "expired" else timedelta(days=1))
    return make_authority(AUTHORITY, OPERATOR, at, revoked=name == "revoked")


def roots() -> tuple[bytes, ...]:
    """What those who check trust: never the impostor."""
    return tuple(der(authority(name).root) for name in ("true", "expired", "revoked"))


def trust() -> TrustRoots:
    """What acquis is told to trust."""
    lists = tuple(one for name in ("true", "expired", "revoked") for one in authority(name).revocations)
    return TrustRoots(roots=roots(), revocations=lists, signers=frozenset({OPERATOR}))


def der(certificate: bytes) -> bytes:
    """A certificate in PEM, as DER."""
    return x509.load_pem_x509_certificate(certificate).public_bytes(Encoding.DER)


def content(name: str = "Inès Delcourt-Inventée", base: str = BASE, **changes: Any) -> CvContent:
    """What the CV of an invented person says."""
    standing = CvStanding(
        status="guaranteed", issuer="Rectorat inventé", method="statement", signed=NOW.date(), checked=NOW.date()
    )
    declared = CvStanding(status="declared", issuer=None, method=None, signed=None, checked=None)
    common: dict[str, Any] = {"organisation": None, "country": None, "language_level": None}
    said: dict[str, Any] = {
        "edition": 1, "issued": NOW.date(), "language": "fr", "holder": "titulaire-1", "name": name,
        "headline": "Aide-soignante", "contact": ["ines@example.org"], "summary": ["Aide-soignante pendant 6 ans."],
        "lines": [
            CvLine(
                **{**common, "organisation": "EHPAD des Tilleuls inventés"}, record="e1", section="experience",
                kind="employment", title="Aide-soignante", start="2019-09", end="2025-06", months=70, code=None,
                level=None, standing=declared,
            ),
            CvLine(
                **common, record="c1", section="certification", kind="certification", title="DE Aide-soignant",
                start="2019-07-05", end="2019-07-05", months=0, code="RNCP40692", level=4, standing=standing,
            ),
        ],
        "competencies": [
            CvCompetency(
                code="300443", label="Réaliser des soins d'hygiène", kind="competency", guarantee="assessed",
                records=["c1", "e1"],
            ),
        ],
        "lines_left_out": 0, "competencies_left_out": 0,
    }  # fmt: skip
    return identified({**said, **changes}, base)


@dataclass(frozen=True, slots=True)
class SignedCv:
    """A CV as it was issued."""

    content: CvContent
    page: bytes
    pdf: bytes


@cache
def signed_cv(who: str = "Inès Delcourt-Inventée", by: str = "true") -> SignedCv:
    """The CV of a person, signed by an authority."""
    said = content(who)
    page, _ = rendered(said)
    return SignedCv(said, page, signed(page, by))


def signed(page: bytes, by: str = "true") -> bytes:
    """A document, signed by an authority."""
    signer = authority(by)
    return sign_pdf(page, Signing(key=KeyFile(content=signer.signer, passphrase=signer.passphrase)))


def register(*files: bytes, **changes: Any) -> CvRegister:
    """The register of who issued the CV of Inès: this file and those given."""
    issued = signed_cv()
    digests = tuple(hashlib.sha256(one).hexdigest() for one in (issued.pdf, *files))
    entry = CvEntry(id=issued.content.id, digests=digests, issued=NOW.date(), language="fr", status_index=7)
    return CvRegister(cvs=(entry.model_copy(update=changes),))
