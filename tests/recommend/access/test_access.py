"""What regulated trades ask for, case by case: the YAML files beside, which a jurist can read and add to.

`exige`: words of what is asked of everybody, `demande`: of what may be asked; `montre` and `ne_montre_pas`: titles as
people write them, of a qualification unless « certification: », « formation: » or « métier: » stands before.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml

from passport.document.model import Passport
from recommend.law.gates import Gates
from recommend.law.requirements import Requirement, Strength
from recommend.law.strains import STRAINS
from recommend.law.trades import TRADES
from recommend.profile.abroad import from_abroad
from recommend.profile.access import Recognition, Shown, shown_by, to_recognise
from recommend.profile.held import Held
from recommend.profile.qualified import titles_held
from referentials.catalogue import Occupation
from tests.support.data import data_folder
from tests.support.passports import passport

DAY = date(2026, 11, 26)
Case = dict[str, Any]


def cases() -> Iterator[Any]:
    for file in sorted(Path(__file__).parent.glob("*.yaml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))["cas"]:
            yield pytest.param(case, id=f"{case['metier']}: {case.get('exige') or case.get('demande')}")


def asked(case: Case) -> Requirement:
    """The one requirement of the occupation that the case names."""
    code, _, label = case["metier"].partition(" ")
    occupation = Occupation(code=code, label=label, family=case.get("famille", code), regulated=False)
    gate = Gates({code: occupation}, {}).of(code)
    assert gate, f"{code} has no gate"
    words, strength = (
        (case["exige"], Strength.REQUIRED) if "exige" in case else (case["demande"], Strength.MAY_BE_ASKED)
    )
    found = [
        one for one in gate.requirements if one.strength is strength and words in f"{one.label} {' '.join(one.any_of)}"
    ]
    assert found, f"{words} is not among {[one.label for one in gate.requirements]}"
    return found[0]


def holding(title: str) -> Passport:
    """A passport with one line."""
    kind, _, words = title.rpartition(": ")
    if kind == "certification":
        return passport(certifications=[{"id": "r", "code": "RNCP99999", "title": words, "date": "2020"}])
    if kind == "formation":
        return passport(trainings=[{"id": "r", "title": words, "start": "2020-01", "end": "2020-02"}])
    if kind == "métier":
        return passport(experiences=[{"id": "r", "kind": "employment", "title": words, "start": "2010"}])
    given = {"kind": "electrical"} if kind == "électrique" else {}
    return passport(qualifications=[{"id": "r", "title": words, **given}])


def shown(requirement: Requirement, document: Passport) -> Shown:
    """Whether that passport shows it."""
    held = {
        str(one.code): Held(str(one.code), one.id, one.guaranteed, 1, 1) for one in document.certifications
    }  # fmt: skip
    titles = titles_held(document, held, {}, DAY)
    return shown_by([requirement], titles, DAY)[0].shown


@pytest.mark.parametrize("case", list(cases()))
def test_a_trade_asks_for_what_the_law_says_and_the_passport_shows_it_or_not(case: Case) -> None:
    """Requirement, article, what shows it, what does not."""
    requirement = asked(case)
    assert case["article"] in str(requirement.article)
    assert (shown(requirement, passport()) is Shown.OUTSIDE) == case.get("hors_passeport", False)
    for title in case.get("montre", ()):
        assert shown(requirement, holding(title)) is Shown.DECLARED, title
    for title in case.get("ne_montre_pas", ()):
        assert shown(requirement, holding(title)) is Shown.NOT_SHOWN, title


def test_there_are_sixty_cases_at_least_over_every_domain() -> None:
    """Health, transport, security, trade and food, building, teaching and social work, law."""
    assert len(list(cases())) >= 60
    assert len(list(Path(__file__).parent.glob("*.yaml"))) >= 7


@pytest.mark.parametrize("trade", TRADES, ids=lambda trade: trade.occupations[0])
def test_no_gate_of_the_table_is_missed(trade: Any) -> None:
    """Every occupation of the table has its requirements in its gate, whatever ROME's text and flag say."""
    for named in trade.occupations:
        code = named.removesuffix("*")
        gate = Gates({code: Occupation(code=code, label="", family=code, regulated=False)}, {}).of(code)
        assert gate
        assert {one.name for one in trade.requirements} <= {one.name for one in gate.requirements}
        assert all(one.article.text and one.article.since <= DAY for one in gate.requirements)


