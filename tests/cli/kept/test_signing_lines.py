"""`acquis issuer sign`: what an employer wrote, signed line by line, and taken by `acquis passport feed`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from cli.issuer_sign import PARTLY
from passport.proof.errors import RegistryError, RegistryProblem
from passport.proof.signer import read_signer
from tests.support.commands import ran

HOLDER = {"family_name": "Modèle", "given_names": ["Camille"], "birthdate": "1990-01-31"}
RECORD = {"type": "experience", "kind": "employment", "title": "Cariste", "start": "2024-01", "end": "2026-06"}
GOOD = {"id": "2026-1", "holder": HOLDER, "record": RECORD}
ISSUER = "urn:employeur-y"


def written(folder: Path, *lines: Any) -> Path:
    """A file of lines, as an issuer writes them."""
    path = folder / "lines.jsonl"
    path.write_text("".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in lines), "utf-8")
    return path


def private(folder: Path, key: Any) -> tuple[Path, Path]:
    """A private key and its public half, in PEM."""
    pem, public = folder / "own.pem", folder / "own.pub"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    pem.chmod(0o600)
    info = serialization.PublicFormat.SubjectPublicKeyInfo
    public.write_bytes(key.public_key().public_bytes(serialization.Encoding.PEM, info))
    return pem, public


def test_lines_are_signed_and_taken_and_the_others_are_told(vault: Path) -> None:
    """Two lines of an employer with its own key; what is wrong is told by line and field, and is not sent."""
    pem, public = private(vault, ec.generate_private_key(ec.SECP256R1()))
    assert ran("issuer", "add", ISSUER, "--name", "Employeur Y", "--role", "employer", "--key", public).code == 0
    lines = written(
        vault, GOOD, {**GOOD, "id": "2026-2"}, "{", {**GOOD, "id": "x", "more": 1}, {"id": "y", "record": RECORD},
        {**GOOD, "id": "z", "record": {**RECORD, "end": "2020"}}, {**GOOD, "id": "w", "op": "sign"},
        {**GOOD, "id": "v", "holder": {**HOLDER, "birthdate": "31/01/1990"}},
        {**GOOD, "id": "u", "record": {**RECORD, "start": "2098", "end": "2099"}},
        {"id": "t", "op": "add", "holder": HOLDER},
    )  # fmt: skip
    done = ran("issuer", "sign", lines, "--key", pem, "--as", f"issuer:{ISSUER}", "--json")
    answer = json.loads(done.out)
    assert (done.code, answer["signed"], answer["refused"]) == (PARTLY, 2, 8)
    assert [(one["line"], one["external_id"], one["reason"]) for one in answer["faults"]] == [
        (3, None, "not_json"), (4, "x", "unexpected"), (5, "y", "missing"), (6, "z", "invalid_record"),
        (7, "w", "value"), (8, "v", "value"), (9, "u", "future"), (10, "t", "missing"),
    ]  # fmt: skip
    assert "Modèle" not in done.out
    told = ran("issuer", "sign", lines, "--key", pem, "--as", f"issuer:{ISSUER}", "-o", vault / "s.jsonl").out
    assert "lines.jsonl, ligne 8 (id v) : La valeur de « holder.birthdate »" in " ".join(told.split())
    fed = ran("passport", "feed", answer["file"], "--as", f"issuer:{ISSUER}")
    assert (fed.code, "2 acceptés" in fed.out) == (0, True), (fed.said, fed.out)
    assert Path(answer["file"]).stat().st_mode & 0o077 == 0


def test_a_key_made_here_says_its_issuer(vault: Path) -> None:
    """The id need not be said, and may not be another's; where no line is signed, no file is written."""
    key = vault / "key.json"
    who = ("--name", "Employeur Y", "--role", "employer", "--new-key", key)
    assert ran("issuer", "add", ISSUER, *who).code == 0
    lines = written(vault, GOOD)
    assert json.loads(ran("issuer", "sign", lines, "--key", key, "--json").out)["issuer"] == ISSUER
    assert (
        "et vous signez pour urn:autre" in ran("issuer", "sign", lines, "--key", key, "--as", "issuer:urn:autre").said
    )
    bad = vault / "bad.jsonl"
    bad.write_text("[]\n", encoding="utf-8")
    assert ran("issuer", "sign", bad, "--key", key).code == PARTLY
    assert not (vault / "bad.jsonl.signed.jsonl").exists()
    bad.write_text("\n", encoding="utf-8")
    assert ran("issuer", "sign", bad, "--key", key).code == 2
    assert ran("issuer", "sign", vault / "absent", "--key", key).code == 2
    assert "ne peut pas être écrit" in ran("issuer", "sign", lines, "--key", key, "-o", vault).said


def test_private_keys_of_each_kind_sign_and_others_are_refused(tmp_path: Path) -> None:
    """In PEM and JWK, named as the registry names their public half; open to others, public, of no issuer: refused."""
    from passport.proof.key_file import read_public_key

    for key in (ed25519.Ed25519PrivateKey.generate(), rsa.generate_private_key(public_exponent=65537, key_size=2048)):
        pem, public = private(tmp_path, key)
        assert read_signer(pem, ISSUER).kid == read_public_key(public)[0]
    wrong: tuple[tuple[Path, str | None, RegistryProblem], ...] = (
        (pem, None, RegistryProblem.NAMELESS_KEY),
        (tmp_path / "absent", ISSUER, RegistryProblem.UNREADABLE),
        (tmp_path / "short", ISSUER, RegistryProblem.NOT_PRIVATE),
        (tmp_path / "locked", ISSUER, RegistryProblem.NOT_PRIVATE),
        (tmp_path / "list", ISSUER, RegistryProblem.NOT_PRIVATE),
    )
    (tmp_path / "short").write_text('{"kty": "OKP", "crv": "Ed25519", "x": "AAAA"}', encoding="utf-8")
    locked = serialization.BestAvailableEncryption(b"secret")
    kinds = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (tmp_path / "locked").write_bytes(key.private_bytes(*kinds, locked))
    (tmp_path / "list").write_text("[]", encoding="utf-8")
    for name in ("short", "locked", "list"):
        (tmp_path / name).chmod(0o600)
    for path, ident, problem in wrong:
        with pytest.raises(RegistryError) as error:
            read_signer(path, ident)
        assert error.value.problem is problem
    pem.chmod(0o644)
    with pytest.raises(RegistryError) as error:
        read_signer(pem, ISSUER)
    assert error.value.problem is RegistryProblem.OPEN_KEY
