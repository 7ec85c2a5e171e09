"""SD-JWT VC: what the holder chooses shows, nothing else does, and nobody adds to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc.jwk import ECKey
from openvc.errors import OpenvcError
from openvc.proof.sd_jwt import SdJwtVcProofSuite

from passport.document.standing import ProofProblem
from passport.proof.authority import make_authority
from passport.proof.disclosures import Blinding, Disclosure, Hidden, Path, json_bytes
from passport.proof.errors import RefusedProofError
from passport.proof.jose import encoded, sign
from passport.proof.registry import IssuerRole, Registry
from passport.proof.sd_jwt import Audience, SdJwt, bind, check, choices, issue, present

AT = datetime.now(UTC).replace(microsecond=0) - timedelta(days=20)  # openvc-core looks at the clock
ISSUER = make_authority("urn:acquis:operator:demo", "Opérateur inventé", role=IssuerRole.OPERATOR, algorithm="ES256")
REGISTRY = Registry(issuers=(ISSUER.issuer(),))
PUBLIC = json.loads(ISSUER.key(AT.date()).jwk)
HOLDER, THIEF = (ECKey.generate_key("P-256") for _ in range(2))
RECRUITER = Audience("https://recruteur.example", "a-number-drawn-once")
CLAIMS: Mapping[str, Any] = {
    "vct": "urn:acquis:cv:1",
    "iat": int(AT.timestamp()),
    "exp": int((AT + timedelta(days=90)).timestamp()),
    "given_name": Hidden("Inès"),
    "birthdate": Hidden("1990-01-31"),
    "lines": [
        Hidden({"title": "Aide-soignante", "competencies": [Hidden("Laver une personne"), Hidden("Noter les soins")]}),
        Hidden({"title": "Bénévole", "competencies": []}),
    ],
}


def _issued(**options: Any) -> SdJwt:
    return issue(CLAIMS, ISSUER, holder=HOLDER.as_dict(private=False), **options)


def _private(key: ECKey) -> str:
    return json.dumps(key.as_dict(private=True))


def _refused(credential: SdJwt | str, at: datetime = AT, audience: Audience | None = None) -> ProofProblem:
    with pytest.raises(RefusedProofError) as caught:
        check(SdJwt.parse(str(credential)), REGISTRY, at, audience)
    return caught.value.problem


def _plain(value: Any) -> Any:
    """Claims with everything shown."""
    if isinstance(value, Hidden):
        return _plain(value.value)
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def test_a_credential_with_every_disclosure_says_what_was_issued() -> None:
    """Nothing is lost on the way, and nothing is left withheld."""
    found = check(SdJwt.parse(str(_issued())), REGISTRY, AT)
    assert {name: found.claims[name] for name in CLAIMS} == _plain(CLAIMS)
    assert (found.withheld, found.bound, found.issuer.name) == (0, False, "Opérateur inventé")


def test_what_the_holder_does_not_choose_is_nowhere_in_what_they_show() -> None:
    """One competency brings the line that holds it, and no other; the text of the rest is not in the token."""
    shown = present(_issued(), [("lines", 0, "competencies", 1)])
    found = check(SdJwt.parse(str(shown)), REGISTRY, AT)
    assert found.claims["lines"] == [{"title": "Aide-soignante", "competencies": ["Noter les soins"]}]
    assert "given_name" not in found.claims
    assert found.withheld == 4, "the name, the birth date, the other line, the other competency"
    assert not {one.value for one in shown.disclosures if isinstance(one.value, str)} & {"Inès", "Laver une personne"}


def test_decoys_hide_how_many_things_are_withheld() -> None:
    """Digests that answer to nothing stand among the others."""
    assert check(present(_issued(decoys=5), []), REGISTRY, AT).withheld == 9


def test_nothing_can_be_chosen_where_nothing_is_hidden() -> None:
    """A place that is no disclosure is a mistake of the caller's."""
    with pytest.raises(KeyError):
        present(_issued(), [("lines", 7)])


@pytest.mark.parametrize("name", ["exp", "iat", "vct"])
def test_what_a_verifier_needs_is_never_hidden(name: str) -> None:
    """A holder could pass over the end of a credential, and nobody would know."""
    with pytest.raises(ValueError, match="not hidden"):
        issue({**CLAIMS, name: Hidden(CLAIMS[name])}, ISSUER)


def test_a_disclosure_that_is_changed_added_moved_or_said_twice_is_refused() -> None:
    """The issuer signed digests: another salt, name or value has another."""
    whole, other = _issued(), _issued()
    first, *rest = whole.disclosures
    changed = Disclosure.read(encoded(json_bytes(["salt", "given_name", "Zoé"])))
    for disclosed in ((changed, *rest), (*whole.disclosures, changed), (first, first), other.disclosures[:1]):
        assert _refused(SdJwt(whole.token, tuple(disclosed))) is ProofProblem.ALTERED


