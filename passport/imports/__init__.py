"""Passports made from the documents that people have: what is kept, mapped, left aside, doubted is told for each thing.

May import `passport.document` and the referentials' codes and text. Public: `import_paper`, `read_paper`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from passport.document.errors import PassportError
from passport.document.loading import check_size, load
from passport.imports.cv import read as cv
from passport.imports.cv.html import is_html, text_of_html
from passport.imports.detect import (
    PaperKind,
    credential_in,
    decoded,
    is_proof,
    is_token,
    kind_of_bytes,
    kind_of_json,
    payload,
    signed_document,
)
from passport.imports.draft import Draft, Imported
from passport.imports.errors import PaperError, PaperProblem
from passport.imports.notes import About, Fate, Place
from passport.imports.readers import elm, europass, jsonresume, linkedin, markup, openbadges, own

MAX_BYTES = 20_000_000
"""A CV with a photograph is a tenth of it."""
CHARACTERS = 200_000
"""A CV of sixty pages."""
_CREDENTIALS = (PaperKind.ELM, PaperKind.OPEN_BADGE)


def read_paper(path: Path, kind: PaperKind | None = None) -> Imported:
    """Make a passport of a file. Raises PaperError, PassportError for one of our own, MissingExtraError."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise PaperError(PaperProblem.TOO_BIG, path.name, {"size": size, "most": MAX_BYTES})
        data = path.read_bytes()
    except OSError as error:
        raise PaperError(PaperProblem.UNREADABLE, str(path)) from error
    return import_paper(data, path.name, kind)


def import_paper(data: bytes, file: str = "", kind: PaperKind | None = None) -> Imported:
    """Make a passport of a document, of the kind that it is, or that it is said to be. Raises as `read_paper`."""
    if not data.strip():
        raise PaperError(PaperProblem.EMPTY, file)
    if len(data) > MAX_BYTES:
        raise PaperError(PaperProblem.TOO_BIG, file, {"size": len(data), "most": MAX_BYTES})
    found = kind_of_bytes(data, file)
    if found is not None:
        _same(found, kind, file)
        return _binary(data, file, found)
    return _text(data, file, kind)


def _binary(data: bytes, file: str, kind: PaperKind) -> Imported:
    if kind is PaperKind.LINKEDIN:
        draft = Draft()
        linkedin.read(data, file, draft)
        return draft.finish(kind, file)
    if kind is PaperKind.DOCX:
        from passport.imports.cv.docx import text_of_docx

        return _cv(text_of_docx(data, file), file, kind)
    from passport.imports.cv.pdf import attached, text_of_pdf

    inside = next((xml for xml in attached(data, file) if b"SkillsPassport" in xml or b"Candidate" in xml), None)
    return _markup(inside, file) if inside else _cv(text_of_pdf(data, file), file, kind)


def _text(data: bytes, file: str, kind: PaperKind | None) -> Imported:
    if is_token(data) and kind in (None, *_CREDENTIALS):
        document = payload(data, file)
        token = data.strip().decode("ascii")
        return _credential(document, file, kind_of_json(document) or kind or PaperKind.OPEN_BADGE, token)
    text = decoded(data, file)
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start == "<" and is_html(text):
        _same(PaperKind.TEXT, kind, file)
        return _cv(text_of_html(text), file, PaperKind.TEXT)
    if start == "<" and kind in (None, PaperKind.EUROPASS):
        return _markup(data, file)
    if start in ("{", "[") and kind is not PaperKind.TEXT:
        return _json(text, file, kind)
    table = linkedin.table_alone(text) if kind in (None, PaperKind.LINKEDIN) else None
    if table:
        draft = Draft()
        linkedin.read_table(data, table, draft)
        return draft.finish(PaperKind.LINKEDIN, file)
    _same(PaperKind.TEXT, kind, file)
    return _cv(text, file, PaperKind.TEXT)


def _cv(text: str, file: str, kind: PaperKind) -> Imported:
    if len(text) > CHARACTERS:
        raise PaperError(PaperProblem.LONG_TEXT, file, {"size": len(text), "most": CHARACTERS})
    draft = Draft()
    cv.read(text, draft)
    return draft.finish(kind, file)


def _json(text: str, file: str, kind: PaperKind | None) -> Imported:
    try:
        document = load(text.encode("utf-8", errors="surrogatepass"), file)
        check_size(document, file)
    except PassportError as error:
        raise PaperError(PaperProblem.BAD_JSON, file, {"fault": error.faults[0]}) from error
    inner = signed_document(document)
    if inner is not None:
        document = credential_in(inner, file)
        check_size(document, file)
    found = kind_of_json(document)
    if found is None:
        raise PaperError(PaperProblem.UNKNOWN, file)
    _same(found, kind, file)
    if found is PaperKind.ACQUIS:
        return own.read(document, file)
    if found in _CREDENTIALS:
        return _credential(document, file, found, None if inner is None else "")
    draft = Draft()
    if found is PaperKind.EUROPASS:
        _europass(
            document.get("SkillsPassport") or document.get("Candidate") or document, "Candidate" in document, draft
        )
    else:
        jsonresume.read(document, draft)
    return draft.finish(found, file)


def _credential(document: Mapping[str, Any], file: str, kind: PaperKind, token: str | None) -> Imported:
    """`token`: the credential as signed, in compact form; empty for a signature of another form, None for none."""
    draft = Draft()
    if token and is_proof(token):
        draft.proof = token
    elif token is not None:
        draft.note(Fate.ASIDE, About.SIGNATURE, Place(), "JWT")
    (elm if kind is PaperKind.ELM else openbadges).read(document, draft)
    return draft.finish(kind, file)


def _markup(data: bytes, file: str) -> Imported:
    root, document = markup.tree(data, file)
    if root not in europass.ROOTS:
        raise PaperError(PaperProblem.UNKNOWN, file)
    draft = Draft()
    _europass(document, root == "Candidate", draft)
    return draft.finish(PaperKind.EUROPASS, file)


def _europass(document: Mapping[str, Any], candidate: bool, draft: Draft) -> None:
    (europass.read_candidate if candidate else europass.read_skills_passport)(document, draft)


def _same(found: PaperKind, said: PaperKind | None, file: str) -> None:
    if said is not None and said is not found:
        raise PaperError(PaperProblem.OTHER_KIND, file, {"found": found, "said": said})
