"""`acquis issuer`: the registry of issuers as its keeper changes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa, x25519
from typer.testing import CliRunner

from answers.words.errors import told
from answers.words.surfaces import Surface
from cli.main import app
from passport.document.read import read_passport
from passport.document.standing import ProofProblem, Standing
from passport.proof.authority import load_authority, make_authority
from passport.proof.errors import RefusedProofError, RegistryError, RegistryProblem
from passport.proof.jose import encoded
from passport.proof.registering import (
    entered,
    key_compromised,
    key_ended,
    known,
    revoked,
    rotated,
    with_key,
    with_status_list,
)
from passport.proof.registry import EMPTY, ROLE_KINDS, IssuerRole, RecordKind, Registry, Scope, registry_document
from passport.proof.registry_file import default_registry, read_registry, registry_from, write_registry
from passport.proof.status_list import status_list
from passport.proof.teaching import merged, taught
from passport.proof.verify import verified
from referentials.errors import AcquisError
from tests.support.authority import DAY
from tests.support.commands import alone
from tests.support.data import ISSUERS, ROOT
from tests.support.passports import EXAMPLES

ONE = make_authority("urn:un", "Un")
AT = datetime(2026, 11, 20, tzinfo=UTC)
UNTIL = datetime(2026, 12, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_registry_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands change the registry of their own home, and none other."""
    monkeypatch.delenv("ACQUIS_ISSUERS")


def run(*arguments: str | Path) -> tuple[int, str]:
    """Exit code of a command, and what it prints, or says of an error; in this process, which is quicker."""
    done = CliRunner().invoke(app, ["issuer", *map(str, arguments)])
    if isinstance(done.exception, AcquisError):
        return 2, told(done.exception, Surface.CLI)
    return done.exit_code, done.stdout


def shown(*arguments: str | Path) -> Any:
    """What a command says in JSON."""
    code, printed = run(*arguments, "--json")
    assert code == 0, printed
    return json.loads(printed)


def problem_of(error: pytest.ExceptionInfo[RegistryError]) -> tuple[RegistryProblem, str]:
    """What is wrong, and in which field."""
    return error.value.problem, error.value.path


def test_the_keeper_enters_rotates_lists_and_revokes(tmp_path: Path) -> None:
    """The commands one after the other, in French and in JSON."""
    key, other = tmp_path / "un.json", tmp_path / "deux.json"
    who = ("--name", "Certificateur inventé", "--role", "certifier", "-c", "rncp 37099", "--country", "FR")
    code, printed = run("add", "urn:c", *who, "--new-key", key, "--from", "2026-01-01")
    assert (code, "RNCP37099 ; territoires : FR" in " ".join(printed.split())) == (0, True)
    assert key.stat().st_mode & 0o777 == 0o600
    kid = load_authority(key).kid
    assert run("key", "urn:c", "--new-key", other, "--from", "2026-06-01", "--replace")[0] == 0
    (issuer,) = shown("list", "--as-of", "2026-11-23")["issuers"]
    assert [(one["valid_until"], one["state"]) for one in issuer["keys"]] == [("2026-05-31", "ended"), (None, "in_use")]
    assert run("revoke", "urn:c", "--key", kid, "--compromised", "--on", "2026-11-20")[0] == 0
    assert run("revoke", "urn:c", "--on", "2026-11-22")[0] == 0
    listed = " ".join(run("list", "--as-of", "2026-11-23")[1].split())
    assert "RÉVOQUÉ à compter du 22/11/2026" in listed
    assert f"clé {kid} (EdDSA), du 01/01/2026 au 31/05/2026 : compromise" in listed
    assert "depuis le 01/06/2026 : en usage" in listed
    code, said = run("revoke", "urn:c")
    assert (code, "révoqué depuis le 22/11/2026" in said) == (2, True)


def test_an_issuer_names_who_may_hand_in_for_it(tmp_path: Path) -> None:
    """Written, read again, listed; nobody where it names none, and its registry is as it was before there were any."""
    who = ("--name", "Certificateur inventé", "--role", "certifier", "-c", "RNCP37099")
    assert (
        run("add", "urn:c", *who, "--new-key", tmp_path / "k", "--depositor", "urn:t", "--depositor", "urn:u")[0] == 0
    )
    assert run("add", "urn:d", *who, "--new-key", tmp_path / "l")[0] == 0
    assert [one["depositors"] for one in shown("list")["issuers"]] == [["urn:t", "urn:u"], []]
    assert "peuvent transmettre pour lui : urn:t, urn:u" in " ".join(run("list")[1].split())
    code, said = run("add", "urn:e", *who, "--new-key", tmp_path / "m", "--depositor", "a b")
    assert (code, "depositors" in said) == (2, True)


