"""Invented passports, and the day they are read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from answers.builders.analysis import analysis_answer
from answers.shapes.base import plain
from passport.document.model import Passport
from passport.document.read import passport_from, read_passport
from passport.proof.registry_file import read_registry
from passport.proof.verify import verified
from recommend.engine import Engine
from tests.support import authority
from tests.support.authority import vouched
from tests.support.data import ISSUERS, ROOT

DAY = authority.DAY
TARGET = "D1106"
TARGETS = {"vente-benevolat": TARGET, "service-civique": "G1203", "technicien-maintenance": "I1309"}
EXAMPLES = sorted(one for one in (ROOT / "examples").glob("*.json") if one != ISSUERS)


def claimed(**sections: Any) -> Passport:
    """A passport with these sections, as it is: what it says of issuers is a claim."""
    return passport_from({"version": 1, "holder": {"id": "essai"}, **sections})


def passport(**sections: Any) -> Passport:
    """A passport with these sections, each claim proven by its issuer, and checked."""
    return vouched(claimed(**sections), DAY)


def example(path: Path) -> Passport:
    """An example, checked against the registry of the examples."""
    return verified(read_passport(path), read_registry(ISSUERS), DAY)


def job(ident: str = "e1", **fields: Any) -> dict[str, Any]:
    """A job of three years in TARGET."""
    return {
        "id": ident,
        "kind": "employment",
        "title": "Vente",
        "rome": TARGET,
        "start": "2020-01",
        "end": "2022-12",
        **fields,
    }


GUARANTEED = {"status": "guaranteed", "issuer": "Employeur inventé"}


def analysis(engine: Engine, document: Passport, target: str = TARGET, day: date = DAY) -> dict[str, Any]:
    """What `acquis analyse --json` says."""
    profile = engine.profile(document, day)
    gap, plans = engine.gap(profile, target), engine.plans(profile, target)
    found: dict[str, Any] = plain(analysis_answer(engine, document, profile, gap, plans))
    return found


def obtained(code: str, date: str = "2020", issuer: str | None = None) -> dict[str, Any]:
    """A certification or a bloc obtained; guaranteed when it has an issuer."""
    attestation = {"status": "guaranteed", "issuer": issuer} if issuer else {}
    return {"id": f"r-{code}-{date}", "code": code, "date": date, "attestation": attestation}
