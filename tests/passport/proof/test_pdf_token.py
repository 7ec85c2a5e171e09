"""A key that stays in its device (PKCS#11) signs as one in a file does: tested with SoftHSM."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

from passport.proof.pdf import KeyToken, Signing, SigningError, SigningProblem, check_pdf, sign_pdf
from tests.support.signing import SIGNER, authority, der, now, page, roots

TOKEN, LABEL, PIN = "acquis", "signer", "1234"
MODULES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
)


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A device of its own, with the key of the signer; its module."""
    found = next((one for one in MODULES if Path(one).exists()), None)
    if found is None or shutil.which("softhsm2-util") is None:
        if os.environ.get("ACQUIS_REQUIRE_DATA"):
            pytest.fail("ACQUIS_REQUIRE_DATA is set, and there is no SoftHSM: install softhsm2")
        pytest.skip("no SoftHSM: install softhsm2")
    (tmp_path / "tokens").mkdir()
    settings = tmp_path / "softhsm2.conf"
    settings.write_text(
        f"directories.tokendir = {tmp_path / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    made = ["softhsm2-util", "--init-token", "--free", "--label", TOKEN, "--pin", PIN, "--so-pin", "5678"]
    subprocess.run(made, check=True, capture_output=True)
    _keep(found)
    return found


def _keep(module: str) -> None:
    """Put the key and the certificate of the signer in the device."""
    import pkcs11
    from pkcs11.util.rsa import decode_rsa_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    private, certificate, _ = pkcs12.load_key_and_certificates(authority().signer, authority().passphrase.encode())
    assert private is not None
    assert certificate is not None
    named = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: LABEL, pkcs11.Attribute.ID: b"1"}
    library = pkcs11.lib(module)
    library.reinitialize()
    with library.get_token(token_label=TOKEN).open(user_pin=PIN, rw=True) as session:
        encoded = private.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        session.create_object({**decode_rsa_private_key(encoded), **named, pkcs11.Attribute.SIGN: True})
        session.create_object({**decode_x509_certificate(certificate.public_bytes(Encoding.DER)), **named})


def test_a_key_in_a_device_signs(module: str) -> None:
    """And the device's refusals are one error, that names it."""
    others = tuple(der(one) for one in authority().intermediates)
    key = KeyToken(module=module, token=TOKEN, label=LABEL, pin=PIN, others=others)
    found = check_pdf(sign_pdf(page(), Signing(key=key)), roots(), now())
    assert (found.problems, found.signer) == ((), SIGNER)
    for wrong in ({"pin": "0000"}, {"label": "nobody"}, {"token": "nothing"}, {"module": "/nowhere.so"}):
        given: dict[str, Any] = {
            "module": module,
            "token": TOKEN,
            "label": LABEL,
            "pin": PIN,
            "others": others,
            **wrong,
        }
        with pytest.raises(SigningError) as error:
            sign_pdf(page(), Signing(key=KeyToken(**given)))
        assert (error.value.problem, error.value.where) == (SigningProblem.TOKEN, given["token"])
