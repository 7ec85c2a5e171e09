"""What the engine makes the first time it is asked, made before anyone asks."""

from __future__ import annotations

from datetime import date

from answers.document import plan_document, profile_document, rights_document, what_if_document
from answers.entity import certification, competency, occupation, search
from api.openapi.passport import PASSPORT
from matching.index.search import KINDS
from passport.document.read import passport_from
from recommend.engine import Engine


def warm(engine: Engine) -> None:
    """Ask one question of each kind, for an invented passport: first callers would wait, and each make it all."""
    today = date.today()
    coded = PASSPORT["experiences"][0]
    titled = {name: value for name, value in coded.items() if name != "rome"} | {"id": "exp-2"}
    passport = passport_from({**PASSPORT, "experiences": [coded, titled]})
    found = engine.profile(passport, today, ignore_unknown=True)
    profile_document(engine, passport, found)
    search(engine, "a", list(KINDS), 1)
    engine.reach(found)
    for one in engine.explore(found)[:1]:
        code = one.occupation.code
        plan_document(engine, engine.plans(found, code))
        engine.paths(found, code)
        occupation(engine, code)
    for belief in found.beliefs[:1]:
        competency(engine, belief.item)
    for code in list(engine.catalogue.certifications)[:1]:
        what_if_document(engine, engine.what_if(found, code))
        rights_document(engine, engine.rights(found, [code]))
        certification(engine, code, today)