def test_who_keeps_the_passports_is_told_to_sign_cvs(tmp_path: Path) -> None:
    """It vouches for no record, which is not nothing."""
    issuers = ("--issuers", tmp_path / "issuers.json")
    run("add", "urn:op", "--name", "Opérateur", "--role", "operator", "--new-key", tmp_path / "op.json", *issuers)
    said = run("list", *issuers)[1]
    assert "signe les CV" in said
    assert "attester : rien" not in said


def test_the_command_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    """An error on standard error, exit code 2; the registry of ACQUIS_HOME."""
    done = alone("issuer", "revoke", "urn:x", home=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Le registre est vide" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "urn:x", "--name", "N", "--role", "certifier", "--new-key", "k"), "nommez-les avec --certification"),
        (("add", "urn:x", "--name", "N", "--role", "employer"), "--new-key"),
        (("add", "urn:x", "--name", "N", "--role", "employer", "-k", "zut", "--new-key", "k"), "Genres : employment"),
        (("add", "urn:x", "--name", "N", "--role", "employer", "-k", "bloc", "--new-key", "k"), "Genres permis : appr"),
        (("add", "a b", "--name", "N", "--role", "employer", "--new-key", "k"), "issuers[0].id"),
        (("add", "urn:x", "--name", "N", "--role", "employer", "--key", "absent"), "Vérifiez le chemin"),
        (("revoke", "urn:x"), "Le registre est vide"),
        (("revoke", "urn:x", "--compromised"), "nommez-la avec --key"),
        (("revocations", str(ROOT / "README.md")), "Signature refusée"),
    ],
)
def test_what_is_wrong_is_told_with_its_remedy(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    """Nothing is written: neither a registry nor a key."""
    code, printed = run(*(str(tmp_path / word) if word in {"k", "absent"} else word for word in arguments))
    assert code == 2
    assert said in printed
    assert list(tmp_path.iterdir()) == []
    assert shown("list")["issuers"] == []


def test_keys_come_as_jwk_or_pem_and_private_ones_are_refused(tmp_path: Path) -> None:
    """As issuers write them; a private key is never copied."""
    private, public = tmp_path / "p.pem", tmp_path / "pub.pem"
    key = ec.generate_private_key(ec.SECP256R1())
    pem, pkcs8 = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    private.write_bytes(key.private_bytes(pem, pkcs8, serialization.NoEncryption()))
    public.write_bytes(key.public_key().public_bytes(pem, serialization.PublicFormat.SubjectPublicKeyInfo))
    who = ("--name", "Employeur inventé", "--role", "employer")
    code, said = run("add", "urn:e", *who, "--key", private)
    assert (code, "clé privée" in said) == (2, True)
    (issuer,) = shown("add", "urn:e", *who, "--key", public)["issuers"]
    assert issuer["keys"][0]["algorithm"] == "ES256"
    weak = rsa.generate_private_key(65537, 1024).public_key()
    for other in (
        weak,
        ec.generate_private_key(ec.SECP384R1()).public_key(),
        x25519.X25519PrivateKey.generate().public_key(),
    ):
        public.write_bytes(other.public_bytes(pem, serialization.PublicFormat.SubjectPublicKeyInfo))
        assert run("key", "urn:e", "--key", public)[0] == 2
    jwk = tmp_path / "cle.jwk"
    jwk.write_text(json.dumps({"keys": [{**json.loads(ONE.key(DAY).jwk), "kid": "nom", "use": "sig"}]}))
    (issuer,) = shown("key", "urn:e", "--key", jwk)["issuers"]
    assert [key["kid"] for key in issuer["keys"]][1:] == ["nom"]


def test_the_examples_are_proven_by_issuers_of_their_registry() -> None:
    """Each claim holds on the day of the demonstration; no issuer is entitled to more than it signed."""
    registry = read_registry(ISSUERS)
    for path in EXAMPLES:
        document = verified(read_passport(path), registry, DAY)
        claimed = [record for record in document.records if record.attestation.claims]
        assert claimed
        for record in claimed:
            assert record.verification.standing is Standing.GUARANTEED
            assert record.verification.name == record.attestation.issuer
    assert all(issuer.role is IssuerRole.TEACHING for issuer in registry.issuers)
    assert all(len(issuer.scope.kinds) <= 2 and issuer.keys[0].valid_until for issuer in registry.issuers)


def test_the_documented_command_proves_passports_again(tmp_path: Path) -> None:
    """`acquis issuer teach` over the examples, elsewhere; the keys kept sign, those of before do not."""
    keys, registry = tmp_path / "cles", tmp_path / "issuers.json"
    said = ("--to", tmp_path / "out", "--issuers", registry, "--keep", keys, "--as-of", "2026-11-23")
    made = shown("teach", *EXAMPLES, *said)
    assert [passport["proofs"] for passport in made["passports"]] == [3, 3, 3]
    proven = read_passport(tmp_path / "out" / EXAMPLES[0].name)
    checked = verified(proven, read_registry(registry), DAY)
    assert checked.model_dump(exclude={"experiences", "trainings", "certifications", "blocs"}) == proven.model_dump(
        exclude={"experiences", "trainings", "certifications", "blocs"}
    )
    assert all(record.guaranteed for record in checked.records if record.attestation.claims)
    before = verified(proven, read_registry(ISSUERS), DAY)
    assert {one.verification.problem for one in before.records if one.attestation.claims} == {ProofProblem.UNKNOWN_KEY}
    assert {load_authority(path).id for path in keys.iterdir()} == {one.id for one in read_registry(registry).issuers}


def test_teaching_issuers_do_not_take_the_place_of_others() -> None:
    """A registry in use keeps those it has, under the same id too."""
    found = taught({path: json.loads(path.read_bytes()) for path in EXAMPLES[:1]}, DAY)
    real = make_authority(found.registry.issuers[0].id, "Vrai", role=IssuerRole.EMPLOYER).issuer()
    with pytest.raises(RegistryError) as error:
        registry_from(registry_document(merged(Registry(issuers=(real,)), found.registry)), "f")
    assert problem_of(error)[0] is RegistryProblem.SAME_ISSUER
    assert merged(found.registry, found.registry).issuers == found.registry.issuers


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """The same issuers, keys, scopes and lists, under the same digest; another has another."""
    registry = rotated(Registry(issuers=(ONE.issuer(),)), "urn:un", make_authority("urn:un", "Un").key(DAY))
    registry, owner = with_status_list(registry, status_list("https://un.example/1", ONE, [3], at=AT, until=UNTIL), DAY)
    path = tmp_path / "a" / "issuers.json"
    write_registry(path, registry)
    assert owner == "urn:un"
    assert read_registry(path) == registry
    assert read_registry(path).digest == registry.digest
    assert revoked(registry, "urn:un", DAY).digest != registry.digest
    assert [one.name for one in path.parent.iterdir()] == ["issuers.json"]


def test_the_registry_in_use_is_the_one_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """ACQUIS_ISSUERS, else the one of acquis' folder, else nobody; one that is named and absent is an error."""
    assert default_registry(tmp_path) == EMPTY
    write_registry(tmp_path / "issuers.json", Registry(issuers=(ONE.issuer(),)))
    assert default_registry(tmp_path).of("urn:un")
    monkeypatch.setenv("ACQUIS_ISSUERS", str(tmp_path / "autre.json"))
    with pytest.raises(RegistryError):
        default_registry(tmp_path)


KEY = registry_document(Registry(issuers=(ONE.issuer(),)))["issuers"][0]["keys"][0]
ISSUER = {"id": "urn:un", "name": "Un", "role": "employer", "keys": [KEY]}
SHORT = {"kty": "RSA", "n": encoded((2**1024 - 105).to_bytes(128)), "e": "AQAB"}
"""1,024 bits, that a library imports and nobody should believe."""
FAULTS = {
    "no version": ({"issuers": []}, RegistryProblem.FIELD, "version"),
    "another version": ({"version": 2, "issuers": []}, RegistryProblem.FIELD, "version"),
    "a field more": ({"version": 1, "issuers": [], "x": 1}, RegistryProblem.FIELD, "x"),
    "no role": ({"version": 1, "issuers": [{**ISSUER, "role": "roi"}]}, RegistryProblem.FIELD, "issuers[0].role"),
    "a kind": (
        {"version": 1, "issuers": [{**ISSUER, "scope": {"kinds": ["x"]}}]}, RegistryProblem.FIELD,
        "issuers[0].scope.kinds[0]",
    ),
    "the same twice": ({"version": 1, "issuers": [ISSUER, ISSUER]}, RegistryProblem.SAME_ISSUER, "issuers[1].id"),
    "the same key twice": (
        {"version": 1, "issuers": [{**ISSUER, "keys": [KEY, KEY]}]}, RegistryProblem.SAME_KEY, "issuers[0].keys",
    ),
    "the same key under two names": (
        {"version": 1, "issuers": [{**ISSUER, "keys": [KEY, {**KEY, "kid": "k"}]}]}, RegistryProblem.SHARED_KEY,
        "issuers",
    ),
    "the same key of two issuers": (
        {"version": 1, "issuers": [ISSUER, {**ISSUER, "id": "urn:deux"}]}, RegistryProblem.SHARED_KEY, "issuers",
    ),
    "a kind beyond its role": (
        {"version": 1, "issuers": [{**ISSUER, "scope": {"kinds": ["employment", "certification"]}}]},
        RegistryProblem.BEYOND_ROLE, "issuers[0].scope.kinds",
    ),
    "a day that is a number": (
        {"version": 1, "issuers": [{**ISSUER, "keys": [{**KEY, "valid_from": 20260101}]}]}, RegistryProblem.FIELD,
        "issuers[0].keys[0].valid_from",
    ),
    "an end before": (
        {"version": 1, "issuers": [{**ISSUER, "keys": [{**KEY, "valid_until": "1999-01-01"}]}]},
        RegistryProblem.ENDS_BEFORE, "issuers[0].keys[0].valid_until",
    ),
    "a private key": (
        {"version": 1, "issuers": [{**ISSUER, "keys": [{**KEY, "jwk": json.loads(ONE.private)}]}]},
        RegistryProblem.PRIVATE_KEY, "issuers[0].keys[0].jwk",
    ),
    "a secret": (
        {"version": 1, "issuers": [{**ISSUER, "keys": [{**KEY, "jwk": {"kty": "oct", "k": "AAAA"}}]}]},
        RegistryProblem.PRIVATE_KEY, "issuers[0].keys[0].jwk",
    ),
    "a key for secrets": (
        {"version": 1, "issuers": [{**ISSUER, "keys": [{**KEY, "jwk": {**KEY["jwk"], "use": "enc"}}]}]},
        RegistryProblem.BAD_KEY, "issuers[0].keys[0].jwk",
    ),
    "a key of another curve": (
        {"version": 1, "issuers": [{**ISSUER, "keys": [{**KEY, "jwk": {**KEY["jwk"], "crv": "X25519"}}]}]},
        RegistryProblem.BAD_KEY, "issuers[0].keys[0].jwk",
    ),
    "a short RSA key": (
        {"version": 1, "issuers": [{**ISSUER, "keys": [{**KEY, "jwk": SHORT}]}]},
        RegistryProblem.BAD_KEY, "issuers[0].keys[0].jwk",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("document", "problem", "path"), [pytest.param(*case, id=name) for name, case in FAULTS.items()]
)
def test_a_fault_of_a_registry_is_named_by_its_field(document: object, problem: RegistryProblem, path: str) -> None:
    """And nothing of it is used."""
    with pytest.raises(RegistryError) as error:
        registry_from(document, "issuers.json")
    assert problem_of(error) == (problem, path)


@pytest.mark.parametrize("role", IssuerRole)
def test_an_issuer_without_a_scope_is_entitled_to_what_its_role_is(role: IssuerRole) -> None:
    """Not to everything; bound to certifications, not to what has no code."""
    bare = {**ISSUER, "role": str(role)}
    scopes: list[dict[str, Any]] = [{}, {"scope": {}}]
    for more in scopes:
        (issuer,) = registry_from({"version": 1, "issuers": [{**bare, **more}]}, "x").issuers
        assert issuer.scope.kinds == ROLE_KINDS[role]
    (issuer,) = registry_from(
        {"version": 1, "issuers": [{**bare, "scope": {"certifications": ["RS5000"]}}]}, "x"
    ).issuers
    assert issuer.scope.kinds == ROLE_KINDS[role] - {RecordKind.QUALIFICATION, RecordKind.LANGUAGE}
    named: dict[str, Any] = {"certifications": ["RS5000"], "kinds": sorted(ROLE_KINDS[role])}
    (issuer,) = registry_from({"version": 1, "issuers": [{**bare, "scope": named}]}, "x").issuers
    assert issuer.scope.kinds == ROLE_KINDS[role]


def test_no_issuer_made_in_memory_goes_beyond_its_role() -> None:
    """However wide the scope it is made with."""
    employer = make_authority("urn:e", "E", role=IssuerRole.EMPLOYER).issuer(Scope())
    assert employer.scope.kinds == ROLE_KINDS[IssuerRole.EMPLOYER]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version":1,"version":1,"issuers":[]}', "\ud800", "[" * 5000])
def test_a_file_that_is_no_registry_is_refused(text: str, tmp_path: Path) -> None:
    """Empty, cut, a name twice, too deep."""
    path = tmp_path / "issuers.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(RegistryError):
        read_registry(path)


def test_a_registry_as_large_as_france_is_read_and_a_larger_file_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of issuers have more values than a passport may; what is no registry at all is told by its size."""
    path = tmp_path / "issuers.json"
    codes = [f"RNCP{number}" for number in range(1, 110_001)]
    scope = Scope(certifications=frozenset(codes))
    write_registry(path, Registry(issuers=(ONE.issuer(scope),)))
    assert read_registry(path).issuers[0].scope == scope
    monkeypatch.setattr("passport.proof.registry_file.MAX_BYTES", 1000)
    with pytest.raises(RegistryError) as error:
        read_registry(path)
    assert "au plus 1,000" in told(error.value, Surface.CLI)


def test_changes_that_make_no_sense_are_refused() -> None:
    """An id or a name taken, an end before the beginning, a list older than the one at hand."""
    registry = entered(EMPTY, ONE.issuer(valid_from=date(2026, 1, 1)))
    key = registry.issuers[0].keys[0]
    refusals: list[tuple[Callable[[], object], RegistryProblem]] = [
        (lambda: entered(registry, ONE.issuer()), RegistryProblem.SAME_ISSUER),
        (lambda: with_key(registry, "urn:un", key), RegistryProblem.SAME_KEY),
        (lambda: with_key(registry, "urn:un", replace(key, kid="k")), RegistryProblem.SHARED_KEY),
        (lambda: entered(registry, replace(ONE.issuer(), id="urn:deux")), RegistryProblem.SHARED_KEY),
        (lambda: known(registry, "urn:deux"), RegistryProblem.UNKNOWN_ISSUER),
        (lambda: key_ended(registry, "urn:un", "x", DAY), RegistryProblem.UNKNOWN_KEY),
        (lambda: key_ended(registry, "urn:un", key.kid, date(2025, 1, 1)), RegistryProblem.ENDS_BEFORE),
        (
            lambda: rotated(registry, "urn:un", make_authority("urn:un", "Un").key(date(2026, 1, 1))),
            RegistryProblem.ENDS_BEFORE,
        ),
    ]
    for refused, problem in refusals:
        with pytest.raises(RegistryError) as error:
            refused()
        assert error.value.problem is problem
    stolen = key_compromised(registry, "urn:un", key.kid, date(2026, 3, 1))
    assert key_compromised(stolen, "urn:un", key.kid, DAY) == stolen


def test_a_list_of_revocations_is_entered_once_its_signature_is_checked() -> None:
    """Not a stranger's, and not one that would bring back what was revoked since."""
    uri, registry = "https://un.example/1", Registry(issuers=(ONE.issuer(),))
    old = status_list(uri, ONE, [], at=AT, until=UNTIL)
    new = status_list(uri, ONE, [3], at=datetime(2026, 11, 21, tzinfo=UTC), until=UNTIL)
    both, _ = with_status_list(with_status_list(registry, old, DAY)[0], new, DAY)
    assert both.status_lists == {uri: new}
    with pytest.raises(RegistryError) as error:
        with_status_list(both, old, DAY)
    assert error.value.problem is RegistryProblem.OLDER_LIST
    with pytest.raises(RefusedProofError):
        with_status_list(registry, status_list(uri, make_authority("urn:x", "X"), [], at=AT, until=UNTIL), DAY)


def test_a_role_comes_with_what_it_may_vouch_for() -> None:
    """An operator, who signs journals, vouches for no record; an invented issuer for any."""
    from passport.proof.registry import ROLE_KINDS

    assert set(ROLE_KINDS) == set(IssuerRole)
    assert ROLE_KINDS[IssuerRole.OPERATOR] == frozenset()
    assert ROLE_KINDS[IssuerRole.TEACHING] == frozenset(RecordKind)
