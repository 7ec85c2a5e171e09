"""What a forger does to a CV as VC-JWT and as SD-JWT VC, and what acquis and others say of it."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any

import jwt
from joserfc import jws
from joserfc.jwk import ECKey
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3.verifier import OB3Verifier
from openvc.errors import OpenvcError
from openvc.verify import VerificationPolicy, verify_credential

from passport.proof.authority import Authority
from passport.proof.cv_claims import CvClaims
from passport.proof.cv_credential import check_credential, cv_credential
from passport.proof.cv_sd_jwt import VCT, check_cv, cv_sd_jwt
from passport.proof.disclosures import Disclosure, json_bytes
from passport.proof.errors import RefusedProofError
from passport.proof.jose import encoded, imported, take_apart
from passport.proof.registry import Registry
from passport.proof.sd_jwt import Audience, SdJwt, bind, present
from tests.support.cv_claims import (
    AT,
    EMPLOYER,
    IMPOSTOR,
    INDEX,
    LISTED,
    OPERATOR,
    OTHER,
    cv_claims,
    cv_list,
    public_jwk,
    public_pem,
)
from tests.support.forgeries import Forgery, Verdict

ACQUIS, OPENBADGES, OPENVC = "acquis", "openbadgeslib", "openvc-core"
NOW = AT + timedelta(days=20)
RECRUITER = Audience("https://recruteur.example", "a-number-drawn-once")
HOLDER, THIEF = (ECKey.generate_key("P-256") for _ in range(2))
_EDITED = ("Aide-soignant", "Infirmier-----")
"""A word, and another of the same length."""


def judged_jwt(token: str, revocations: str = "") -> Mapping[str, Verdict]:
    """What each says of an Open Badge; `revocations`: the list that is at hand, where it is not the current one."""
    listed = revocations or cv_list()
    return {
        ACQUIS: _by_acquis(lambda at: check_credential(token, at, NOW), listed),
        OPENBADGES: _by_badges(token, listed),
    }


def judged_sd_jwt(text: str, revocations: str = "", audience: Audience | None = None) -> Mapping[str, Verdict]:
    """What each says of an SD-JWT; `audience`: whom it is shown to, where the holder is to sign for them."""
    listed = revocations or cv_list()
    return {
        ACQUIS: _by_acquis(lambda at: check_cv(SdJwt.parse(text), at, NOW, audience), listed),
        OPENVC: _by_openvc(text, listed, audience),
    }


def _by_acquis(check: Callable[[Registry], object], listed: str) -> Verdict:
    registry = Registry(issuers=(OPERATOR.issuer(), OTHER.issuer(), EMPLOYER.issuer()), status_lists={LISTED: listed})
    try:
        check(registry)
    except RefusedProofError as error:
        return Verdict(True, str(error.problem))
    return Verdict(False, "")


def _by_badges(token: str, listed: str) -> Verdict:
    """openbadgeslib, with the public key of the operator: the signature, the dates, and the list of revocations."""
    try:
        OB3Verifier(pubkey_pem=public_pem(OPERATOR)).verify(
            token,
            expected_recipient="urn:acquis:holder:titulaire-1",
            check_status=True,
            download=lambda _: listed.encode(),
        )
    except LibOpenBadgesException as error:
        return Verdict(True, _short(error))
    return Verdict(False, "")


class _Keys:
    """The keys of issuers, as openvc-core asks for them."""

    def resolve(self, did: str) -> Any:
        known = {one.id: one for one in (OPERATOR, OTHER)}
        if did not in known:
            from openvc.did.base import DidResolutionError

            raise DidResolutionError("unknown issuer")
        method = SimpleNamespace(public_key_jwk=public_jwk(known[did]))
        return SimpleNamespace(key_by_kid=lambda kid: method if kid == known[did].kid else None)


def _by_openvc(text: str, listed: str, audience: Audience | None) -> Verdict:
    """openvc-core: the signature, the disclosures, the holder's key, and the list, opened with PyJWT."""
    policy = VerificationPolicy(
        expected_vct=VCT,
        require_status_issuer_binding=True,
        require_key_binding=audience is not None,
        audience=audience.name if audience else None,
        nonce=audience.nonce if audience else None,
        now=NOW,
    )
    try:
        verify_credential(text, policy=policy, resolver=_Keys(), resolve_status_list=lambda _: _opened(listed))
    except (OpenvcError, jwt.PyJWTError) as error:
        return Verdict(True, _short(error))
    return Verdict(False, "")


