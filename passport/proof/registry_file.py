"""The file of a registry of issuers: JSON that people read and edit, checked field by field, written in one step."""

from __future__ import annotations

import json
import os
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from passport.document.clean import printable
from passport.document.errors import FaultCode, PassportError
from passport.document.loading import load, whole
from passport.proof.errors import RegistryError, RegistryProblem
from passport.proof.jose import imported, public_jwk
from passport.proof.registering import check_keys
from passport.proof.registry import (
    EMPTY,
    ROLE_KINDS,
    FormerScope,
    Issuer,
    IssuerKey,
    IssuerRole,
    Mandate,
    RecordKind,
    Registry,
    Scope,
    default_kinds,
    registry_document,
)
from referentials.placing import placed

VARIABLE, NAME = "ACQUIS_ISSUERS", "issuers.json"
MAX_BYTES = 50_000_000
"""A registry of five thousand issuers with a few lists of revocations has some megabytes."""
_LEVELS = 6
"""Of a registry's JSON."""
_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "k"})

IssuerId = Annotated[str, StringConstraints(pattern=r"^[\w.:/#%@?=&+~-]{1,200}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
KeyId = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Certification = Annotated[str, StringConstraints(pattern=r"^(RNCP[1-9]\d{0,5}(BC\d{2,3})?|RS[1-9]\d{0,5})$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
SiretText = Annotated[str, StringConstraints(pattern=r"^\d{14}$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _ScopePart(_Part):
    kinds: frozenset[RecordKind] | None = None
    certifications: frozenset[Certification] | None = None
    countries: frozenset[Country] | None = None


class _KeyPart(_Part):
    kid: KeyId
    jwk: dict[str, Any]
    valid_from: date
    valid_until: date | None = None
    compromised_on: date | None = None


class _FormerPart(_Part):
    scope: _ScopePart
    until: date


class _MandatePart(_Part):
    id: IssuerId
    valid_from: date | None = None
    valid_until: date | None = None


class _IssuerPart(_Part):
    id: IssuerId
    name: Name
    role: IssuerRole
    scope: _ScopePart = _ScopePart()
    keys: tuple[_KeyPart, ...] = Field(max_length=100)
    siret: SiretText | None = None
    revoked_on: date | None = None
    depositors: frozenset[IssuerId] = frozenset()
    former: tuple[_FormerPart, ...] = ()
    mandates: tuple[_MandatePart, ...] = ()


class _RegistryPart(_Part):
    version: Literal[1]
    issuers: tuple[_IssuerPart, ...]
    status_lists: dict[str, str] = Field(default_factory=dict)


def default_registry(home: Path) -> Registry:
    """The registry that ACQUIS_ISSUERS names, else that of acquis' own folder, else an empty one.

    Raises RegistryError, also where ACQUIS_ISSUERS names no file: a check without issuers would find nothing, unasked.
    """
    path = default_path(home)
    return read_registry(path) if path.exists() or os.environ.get(VARIABLE) else EMPTY


def default_path(home: Path) -> Path:
    """Where the registry is, or would be."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser() if named else home / NAME


def read_registry(path: Path) -> Registry:
    """Read a registry. Raises RegistryError: file, field, and what is wrong with it."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise RegistryError(RegistryProblem.UNREADABLE, str(path), parameters={"said": error.strerror}) from error
    try:
        if size > MAX_BYTES:
            raise whole(FaultCode.TOO_BIG, path.name, size=size, most=MAX_BYTES)
        document = load(data, path.name)
    except PassportError as error:
        fault = error.faults[0]
        said = {"code": str(fault.code), **fault.parameters}
        raise RegistryError(RegistryProblem.NOT_JSON, str(path), parameters=said) from error
    return registry_from(document, str(path))


def registry_from(document: Any, file: str) -> Registry:
    """Check the document of a registry, decoded from JSON. Raises RegistryError."""
    try:
        part = _RegistryPart.model_validate_json(json.dumps(document), strict=True)
    except RecursionError as error:
        said = {"code": str(FaultCode.TOO_DEEP), "levels": _LEVELS}
        raise RegistryError(RegistryProblem.NOT_JSON, file, parameters=said) from error
    except ValidationError as error:
        first = error.errors()[0]
        said = {**first.get("ctx", {}), "type": first["type"], "said": first["msg"]}
        raise RegistryError(RegistryProblem.FIELD, file, _path(first["loc"]), said) from None
    _check_ids(part, file)
    issuers = tuple(_issuer(one, f"issuers[{rank}]", file) for rank, one in enumerate(part.issuers))
    check_keys(issuers, file)
    return Registry(issuers=issuers, status_lists=part.status_lists)


def write_registry(path: Path, registry: Registry) -> None:
    """Write a registry that can be read again, whole or not at all. Raises RegistryError."""
    document = registry_document(registry)
    registry_from(document, str(path))
    text = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with placed(path) as file:
            file.write(text.encode())
    except OSError as error:
        raise RegistryError(RegistryProblem.UNWRITABLE, str(path), parameters={"said": error.strerror}) from error


def read_jwk(jwk: dict[str, Any], file: str, path: str) -> str:
    """The text of a public key, as the registry has it. Raises RegistryError: a private one, or none that serves."""
    if _PRIVATE & jwk.keys():
        raise RegistryError(RegistryProblem.PRIVATE_KEY, file, path)
    try:
        if jwk.get("use", "sig") != "sig":
            raise ValueError("a key for another use")
        return public_jwk(imported(json.dumps(jwk)))
    except ValueError as error:
        raise RegistryError(RegistryProblem.BAD_KEY, file, path) from error


def _issuer(part: _IssuerPart, path: str, file: str) -> Issuer:
    _check_periods(part, path, file)
    former = enumerate(part.former)
    return Issuer(
        id=part.id,
        name=printable(part.name),
        role=part.role,
        keys=tuple(_key(key, f"{path}.keys[{rank}]", file) for rank, key in enumerate(part.keys)),
        scope=_scope(part.scope, part.role, f"{path}.scope", file),
        former=tuple(
            FormerScope(scope=_scope(one.scope, part.role, f"{path}.former[{rank}].scope", file), until=one.until)
            for rank, one in former
        ),
        mandates=tuple(
            Mandate(id=one.id, valid_from=one.valid_from, valid_until=one.valid_until) for one in part.mandates
        ),
        siret=part.siret,
        revoked_on=part.revoked_on,
        depositors=part.depositors,
    )


def _scope(part: _ScopePart, role: IssuerRole, path: str, file: str) -> Scope:
    beyond = (part.kinds or frozenset()) - ROLE_KINDS[role]
    if beyond:
        told = {"role": role, "kinds": sorted(beyond), "most": sorted(ROLE_KINDS[role])}
        raise RegistryError(RegistryProblem.BEYOND_ROLE, file, f"{path}.kinds", told)
    return Scope(
        kinds=default_kinds(role, part.certifications) if part.kinds is None else part.kinds,
        certifications=part.certifications,
        countries=part.countries,
    )


def _check_periods(part: _IssuerPart, path: str, file: str) -> None:
    """Raises RegistryError for a mandate that ends before it begins, former scopes that do not follow each other."""
    for rank, mandate in enumerate(part.mandates):
        if mandate.valid_until and mandate.valid_from and mandate.valid_until < mandate.valid_from:
            raise RegistryError(RegistryProblem.ENDS_BEFORE, file, f"{path}.mandates[{rank}].valid_until")
    for rank, (one, other) in enumerate(pairwise(part.former), 1):
        if other.until <= one.until:
            raise RegistryError(RegistryProblem.ENDS_BEFORE, file, f"{path}.former[{rank}].until")


def _key(part: _KeyPart, path: str, file: str) -> IssuerKey:
    if part.valid_until and part.valid_until < part.valid_from:
        raise RegistryError(RegistryProblem.ENDS_BEFORE, file, f"{path}.valid_until")
    return IssuerKey(
        kid=part.kid,
        jwk=read_jwk(part.jwk, file, f"{path}.jwk"),
        valid_from=part.valid_from,
        valid_until=part.valid_until,
        compromised_on=part.compromised_on,
    )


def _check_ids(part: _RegistryPart, file: str) -> None:
    """Raises RegistryError for an issuer named twice, or two keys of an issuer with the same name."""
    seen: set[str] = set()
    for rank, issuer in enumerate(part.issuers):
        if issuer.id in seen:
            raise RegistryError(RegistryProblem.SAME_ISSUER, file, f"issuers[{rank}].id", {"id": issuer.id})
        seen.add(issuer.id)
        kids = [key.kid for key in issuer.keys]
        twice = next((kid for kid in kids if kids.count(kid) > 1), None)
        if twice is not None:
            raise RegistryError(RegistryProblem.SAME_KEY, file, f"issuers[{rank}].keys", {"kid": twice})


def _path(steps: tuple[int | str, ...]) -> str:
    path = ""
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
    return printable(path)
