"""`/health`, and what each problem means."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from api.answer import engine_of
from api.problems import TYPES, ProblemError

router = APIRouter(tags=["service"])


@router.get("/health/live")
async def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "live"}


@router.get("/health/ready")
async def ready(request: Request) -> dict[str, Any]:
    """The engine is open: with which snapshot and which model."""
    engine = engine_of(request)
    return {
        "status": "ready",
        "snapshot": engine.snapshot.id,
        "teaching": engine.snapshot.teaching,
        "model": engine.model_id,
    }


@router.get("/problems/{name}")
async def explained(name: str) -> dict[str, Any]:
    """What a `type` of problem means, and what to do about it."""
    if name not in TYPES:
        raise ProblemError("not-found", f"Problèmes connus : {', '.join(TYPES)}.")
    kind = TYPES[name]
    return {"type": f"/problems/{name}", "status": kind.status, "title": kind.title, "remedy": kind.remedy}