def _opened(listed: str) -> dict[str, Any]:
    by = {one.kid: one for one in (OPERATOR, OTHER)}
    signer = by.get(jwt.get_unverified_header(listed)["kid"], OPERATOR)
    return dict(jwt.decode(listed, public_pem(signer), algorithms=["ES256"]))


def _short(error: Exception) -> str:
    """What an error says, up to what changes from one run to the next."""
    said = re.split(r"['(]| https?:", " ".join(str(error).split()))[0].strip()
    return f"{type(error).__name__}: {said}"


def edited(token: str) -> str:
    """A token whose payload says another word; the signature is left as it was."""
    head, _, signature = token.split(".")
    before, after = (one.encode() for one in _EDITED)
    said = take_apart(token).payload
    assert before in said
    return ".".join((head, encoded(said.replace(before, after, 1)), signature))


def unsigned(token: str) -> str:
    """A token that says that it is not signed (`none`)."""
    head = {**take_apart(token).header, "alg": "none"}
    return f"{encoded(json_bytes(head))}.{token.split('.')[1]}."


def shared_secret(token: str) -> str:
    """A token signed with the operator's public key, as if it were a secret."""
    head = encoded(json_bytes({**take_apart(token).header, "alg": "HS256"}))
    said = f"{head}.{token.split('.')[1]}"  # by hand: libraries refuse such a secret
    return f"{said}.{encoded(hmac.digest(public_pem(OPERATOR), said.encode(), 'sha256'))}"


def signed_again(token: str, by: Authority, **header: Any) -> str:
    """What a token says, signed by another."""
    head = {**take_apart(token).header, "kid": by.kid, **header}
    registry = jws.JWSRegistry(algorithms=["ES256"], strict_check_header=False)
    return jws.serialize_compact(head, take_apart(token).payload, imported(by.private), registry=registry)


@cache
def badge() -> str:
    """The CV of Inès as an Open Badge."""
    return cv_credential(cv_claims(), OPERATOR)


@cache
def whole() -> SdJwt:
    """The CV of Inès as an SD-JWT, bound to her key, with every disclosure."""
    return cv_sd_jwt(cv_claims(), OPERATOR, HOLDER.as_dict(private=False))


def other_cv(**changes: Any) -> CvClaims:
    """The CV of somebody else."""
    return cv_claims(holder=replace(cv_claims().holder, id="titulaire-2", given_name="Zoé"), id="b" * 14, **changes)


def shown(audience: Audience = RECRUITER, key: ECKey = HOLDER) -> SdJwt:
    """The certification of Inès, signed by who shows it for a recruiter."""
    return bind(present(whole(), [("lines", 0)]), json.dumps(key.as_dict(private=True)), audience, NOW)


def with_token(credential: SdJwt, change: Callable[[str], str]) -> str:
    """An SD-JWT whose token is changed."""
    return str(replace(credential, token=change(credential.token)))


def made_up(like: Disclosure) -> Disclosure:
    """A disclosure that says more than the one it looks like."""
    value = {**like.value, "standing": "guaranteed"} if isinstance(like.value, dict) else "Autre"
    parts = ["salt", value] if like.name is None else ["salt", like.name, value]
    return Disclosure.read(encoded(json_bytes(parts)))


def _declared() -> Disclosure:
    """The disclosure of the line that Inès declares."""
    return next(one for one in whole().disclosures if isinstance(one.value, dict) and one.value.get("id") == "e1")


def disclosed(change: Callable[[tuple[Disclosure, ...]], tuple[Disclosure, ...]]) -> str:
    """The CV of Inès with other disclosures."""
    return str(SdJwt(whole().token, change(whole().disclosures)))


ENDED = AT + timedelta(days=1)
_REVOKED = (INDEX,)


def _stale() -> str:
    """The list of before the revocation, out of date."""
    return cv_list(at=AT - timedelta(days=90), days=30)


def _bad(name: str, make: Callable[[], str], listed: Callable[[], str] = cv_list) -> Forgery:
    return Forgery(name=name, judge=lambda: judged_jwt(make(), listed()))


def _sd(
    name: str, make: Callable[[], str], listed: Callable[[], str] = cv_list, audience: Audience | None = None
) -> Forgery:
    return Forgery(name=name, judge=lambda: judged_sd_jwt(make(), listed(), audience))


