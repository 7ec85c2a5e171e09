"""The answers about the registry of issuers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from answers.shapes import issuers as shape
from answers.words.feeds import refusal_told
from passport.feeds.passage import Refusal
from passport.proof.errors import RefusedProofError
from passport.proof.jose import algorithm_of, take_apart
from passport.proof.registry import IssuerKey, Registry
from passport.proof.vc import read_credential


def issuers_answer(registry: Registry, file: Path, on: date) -> shape.IssuersAnswer:
    """The registry on a day."""
    return shape.IssuersAnswer(registry=registry.digest, file=str(file), on=on, issuers=shown(registry, on))


def taught_answer(
    passports: Mapping[Path, int], registry: Registry, file: Path, keys: Path | None
) -> shape.TaughtAnswer:
    """What was signed, by whom, and where it went; `registry`: the teaching issuers alone."""
    ends = [key.valid_until for issuer in registry.issuers for key in issuer.keys if key.valid_until]
    return shape.TaughtAnswer(
        passports=[shape.TaughtFile(file=str(path), proofs=count) for path, count in passports.items()],
        registry=str(file),
        issuers=shown(registry, max(ends, default=date.min)),
        keys=str(keys) if keys else None,
    )


def unsigned_line(refusal: Refusal) -> shape.UnsignedLine:
    """A line that was not signed, and why."""
    return shape.UnsignedLine(
        line=refusal.line or 0,
        external_id=refusal.external_id,
        reason=refusal.reason,
        parameters=dict(refusal.parameters),
        told=refusal_told(refusal.reason, refusal.parameters),
    )


def shown(registry: Registry, on: date) -> list[shape.IssuerShown]:
    """Every issuer, by identifier."""
    lists = dict(_lists(registry))
    return [
        shape.IssuerShown(
            id=issuer.id,
            name=issuer.name,
            role=issuer.role,
            siret=issuer.siret,
            kinds=sorted(issuer.scope.kinds),
            certifications=_sorted(issuer.scope.certifications),
            countries=_sorted(issuer.scope.countries),
            keys=[_key(key, on) for key in issuer.keys],
            revoked_on=issuer.revoked_on,
            depositors=sorted(issuer.depositors),
            former=[
                shape.FormerScopeShown(
                    until=one.until,
                    kinds=sorted(one.scope.kinds),
                    certifications=_sorted(one.scope.certifications),
                    countries=_sorted(one.scope.countries),
                )
                for one in issuer.former
            ],
            mandates=[
                shape.MandateShown(id=one.id, valid_from=one.valid_from, valid_until=one.valid_until)
                for one in issuer.mandates
            ],
            status_lists=sorted(uri for uri, owner in lists.items() if owner == issuer.id),
        )
        for issuer in sorted(registry.issuers, key=lambda issuer: issuer.id)
    ]


def state_of(key: IssuerKey, on: date) -> shape.KeyState:
    """What a key can do on a day."""
    if key.compromised_on:
        return shape.KeyState.COMPROMISED
    if key.valid_until and key.valid_until < on:
        return shape.KeyState.ENDED
    return shape.KeyState.IN_USE if key.valid_from <= on else shape.KeyState.TO_COME


def issuer_of(registry: Registry, ident: str, on: date) -> shape.IssuerShown:
    """One issuer of the registry."""
    return next(one for one in shown(registry, on) if one.id == ident)


def _key(key: IssuerKey, on: date) -> shape.KeyShown:
    return shape.KeyShown(
        kid=key.kid,
        algorithm=algorithm_of(key.jwk),
        valid_from=key.valid_from,
        valid_until=key.valid_until,
        compromised_on=key.compromised_on,
        state=state_of(key, on),
    )


def _lists(registry: Registry) -> Iterable[tuple[str, str]]:
    """Address and issuer of each list that can be read."""
    for uri, text in registry.status_lists.items():
        try:
            yield uri, read_credential(take_apart(text)).issuer
        except RefusedProofError:
            continue


def _sorted(codes: frozenset[str] | None) -> list[str] | None:
    return None if codes is None else sorted(codes)
