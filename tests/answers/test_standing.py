"""Every answer says who vouches for each record, as a check of its proof found: in JSON, terminal, report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from io import StringIO

import pytest
from rich.console import Console

from answers.builders.analysis import analysis_answer
from answers.builders.base import attestations
from answers.builders.rights import rights_answer
from answers.report.report import Format, Layout, report
from answers.words.standing import PROBLEM, checks_told, problem_told, standing_told
from cli.render.advice import render_gap, render_header, render_plan, render_profile
from cli.render.rights import render_rights
from passport.document.model import Passport
from passport.document.standing import DECLARED, ProofMethod, ProofProblem, RecordCheck, Standing, Verification
from passport.proof.verify import verified
from recommend.engine import Engine
from recommend.plan.limits import Limits
from tests.support.authority import registry_of, signed
from tests.support.passports import DAY, GUARANTEED, TARGET, claimed, job, obtained, passport

BLOC, ISSUER = "RNCP37099BC01", "Ministère inventé"
RECORDS = {
    "experiences": [job(attestation=GUARANTEED)],
    "blocs": [obtained(BLOC, "2024", ISSUER)],
    "languages": [{"id": "l", "language": "en", "level": "B1"}],
}
SURE = re.compile(
    r"garanti|(?<!non )vérifiée(?!s? :)|sur attestation|évalu\w+ par un jury|\batteste |(?<!l')attesté", re.IGNORECASE
)
"""Words that say that somebody vouches for something."""


def terminal(engine: Engine, document: Passport) -> str:
    """What `analyse` and `rights` print."""
    profile = engine.profile(document, DAY)
    gap = engine.gap(profile, TARGET)
    out = Console(file=StringIO(), width=4000, highlight=False)
    render_header(out, engine, document, profile)
    render_profile(out, engine, document, profile, show_all=True)
    render_gap(out, engine, document, profile, gap, show_all=True)
    render_plan(out, engine, profile, engine.plans(profile, gap, Limits()))
    render_rights(out, engine, document, profile, engine.rights(profile, [BLOC]))
    assert isinstance(out.file, StringIO)
    return out.file.getvalue()


def pages(form: Format) -> Callable[[Engine, Passport], str]:
    """The report of a passport, with its annexes."""

    def written(engine: Engine, document: Passport) -> str:
        text = report(engine, document, engine.profile(document, DAY), TARGET, Limits(), Layout(form, annexes=True))
        text = re.sub(r"<style>.*?</style>|<svg.*?</svg>|Longueur : .*?manque\.", "", text, flags=re.DOTALL)
        return unescape(re.sub(r"<th[^>]*>Attesté</th>|\| Attesté", "", text))

    return written


SURFACES = {"terminal": terminal, "html": pages(Format.HTML), "markdown": pages(Format.MARKDOWN)}


@pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES.keys())
def test_a_claim_alone_is_shown_as_not_verified_with_its_reason(
    engine: Engine, surface: Callable[[Engine, Passport], str]
) -> None:
    """Its issuer is named as the passport names it, and no word says that anything is attested."""
    text = surface(engine, verified(claimed(**RECORDS), registry_of(ISSUER), DAY))
    assert text.count("attestation non vérifiée : le passeport nomme l'émetteur « Employeur inventé »") >= 1
    assert "Attestations au 23/11/2026 : 2 non vérifiées, qui comptent comme déclarées." in text
    assert SURE.search(text) is None


@pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES.keys())
def test_what_is_proven_is_said_by_whom_signed_and_checked_when(
    engine: Engine, surface: Callable[[Engine, Passport], str]
) -> None:
    """By the name that the registry has."""
    text = surface(engine, passport(**RECORDS))
    assert f"attesté par « {ISSUER} », signé le 01/01/2000, vérifié au 23/11/2026 (déclaration signée)" in text
    assert "Attestations au 23/11/2026 : 2 vérifiées." in text
    assert "non vérifiée" not in text


def test_every_advice_tells_every_record(engine: Engine) -> None:
    """Digest of the registry, day, counts, and each record with method, issuer, problem; the same in each answer."""
    registry = registry_of(ISSUER)
    document = verified(signed(claimed(**RECORDS)), registry, DAY)
    profile = engine.profile(document, DAY)
    found = analysis_answer(engine, document, profile, None, []).attestations
    assert found == rights_answer(engine, profile, engine.rights(profile, [])).attestations
    assert (found.registry, found.checked) == (registry.digest, DAY)
    assert (found.guaranteed, found.unverified, found.declared) == (1, 1, 1)
    job_, bloc, language = found.records
    assert (job_.standing, job_.problem, job_.claimed, job_.issuer) == (
        "unverified", "unknown_issuer", "Employeur inventé", None,
    )  # fmt: skip
    assert job_.told == "attestation non vérifiée : l'émetteur « Employeur inventé » n'est pas au registre"
    assert (bloc.standing, bloc.method, bloc.issuer, bloc.checked) == ("guaranteed", "statement", ISSUER, DAY)
    assert (language.standing, language.told) == ("declared", "déclaré")


def test_nobody_looked_is_said(engine: Engine) -> None:
    """A passport that went to the engine unchecked: no registry, no day, and nothing guaranteed."""
    profile = engine.profile(claimed(**RECORDS), DAY)
    found = attestations(profile.checks)
    assert (found.registry, found.checked, found.guaranteed, found.unverified) == (None, None, 0, 2)
    assert str(checks_told(profile.checks)).startswith("Attestations non vérifiées : aucun registre")
    assert checks_told(engine.profile(claimed(languages=RECORDS["languages"]), DAY).checks) is None


@pytest.mark.parametrize("problem", ProofProblem)
def test_every_problem_has_its_words(problem: ProofProblem) -> None:
    """With the issuer's name or without one, and never a word of guarantee."""
    assert set(PROBLEM) == set(ProofProblem)
    found = Verification(standing=Standing.UNVERIFIED, problem=problem, checked=DAY)
    for claim in ("Rectorat inventé", None):
        told = standing_told(RecordCheck(record="r", claimed=claim, found=found))
        assert told.startswith("attestation non vérifiée : ")
        assert not re.search(r"garanti|attesté|None|\{", told)
    named = Verification(standing=Standing.UNVERIFIED, problem=problem, issuer="urn:x", name="Au registre")
    told = problem_told(RecordCheck(record="r", claimed="Celui que dit le passeport", found=named))
    assert "Celui que dit le passeport" not in told


