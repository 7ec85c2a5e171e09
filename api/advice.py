"""`POST /v1/…`: a passport in the body, advice out. Nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, PlainValidator, StrictBool, StrictInt

from answers.builders.directions import (
    Telling,
    destination_told,
    explore_answer,
    paths_answer,
    reach_answer,
    what_if_answer,
)
from answers.builders.gap import gap_answer
from answers.builders.plan import plan_answer
from answers.builders.profile import profile_answer
from answers.builders.rights import rights_answer
from answers.shapes.directions import ExploreAnswer, PathsAnswer, PathsOrReach, ReachAnswer, WhatIfAnswer
from answers.shapes.gap import GapAnswer
from answers.shapes.plan import PlanAnswer
from answers.shapes.profile import ProfileAnswer
from answers.shapes.rights import RightsAnswer
from answers.words.directions import against_told
from answers.words.surfaces import Surface
from api.answer import advised
from api.body import JsonRoute
from api.day import Day
from api.openapi.described import ANSWER, refused
from api.openapi.passport import PASSPORT
from api.problems import ProblemError
from api.settings import Settings
from passport.document.model import Passport
from passport.document.read import passport_from
from passport.proof.verify import verified
from recommend.directions.explore import Prefer
from recommend.directions.wishes import Wishes, against, read_wishes
from recommend.engine import Engine
from recommend.law.rules import FIGURES, Figure
from recommend.law.vae import Application
from recommend.plan.limits import Limits, Route
from recommend.profile.length import sentences
from recommend.profile.profile import Profile
from referentials.codes import parse_certification, parse_certification_or_bloc
from referentials.days import today
from referentials.places import Place

router = APIRouter(
    prefix="/v1",
    tags=["advice"],
    route_class=JsonRoute,
    responses=refused(
        "invalid-json", "too-large", "unsupported-media-type", "invalid-request", "invalid-passport",
        "passport-too-long", "too-slow", "invalid-code",
        "unknown-code", "unknown-wish", "unknown-place", "several-targets", "unknown-target", "nothing-to-compare",
        "internal", "busy", "too-long",
    ),
)  # fmt: skip
PassportBody = Annotated[Any, PlainValidator(lambda given: given, json_schema_input_type=Passport)]
"""Described as a Passport, checked by `passport_from`, whose messages name each fault."""
HIGHEST = FIGURES[Figure.LEVELS].value
Code = Annotated[str, Field(max_length=40)]
Told = Annotated[str, Field(max_length=200)]
"""A code, or words."""
Amount = Annotated[float, Field(ge=0, le=1e6, strict=True, allow_inf_nan=False)]
Where = Annotated[str, Field(max_length=200, description="a commune, a département or a region")]
Words = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=20)]


class Asked(BaseModel):
    """A passport, and the day of the analysis (default: today)."""

    model_config = ConfigDict(extra="forbid")

    passport: PassportBody
    as_of: Day | None = None
    ignore_unknown: StrictBool = Field(False, description="leave out, and list, the codes that the snapshot lacks")


class AskedTarget(Asked):
    """The same, and an aim."""

    target: Told = Field(
        description="an occupation (D1106), a certification or a bloc, by its code or in words (« conducteur de bus »)"
    )


class AskedPlan(AskedTarget):
    """The same, and limits."""

    blocs: StrictInt = Field(3, ge=1, le=20, description="steps to propose, at most; a whole certification is one")
    hours: Amount | None = Field(None, description="in all")
    budget: Amount | None = Field(None, description="euros in all; what has no known price is left out")
    level_from: StrictInt | None = Field(None, ge=1, le=HIGHEST)
    level_to: StrictInt | None = Field(None, ge=1, le=HIGHEST)
    until: Day | None = Field(None, description="day by which it is over, full time")
    routes: Annotated[list[Route], Field(max_length=4)] = []
    cpf: StrictBool = Field(False, description="only what the compte personnel de formation may pay for (L6323-6)")
    mix: StrictBool = Field(False, description="blocs of several certifications together, instead of one certification")
    within: Code | None = Field(None, description="code of the certification to stay in")
    near: Where | None = None

    def limits(self, near: Place | None = None) -> Limits:
        """These limits, near a place. Raises RecommendError, CodeError."""
        within = str(parse_certification(self.within)) if self.within is not None else None
        return Limits(
            blocs=self.blocs, hours=self.hours, budget=self.budget, level_from=self.level_from,
            level_to=self.level_to, until=self.until, routes=tuple(self.routes), cpf=self.cpf,
            mix=self.mix, within=within, near=near,
        )  # fmt: skip


class AskedExplore(Asked):
    """Wishes and refusals, in words or codes of ROME."""

    domains: Words = []
    sectors: Words = []
    interests: Words = []
    avoid: Words = Field([], description="contexts of work refused")
    near: Where | None = None
    prefer: Prefer | None = Field(None, description="what also counts for the rank, as a stated term")
    n: StrictInt = Field(20, ge=1, le=2000)


class AskedPaths(Asked):
    """Wishes on the way, and a destination; without one, all that is within reach."""

    target: Told | None = Field(None, description="an occupation, by its code (D1106) or in words")
    domains: Words = []
    sectors: Words = []
    interests: Words = []
    avoid: Words = []
    near: Where | None = None
    n: StrictInt = Field(5, ge=1, le=20, description="paths")


class AskedWhatIf(Asked):
    """The same, and what would be held."""

    code: Told = Field(description="a bloc (RNCP37099BC01), or a certification by its code (RS5719) or in words")


class Applied(BaseModel):
    """A VAE application already made."""

    code: Code
    day: Day


class AskedRights(Asked):
    """The same, the codes asked about, the VAE applications already made."""

    codes: Annotated[list[Told], Field(max_length=50)] = []
    applied: Annotated[list[Applied], Field(max_length=50)] = []


def _example(**others: Any) -> dict[str, Any]:
    body = {"passport": PASSPORT, "as_of": "2026-11-23", **others}
    return {"requestBody": {"content": {"application/json": {"example": body}}}}


@router.post("/profile", response_model=ProfileAnswer, **ANSWER, openapi_extra=_example())
async def profile(asked: Asked, request: Request) -> Response:
    """Competencies that a passport attests, each with its evidence."""
    return await _advise(asked, request, partial(profile_answer, surface=Surface.API))


@router.post("/gap", response_model=GapAnswer, **ANSWER, openapi_extra=_example(target="D1106"))
async def gap(asked: AskedTarget, request: Request) -> Response:
    """What separates a passport from an occupation, a certification or a bloc."""

    def advice(engine: Engine, _: Passport, found: Profile) -> GapAnswer:
        return gap_answer(engine, found, engine.gap(found, asked.target))

    return await _advise(asked, request, advice)


@router.post(
    "/plan", response_model=PlanAnswer, **ANSWER, openapi_extra=_example(target="D1106", blocs=2, cpf=True, hours=600)
)
async def plan(asked: AskedPlan, request: Request) -> Response:
    """Blocs and certifications that close the gap within limits, how each is taken, what it opens; other plans."""

    def advice(engine: Engine, _: Passport, found: Profile) -> PlanAnswer:
        place = _place(engine, asked.near)
        plans = engine.plans(found, asked.target, asked.limits(place))
        return plan_answer(engine, found, plans, Surface.API, place)

    return await _advise(asked, request, advice)


@router.post("/explore", response_model=ExploreAnswer, **ANSWER, openapi_extra=_example(domains=["D"], n=5))
async def explore(asked: AskedExplore, request: Request) -> Response:
    """Every occupation, best covered first, within wishes and refusals."""

    def advice(engine: Engine, _: Passport, found: Profile) -> ExploreAnswer:
        place = _place(engine, asked.near)
        ranked = engine.explore(found, _wishes(engine, asked), asked.prefer, place)
        return explore_answer(engine, found, ranked, asked.n, place)

    return await _advise(asked, request, advice)


@router.post("/paths", response_model=PathsOrReach, **ANSWER, openapi_extra=_example(target="D1106"))
async def paths(asked: AskedPaths, request: Request) -> Response:
    """Ways to an occupation, or what is within reach now, after one bloc, one certification, two moves."""

    def advice(engine: Engine, _: Passport, found: Profile) -> PathsAnswer | ReachAnswer:
        wishes, place = _wishes(engine, asked), _place(engine, asked.near)
        if asked.target is None:
            return reach_answer(engine, found, engine.reach(found, wishes), place)
        read = engine.understand_occupation(asked.target)
        ways = engine.paths(found, str(read.code), wishes, asked.n)
        aim = str(read.code)
        notes = against_told(against(aim, wishes, engine.snapshot))
        return paths_answer(engine, found, ways, Telling(aim, notes, destination_told(engine, read), place))

    return await _advise(asked, request, advice)


@router.post("/what-if", response_model=WhatIfAnswer, **ANSWER, openapi_extra=_example(code="RNCP37099BC01"))
async def what_if(asked: AskedWhatIf, request: Request) -> Response:
    """What holding a bloc or a certification would change."""

    def advice(engine: Engine, _: Passport, found: Profile) -> WhatIfAnswer:
        code = engine.understand_certification(asked.code, found.as_of).code
        return what_if_answer(engine, found, engine.what_if(found, str(code)))

    return await _advise(asked, request, advice)


@router.post("/rights", response_model=RightsAnswer, **ANSWER, openapi_extra=_example(codes=["RNCP37099"], applied=[]))
async def rights(asked: AskedRights, request: Request) -> Response:
    """What is held and through what, what is open, what VAE allows, article by article."""

    def advice(engine: Engine, _: Passport, found: Profile) -> RightsAnswer:
        codes = [str(engine.understand_certification(code, found.as_of).code) for code in asked.codes]
        applied = [Application(parse_certification_or_bloc(a.code), a.day) for a in asked.applied]
        return rights_answer(engine, found, engine.rights(found, codes, applied))

    return await _advise(asked, request, advice)


async def _advise(asked: Asked, request: Request, advice: Callable[[Engine, Passport, Profile], BaseModel]) -> Response:
    """Check the passport and who vouches for it, infer its profile, and answer with the advice made of it."""
    day = asked.as_of or today()

    def work(engine: Engine) -> BaseModel:
        claimed = passport_from(asked.passport)
        _check_length(claimed, request.app.state.settings)
        passport = verified(claimed, request.app.state.issuers, day)
        return advice(engine, passport, engine.profile(passport, day, ignore_unknown=asked.ignore_unknown))

    return await advised(request, work)


def _check_length(passport: Passport, settings: Settings) -> None:
    """Refuse, before anything of it is read, a passport that would take too long. Raises ProblemError."""
    records = len(passport.records)
    if records > settings.records:
        raise ProblemError("passport-too-long", f"{records} lignes ; au plus {settings.records} par passeport.")
    count, most = sentences(passport), settings.sentences
    if count > most:
        raise ProblemError("passport-too-long", f"{count} phrases et intitulés à lire ; au plus {most} par passeport.")


def _place(engine: Engine, near: str | None) -> Place | None:
    return engine.place(near) if near else None


def _wishes(engine: Engine, asked: AskedExplore | AskedPaths) -> Wishes:
    return read_wishes(
        engine.snapshot, domains=asked.domains, sectors=asked.sectors, interests=asked.interests, avoid=asked.avoid
    )
