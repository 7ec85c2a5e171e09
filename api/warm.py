"""What the engine makes the first time it is asked, made before anyone asks."""

from __future__ import annotations

from answers.builders.directions import what_if_answer
from answers.builders.facts import certification_answer, competency_answer, occupation_answer, search_answer
from answers.builders.plan import plan_answer
from answers.builders.profile import profile_answer
from answers.builders.rights import rights_answer
from answers.words.surfaces import Surface
from api.openapi.passport import PASSPORT
from matching.index.search import KINDS
from passport.document.read import passport_from
from recommend.engine import Engine
from referentials.days import today


def warm(engine: Engine) -> None:
    """Ask one question of each kind, for an invented passport: first callers would wait, and each make it all."""
    day = today()
    coded = PASSPORT["experiences"][0]
    titled = {name: value for name, value in coded.items() if name != "rome"} | {"id": "exp-2"}
    passport = passport_from({**PASSPORT, "experiences": [coded, titled]})
    found = engine.profile(passport, day, ignore_unknown=True)
    profile_answer(engine, passport, found, Surface.API)
    search_answer(engine, "a", list(KINDS), 1)
    engine.reach(found)
    for one in engine.explore(found)[:1]:
        code = one.occupation.code
        plan_answer(engine, found, engine.plans(found, code), Surface.API)
        engine.paths(found, code)
        occupation_answer(engine, code)
    for belief in found.beliefs[:1]:
        competency_answer(engine, belief.item)
    for code in list(engine.catalogue.certifications)[:1]:
        what_if_answer(engine, found, engine.what_if(found, code))
        rights_answer(engine, found, engine.rights(found, [code]))
        certification_answer(engine, code, day)
