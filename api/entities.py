"""`GET /v1/…`: search, and one code of the snapshot with its links."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse

from answers.entity import bloc, certification, competency, occupation, training
from answers.entity import search as found
from answers.shapes.facts import (
    BlocAnswer,
    CertificationAnswer,
    CompetencyAnswer,
    Kind,
    OccupationAnswer,
    SearchAnswer,
    TrainingAnswer,
)
from answers.words.errors import told
from answers.words.surfaces import Surface
from api.answer import answer
from api.day import Day
from api.openapi.described import CONDITIONAL, Responses, cached, refused
from api.problems import ProblemError
from matching.index.search import KINDS
from recommend.engine import Engine
from referentials.errors import CodeError, UnknownCodeError

router = APIRouter(
    prefix="/v1",
    tags=["referential"],
    responses=refused("invalid-request", "internal", "busy", "too-long"),
)


def _code(example: str) -> Any:
    """Whatever is written; what is no code is not found."""
    return Path(max_length=200, examples=[example])


def _one_of(model: Any) -> Responses:
    return {**cached(model), **refused("not-found")}


@router.get("/search", responses=cached(SearchAnswer), openapi_extra=CONDITIONAL)
async def search(
    request: Request,
    q: Annotated[
        str,
        Query(
            min_length=1, max_length=200, description="words, the beginning of a word, or a code", examples=["boulang"]
        ),
    ],
    kind: Annotated[list[Kind], Query(description="all by default", max_length=10)] = [],  # noqa: B006
    n: Annotated[int, Query(ge=1, le=100)] = 10,
) -> JSONResponse:
    """Codes and labels that a few characters may mean, best first."""
    kinds = [one.value for one in kind] or list(KINDS)

    def work(engine: Engine) -> dict[str, Any]:
        return found(engine, q, kinds, n)

    return await answer(request, work, f"{q}\n{sorted(kinds)}\n{n}")


@router.get("/occupations/{code}", responses=_one_of(OccupationAnswer), openapi_extra=CONDITIONAL)
async def get_occupation(request: Request, code: Annotated[str, _code("D1106")]) -> JSONResponse:
    """An occupation of ROME."""
    return await _one(request, code, occupation)


@router.get("/competencies/{code}", responses=_one_of(CompetencyAnswer), openapi_extra=CONDITIONAL)
async def get_competency(request: Request, code: Annotated[str, _code("900258")]) -> JSONResponse:
    """A competency, macro-competency or savoir of ROME, by its OGR code."""
    return await _one(request, code, competency)


@router.get("/certifications/{code}", responses=_one_of(CertificationAnswer), openapi_extra=CONDITIONAL)
async def get_certification(
    request: Request,
    code: Annotated[str, _code("RNCP37099")],
    as_of: Annotated[Day | None, Query(examples=["2026-11-23"])] = None,
) -> JSONResponse:
    """A certification of the RNCP or RS, as it stands on a day (default: today)."""
    day = as_of or date.today()
    return await _one(request, code, lambda engine, text: certification(engine, text, day), day.isoformat())


@router.get("/blocs/{code}", responses=_one_of(BlocAnswer), openapi_extra=CONDITIONAL)
async def get_bloc(request: Request, code: Annotated[str, _code("RNCP37099BC01")]) -> JSONResponse:
    """A bloc de compétences."""
    return await _one(request, code, bloc)


@router.get("/trainings/{code}", responses=_one_of(TrainingAnswer), openapi_extra=CONDITIONAL)
async def get_training(request: Request, code: Annotated[str, _code("essai-01")]) -> JSONResponse:
    """A training of a catalogue, by its id."""
    return await _one(request, code, training)


async def _one(
    request: Request, code: str, document: Callable[[Engine, str], dict[str, Any]], more: str = ""
) -> JSONResponse:
    """Answer with one code's document; 404 for what is no code, or none of the snapshot."""
    try:
        return await answer(request, lambda engine: document(engine, code), more)
    except (CodeError, UnknownCodeError) as error:
        raise ProblemError("not-found", told(error, Surface.API)) from error
