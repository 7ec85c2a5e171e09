"""Errors as RFC 9457 problem+json, in one place: a stable `type` each, which `GET /problems/{name}` explains."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from answers.shapes.base import DIGITS
from answers.words.errors import told
from answers.words.passport import FAULT, fault_told
from answers.words.surfaces import Surface
from passport.document.errors import PassportError
from recommend.errors import (
    NamedTarget,
    SeveralTargetsError,
    TargetError,
    UnknownCertificationError,
    UnknownTargetError,
    WishError,
)
from referentials.errors import AcquisError, CodeError, UnknownCodeError, UnknownPlaceError

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A kind of error: its name in the `type`, its status, its title, what to do about it."""

    name: str
    status: int
    title: str
    remedy: str


_TYPES = (
    ProblemType("invalid-request", 422, "Requête mal formée", "Corrigez les champs que `errors` nomme ; voir /openapi.json."),
    ProblemType("invalid-json", 400, "Corps illisible", "Envoyez un objet JSON en UTF-8, sans nom répété ; `detail` dit ce qui ne va pas et où."),
    ProblemType("unsupported-media-type", 415, "Type de corps non admis", "Envoyez `Content-Type: application/json`, sans Content-Encoding."),
    ProblemType("invalid-passport", 422, "Passeport inutilisable", "Corrigez chaque ligne que `errors` nomme, ou passez `ignore_unknown` pour les codes inconnus."),
    ProblemType("invalid-code", 422, "Code mal formé", "Écrivez le code comme la réponse le montre : D1106, RNCP37674, RNCP37674BC01."),
    ProblemType("unknown-code", 422, "Code inconnu du référentiel", "Cherchez le code par son intitulé : GET /v1/search."),
    ProblemType("unknown-wish", 422, "Vœu inconnu du référentiel", "Prenez l'un des mots proches que la réponse cite."),
    ProblemType("unknown-place", 422, "Lieu inconnu", "Prenez l'un des lieux proches que la réponse cite ; une commune se dit avec son département ou son code postal."),
    ProblemType("nothing-to-compare", 422, "Objectif sans description", "Visez un métier auquel il mène."),
    ProblemType("several-targets", 422, "Objectif à préciser", "Donnez le code de l'une des lectures que `candidates` liste."),
    ProblemType("unknown-target", 422, "Objectif non reconnu", "Dites-le autrement, ou donnez un code ; `candidates` liste les métiers les plus proches."),
    ProblemType("not-found", 404, "Introuvable", "Vérifiez l'adresse et le code ; GET /v1/search trouve un code par son intitulé."),
    ProblemType("method-not-allowed", 405, "Méthode non admise", "Voir /openapi.json."),
    ProblemType("too-large", 413, "Requête trop grande", "Un passeport tient en quelques kilo-octets ; envoyez-en un seul."),
    ProblemType("passport-too-long", 422, "Passeport trop long", "Gardez l'essentiel : `detail` dit combien de lignes, ou de phrases et d'intitulés à lire, il y a, et combien au plus ; un intitulé dont le code ROME est donné n'est pas à lire."),
    ProblemType("too-slow", 408, "Requête inachevée", "Envoyez la requête en une fois : en-têtes et corps ont chacun un délai."),
    ProblemType("busy", 503, "Service occupé", "Recommencez après le délai de l'en-tête Retry-After."),
    ProblemType("too-long", 503, "Calcul trop long", "Envoyez un passeport plus court, ou recommencez plus tard."),
    ProblemType("internal", 500, "Erreur d'acquis", "Signalez-la à qui tient le service, avec l'identifiant que donne `instance`."),
)  # fmt: skip
TYPES = MappingProxyType({kind.name: kind for kind in _TYPES})
_OF_ERROR: tuple[tuple[type[AcquisError], str], ...] = (
    (PassportError, "invalid-passport"),
    (UnknownCodeError, "unknown-code"),
    (UnknownCertificationError, "unknown-code"),
    (CodeError, "invalid-code"),
    (WishError, "unknown-wish"),
    (SeveralTargetsError, "several-targets"),
    (UnknownTargetError, "unknown-target"),
    (UnknownPlaceError, "unknown-place"),
    (TargetError, "nothing-to-compare"),
    (AcquisError, "invalid-request"),
)
_OF_STATUS = MappingProxyType({404: "not-found", 405: "method-not-allowed", 413: "too-large"})


