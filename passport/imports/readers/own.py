"""A passport of our own: read again, with the proofs that it brings; a claim without one is told and left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passport.document.model import SECTIONS, Attestation
from passport.document.read import passport_from
from passport.imports.draft import Imported
from passport.imports.notes import About, Fate, Note, Place


def read(document: Mapping[str, Any], file: str) -> Imported:
    """The same passport, declared but for what has a proof. Raises PassportError for its faults."""
    passport = passport_from(document, file)
    notes, sections = [], {}
    for section in SECTIONS:
        rows = []
        for rank, record in enumerate(getattr(passport, section)):
            place = Place(f"{section}[{rank}]")
            said = str(
                getattr(record, "title", None) or getattr(record, "code", None) or getattr(record, "language", "")
            )
            notes.append(Note(Fate.KEPT, About.RECORD, place, said, record.id, {"section": section}))
            claim = record.attestation
            if claim.proofs:
                notes.append(Note(Fate.KEPT, About.PROOF, place, claim.issuer or "", record.id))
            elif claim.claims:
                notes.append(Note(Fate.ASIDE, About.ATTESTATION, place, claim.issuer or "", record.id))
            rows.append(record if claim.proofs else record.model_copy(update={"attestation": Attestation()}))
        sections[section] = tuple(rows)
    return Imported("acquis", passport.model_copy(update=sections), tuple(notes))
