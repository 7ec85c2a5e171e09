"""A database of NSS with one trusted root, for pdfsig: made with NSS itself, since `certutil` is seldom installed."""

from __future__ import annotations

import ctypes
from pathlib import Path

_TRUSTED = b"C,C,C"


class _Item(ctypes.Structure):
    _fields_ = (("type", ctypes.c_int), ("data", ctypes.c_char_p), ("length", ctypes.c_uint))


class _Trust(ctypes.Structure):
    _fields_ = (("tls", ctypes.c_uint), ("mail", ctypes.c_uint), ("code", ctypes.c_uint))


def trust_database(folder: Path, *roots: bytes) -> Path:
    """Make a database in a folder, that trusts these roots (DER). Raises OSError without NSS, RuntimeError."""
    folder.mkdir(parents=True, exist_ok=True)
    nss = _library()
    _done(nss.NSS_InitReadWrite(f"sql:{folder}".encode()))
    try:
        slot = nss.PK11_GetInternalKeySlot()
        _done(nss.PK11_InitPin(slot, b"", b""))
        for rank, root in enumerate(roots):
            _trust(nss, slot, root, f"root {rank}")
        nss.PK11_FreeSlot(slot)
    finally:
        nss.NSS_Shutdown()
    return folder


def _trust(nss: ctypes.CDLL, slot: int, root: bytes, name: str) -> None:
    database, item, trust = nss.CERT_GetDefaultCertDB(), _Item(0, root, len(root)), _Trust()
    certificate = nss.CERT_NewTempCertificate(database, ctypes.byref(item), None, 0, 1)
    _done(nss.PK11_ImportCert(slot, certificate, 0, name.encode(), 0))
    _done(nss.CERT_DecodeTrustString(ctypes.byref(trust), _TRUSTED))
    _done(nss.CERT_ChangeCertTrust(database, certificate, ctypes.byref(trust)))
    nss.CERT_DestroyCertificate(certificate)


def _done(status: int) -> None:
    if status:
        raise RuntimeError("NSS made no database")


def _library() -> ctypes.CDLL:
    nss, pointer, text = ctypes.CDLL("libnss3.so"), ctypes.c_void_p, ctypes.c_char_p
    arguments = {
        "NSS_InitReadWrite": [text],
        "PK11_InitPin": [pointer, text, text],
        "CERT_NewTempCertificate": [pointer, pointer, text, ctypes.c_int, ctypes.c_int],
        "PK11_ImportCert": [pointer, pointer, ctypes.c_ulong, text, ctypes.c_int],
        "CERT_DecodeTrustString": [pointer, text],
        "CERT_ChangeCertTrust": [pointer, pointer, pointer],
        "CERT_DestroyCertificate": [pointer],
        "PK11_FreeSlot": [pointer],
    }
    for name, kinds in arguments.items():
        getattr(nss, name).argtypes = kinds
    for name in ("PK11_GetInternalKeySlot", "CERT_GetDefaultCertDB", "CERT_NewTempCertificate"):
        getattr(nss, name).restype = pointer
    return nss
