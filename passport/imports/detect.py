"""What a file is, by what it has in it and not by its name."""

from __future__ import annotations

import base64
import binascii
import codecs
import json
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from passport.document.model import Attestation
from passport.imports.errors import PaperError, PaperProblem
from passport.imports.readers import elm, jsonresume, linkedin, openbadges


class PaperKind(StrEnum):
    """Documents that a passport may be made from."""

    ACQUIS = "acquis"
    JSON_RESUME = "jsonresume"
    EUROPASS = "europass"
    LINKEDIN = "linkedin"
    ELM = "elm"
    OPEN_BADGE = "openbadge"
    PDF = "pdf"
    DOCX = "docx"
    TEXT = "text"


_TOKEN = re.compile(rb"\s*[\w-]{8,}\.[\w-]{2,}\.[\w-]*\s*")
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"RIFF", b"BM6")
_PHOTOS = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
_WRITERS = ("content.xml", "index/document.iwa", "index.zip")
"""Members of the documents of other word processors."""
_FEW = 4
"""Control characters that a short text may have."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of_json(document: Any) -> PaperKind | None:
    """What a JSON document is; None for what is none of them."""
    if not isinstance(document, Mapping):
        return None
    types = document.get("type") or document.get("@type") or []
    named = {types} if isinstance(types, str) else set(map(str, types)) if isinstance(types, list) else set()
    if elm.TYPE in named or {"EuropeanDigitalCredential", "europeanDigitalCredential"} & named:
        return PaperKind.ELM
    if set(openbadges.TYPES) & named:
        return PaperKind.OPEN_BADGE
    if "SkillsPassport" in document or "LearnerInfo" in document or "Candidate" in document:
        return PaperKind.EUROPASS
    if "holder" in document and "version" in document:
        return PaperKind.ACQUIS
    return PaperKind.JSON_RESUME if set(jsonresume.SECTIONS) & set(document) else None


def kind_of_bytes(data: bytes, file: str) -> PaperKind | None:
    """What a file is by its first bytes or its members; None for a text, whatever it says. Raises PaperError."""
    if b"%PDF-" in data[:1024]:
        return PaperKind.PDF
    if data.startswith(_OLE):
        raise PaperError(PaperProblem.OLD_WORD, file)
    if data.startswith(b"{\\rtf"):
        raise PaperError(PaperProblem.OTHER_WRITER, file)
    if data.startswith(_IMAGES) or data[4:12] in _PHOTOS:
        raise PaperError(PaperProblem.IMAGE, file)
    if data.startswith(b"PK"):
        return _archive(data, file)
    return None


def _archive(data: bytes, file: str) -> PaperKind:
    from passport.imports.archives import members

    inside = members(data, file)
    if "word/document.xml" in inside:
        return PaperKind.DOCX
    if linkedin.is_export(data, file):
        return PaperKind.LINKEDIN
    if any(name.lower() in _WRITERS for name in inside):
        raise PaperError(PaperProblem.OTHER_WRITER, file)
    raise PaperError(PaperProblem.UNKNOWN, file)


def is_token(data: bytes) -> bool:
    """Whether a file is a VC-JWT: three parts of base64url."""
    return len(data) < 1_000_000 and bool(_TOKEN.fullmatch(data)) and data.lstrip().startswith(b"eyJ")


def is_proof(token: str) -> bool:
    """Whether a passport can keep a token as a proof: signed, and not too long."""
    try:
        Attestation(proofs=(token,))
    except ValidationError:
        return False
    return True


def payload(data: bytes, file: str) -> Mapping[str, Any]:
    """What a VC-JWT says, unverified; VC 1.1 wraps it in `vc`. Raises PaperError."""
    return credential_in(data.strip().split(b".")[1], file)


def signed_document(document: Any) -> bytes | None:
    """What a JWS in JSON has signed; None for what is none."""
    if not isinstance(document, Mapping) or not {"signatures", "signature"} & set(document):
        return None
    inner = document.get("payload")
    return inner.encode("utf-8", errors="replace") if isinstance(inner, str) else None


def credential_in(part: bytes, file: str) -> Mapping[str, Any]:
    """A credential in base64url, or as it is."""
    try:
        found = json.loads(part if part[:1] == b"{" else base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4)))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise PaperError(PaperProblem.BAD_TOKEN, file) from error
    if not isinstance(found, dict):
        raise PaperError(PaperProblem.BAD_TOKEN, file)
    inner = found.get("vc")
    return inner if isinstance(inner, dict) else found


def decoded(data: bytes, file: str) -> str:
    """Text of a file: UTF-8, UTF-16, else Windows-1252. Raises PaperError for what is no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif data[1:2] == b"\0" or data[:1] == b"\0":
        encodings = ["utf_16_le" if data[1:2] == b"\0" else "utf_16_be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = sum(1 for c in text[:20_000] if c < " " and c not in "\t\r\n\f\x0b\x1b")
        if odd <= max(_FEW, len(text[:20_000]) // 50):
            return text
    raise PaperError(PaperProblem.ENCODING, file)
