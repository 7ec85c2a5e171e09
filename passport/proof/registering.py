"""Changes to a registry of issuers, each a registry made of another: entering, new keys, ends, thefts, revocations.

Nothing leaves a registry: what an issuer was entitled to, and when its keys were good, explains what it signed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from passport.document.standing import ProofProblem
from passport.proof.errors import RefusedProofError, RegistryError, RegistryProblem
from passport.proof.jose import take_apart
from passport.proof.registry import FormerScope, Issuer, IssuerKey, Mandate, Registry, Scope, shared_key
from passport.proof.status_list import open_list
from passport.proof.vc import read_credential
from referentials.days import day_of


def known(registry: Registry, ident: str) -> Issuer:
    """The issuer of that id. Raises RegistryError."""
    found = registry.of(ident)
    if found is None:
        told = {"id": ident, "known": sorted(issuer.id for issuer in registry.issuers)}
        raise RegistryError(RegistryProblem.UNKNOWN_ISSUER, parameters=told)
    return found


def entered(registry: Registry, issuer: Issuer) -> Registry:
    """With an issuer more. Raises RegistryError where its id is taken, or its key is another's."""
    if registry.of(issuer.id):
        raise RegistryError(RegistryProblem.SAME_ISSUER, parameters={"id": issuer.id})
    return _keyed(replace(registry, issuers=(*registry.issuers, issuer)))


def entitled(registry: Registry, ident: str, scope: Scope, since: date, on: date) -> Registry:
    """With an issuer of another scope from a day on; what it signed before is held against the scope of then.

    `on`: today. Raises RegistryError: unknown issuer; a day that is past, or before a change that is entered.
    """

    def changed(issuer: Issuer) -> Issuer:
        last = since - timedelta(days=1)
        if issuer.former and last < issuer.former[-1].until:
            told = {"from": since, "on": issuer.former[-1].until + timedelta(days=1)}
            raise RegistryError(RegistryProblem.PAST, parameters=told)
        if issuer.former and last == issuer.former[-1].until:  # the scope of that very day, said again
            return replace(issuer, scope=scope)
        return replace(issuer, scope=scope, former=(*issuer.former, FormerScope(scope=issuer.scope, until=last)))

    _check_not_past(since, on)
    return _changed(registry, ident, changed)


def mandated(registry: Registry, ident: str, mandate: Mandate, on: date) -> Registry:
    """With another who may hand in for an issuer, from a day on. Raises RegistryError: unknown, a day that is past."""
    since = mandate.valid_from or on
    if mandate.valid_until and mandate.valid_until < since:
        raise RegistryError(RegistryProblem.MANDATE_ENDS_BEFORE)
    _check_not_past(since, on)
    return _changed(registry, ident, lambda issuer: replace(issuer, mandates=(*issuer.mandates, mandate)))


def unmandated(registry: Registry, ident: str, sender: str, last: date, on: date) -> Registry:
    """With one who hands in no more after a day; what was accepted of it stands.

    Raises RegistryError: unknown issuer, one that hands in nothing for it on that day, a day that is past.
    """

    def ended(one: Mandate) -> Mandate:
        return replace(one, valid_until=last) if one.id == sender and one.in_force(last) else one

    def changed(issuer: Issuer) -> Issuer:
        if not issuer.may_hand_in(sender, last):
            told = {"id": ident, "sender": sender}
            raise RegistryError(RegistryProblem.NO_MANDATE, parameters=told)
        mandates = tuple(map(ended, issuer.mandates))
        if sender in issuer.depositors:
            mandates = (*mandates, Mandate(id=sender, valid_until=last))
        return replace(issuer, depositors=issuer.depositors - {sender}, mandates=mandates)

    _check_not_past(last, on)
    return _changed(registry, ident, changed)


def _check_not_past(day: date, on: date) -> None:
    if day < on:
        raise RegistryError(RegistryProblem.PAST, parameters={"from": day, "on": on})


def with_key(registry: Registry, ident: str, key: IssuerKey) -> Registry:
    """With a key more of an issuer; those it had stay as they are. Raises RegistryError: unknown, or taken."""

    def keyed(issuer: Issuer) -> Issuer:
        if issuer.key(key.kid):
            raise RegistryError(RegistryProblem.SAME_KEY, parameters={"kid": key.kid})
        return replace(issuer, keys=(*issuer.keys, key))

    return _keyed(_changed(registry, ident, keyed))


