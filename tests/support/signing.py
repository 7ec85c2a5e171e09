"""Signed documents of tests: authorities, a small tagged PDF, its signature, what `pdfsig` says of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from passport.proof.certificates import DevelopmentAuthority, make_authority
from passport.proof.pdf import KeyFile, Signing, TrustRoots, sign_pdf

NAME, SIGNER = "Autorité inventée", "Caisse inventée"
CREATED = datetime(2026, 1, 1, tzinfo=UTC)
"""When the documents of tests were laid out."""


def authority(which: str = "first", *, revoked: bool = False) -> DevelopmentAuthority:
    """An authority of these names, made once a run; `which`: another with the same names."""
    return _authority(which, revoked)


@cache
def _authority(which: str, revoked: bool) -> DevelopmentAuthority:
    return make_authority(NAME, SIGNER, now() - timedelta(hours=1), passphrase=which, revoked=revoked)


def now() -> datetime:
    """The time of the clock: signatures say it."""
    return datetime.now(UTC)


def der(pem: bytes) -> bytes:
    """A certificate as DER."""
    return x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)


def roots(of: DevelopmentAuthority | None = None, **more: Any) -> TrustRoots:
    """What a check trusts: the root of an authority."""
    return TrustRoots(roots=(der((of or authority()).root),), **more)


def key(of: DevelopmentAuthority | None = None) -> KeyFile:
    """The key of the signer of an authority."""
    found = of or authority()
    return KeyFile(content=found.signer, passphrase=found.passphrase)


def page(words: str = "Bonjour") -> bytes:
    """A small PDF, tagged, with a file attached."""
    import typst

    source = f"""#set document(title: "Essai", author: "Camille Exemple")
#set text(lang: "fr", font: "Libertinus Serif")
#pdf.attach("essai.json", bytes("{{}}"), relationship: "data", mime-type: "application/json", description: "Essai")
= {words}
Un document à signer."""
    made = typst.compile(source.encode(), format="pdf", pdf_standards=["ua-1"], timestamp=CREATED)
    assert isinstance(made, bytes)
    return made


def signed(words: str = "Bonjour", which: str = "first") -> bytes:
    """The same, signed, once a run."""
    return _signed(words, which)


@cache
def _signed(words: str, which: str) -> bytes:
    return sign_pdf(page(words), Signing(key=key(authority(which))))


def pdfsig(document: bytes) -> str:
    """What poppler's `pdfsig` says of a document; without it the test is skipped, or fails where data is required."""
    command = shutil.which("pdfsig")
    if command is None:
        if os.environ.get("ACQUIS_REQUIRE_DATA"):
            pytest.fail("ACQUIS_REQUIRE_DATA is set, and there is no pdfsig: install poppler-utils")
        pytest.skip("no pdfsig: install poppler-utils")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.pdf"
        path.write_bytes(document)
        run = subprocess.run([command, "-nocert", str(path)], capture_output=True, text=True, check=False)
    return run.stdout + run.stderr
