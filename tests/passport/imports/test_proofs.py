"""A proof that comes with a document stays with the line made from it, and is worth what a check finds of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from answers.builders.papers import document_of
from answers.words.papers import heading_told, note_line
from passport.document.read import passport_from
from passport.document.standing import ProofMethod, ProofProblem, Standing
from passport.imports import import_paper
from passport.imports.notes import About, Fate
from passport.proof.credential import badge
from passport.proof.verify import verified
from tests.support import papers
from tests.support.authority import DAY, authority, registry, registry_of, signed_document
from tests.support.passports import GUARANTEED, claimed, job

ISSUER = "Ligue inventée"
SIGNED = datetime(2025, 3, 1, 12, tzinfo=UTC)
RECORDS: dict[str, dict[str, Any]] = {
    "certifications": {"code": "RNCP37099", "title": "TP Employé commercial", "date": "2024-06"},
    "blocs": {"code": "RNCP37099BC01", "title": "Mettre en rayon", "date": "2024-06-03"},
    "experiences": {
        "kind": "volunteering", "title": "Trésorière", "organisation": "Club inventé", "start": "2022-01-01",
        "end": "2023-12-31", "rome": "M1203",
    },
    "trainings": {"title": "Animer un atelier", "start": "2024-01-08", "end": "2024-01-12", "organisation": ISSUER},
    "qualifications": {"title": "SST", "kind": "first_aid", "date": "2024-02-01"},
    "languages": {"language": "en", "level": "B2"},
}  # fmt: skip


def badge_of(section: str, holder: str = "essai") -> bytes:
    """The badge of an invented issuer over one of these."""
    (record,) = claimed(**{section: [{"id": "r", **RECORDS[section]}]}).records
    return badge(record, holder=holder, authority=authority(ISSUER), at=SIGNED).encode()


@pytest.mark.parametrize("section", RECORDS)
def test_a_signed_badge_becomes_the_line_that_it_vouches_for(section: str) -> None:
    """Its holder, code, title, dates as they were signed: checked, it is guaranteed; nothing is before."""
    read = import_paper(badge_of(section), "x")
    (record,) = read.passport.records
    assert (read.passport.holder.id, record.verification.standing) == ("essai", Standing.UNVERIFIED)
    again = passport_from(document_of(read.passport))
    found = verified(again, registry_of(ISSUER), DAY).records[0].verification
    assert (found.standing, found.method, found.name) == (Standing.GUARANTEED, ProofMethod.CREDENTIAL, ISSUER)
    assert [note.said for note in read.notes if (note.fate, note.about) == (Fate.KEPT, About.PROOF)] == [ISSUER]
    assert "1 avec une preuve à vérifier" in heading_told(read)
    assert any("elle sera vérifiée au registre" in note_line(note) for note in read.notes)


def test_a_line_that_is_changed_after_its_import_is_no_longer_covered() -> None:
    """A higher title, the same badge."""
    read = import_paper(badge_of("trainings"), "x")
    document = document_of(read.passport)
    document["trainings"][0]["title"] = "Diriger une école"
    found = verified(passport_from(document), registry_of(ISSUER), DAY).records[0].verification
    assert (found.standing, found.problem) == (Standing.UNVERIFIED, ProofProblem.ALTERED)


def test_the_badge_of_another_does_not_become_the_importers() -> None:
    """Under one's own id, it was issued to somebody else."""
    document = document_of(import_paper(badge_of("blocs", "quelqu-un"), "x").passport)
    document["holder"]["id"] = "moi"
    found = verified(passport_from(document), registry_of(ISSUER), DAY).records[0].verification
    assert found.problem is ProofProblem.OTHER_HOLDER


def test_a_passport_of_our_own_keeps_its_proofs_and_loses_its_claims_without_one() -> None:
    """Checked again after the import, the first is guaranteed; the second is declared."""
    document = signed_document({"version": 1, "holder": {"id": "p1"}, "experiences": [job(attestation=GUARANTEED)]})
    document["experiences"].append(job("e2", title="Cheffe", attestation=GUARANTEED))
    read = import_paper(json.dumps(document).encode(), "x")
    checked = verified(read.passport, registry(read.passport), DAY)
    assert [record.verification.standing for record in checked.records] == ["guaranteed", "declared"]
    told = {note.record: (note.fate, note.about) for note in read.notes if note.about is not About.RECORD}
    assert told == {"e1": (Fate.KEPT, About.PROOF), "e2": (Fate.ASIDE, About.ATTESTATION)}


def test_a_european_credential_is_kept_only_as_a_token() -> None:
    """And no registry makes it more than unverified, as long as nothing here checks it."""
    token = import_paper(papers.token(papers.ELM), "x").passport.records[0]
    assert token.attestation.proofs == (papers.token(papers.ELM).decode(),)
    plain = import_paper(json.dumps(papers.ELM).encode(), "x").passport.records[0]
    assert (plain.attestation.proofs, plain.verification.standing) == ((), Standing.DECLARED)


@pytest.mark.parametrize("signature", [b"", b"x" * 60_000])
def test_a_token_that_a_passport_cannot_keep_is_left_aside(signature: bytes) -> None:
    """Without a signature, or too long: the line is declared, and it is told."""
    head, body, _ = papers.token(papers.BADGE).split(b".")
    read = import_paper(b".".join([head, body, signature]), "x")
    assert About.SIGNATURE in {note.about for note in read.notes if note.fate is Fate.ASIDE}
    assert read.passport.records[0].verification.standing is Standing.DECLARED
