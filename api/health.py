"""`/health`, and what each problem means."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse

from api.answer import engine_of
from api.openapi.described import described, refused
from api.openapi.service import LiveAnswer, ProblemAnswer, ReadyAnswer
from api.problems import TYPES, ProblemError, Utf8

router = APIRouter(tags=["service"])


@router.get("/health/live", responses=described(LiveAnswer))
async def live() -> JSONResponse:
    """The process answers."""
    return Utf8({"status": "live"})


@router.get("/health/ready", responses=described(ReadyAnswer) | refused("busy"))
async def ready(request: Request) -> JSONResponse:
    """The engine is open and warm: with which snapshot and which model."""
    engine = engine_of(request)
    facts = {"snapshot": engine.snapshot.id, "teaching": engine.snapshot.teaching, "model": engine.model_id}
    return Utf8({"status": "ready", **facts})


@router.get("/problems/{name}", responses=described(ProblemAnswer) | refused("not-found"))
async def explained(name: Annotated[str, Path(examples=["too-large"])]) -> JSONResponse:
    """What a `type` of problem means, and what to do about it."""
    if name not in TYPES:
        raise ProblemError("not-found", f"Problèmes connus : {', '.join(TYPES)}.")
    kind = TYPES[name]
    return Utf8({"type": f"/problems/{name}", "status": kind.status, "title": kind.title, "remedy": kind.remedy})