def rotated(registry: Registry, ident: str, key: IssuerKey) -> Registry:
    """With a new key of an issuer, whose older keys end the day before it begins: what they signed stands.

    Raises RegistryError: unknown issuer, a name taken, an older key that begins no sooner than the new one.
    """
    last = key.valid_from - timedelta(days=1)

    def ended(one: IssuerKey) -> IssuerKey:
        return one if one.valid_until and one.valid_until <= last else _ended(one, last)

    older = _changed(registry, ident, lambda issuer: replace(issuer, keys=tuple(map(ended, issuer.keys))))
    return with_key(older, ident, key)


def revoked(registry: Registry, ident: str, on: date) -> Registry:
    """With an issuer that is not trusted from a day on. Raises RegistryError: unknown, or revoked already."""

    def without(issuer: Issuer) -> Issuer:
        if issuer.revoked_on:
            told = {"id": ident, "on": issuer.revoked_on}
            raise RegistryError(RegistryProblem.ALREADY_REVOKED, parameters=told)
        return replace(issuer, revoked_on=on)

    return _changed(registry, ident, without)


def key_ended(registry: Registry, ident: str, kid: str, on: date) -> Registry:
    """With a key that signs no more after a day; what it signed stands. Raises RegistryError."""
    return _key_changed(registry, ident, kid, lambda key: _ended(key, on))


def key_compromised(registry: Registry, ident: str, kid: str, on: date) -> Registry:
    """With a key that was found stolen on a day: nothing that it signed holds. Raises RegistryError."""
    return _key_changed(registry, ident, kid, lambda key: replace(key, compromised_on=key.compromised_on or on))


def with_status_list(registry: Registry, text: str, on: date) -> tuple[Registry, str]:
    """With a list of revocations, in place of the one of its address, once its signature is checked; and its issuer.

    Raises RefusedProofError; RegistryError for a list older than the one at hand, which would bring back what was
    revoked since.
    """
    said = read_credential(take_apart(text))
    if day_of(open_list(text, said.id, registry, on).since) > on:
        raise RefusedProofError(ProofProblem.NOT_YET, registry.of(said.issuer), said.at)
    before = registry.status_lists.get(said.id)
    if before and read_credential(take_apart(before)).at > said.at:
        raise RegistryError(RegistryProblem.OLDER_LIST, parameters={"uri": said.id})
    return replace(registry, status_lists={**registry.status_lists, said.id: text}), said.issuer


def check_keys(issuers: Iterable[Issuer], file: str = "") -> None:
    """Raises RegistryError for a key that two issuers have, or one under two names; both are named."""
    found = shared_key(issuers)
    if found:
        told = {"issuers": list(found.issuers), "kids": list(found.kids)}
        raise RegistryError(RegistryProblem.SHARED_KEY, file, "issuers" if file else "", told)


def _keyed(registry: Registry) -> Registry:
    check_keys(registry.issuers)
    return registry


def _ended(key: IssuerKey, last: date) -> IssuerKey:
    if last < key.valid_from:
        told = {"kid": key.kid, "from": key.valid_from}
        raise RegistryError(RegistryProblem.ENDS_BEFORE, parameters=told)
    return replace(key, valid_until=last)


def _key_changed(registry: Registry, ident: str, kid: str, change: Callable[[IssuerKey], IssuerKey]) -> Registry:
    def keyed(issuer: Issuer) -> Issuer:
        if not issuer.key(kid):
            told = {"id": ident, "kid": kid, "known": [key.kid for key in issuer.keys]}
            raise RegistryError(RegistryProblem.UNKNOWN_KEY, parameters=told)
        return replace(issuer, keys=tuple(change(key) if key.kid == kid else key for key in issuer.keys))

    return _changed(registry, ident, keyed)


def _changed(registry: Registry, ident: str, change: Callable[[Issuer], Issuer]) -> Registry:
    known(registry, ident)
    issuers = tuple(change(issuer) if issuer.id == ident else issuer for issuer in registry.issuers)
    return replace(registry, issuers=issuers)
