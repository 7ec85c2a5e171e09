"""Answers of CVs: what was made, what a verification found."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from answers.cv.check import CvCheck
from answers.shapes import cv as shape
from answers.words.cv_checks import problems_told
from passport.proof.certificates import PASSPHRASE, REVOCATIONS, ROOT, SIGNER, STAMPER
from passport.proof.pdf.found import Level

if TYPE_CHECKING:
    from answers.cv.make import Cv
    from answers.cv.register import CvEntry


def made_answer(
    cv: Cv, written: bytes, file: str | None, level: Level | None, entry: CvEntry | None
) -> shape.CvMadeAnswer:
    """A CV that was made; `written`: the bytes of its file."""
    return shape.CvMadeAnswer(
        file=file,
        digest=hashlib.sha256(written).hexdigest(),
        pages=cv.pages,
        signature=str(level) if level else None,
        status_index=entry.status_index if entry else None,
        content=cv.content,
    )


def revoked_answer(entry: CvEntry) -> shape.CvRevokedAnswer:
    """A CV that was revoked."""
    assert entry.revoked is not None
    return shape.CvRevokedAnswer(id=entry.id, revoked=entry.revoked)


def check_answer(found: CvCheck, at: datetime) -> shape.CvCheckAnswer:
    """What a verification found of a PDF."""
    pdf = found.pdf
    return shape.CvCheckAnswer(
        kind="pdf",
        valid=found.valid,
        problems=[str(one) for one in found.problems],
        told=problems_told(found),
        checked=at,
        issuer=pdf.signer,
        issued=pdf.issued_at,
        stamped=pdf.stamped_at is not None,
        level=str(pdf.level) if pdf.level else None,
        total=pdf.total,
        standing=found.stands.value,
        superseded_by=found.superseded_by,
        printed=found.printed.value,
        content=found.content,
    )


def authority_answer(folder: Path) -> shape.CvAuthorityAnswer:
    """A development authority that was written in a folder."""
    return shape.CvAuthorityAnswer(folder=str(folder), files=[ROOT, SIGNER, STAMPER, PASSPHRASE, *REVOCATIONS])
