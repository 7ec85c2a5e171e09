"""Signed PDF: sign a document as PAdES with no change allowed, and say what is wrong with one that was handed over.

`sign_pdf(document, Signing(...))`, `check_pdf(document, TrustRoots(...), at)`, `attached_file(document, name)`. pyHanko
does the work (extra `sign`).
"""

from passport.proof.pdf.check import check_pdf
from passport.proof.pdf.errors import SigningError, SigningProblem
from passport.proof.pdf.files import attached_file, signed_part
from passport.proof.pdf.found import Level, PdfCheck, PdfProblem, TrustRoots, read_trust
from passport.proof.pdf.sign import KeyFile, KeyToken, LongTerm, Signing, sign_pdf

__all__ = [
    "KeyFile",
    "KeyToken",
    "Level",
    "LongTerm",
    "PdfCheck",
    "PdfProblem",
    "Signing",
    "SigningError",
    "SigningProblem",
    "TrustRoots",
    "attached_file",
    "check_pdf",
    "read_trust",
    "sign_pdf",
    "signed_part",
]