class Utf8(JSONResponse):
    """JSON in UTF-8; a lone surrogate that a request brought in is written as JSON escapes it."""

    def render(self, content: Any) -> bytes:
        """Return the body."""
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-8", "backslashreplace")


class ProblemError(Exception):
    """A problem of the service itself, to be answered as it is."""

    def __init__(self, name: str, detail: str, headers: dict[str, str] | None = None) -> None:
        self.name, self.detail, self.headers = name, detail, headers
        super().__init__(detail)


def problem(
    name: str, detail: str, errors: list[dict[str, str]] | None = None, *, status: int | None = None,
    headers: dict[str, str] | None = None, **others: Any,
) -> JSONResponse:  # fmt: skip
    """Make the answer of a problem; `others`: its `instance`, its `candidates`."""
    kind = TYPES[name]
    content: dict[str, Any] = {
        "type": f"/problems/{name}", "title": kind.title, "status": status or kind.status, "detail": detail,
    }  # fmt: skip
    if errors is not None:
        content["errors"] = errors
    content.update({name: value for name, value in others.items() if value is not None})
    return Utf8(content, status_code=status or kind.status, media_type=MEDIA_TYPE, headers=headers)


def install(app: FastAPI) -> None:
    """Turn every error into a problem."""
    app.add_exception_handler(AcquisError, _acquis)
    app.add_exception_handler(ProblemError, _own)
    app.add_exception_handler(RequestValidationError, _request)
    app.add_exception_handler(HTTPException, _http)


def _acquis(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, AcquisError)
    name = next(name for kind, name in _OF_ERROR if isinstance(error, kind))
    faults = error.faults if isinstance(error, PassportError) else None
    if faults is None:
        return problem(name, told(error, Surface.API), candidates=_candidates(error))
    errors = [{"path": fault.path, "message": fault_told(fault, Surface.API)} for fault in faults]
    return problem(name, TYPES[name].title, errors)


def _candidates(error: AcquisError) -> list[dict[str, Any]] | None:
    """Targets that words may name, or those nearest to them."""
    if isinstance(error, SeveralTargetsError):
        return [_candidate(one) for one in error.readings]
    return [_candidate(one) for one in error.near] if isinstance(error, UnknownTargetError) else None


def _candidate(one: NamedTarget) -> dict[str, Any]:
    return {"code": one.code, "kind": one.kind, "label": one.label, "probability": round(one.probability, DIGITS)}


def _own(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ProblemError)
    return problem(error.name, error.detail, headers=error.headers)


def _request(_: Request, error: Exception) -> JSONResponse:
    """Name each field; never what it held."""
    assert isinstance(error, RequestValidationError)
    errors = [{"path": ".".join(map(str, e["loc"])), "message": _field_told(e)} for e in error.errors()]
    return problem("invalid-request", "Des champs manquent ou sont mal formés.", errors)


def _field_told(details: Mapping[str, Any]) -> str:
    """What is wrong with a field of a request, in the words of a passport's."""
    template = FAULT.get(details["type"])
    return template.format(**details.get("ctx", {})) if template else str(details["msg"])


def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    name = _OF_STATUS.get(error.status_code)
    detail = TYPES[name].remedy if name else str(error.detail)
    headers = dict(error.headers or {})
    if headers.get("Allow") == "GET":
        headers["Allow"] = "GET, HEAD"
    return problem(name or "invalid-request", detail, status=error.status_code, headers=headers)
