"""Selective disclosure (RFC 9901, §4 and §7.1): values taken out of claims, each left there as a salted digest.

Whoever sees the digests learns neither the values nor, with decoys, how many there are.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from passport.document.errors import PassportError
from passport.document.loading import check_size, load
from passport.document.standing import ProofProblem
from passport.proof.errors import RefusedProofError
from passport.proof.jose import decoded, encoded

ALGORITHM = "sha-256"
"""The one digest that is made and accepted."""
_SD, _ALG, _ELEMENT = "_sd", "_sd_alg", "..."
_SALT = 16
"""Bytes of a salt: 128 bits (RFC 9901, §9.3)."""

Path = tuple[str | int, ...]
"""Where a value stands in the claims: names of members, ranks of elements as the issuer wrote them."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A value that the holder may show or not; it may hold others."""

    value: Any


@dataclass(frozen=True, slots=True)
class Decoy:
    """An element of a list that is nothing: a digest that no disclosure answers, as of one that is not shown."""


def json_of(data: bytes) -> Any:
    """JSON as it is signed: a name once in an object, and no more than a document has. Raises RefusedProofError."""
    try:
        value = load(data)
        check_size(value)
    except PassportError as error:
        raise RefusedProofError(ProofProblem.UNREADABLE) from error
    return value


def json_bytes(value: object) -> bytes:
    """JSON without blanks, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def fresh_salt() -> str:
    """A salt that nobody can guess."""
    return encoded(secrets.token_bytes(_SALT))


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A value with its salt, as it travels; `name` is that of a member, None for an element of a list."""

    text: str
    name: str | None
    value: Any

    @property
    def digest(self) -> str:
        """What stands for it in the claims."""
        return encoded(hashlib.sha256(self.text.encode("ascii")).digest())

    @classmethod
    def read(cls, text: str) -> Disclosure:
        """A disclosure as it travels. Raises RefusedProofError."""
        try:
            parts = json_of(decoded(text))
        except ValueError as error:
            raise RefusedProofError(ProofProblem.UNREADABLE) from error
        match parts:
            case [str(), value]:
                return cls(text, None, value)
            case [str(), str(name), value] if name not in (_SD, _ELEMENT):
                return cls(text, name, value)
        raise RefusedProofError(ProofProblem.ALTERED)


@dataclass(slots=True)
class Blinding:
    """Takes the hidden values out of claims; `made` are their disclosures, what is inside before what holds it."""

    salt: Callable[[], str] = fresh_salt
    decoys: int = 0
    made: list[Disclosure] = field(default_factory=list)

    def claims(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Claims as they are signed, with digests in the place of what is hidden."""
        return {**self._members(value, self.decoys), _ALG: ALGORITHM}

    def _members(self, value: Mapping[str, Any], decoys: int = 0) -> dict[str, Any]:
        said = {name: self._of(one) for name, one in value.items() if not isinstance(one, Hidden)}
        digests = [self._hide(name, one.value) for name, one in value.items() if isinstance(one, Hidden)]
        digests += [self._decoy() for _ in range(decoys)]
        return {**said, _SD: sorted(digests)} if digests else said

    def _of(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return self._members(value)
        if isinstance(value, list | tuple):
            return [self._element(one) for one in value]
        return value

    def _element(self, one: Any) -> Any:
        if isinstance(one, Decoy):
            return {_ELEMENT: self._decoy()}
        return {_ELEMENT: self._hide(None, one.value)} if isinstance(one, Hidden) else self._of(one)

    def _decoy(self) -> str:
        return encoded(hashlib.sha256(self.salt().encode()).digest())

    def _hide(self, name: str | None, value: Any) -> str:
        inner = self._of(value)
        parts = [self.salt(), inner] if name is None else [self.salt(), name, inner]
        self.made.append(Disclosure(encoded(json_bytes(parts)), name, inner))
        return self.made[-1].digest


@dataclass(frozen=True, slots=True)
class Revealed:
    """Claims with what was disclosed in its place; which disclosure stands where, and what it says, all told."""

    claims: dict[str, Any]
    places: Mapping[Path, Disclosure]
    values: Mapping[Path, Any]
    withheld: int
    """Digests that no disclosure answers: values that are not shown, and decoys."""


def revealed(claims: Mapping[str, Any], disclosures: Sequence[Disclosure]) -> Revealed:
    """Put disclosures in their places (RFC 9901, §7.1). Raises RefusedProofError for one that has none, or two."""
    if claims.get(_ALG, ALGORITHM) != ALGORITHM:
        raise RefusedProofError(ProofProblem.UNREADABLE)
    work = _Revealing({one.digest: one for one in disclosures})
    found = work.members(claims, ())
    if len(work.known) < len(disclosures) or len(work.places) < len(disclosures):
        raise RefusedProofError(ProofProblem.ALTERED)
    found.pop(_ALG, None)
    return Revealed(found, work.places, work.values, len(work.seen) - len(work.places))


@dataclass(slots=True)
class _Revealing:
    known: Mapping[str, Disclosure]
    seen: set[str] = field(default_factory=set)
    places: dict[Path, Disclosure] = field(default_factory=dict)
    values: dict[Path, Any] = field(default_factory=dict)

    def members(self, value: Mapping[str, Any], path: Path) -> dict[str, Any]:
        found = {name: self._of(one, (*path, name)) for name, one in value.items() if name != _SD}
        if _ELEMENT in value:
            raise RefusedProofError(ProofProblem.ALTERED)
        for one in self._answers(value.get(_SD, [])):
            if one.name is None or one.name in found or one.name == _ALG:
                raise RefusedProofError(ProofProblem.ALTERED)
            found[one.name] = self._placed(one, (*path, one.name))
        return found

    def _of(self, value: Any, path: Path) -> Any:
        if isinstance(value, Mapping):
            return self.members(value, path)
        return list(self._elements(value, path)) if isinstance(value, list) else value

    def _elements(self, value: list[Any], path: Path) -> Iterator[Any]:
        for rank, one in enumerate(value):
            if not (isinstance(one, Mapping) and set(one) == {_ELEMENT}):
                yield self._of(one, (*path, rank))
                continue
            for disclosure in self._answers([one[_ELEMENT]]):
                if disclosure.name is not None:
                    raise RefusedProofError(ProofProblem.ALTERED)
                yield self._placed(disclosure, (*path, rank))

    def _answers(self, digests: object) -> Iterator[Disclosure]:
        """The disclosures of digests; a digest that stands twice is refused."""
        for digest in digests if isinstance(digests, list) else [None]:
            if not isinstance(digest, str) or digest in self.seen:
                raise RefusedProofError(ProofProblem.ALTERED)
            self.seen.add(digest)
            if digest in self.known:
                yield self.known[digest]

    def _placed(self, one: Disclosure, path: Path) -> Any:
        self.places[path] = one
        self.values[path] = self._of(one.value, path)
        return self.values[path]


def with_their_holders(places: Mapping[Path, Disclosure], chosen: Iterable[Path]) -> frozenset[Path]:
    """The places chosen, and those that hold them: nothing inside shows without what holds it."""
    wanted = {path[: length + 1] for path in chosen for length in range(len(path))}
    return frozenset(wanted & set(places))