def test_a_title_that_has_run_out_is_said_to_have() -> None:
    """A SSIAP of 2015, valid until 2018."""
    requirement = asked({"metier": "K2503 Agent", "demande": "SSIAP 1"})
    document = passport(qualifications=[{"id": "r", "title": "SSIAP 1", "date": "2015", "until": "2018"}])
    assert shown(requirement, document) is Shown.EXPIRED


def test_an_attested_qualification_shows_it_guaranteed() -> None:
    """The issuer vouches for the licence."""
    requirement = asked({"metier": "N4103 Bus", "exige": "Permis D"})
    attestation = {"status": "guaranteed", "issuer": "Préfecture inventée"}
    document = passport(qualifications=[{"id": "r", "title": "Permis D", "attestation": attestation}])
    assert shown(requirement, document) is Shown.GUARANTEED


def test_a_diploma_from_abroad_shows_nothing_before_it_is_recognised() -> None:
    """By its country, or by what its title or organisation say."""
    requirement = asked({"metier": "J1506 Infirmier", "exige": "Diplôme d'État d'infirmier"})
    said = {"id": "r", "title": "Diplôme d'État d'infirmier", "start": "2010", "end": "2013"}
    assert shown(requirement, passport(trainings=[said])) is Shown.DECLARED
    assert shown(requirement, passport(trainings=[{**said, "country": "TN"}])) is Shown.NOT_SHOWN
    assert (
        shown(requirement, passport(trainings=[{**said, "organisation": "Faculté d'Alger, Algérie"}]))
        is Shown.NOT_SHOWN
    )


@pytest.mark.data
def test_the_occupations_of_the_table_and_of_the_cases_are_those_of_rome() -> None:
    """Codes exist, as occupations or families, and the cases name them as ROME does."""
    with ZipFile(data_folder() / "rome" / "RefRomeCsv_v460.zip") as archive:
        rows = csv.DictReader(TextIOWrapper(archive.open("unix_referentiel_code_rome_v460_utf8.csv"), encoding="utf-8"))
        known = {row["code_rome"]: row for row in rows}
    families = {f"{row['code_rome_parent']}*" for row in known.values()}
    assert {code for trade in TRADES for code in trade.occupations} <= known.keys() | families
    assert {f"{code}*" for strain in STRAINS for code in strain.families} <= families | {f"{code}*" for code in known}
    for case in (one.values[0] for one in cases()):
        code, _, label = case["metier"].partition(" ")
        said = known[code]["libelle_rome"].replace("''", "'")
        assert label.split()[0].split("'")[0].lower() in said.lower(), f"{code}: {said}"
        assert case.get("famille", known[code]["code_rome_parent"]) == known[code]["code_rome_parent"]


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ({"title": "Permis B portugais", "country": "PT"}, ()),
        ({"title": "Permis B", "country": "CH"}, (Recognition.LICENCE_EXCHANGE,)),
        ({"title": "B", "kind": "driving_licence", "country": "DZ"}, (Recognition.LICENCE_EXCHANGE,)),
        ({"title": "Permis de conduire B obtenu à l'étranger"}, (Recognition.LICENCE_EXCHANGE,)),
        ({"title": "IELTS 6.5", "country": "GB"}, ()),
        ({"title": "Secourisme", "kind": "first_aid", "country": "MA"}, ()),
        ({"title": "Licence de lettres", "country": "DZ"}, (Recognition.COMPARABILITY,)),
        ({"title": "Diplôme d'État d'électricien", "country": "PT"}, (Recognition.EUROPEAN, Recognition.COMPARABILITY)),
    ],
)
def test_a_qualification_from_abroad_asks_for_what_its_kind_does(
    line: dict[str, str], asks: tuple[Recognition, ...]
) -> None:
    """A European licence is good as it is (R222-1); only diplomas are compared."""
    records = from_abroad(passport(qualifications=[{"id": "r", **line}]))
    assert [one.asks for one in to_recognise(records, health=False)] == ([asks] if asks else [])