JWT_FORGERIES = (
    _bad("a word of the payload is changed", lambda: edited(badge())),
    _bad("the algorithm is `none`", lambda: unsigned(badge())),
    _bad("it is signed with the public key as a shared secret (HS256)", lambda: shared_secret(badge())),
    _bad("it is signed with another key, under the same names", lambda: cv_credential(cv_claims(), IMPOSTOR)),
    _bad("it is signed with another key, under the name of the true one",
         lambda: signed_again(badge(), IMPOSTOR, kid=OPERATOR.kid)),
    _bad("it brings the key to check it with (`jwk`)",
         lambda: signed_again(badge(), IMPOSTOR, jwk=public_jwk(IMPOSTOR))),
    _bad("it is signed by another issuer, and says it is of the operator", lambda: signed_again(badge(), OTHER)),
    Forgery(
        name="an employer, that is in the registry for what it vouches for, issues a CV",
        judge=lambda: judged_jwt(cv_credential(cv_claims(status=()), EMPLOYER)),
        blind=frozenset({OPENBADGES}),
    ),
    _bad("a CV that has ended is shown again", lambda: cv_credential(cv_claims(valid_until=ENDED), OPERATOR)),
    _bad("a revoked or superseded CV is shown again", badge, lambda: cv_list(_REVOKED)),
    _bad("a revoked CV, with the list of before, which is out of date", badge, _stale),
    _bad("a revoked CV, with the list of another issuer", badge, lambda: cv_list(authority=OTHER)),
    _bad("a revoked CV, with a list signed with another key", badge, lambda: cv_list(authority=IMPOSTOR)),
    _bad("a revoked CV, with a list whose signature is cut off", badge, lambda: unsigned(cv_list())),
)  # fmt: skip
SD_JWT_FORGERIES = (
    _sd("a declared line is disclosed as guaranteed", lambda: disclosed(
        lambda all_: tuple(made_up(one) if one == _declared() else one for one in all_))),
    _sd("a disclosure is added", lambda: disclosed(lambda all_: (*all_, made_up(_declared())))),
    _sd("a disclosure of another's CV is added", lambda: disclosed(
        lambda all_: (*all_, cv_sd_jwt(other_cv(), OPERATOR).disclosures[0]))),
    _sd("a disclosure stands twice", lambda: disclosed(lambda all_: (*all_, all_[0]))),
    _sd("a word of the payload is changed", lambda: with_token(whole(), lambda token: edited_language(token))),
    _sd("the algorithm is `none`", lambda: with_token(whole(), unsigned)),
    _sd("it is signed with the public key as a shared secret (HS256)", lambda: with_token(whole(), shared_secret)),
    _sd("it is signed with another key, under the same names", lambda: str(cv_sd_jwt(cv_claims(), IMPOSTOR))),
    _sd("it is signed with another key, under the name of the true one",
        lambda: with_token(whole(), lambda token: signed_again(token, IMPOSTOR, kid=OPERATOR.kid))),
    _sd("it is signed by another issuer, and says it is of the operator",
        lambda: with_token(whole(), lambda token: signed_again(token, OTHER))),
    Forgery(
        name="an employer, that is in the registry for what it vouches for, issues a CV",
        judge=lambda: judged_sd_jwt(str(cv_sd_jwt(cv_claims(status=()), EMPLOYER))),
        blind=frozenset({OPENVC}),
    ),
    _sd("a CV that has ended is shown again", lambda: str(cv_sd_jwt(cv_claims(valid_until=ENDED), OPERATOR))),
    _sd("a revoked or superseded CV is shown again", lambda: str(whole()), lambda: cv_list(_REVOKED)),
    _sd("a revoked CV, with the list of before, which is out of date", lambda: str(whole()), _stale),
    _sd("a revoked CV, with the list of another issuer", lambda: str(whole()), lambda: cv_list(authority=OTHER)),
    _sd("a revoked CV, with a list signed with another key", lambda: str(whole()), lambda: cv_list(authority=IMPOSTOR)),
    _sd("the holder's signature is taken off, and was asked for", lambda: str(replace(shown(), binding=None)),
        audience=RECRUITER),
    _sd("a presentation to another is shown again", lambda: str(shown(Audience("https://other.example", "n"))),
        audience=RECRUITER),
    _sd("whoever found the file signs in the place of the holder", lambda: str(shown(key=THIEF)), audience=RECRUITER),
    _sd("more is disclosed than the holder signed for", lambda: str(replace(whole(), binding=shown().binding)),
        audience=RECRUITER),
)  # fmt: skip


def edited_language(token: str) -> str:
    """A token that says another language."""
    head, _, signature = token.split(".")
    said = take_apart(token).payload.replace(b'"language":"fr"', b'"language":"en"', 1)
    return ".".join((head, encoded(said), signature))
