"""Those who judge a signed PDF: acquis, pyHanko's own validator with a fresh trust root, poppler's pdfsig."""

from __future__ import annotations

import logging
import subprocess
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from shutil import which

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from answers.cv.check import check_cv
from answers.cv.register import CvRegister
from tests.support.forgeries import Verdict
from tests.support.forgeries.signed import register, roots, trust
from tests.support.forgeries.trust_database import trust_database

ACQUIS, PYHANKO, PDFSIG = "acquis", "pyHanko", "pdfsig"
_WANTED = ("Signature is Valid.", "Total document signed", "Certificate is Trusted.")
"""What pdfsig says of a CV that it accepts; a reader who looks for less is fooled by an edit after signing."""


def judged_pdf(document: bytes, issued: CvRegister | None = None) -> Mapping[str, Verdict]:
    """What each says of a document; `issued`: the register, where it is not that of the CV of Inès alone."""
    return {
        ACQUIS: by_acquis(document, issued or register()),
        PYHANKO: by_pyhanko(document),
        **({PDFSIG: by_pdfsig(document)} if which("pdfsig") else {}),
    }


def by_acquis(document: bytes, issued: CvRegister) -> Verdict:
    """`acquis cv verify`."""
    found = check_cv(document, trust(), datetime.now(UTC), issued)
    return Verdict(not found.valid, ", ".join(found.problems))


def by_pyhanko(document: bytes) -> Verdict:
    """The validator of pyHanko, with the same roots and lists of revocations, and nothing of ours."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL + 1)
    try:
        signatures = PdfFileReader(BytesIO(document)).embedded_signatures
        if not signatures:
            return Verdict(True, "no signature")
        status = validate_pdf_signature(signatures[0], _context())
    except Exception as error:  # noqa: BLE001 - whatever it raises, it does not accept
        return Verdict(True, type(error).__name__)
    total = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return Verdict(not (status.bottom_line and total), status.summary())


def _context() -> ValidationContext:
    return ValidationContext(
        trust_roots=[x509.Certificate.load(one) for one in roots()],
        crls=list(trust().revocations),
        revocation_mode="require",
    )


def by_pdfsig(document: bytes) -> Verdict:
    """The pdfsig of poppler, with a database of NSS that trusts the same roots."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(document)
        file.flush()
        command = ["pdfsig", "-nssdir", str(_database()), file.name]
        said = subprocess.run(command, capture_output=True, check=False, timeout=60).stdout.decode(errors="replace")
    lines = [line.strip(" -") for line in said.splitlines()]
    told = [line.rpartition("Validation: ")[2] for line in lines if "Validation: " in line or "document signed" in line]
    accepted = sorted(told) == sorted(_WANTED)
    return Verdict(
        not accepted, "; ".join(one for one in told if one not in _WANTED) or ("" if accepted else "no signature")
    )


@cache
def _database() -> Path:
    return trust_database(Path(tempfile.mkdtemp(prefix="acquis-nss-")), *roots())
