"""Lines as the vault keeps them, as the document has them, as a check finds them, and as a share shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from passport.access.share import Share, ShareField
from passport.access.subject import Line
from passport.document.errors import PassportError
from passport.document.model import (
    Attestation,
    BlocObtained,
    CertificationObtained,
    Experience,
    ExperienceKind,
    Holder,
    Language,
    Passport,
    Qualification,
    Record,
    TrainingFollowed,
)
from passport.document.standing import ProofMethod, ProofProblem, Verification
from passport.proof.registry import RecordKind, Registry
from passport.proof.verify import verified
from passport.service.fed import found_of_feed
from passport.vault.rows import RecordRow, RecordState
from referentials.days import day_of

_MODELS: Mapping[str, type[Record]] = {
    **dict.fromkeys((kind.value for kind in ExperienceKind), Experience),
    RecordKind.TRAINING: TrainingFollowed,
    RecordKind.CERTIFICATION: CertificationObtained,
    RecordKind.BLOC: BlocObtained,
    RecordKind.QUALIFICATION: Qualification,
    RecordKind.LANGUAGE: Language,
}
_SECTIONS: Mapping[type[Record], str] = {
    Experience: "experiences",
    TrainingFollowed: "trainings",
    CertificationObtained: "certifications",
    BlocObtained: "blocs",
    Qualification: "qualifications",
    Language: "languages",
}
CLAIM = "claim"
"""Where the content of a line keeps what its holder says of who vouches for it."""


def content_of(record: Record) -> dict[str, Any]:
    """A record as the vault keeps it: no id, no proofs, nothing that is not said; what it claims is kept as claimed."""
    said = record.model_dump(mode="json", exclude={"id", "attestation"}, exclude_none=True, exclude_defaults=True)
    claim = record.attestation.model_dump(mode="json", exclude={"proofs"}, exclude_none=True, exclude_defaults=True)
    return {**said, CLAIM: claim} if claim else said


def record_of(row: RecordRow, issuer_name: str | None = None) -> Record:
    """The record of a line, with what it claims: its issuer, its proofs. Raises PassportError for what is none."""
    content = {key: value for key, value in row.content.items() if key != CLAIM}
    claim: dict[str, Any] = {**row.content.get(CLAIM, {}), "proofs": row.proofs}
    if row.issuer is not None:
        claim |= {"status": "guaranteed", "issuer": issuer_name or row.issuer, "date": str(day_of(row.received_at))}
    return _built(_MODELS[row.kind], {**content, "id": row.id, "attestation": Attestation(**claim)})


def passport_of(holder: str, name: str | None, records: Iterable[Record]) -> Passport:
    """A passport of records, each in its section."""
    sections: dict[str, Any] = defaultdict(list)
    for record in records:
        sections[_SECTIONS[type(record)]].append(record)
    filled: dict[str, Any] = {key: tuple(one) for key, one in sections.items()}
    return Passport(holder=Holder(id=holder, name=name), **filled)


def checked(holder: str, rows: Iterable[RecordRow], registry: Registry, on: date) -> dict[str, Record]:
    """The record of each line, by id, with what a check on a day finds of it.

    What a feed brought is guaranteed by the acceptance of its line (`fed`); the rest by proofs.
    """
    lines = {row.id: row for row in rows}
    claimed = [record_of(row, _name(row, registry)) for row in lines.values()]
    found = {one.id: one for one in verified(passport_of(holder, None, claimed), registry, on).records}
    fed = {name: found[name] for name, row in lines.items() if row.method is ProofMethod.FEED}
    return found | {
        name: record.checked(found_of_feed(lines[name], record, registry, on)) for name, record in fed.items()
    }


def line_of(row: RecordRow) -> Line:
    """What access needs to know of a line."""
    return Line(
        id=row.id,
        issuer=None if row.declared else row.issuer,
        withdrawn=row.state is RecordState.WITHDRAWN,
        contested=row.contested is not None,
        hidden=row.hidden,
    )


def shown(record: Record, share: Share) -> Record:
    """A record as a share shows it: fields that are hidden are as if never said, and proofs that carry them too."""
    changes: dict[str, Any] = {}
    found = record.verification
    spans = isinstance(record, Experience | TrainingFollowed)
    if not share.shows_field(ShareField.DESCRIPTION) and spans:
        changes |= {"description": "", "readings": ()}
    if not share.shows_field(ShareField.PROOFS):
        changes["attestation"] = record.attestation.model_copy(update={"proofs": ()})
    if not share.shows_field(ShareField.ORGANISATION) and spans:
        changes |= {"organisation": None, "attestation": Attestation()}
        found = _anonymous(found)
    return record.model_copy(update=changes).checked(found) if changes else record


def unproven(record: Record) -> Record:
    """A record whose proof vouches for another line of the passport, as one that has none; any other, as it is."""
    found = record.verification
    if found.problem is not ProofProblem.USED_TWICE:
        return record
    bare = record.attestation.model_copy(update={"proofs": ()})
    told = Verification(standing=found.standing, checked=found.checked, problem=ProofProblem.NO_PROOF)
    return record.model_copy(update={"attestation": bare}).checked(told)


def renamed(records: Iterable[Record]) -> tuple[Record, ...]:
    """The same under ids that say nothing, and without who vouches for them: for what is only computed from."""
    return tuple(
        record.model_copy(update={"id": f"l{rank}", "attestation": Attestation()}).checked(record.verification)
        for rank, record in enumerate(records, 1)
    )


def _anonymous(found: Verification) -> Verification:
    """What was found, without who: an employer is the organisation of its lines."""
    return Verification(
        standing=found.standing,
        method=found.method,
        signed=found.signed,
        checked=found.checked,
        problem=found.problem,
        until=found.until,
    )


def _name(row: RecordRow, registry: Registry) -> str | None:
    issuer = registry.of(row.issuer or "")
    return issuer.name if issuer else None


def _built(model: type[Record], content: Mapping[str, Any]) -> Record:
    from passport.document.read import fault_of

    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise PassportError(tuple(fault_of(details) for details in error.errors())) from None