def test_a_disclosure_without_the_one_that_holds_it_is_refused() -> None:
    """A competency alone has no digest in what was signed."""
    whole = _issued()
    inner = next(one for one in whole.disclosures if one.value == "Noter les soins")
    assert _refused(SdJwt(whole.token, (inner,))) is ProofProblem.ALTERED


def _signed(claims: Mapping[str, Any], *disclosures: Disclosure, **header: str) -> SdJwt:
    payload = {"iss": ISSUER.id, "vct": "urn:acquis:cv:1", "iat": CLAIMS["iat"], **claims}
    head = {"kid": ISSUER.kid, "typ": "dc+sd-jwt", **header}
    return SdJwt(sign(json_bytes(payload), head, ISSUER.private), disclosures)


def _disclosure(*parts: Any) -> Disclosure:
    text = encoded(json_bytes(list(parts)))
    return Disclosure(text, parts[1] if len(parts) == 3 else None, parts[-1])


NAME, ELEMENT = _disclosure("salt", "name", "Zoé"), _disclosure("salt", "Zoé")


@pytest.mark.parametrize(
    "credential",
    [
        _signed({"name": "Inès", "_sd": [NAME.digest]}, NAME),
        _signed({"_sd": [NAME.digest, NAME.digest]}, NAME),
        _signed({"_sd": [ELEMENT.digest]}, ELEMENT),
        _signed({"names": [{"...": NAME.digest}]}, NAME),
        _signed({"_sd": NAME.digest}, NAME),
        _signed({"_sd": [7]}),
        _signed({"...": ELEMENT.digest}, ELEMENT),
        _signed({"_sd": [(one := _disclosure("salt", "exp", 0)).digest]}, one),
        _signed({"_sd": [(two := _disclosure("salt", "_sd_alg", "none")).digest]}, two),
    ],
    ids=["over a claim", "twice", "element as member", "member as element", "no list", "no text", "dots", "exp", "alg"],
)
def test_disclosures_that_the_issuer_should_not_have_made_are_refused(credential: SdJwt) -> None:
    """RFC 9901, §7.1, step 3, over claims that are signed as they should be."""
    assert _refused(credential) is ProofProblem.ALTERED


@pytest.mark.parametrize("name", ["_sd", "..."])
def test_a_disclosure_does_not_take_the_names_of_the_mechanism(name: str) -> None:
    """`_sd` and `...` are never names of a claim."""
    with pytest.raises(RefusedProofError):
        Disclosure.read(encoded(json_bytes(["salt", name, 1])))


def test_another_digest_another_type_an_unknown_issuer_and_an_unknown_key_are_refused() -> None:
    """Each is told apart, as for any other proof."""
    assert _refused(_signed({"_sd_alg": "md5"})) is ProofProblem.UNREADABLE
    assert _refused(_signed({}, typ="JWT")) is ProofProblem.UNREADABLE
    assert _refused(_signed({"vct": 1})) is ProofProblem.UNREADABLE
    assert _refused(_signed({}, kid="k2")) is ProofProblem.UNKNOWN_KEY
    assert _refused(_signed({"iss": "urn:acquis:operator:other"})) is ProofProblem.UNKNOWN_ISSUER


def test_dates_bound_a_credential() -> None:
    """Not before it was issued, not after it ends, and a date that is none is no date."""
    assert _refused(_issued(), AT - timedelta(hours=1)) is ProofProblem.NOT_YET
    assert _refused(_issued(), AT + timedelta(days=91)) is ProofProblem.EXPIRED
    assert _refused(_signed({"exp": "2030"})) is ProofProblem.UNREADABLE
    assert _refused(_signed({"nbf": True})) is ProofProblem.UNREADABLE


def test_the_holder_signs_for_one_verifier_now_and_for_what_they_show() -> None:
    """Shown to another, later, with more or with less, the holder's signature says nothing."""
    shown = bind(present(_issued(), [("given_name",)]), _private(HOLDER), RECRUITER, AT)
    assert check(SdJwt.parse(str(shown)), REGISTRY, AT, RECRUITER).bound
    more = SdJwt(shown.token, _issued().disclosures, shown.binding)
    thief = bind(SdJwt(shown.token, shown.disclosures), _private(THIEF), RECRUITER, AT)
    wrong = ProofProblem.OTHER_HOLDER
    assert _refused(shown, AT, Audience("https://other.example", RECRUITER.nonce)) is wrong
    assert _refused(shown, AT, Audience(RECRUITER.name, "another-number")) is wrong
    assert _refused(shown, AT + timedelta(minutes=6), RECRUITER) is wrong
    assert _refused(SdJwt(shown.token, (), shown.binding), AT, RECRUITER) is wrong
    assert _refused(SdJwt(shown.token, shown.disclosures), AT, RECRUITER) is wrong
    assert _refused(thief, AT, RECRUITER) is wrong
    assert _refused(more, AT, RECRUITER) is ProofProblem.ALTERED


