"""Test authorities: what passports of tests claim, they sign, with keys that are the same each time.

`vouched(passport)` is the passport whose claims are proven and checked; `signed(passport)`, and `signed_document` for
what is read from a file, have the proofs, which `registry(passport)` lets be checked, and `write_registry` as a file.
Each issuer named in a claim is an authority of its own, entitled to everything.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from passport.document.model import SECTIONS, Attestation, Passport, Record
from passport.document.read import passport_from
from passport.proof.authority import Authority, make_authority
from passport.proof.registry import EVERYTHING, IssuerRole, Registry, Scope
from passport.proof.registry_file import write_registry
from passport.proof.statement import state
from passport.proof.verify import verified

DAY = date(2026, 11, 23)
"""The day on which passports of tests are read."""
SINCE = date(2000, 1, 1)
"""First day of the keys, and day of the statements whose claim has none, over what has ended."""
NOBODY = "Émetteur inventé"


@cache
def authority(name: str = NOBODY, role: IssuerRole = IssuerRole.TEACHING) -> Authority:
    """The authority of an invented issuer; its key is made from its name."""
    seed = hashlib.sha256(f"acquis-test-issuer:{name}".encode()).digest()
    return make_authority(f"urn:acquis:test:{seed.hex()[:16]}", name, role=role, seed=seed)


def registry_of(*names: str, scope: Scope = EVERYTHING) -> Registry:
    """A registry of these invented issuers."""
    return Registry(issuers=tuple(authority(name).issuer(scope, SINCE) for name in sorted(set(names))))


def claimed(record: Record) -> str:
    """Who is said to vouch for a record."""
    return record.attestation.issuer or NOBODY


def registry(*passports: Passport) -> Registry:
    """A registry of the issuers that passports claim."""
    names = (claimed(record) for passport in passports for record in passport.records if record.attestation.claims)
    return registry_of(*names)


def signed(passport: Passport, on: date = DAY) -> Passport:
    """The passport, each claim with the statement of its issuer: of the day it says, at the latest the one given.

    What goes on is signed on the day given where the claim says none: no more of it is guaranteed than had passed.
    """

    def proven(record: Record) -> Record:
        if not record.attestation.claims:
            return record
        said = record.attestation
        since = on if getattr(record, "end", SINCE) is None else SINCE
        day = min(said.date.first, on) if said.date else since
        at = datetime.combine(day, time(12), UTC)
        proof = state(record, holder=passport.holder.id, authority=authority(claimed(record)), at=at)
        attestation = Attestation(status=said.status, issuer=said.issuer, date=said.date, proofs=(proof,))
        return record.model_copy(update={"attestation": attestation})

    sections = {name: tuple(proven(record) for record in getattr(passport, name)) for name in SECTIONS}
    return passport.model_copy(update=sections)


def vouched(passport: Passport, on: date = DAY) -> Passport:
    """The passport with each claim proven, and checked on a day."""
    return verified(signed(passport, on), registry(passport), on)


def signed_document(document: dict[str, Any], on: date = DAY) -> dict[str, Any]:
    """The JSON of a passport with the proofs of what it claims."""
    found: dict[str, Any] = json.loads(signed(passport_from(document), on).model_dump_json(exclude_none=True))
    return found


def registry_file(path: Path, *passports: Passport) -> Path:
    """Write the registry of the issuers that passports claim; its path, for `--issuers` and ACQUIS_ISSUERS."""
    write_registry(path, registry(*passports))
    return path
