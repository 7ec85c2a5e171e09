"""`GET /v1/…`: search, and one code of the snapshot with its links."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from answers.builders.facts import (
    bloc_answer,
    certification_answer,
    competency_answer,
    occupation_answer,
    search_answer,
    training_answer,
)
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
from api.answer import Work, cached
from api.day import Day
from api.openapi.described import ANSWER, CACHED, CONDITIONAL, refused
from api.problems import ProblemError
from matching.index.search import KINDS
from referentials.days import today
from referentials.errors import CodeError, UnknownCodeError

router = APIRouter(
    prefix="/v1",
    tags=["referential"],
    responses=refused("invalid-request", "internal", "busy", "too-long"),
)


def _code(example: str) -> Any:
    """Whatever is written; what is no code is not found."""
    return Path(max_length=200, examples=[example])


GET: dict[str, Any] = {**ANSWER, "responses": CACHED, "openapi_extra": CONDITIONAL}
GET_ONE: dict[str, Any] = {**GET, "responses": {**CACHED, **refused("not-found")}}


@router.get("/search", response_model=SearchAnswer, **GET)
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
) -> Response:
    """Codes and labels that a few characters may mean, best first."""
    kinds = [one.value for one in kind] or list(KINDS)

    query = f"{q}\n{sorted(kinds)}\n{n}"
    return await cached(request, lambda engine: search_answer(engine, q, kinds, n), query)


@router.get("/occupations/{code}", response_model=OccupationAnswer, **GET_ONE)
async def get_occupation(request: Request, code: Annotated[str, _code("D1106")]) -> Response:
    """An occupation of ROME."""
    return await _one(request, lambda engine: occupation_answer(engine, code))


@router.get("/competencies/{code}", response_model=CompetencyAnswer, **GET_ONE)
async def get_competency(request: Request, code: Annotated[str, _code("900258")]) -> Response:
    """A competency, macro-competency or savoir of ROME, by its OGR code."""
    return await _one(request, lambda engine: competency_answer(engine, code))


@router.get("/certifications/{code}", response_model=CertificationAnswer, **GET_ONE)
async def get_certification(
    request: Request,
    code: Annotated[str, _code("RNCP37099")],
    as_of: Annotated[Day | None, Query(examples=["2026-11-23"])] = None,
) -> Response:
    """A certification of the RNCP or RS, as it stands on a day (default: today)."""
    day = as_of or today()
    return await _one(request, lambda engine: certification_answer(engine, code, day), day.isoformat())


@router.get("/blocs/{code}", response_model=BlocAnswer, **GET_ONE)
async def get_bloc(request: Request, code: Annotated[str, _code("RNCP37099BC01")]) -> Response:
    """A bloc de compétences."""
    return await _one(request, lambda engine: bloc_answer(engine, code))


@router.get("/trainings/{code}", response_model=TrainingAnswer, **GET_ONE)
async def get_training(request: Request, code: Annotated[str, _code("essai-01")]) -> Response:
    """A training of a catalogue, by its id."""
    return await _one(request, lambda engine: training_answer(engine, code))


async def _one(request: Request, work: Work, more: str = "") -> Response:
    """Answer with one code's facts; 404 for what is no code, or none of the snapshot."""
    try:
        return await cached(request, work, more)
    except (CodeError, UnknownCodeError) as error:
        raise ProblemError("not-found", told(error, Surface.API)) from error