def test_a_credential_bound_to_no_key_is_not_taken_as_bound() -> None:
    """Without `cnf`, whoever signs is not known to be the holder."""
    shown = bind(issue(CLAIMS, ISSUER), _private(HOLDER), RECRUITER, AT)
    assert _refused(shown, AT, RECRUITER) is ProofProblem.OTHER_HOLDER


def test_any_character_of_a_credential_that_is_changed_is_noticed() -> None:
    """Token and disclosures: one writing only, the unused bits of the last character too."""
    text = str(_issued())
    for place in (*range(0, len(text), 29), text.index("~") - 1, len(text) - 2):
        for other in ("A", "B"):
            if text[place] != other:
                assert _refused(text[:place] + other + text[place + 1 :])


LEAVES = st.one_of(st.text(max_size=8), st.integers(-(2**40), 2**40), st.booleans(), st.none())
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="."), min_size=1, max_size=5).filter(
    lambda name: name not in ("_sd", "_sd_alg", "iss", "vct", "iat", "exp", "nbf", "cnf", "status")
)


def _maybe_hidden(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(values, values.map(Hidden))


TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(_maybe_hidden(inner), max_size=4), st.dictionaries(NAMES, _maybe_hidden(inner), max_size=4)
    ),
    max_leaves=12,
)


def _left(value: Any, path: Path, kept: set[Path]) -> Any:
    """What a holder who keeps these places shows of claims."""
    if isinstance(value, Hidden):
        return _left(value.value, path, kept)
    if isinstance(value, Mapping):
        return {
            name: _left(one, (*path, name), kept)
            for name, one in value.items()
            if not isinstance(one, Hidden) or (*path, name) in kept
        }
    if isinstance(value, list):
        return [
            _left(one, (*path, rank), kept)
            for rank, one in enumerate(value)
            if not isinstance(one, Hidden) or (*path, rank) in kept
        ]
    return value


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(NAMES, _maybe_hidden(TREES), max_size=4), st.data())
def test_whatever_is_hidden_exactly_what_is_chosen_shows(claims: dict[str, Any], data: st.DataObject) -> None:
    """Over claims of any form: what is kept is what a reader sees, no more, no less; the independent reader agrees."""
    ranks = count()
    issued = issue({**claims, "vct": "v", "iat": CLAIMS["iat"]}, ISSUER, salt=lambda: f"salt-{next(ranks)}")
    places = sorted(choices(issued), key=repr)
    chosen = data.draw(st.sets(st.sampled_from(places)) if places else st.just(set()))
    shown = SdJwt.parse(str(present(issued, chosen)))
    kept = {path[:length] for path in chosen for length in range(1, len(path) + 1)}
    expected = {**_left(claims, (), kept), "iss": ISSUER.id, "vct": "v", "iat": CLAIMS["iat"]}
    assert check(shown, REGISTRY, AT).claims == expected
    independent = SdJwtVcProofSuite().verify(str(shown), public_key_jwk=PUBLIC)
    assert independent.claims == expected


def test_an_independent_verifier_accepts_what_we_issue_present_and_bind() -> None:
    """openvc-core, which shares no code with ours, down to the holder's signature."""
    shown = bind(present(_issued(), [("lines", 0)]), _private(HOLDER), RECRUITER, AT)
    found = SdJwtVcProofSuite().verify(
        str(shown),
        public_key_jwk=PUBLIC,
        audience=RECRUITER.name,
        nonce=RECRUITER.nonce,
        require_key_binding=True,
        expected_vct="urn:acquis:cv:1",
        now=AT,
    )
    assert found.key_bound
    assert found.claims["lines"] == [{"title": "Aide-soignante", "competencies": []}]


def test_an_independent_verifier_refuses_a_changed_disclosure() -> None:
    """What we refuse is refused there too."""
    whole = _issued()
    forged = SdJwt(whole.token, (*whole.disclosures[1:], NAME))
    with pytest.raises(OpenvcError):
        SdJwtVcProofSuite().verify(str(forged), public_key_jwk=PUBLIC)


def test_digests_are_those_of_the_standard() -> None:
    """RFC 9901, §4.2.3: the digest is of the disclosure as it travels, and its example has this one."""
    text = "WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"
    assert Disclosure.read(text).value == "Möbius"
    assert Disclosure.read(text).digest == encoded(hashlib.sha256(text.encode()).digest())
    assert Disclosure.read(text).digest == "uutlBuYeMDyjLLTpf6Jxi7yNkEF35jdyWMn9U7b_RYY"


def test_salts_are_never_the_same() -> None:
    """Two credentials that say the same cannot be told to be of the same person by their digests."""
    first, second = Blinding(), Blinding()
    assert not set(first.claims(CLAIMS)["_sd"]) & set(second.claims(CLAIMS)["_sd"])
