"""Teaching authorities: real proofs for invented passports, by issuers that exist nowhere else.

Each issuer that a passport claims becomes one, with a key of its own, the scope of what it signs, and a period that
ends with its last signature; the keys are thrown away, so that nobody signs anything more in their name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from passport.document.loading import load
from passport.document.model import BlocObtained, CertificationObtained, Passport, Record
from passport.document.read import passport_from, read_passport
from passport.proof.authority import TEACHING_ID, Authority, make_authority
from passport.proof.errors import RegistryError, RegistryProblem
from passport.proof.registry import HOME, Issuer, IssuerRole, RecordKind, Registry, Scope, kind_of
from passport.proof.statement import state
from referentials.placing import placed

_NOON = time(12)
_NAMED = 16
"""Characters of a digest that name a teaching issuer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """Passports whose claims are proven, as JSON documents by path; the issuers; their authorities, to keep or not."""

    documents: Mapping[Path, Mapping[str, Any]]
    registry: Registry
    authorities: tuple[Authority, ...]
    signed: Mapping[Path, int]
    """How many claims, by passport."""


@dataclass(frozen=True, slots=True)
class _Signed:
    """One record that an issuer vouches for, and the day it does."""

    record: Record
    day: date


def taught(documents: Mapping[Path, Mapping[str, Any]], on: date) -> Taught:
    """Prove what passports claim, at the day of each attestation, else on a day given; older proofs are left out.

    Raises PassportError for a document with faults.
    """
    passports = {name: passport_from(dict(document), name.name) for name, document in documents.items()}
    claims = {name: sorted({issuer for issuer, _ in _claims(one, on)}) for name, one in passports.items()}
    authorities = {issuer: teacher(issuer) for issuer in sorted({one for names in claims.values() for one in names})}
    written = {name: _proven(documents[name], passport, authorities, on) for name, passport in passports.items()}
    signed = [claim for passport in passports.values() for claim in _claims(passport, on)]
    issuers = (
        _issuer(authority, [one for who, one in signed if who == name]) for name, authority in authorities.items()
    )
    return Taught(
        documents=written,
        registry=Registry(issuers=tuple(issuers)),
        authorities=tuple(authorities.values()),
        signed={name: len(list(_claims(passport, on))) for name, passport in passports.items()},
    )


def read_documents(paths: Iterable[Path]) -> dict[Path, dict[str, Any]]:
    """The JSON of passports. Raises PassportError."""
    return {path: load(path.read_bytes(), path.name) for path in paths if read_passport(path)}


def write_documents(found: Taught, folder: Path | None) -> dict[Path, int]:
    """Write passports whose claims are proven, in their place or in a folder; how many proofs each has.

    Raises RegistryError.
    """
    written: dict[Path, int] = {}
    for path, document in found.documents.items():
        place = folder / path.name if folder else path
        _write(place, json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        written[place] = found.signed[path]
    return written


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with placed(path) as file:
            file.write(text.encode())
    except OSError as error:
        raise RegistryError(RegistryProblem.UNWRITABLE, str(path), parameters={"said": error.strerror}) from error


def teacher(name: str) -> Authority:
    """A teaching authority of that name, with a new key; its id comes from its name."""
    return make_authority(f"{TEACHING_ID}:{hashlib.sha256(name.encode()).hexdigest()[:_NAMED]}", name)


def merged(registry: Registry, more: Registry) -> Registry:
    """A registry with teaching issuers in place of those of the same id; whoever else is in it stays."""
    names = {issuer.id for issuer in more.issuers}
    kept = (one for one in registry.issuers if one.id not in names or one.role is not IssuerRole.TEACHING)
    return replace(registry, issuers=(*kept, *more.issuers))


def _claims(passport: Passport, on: date) -> Iterable[tuple[str, _Signed]]:
    for record in passport.records:
        said = record.attestation
        if said.claims and said.issuer:
            yield said.issuer, _Signed(record, said.date.first if said.date else on)


def _proven(
    document: Mapping[str, Any], passport: Passport, authorities: Mapping[str, Authority], on: date
) -> dict[str, Any]:
    """The document as it was written, its claims with their proofs."""
    proofs = {
        claim.record.id: state(
            claim.record,
            holder=passport.holder.id,
            authority=authorities[issuer],
            at=datetime.combine(claim.day, _NOON, UTC),
        )
        for issuer, claim in _claims(passport, on)
    }

    def proven(row: Any) -> Any:
        if not isinstance(row, dict) or row.get("id") not in proofs:
            return row
        return {**row, "attestation": {**row["attestation"], "proofs": [proofs[row["id"]]]}}

    return {name: [proven(row) for row in rows] if isinstance(rows, list) else rows for name, rows in document.items()}


def _issuer(authority: Authority, signed: list[_Signed]) -> Issuer:
    days = [one.day for one in signed]
    records = [one.record for one in signed]
    codes = {str(one.code) for one in records if isinstance(one, CertificationObtained | BlocObtained)}
    coded = {RecordKind.CERTIFICATION, RecordKind.BLOC}
    scope = Scope(
        kinds=frozenset(map(kind_of, records)),
        certifications=frozenset(codes) if coded & set(map(kind_of, records)) else None,
        countries=frozenset(getattr(one, "country", None) or HOME for one in records),
    )
    return replace(authority.issuer(scope), keys=(authority.key(min(days), max(days)),))
