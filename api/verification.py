"""`GET /v/{cv}`: whether a CV stands, for who has it in hand; the page that the QR code of a CV leads to.

Nothing of whom it is of: who kept it knows an id, a day, the digests of its files, whether it was revoked.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path as File
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from answers.cv.keeping import Known, Own, VaultKnown
from answers.cv.register import CvEntry, read_register
from answers.shapes.base import plain
from answers.words.cv import WORDS
from answers.words.cv_verification import NOT_ISSUED, NOT_KEPT, VERIFICATION
from api.openapi.described import ANSWER, refused
from api.openapi.service import VerificationAnswer
from api.problems import ProblemError, Utf8
from api.settings import Settings
from passport.proof.registry import EMPTY

router = APIRouter(tags=["cv"])
_PAGE = {"text/html": {"schema": {"type": "string"}}}
_REFUSED = refused("not-found", "invalid-request", "internal")
_REFUSED[404]["content"] = {**_REFUSED[404]["content"], **_PAGE}
HEADERS = {
    "Cache-Control": "no-cache",
    "Vary": "Accept, Accept-Language",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
"""An answer of yesterday says nothing of today; the page loads and runs nothing, and does not tell where one goes."""


@dataclass(frozen=True, slots=True)
class _Register:
    """A register that is read when it is asked: who keeps it adds to it meanwhile."""

    path: File
    complete: bool = False

    def of(self, ident: str) -> CvEntry | None:
        """The entry of an id."""
        return read_register(self.path, demanded=True).of(ident)


@contextmanager
def kept(settings: Settings) -> Iterator[Known | None]:
    """What knows the CVs issued here: the register of the settings, the vault of ACQUIS_VAULT; None without either.

    Raises CvError, UnusableVaultError, UnusableKeyError, MissingExtraError.
    """
    own: tuple[Known, ...] = ()
    if settings.cv_register:
        read_register(settings.cv_register, demanded=True)
        own = (_Register(settings.cv_register),)
    url = os.environ.get("ACQUIS_VAULT")
    if url is None:
        yield Own(own) if own else None
        return
    from passport.service.passports import Passports
    from passport.vault.keys import default_keys
    from passport.vault.store import Vault

    vault = Vault.open(url, default_keys())
    try:
        yield Own((*own, VaultKnown(Passports(vault, EMPTY, via="api"))))
    finally:
        vault.close()


@router.get("/v/{cv}", response_model=VerificationAnswer, **ANSWER, responses={200: {"content": _PAGE}, **_REFUSED})
def verification(
    request: Request,
    cv: Annotated[str, Path(max_length=200, examples=["aaaaaaaaaaaaaaaaaaaa"])],
    lang: Annotated[Literal["fr", "en"] | None, Query(description="of the page; by default, `Accept-Language`")] = None,
    accept: Annotated[str, Header(description="JSON where it has it and no HTML; else a page")] = "",
    accept_language: Annotated[str, Header()] = "",
) -> Response:
    """Whether a CV stands, and the SHA-256 of its files: a page in French or English, or JSON."""
    known: Known | None = request.app.state.cvs
    entry = known.of(cv) if known else None
    language = lang or _preferred(accept_language)
    if "json" in accept and "text/html" not in accept:
        if entry is None:
            raise ProblemError("not-found", (NOT_ISSUED if known else NOT_KEPT)["fr"], HEADERS)
        return Utf8(plain(_answer(entry)), headers=HEADERS)
    absent = (NOT_ISSUED if known else NOT_KEPT)[language]
    found, words = _answer(entry) if entry else None, VERIFICATION[language]
    page = _template().render(found=found, words=words, absent=absent, day=WORDS[language].day)
    return HTMLResponse(page, 200 if found else 404, HEADERS)


def _answer(entry: CvEntry) -> VerificationAnswer:
    standing: Any = "revoked" if entry.revoked else "superseded" if entry.superseded_by else "stands"
    return VerificationAnswer(
        standing=standing, digests=list(entry.digests),
        **entry.model_dump(include={"id", "issued", "language", "revoked", "superseded_by"}),
    )  # fmt: skip


def _preferred(languages: str) -> Literal["fr", "en"]:
    """English for who wants it before French.

    >>> _preferred("de, en;q=0.8, fr;q=0.5"), _preferred("fr-FR, en;q=0.9"), _preferred("")
    ('en', 'fr', 'fr')
    """
    wanted: dict[str, float] = {}
    for one in languages.lower().split(","):
        name, _, weight = one.strip().partition(";q=")
        try:
            wanted.setdefault(name[:2], float(weight or 1))
        except ValueError:
            continue
    return "en" if wanted.get("en", 0) > wanted.get("fr", 0) else "fr"


@cache
def _template() -> Template:
    loader = PackageLoader("api")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("verification.html")
