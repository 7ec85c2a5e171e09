"""Keys, signatures and roots of trust, as options of `acquis cv` name them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cli.cv_files import read_file

if TYPE_CHECKING:
    from passport.proof.pdf import KeyFile, KeyToken, Level, LongTerm, Signing, TrustRoots

PASSPHRASE, PIN = "ACQUIS_CV_PASSPHRASE", "ACQUIS_CV_PIN"
"""Variables that have what opens a key."""


def new_passphrase() -> str:
    """That of the variable, else one drawn by chance."""
    import secrets

    return os.environ.get(PASSPHRASE) or secrets.token_urlsafe(18)


def key_of(
    sign: Path | None, pkcs11: Path | None, token: str, label: str, chain: list[Path]
) -> KeyFile | KeyToken | None:
    """The key that options name; None without any. Raises UsageError, CvError, SigningError."""
    from answers.errors import UsageError
    from passport.proof.pdf import KeyFile, KeyToken, read_trust

    if sign and pkcs11:
        raise UsageError("Donnez --sign ou --pkcs11, non les deux.")
    if sign:
        return KeyFile(content=read_file(sign), passphrase=_passphrase(sign), where=str(sign))
    if pkcs11 is None:
        return None
    if not token or not label:
        raise UsageError("--pkcs11 demande --token et --key : le nom du jeton, et celui de la clé.")
    others = read_trust(chain).roots
    return KeyToken(module=str(pkcs11), token=token, label=label, pin=os.environ.get(PIN, ""), others=others)


def _passphrase(sign: Path) -> str:
    """Of the variable, else of the file that a development authority writes beside its keys."""
    from passport.proof.certificates import PASSPHRASE as BESIDE

    beside = sign.with_name(BESIDE)
    said = os.environ.get(PASSPHRASE)
    return said if said is not None else beside.read_text("utf-8").strip() if beside.is_file() else ""


def signing_of(key: KeyFile | KeyToken | None, tsa: str | None, roots: list[Path], crls: list[Path]) -> Signing | None:
    """How a document is signed, as options say it. Raises UsageError, SigningError."""
    from answers.errors import UsageError
    from passport.proof.pdf import LongTerm, Signing, read_trust

    if key is None:
        if tsa or roots:
            raise UsageError("--tsa et --long-term demandent une clé : --sign ou --pkcs11.")
        return None
    if roots and not tsa:
        raise UsageError("--long-term demande --tsa : la validation à long terme est horodatée.")
    kept = read_trust(roots, revocations=crls)
    long_term: LongTerm | None = LongTerm(roots=kept.roots, revocations=kept.revocations) if roots else None
    return Signing(key=key, stamper=tsa, long_term=long_term)


def level_of(signing: Signing | None) -> Level | None:
    """How much of PAdES such a signature has."""
    from passport.proof.pdf import Level

    if signing is None:
        return None
    return Level.LONG_TERM if signing.long_term else Level.TIMED if signing.stamper else Level.BASIC


def trust_of(
    roots: list[Path] | None, stampers: list[Path] | None, crls: list[Path] | None, signers: list[str] | None
) -> TrustRoots:
    """What a check trusts, as options say it. Raises UsageError, SigningError."""
    from answers.errors import UsageError
    from passport.proof.pdf import read_trust

    if not roots:
        raise UsageError("Donnez --trust RACINE : le certificat de l'autorité qui certifie le signataire. Sans elle, "
                         "n'importe qui peut avoir signé.")  # fmt: skip
    return read_trust(roots, stampers or (), crls or (), signers or ())
