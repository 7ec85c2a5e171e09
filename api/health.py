"""`/health`, and what each problem means."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from answers.builders.base import origin
from answers.shapes.base import plain
from api.answer import engine_of
from api.openapi.described import ANSWER, refused
from api.openapi.service import LiveAnswer, ProblemAnswer, ReadyAnswer
from api.problems import TYPES, ProblemError, Utf8

router = APIRouter(tags=["service"])


@router.get("/health/live", response_model=LiveAnswer, **ANSWER)
async def live() -> Response:
    """The process answers."""
    return Utf8(plain(LiveAnswer()))


@router.get("/health/ready", response_model=ReadyAnswer, **ANSWER, responses=refused("busy"))
async def ready(request: Request) -> Response:
    """The engine is open and warm: with which snapshot, which model and which registry of issuers."""
    engine = engine_of(request)
    return Utf8(plain(ReadyAnswer(**origin(engine), issuers=request.app.state.issuers.digest)))


@router.get("/problems/{name}", response_model=ProblemAnswer, **ANSWER, responses=refused("not-found"))
async def explained(name: Annotated[str, Path(examples=["too-large"])]) -> Response:
    """What a `type` of problem means, and what to do about it."""
    if name not in TYPES:
        raise ProblemError("not-found", f"Problèmes connus : {', '.join(TYPES)}.")
    kind = TYPES[name]
    told = ProblemAnswer(type=f"/problems/{name}", status=kind.status, title=kind.title, remedy=kind.remedy)
    return Utf8(plain(told))
