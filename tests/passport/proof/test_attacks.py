"""What one may try on a signature: another algorithm, another key, a header that brings its own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passport.document.model import Attestation
from passport.document.standing import ProofProblem
from passport.proof.authority import Authority, make_authority
from passport.proof.canonical import canonical
from passport.proof.jose import encoded, imported, public_jwk, sign
from passport.proof.registry import Registry
from passport.proof.statement import TYP, state
from passport.proof.verify import verify_record
from tests.support.authority import DAY
from tests.support.passports import claimed, job

AT = datetime(2024, 5, 2, 12, tzinfo=UTC)
RECORD = claimed(experiences=[job()]).experiences[0]
BY = {name: make_authority("urn:un", "Un", algorithm=name) for name in ("EdDSA", "ES256", "PS256")}
EVIL = make_authority("urn:evil", "Evil")
KNOWN = {by.kid: Registry(issuers=(by.issuer(),)) for by in BY.values()}
PROOF = {name: state(RECORD, holder="essai", authority=by, at=AT) for name, by in BY.items()}
PAYLOAD = base64.urlsafe_b64decode(PROOF["EdDSA"].split(".")[1] + "==")
CLAIMS: dict[str, Any] = json.loads(PAYLOAD)


def problem(proof: str, by: Authority = BY["EdDSA"]) -> ProofProblem | None:
    """What a check finds against a proof."""
    record = RECORD.model_copy(update={"attestation": Attestation.model_construct(proofs=(proof,))})
    return verify_record(record, "essai", KNOWN[by.kid], DAY).problem


def headed(header: dict[str, Any], by: Authority = BY["EdDSA"], payload: bytes = PAYLOAD) -> str:
    """A proof whose signature is right, under any header."""
    head = encoded(json.dumps(header).encode())
    signature = sign(payload, {}, by.private).split(".")[2]
    content = f"{head}.{encoded(payload)}"
    key = imported(by.private)
    if by is BY["EdDSA"]:
        signature = encoded(key.raw_value.sign(content.encode()))  # type: ignore[union-attr,call-arg]
    return f"{content}.{signature}"


def plain(**more: Any) -> dict[str, Any]:
    """The header that a proof has, and more."""
    return {"alg": "EdDSA", "kid": BY["EdDSA"].kid, "typ": TYP, **more}


@pytest.mark.parametrize("name", BY)
def test_a_proof_holds_by_the_algorithm_of_its_key(name: str) -> None:
    """Each of the three."""
    assert problem(PROOF[name], BY[name]) is None


def test_the_newer_name_of_an_algorithm_is_the_same() -> None:
    """Ed25519 of RFC 9864, EdDSA before."""
    assert problem(headed(plain())) is None
    assert problem(headed(plain(alg="Ed25519"))) is None


@pytest.mark.parametrize(
    "alg", ["none", "None", "HS256", "ES256", "PS256", "RS256", "ES512", "ES256K", "Ed448", "", "eddsa"]
)
def test_no_header_chooses_the_algorithm(alg: str) -> None:
    """The key does."""
    assert problem(headed(plain(alg=alg))) is ProofProblem.BAD_SIGNATURE
    head, payload, _ = headed(plain(alg=alg)).split(".")
    assert problem(f"{head}.{payload}.AA") is ProofProblem.BAD_SIGNATURE


@pytest.mark.parametrize("name", BY)
def test_a_public_key_is_no_secret(name: str) -> None:
    """HMAC with what everybody knows: the JWK, its numbers, its PEM."""
    by = BY[name]
    key = imported(by.private)
    public, pem = public_jwk(key), key.as_pem(private=False)  # type: ignore[union-attr]
    secrets = [public.encode(), pem, json.loads(public).get("x", "").encode()]
    for secret in secrets:
        content = f"{encoded(json.dumps({'alg': 'HS256', 'kid': by.kid, 'typ': TYP}).encode())}.{encoded(PAYLOAD)}"
        mac = hmac.new(secret, content.encode(), hashlib.sha256).digest()
        assert problem(f"{content}.{encoded(mac)}", by) is ProofProblem.BAD_SIGNATURE


BROUGHT: dict[str, dict[str, Any]] = {
    "jwk": {"jwk": json.loads(public_jwk(imported(EVIL.private)))},
    "jku": {"jku": "https://evil.example/jwks.json"},
    "x5u": {"x5u": "https://evil.example/cert.pem"},
    "x5c": {"x5c": ["MII"]},
    "crit": {"crit": ["exp"], "exp": 1},
    "no crit": {"crit": []},
    "b64": {"b64": False, "crit": ["b64"]},
    "zip": {"zip": "DEF"},
    "unknown": {"wonder": True},
    "kid that is no text": {"kid": ["a"]},
    "typ that is no text": {"typ": 1},
}


@pytest.mark.parametrize("header", [pytest.param(value, id=name) for name, value in BROUGHT.items()])
def test_a_header_that_brings_more_is_refused(header: dict[str, Any]) -> None:
    """Its own key, an address to fetch one from, a rule that one has to know: signed well or not."""
    assert problem(headed(plain(**header))) is ProofProblem.UNREADABLE
    assert problem(headed(plain(**header), EVIL)) is ProofProblem.UNREADABLE


@pytest.mark.parametrize("missing", ["alg", "kid", "typ"])
def test_a_header_that_lacks_a_name_is_refused(missing: str) -> None:
    """Which key, which algorithm, what is signed."""
    header = plain()
    del header[missing]
    assert problem(headed(header)) is ProofProblem.UNREADABLE


@pytest.mark.parametrize(
    "kid", ["", "../../etc/passwd", "' or 1=1 --", "urn:un", EVIL.kid, "https://evil.example/k", "\u0000"]
)
def test_a_name_of_a_key_finds_the_keys_of_its_issuer_alone(kid: str) -> None:
    """Neither a path, nor a query, nor another issuer's."""
    document = claimed(experiences=[job(attestation={"proofs": [headed(plain(kid=kid), EVIL)]})])
    known = Registry(issuers=(BY["EdDSA"].issuer(), EVIL.issuer()))
    assert verify_record(document.experiences[0], "essai", known, DAY).problem is ProofProblem.UNKNOWN_KEY