def test_the_name_told_is_that_of_the_registry_and_not_the_one_claimed() -> None:
    """A record signed by one issuer, which says that another one did."""
    found = Verification(
        standing=Standing.GUARANTEED, method=ProofMethod.CREDENTIAL, issuer="urn:a", name="Club inventé",
        signed=date(2025, 3, 1), checked=DAY,
    )  # fmt: skip
    told = standing_told(RecordCheck(record="r", claimed="Ministère du Travail", found=found))
    assert told == (
        "attesté par « Club inventé », signé le 01/03/2025, vérifié au 23/11/2026 (attestation numérique signée)"
    )
    going = standing_told(RecordCheck(record="r", ongoing=True, found=found))
    assert going == f"{told} ; ce qui dure depuis la signature est déclaré"
    today = replace(found, signed=DAY)
    assert "depuis la signature" not in standing_told(RecordCheck(record="r", ongoing=True, found=today))
    assert standing_told(RecordCheck(record="r", found=DECLARED)) == "déclaré"


def test_what_goes_on_is_told_from_what_has_ended() -> None:
    """A job without an end; not one that has one, nor a licence."""
    job_ = {"id": "e", "kind": "employment", "title": "Vendeuse", "start": "2020"}
    rows = [job_, {**job_, "id": "f", "end": "2021"}]
    checks = claimed(experiences=rows, qualifications=[{"id": "q", "title": "Permis B"}]).checks
    assert [one.ongoing for one in checks.records] == [True, False, False]


def test_who_vouches_is_not_said_where_a_share_hides_it() -> None:
    """In words, and not as the name of a body called None."""
    found = Verification(standing=Standing.GUARANTEED, method=ProofMethod.FEED, signed=date(2025, 3, 1), checked=DAY)
    told = standing_told(RecordCheck(record="r", found=found))
    assert told.startswith("attesté, par un organisme que le titulaire ne montre pas, signé le 01/03/2025")
    assert "None" not in told