@pytest.mark.parametrize("typ", ["JWT", "vc+jwt", "acquis-head+jwt", "application/json"])
def test_another_kind_of_document_is_no_statement(typ: str) -> None:
    """What an issuer signs for another purpose vouches for no record."""
    assert problem(headed(plain(typ=typ))) is ProofProblem.UNREADABLE


def test_a_header_with_a_name_twice_is_refused() -> None:
    """Two readers would read two algorithms."""
    head = encoded(
        b'{"alg":"none","alg":"EdDSA","kid":"' + BY["EdDSA"].kid.encode() + b'","typ":"' + TYP.encode() + b'"}'
    )
    _, payload, signature = PROOF["EdDSA"].split(".")
    assert problem(f"{head}.{payload}.{signature}") is ProofProblem.UNREADABLE


PAYLOADS: dict[str, bytes] = {
    "a name twice": PAYLOAD[:-1] + b',"sub":"essai"}',
    "a name twice, one hidden": PAYLOAD.replace(b'"sub":', b'"\\u0073ub":"autre","sub":'),
    "a blank": PAYLOAD.replace(b",", b", ", 1),
    "another order": json.dumps(dict(reversed(CLAIMS.items()))).encode(),
    "an escape": PAYLOAD.replace(b"essai", b"ess\\u0061i"),
    "a number written otherwise": PAYLOAD.replace(str(CLAIMS["iat"]).encode(), str(CLAIMS["iat"]).encode() + b".0"),
    "a byte order mark": b"\xef\xbb\xbf" + PAYLOAD,
    "UTF-16": PAYLOAD.decode().encode("utf-16"),
    "a new claim": canonical({**CLAIMS, "admin": True}),
    "no subject": canonical({name: value for name, value in CLAIMS.items() if name != "sub"}),
    "a subject that is a list": canonical({**CLAIMS, "sub": ["essai"]}),
    "a moment that is true": canonical({**CLAIMS, "iat": True}),
    "a moment that is a text": canonical({**CLAIMS, "iat": "1714651200"}),
    "a moment before all": canonical({**CLAIMS, "iat": -1}),
    "a moment after all": canonical({**CLAIMS, "iat": 253_402_300_800}),
    "a record that is a text": canonical({**CLAIMS, "record": "x"}),
    "a status that is a text": canonical({**CLAIMS, "credentialStatus": "x"}),
    "a list": b"[]",
    "nothing": b"",
    "no JSON": b"{",
    "not a number": b'{"iat":NaN}',
    "depths": b"[" * 20_000,
    "depths, closed": b"[" * 12_000 + b"]" * 12_000,
}


@pytest.mark.parametrize("payload", [pytest.param(value, id=name) for name, value in PAYLOADS.items()])
def test_a_payload_is_what_it_has_to_be_in_canonical_form(payload: bytes) -> None:
    """Signed well, and read in one way only or not at all."""
    assert problem(headed(plain(), payload=payload)) is ProofProblem.UNREADABLE


def test_a_field_more_or_less_in_what_was_signed_is_found() -> None:
    """The record says what was signed, no more and no less."""
    more = canonical({**CLAIMS, "record": {**CLAIMS["record"], "country": "BE"}})
    less = canonical({**CLAIMS, "record": {name: value for name, value in CLAIMS["record"].items() if name != "rome"}})
    null = canonical({**CLAIMS, "record": {**CLAIMS["record"], "organisation": None}})
    for payload in (more, less, null):
        assert problem(headed(plain(), payload=payload)) is ProofProblem.ALTERED


def test_padding_and_other_alphabets_are_another_text() -> None:
    """A signature has one spelling."""
    head, payload, signature = PROOF["EdDSA"].split(".")
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    same_bits = signature[:-1] + last[last.index(signature[-1]) ^ 1]
    for changed in (f"{head}.{payload}.{same_bits}", f"{head}.{payload}.", f"{head}..{signature}"):
        assert problem(changed) is not None


@given(st.from_regex(r"\A[A-Za-z0-9_-]{1,60}\.[A-Za-z0-9_-]{0,60}\.[A-Za-z0-9_-]{1,90}\Z"))
@settings(max_examples=150, deadline=None)
def test_no_text_brings_a_check_down(text: str) -> None:
    """Whatever has the form of a proof is refused in order."""
    assert problem(text) is not None


@given(st.sampled_from(sorted(BY)), st.binary(max_size=300))
@settings(max_examples=40, deadline=None)
def test_no_bytes_are_a_signature(name: str, signature: bytes) -> None:
    """Too short, too long, empty, zero."""
    head, payload, _ = PROOF[name].split(".")
    for one in (signature, bytes(len(signature)), b"\xff" * len(signature)):
        found = problem(f"{head}.{payload}.{encoded(one) or 'AA'}", BY[name])
        assert found is ProofProblem.BAD_SIGNATURE
