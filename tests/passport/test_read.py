"""A passport document is checked whole: every fault is named by its path."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from answers.words.passport import fault_told
from answers.words.surfaces import Surface
from passport.document.dates import PartialDate
from passport.document.errors import Fault, PassportError
from passport.document.model import Passport
from passport.document.read import MAX_BYTES, parse_passport, passport_from, read_passport
from passport.document.schema import PATH, schema_text
from tests.support.data import ISSUERS, ROOT
from tests.support.errors import refused

EXAMPLES = sorted(one for one in (ROOT / "examples").glob("*.json") if one != ISSUERS)

DOCUMENT: dict[str, Any] = {
    "version": 1,
    "holder": {"id": "p1"},
    "experiences": [
        {"id": "e1", "kind": "employment", "title": "Vendeuse", "rome": "d1106", "start": "2019-09", "end": "2023"}
    ],
    "certifications": [
        {"id": "c1", "code": "37674", "date": "2018", "attestation": {"status": "guaranteed", "issuer": "Rectorat"}}
    ],
    "blocs": [{"id": "b1", "code": "RNCP37674BC01", "date": "2020-05-12"}],
    "qualifications": [{"id": "q1", "title": "Permis C", "kind": "driving_licence", "date": "2015", "until": "2030"}],
    "languages": [{"id": "l1", "language": "en", "level": "B1"}],
}


def changed(path: str, value: object) -> dict[str, Any]:
    """Copy of the document with one field set; `path` as `experiences.0.start`."""
    document = copy.deepcopy(DOCUMENT)
    *steps, last = path.split(".")
    place: Any = document
    for step in steps:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = value
    return document


def test_a_passport_is_read_with_typed_codes_and_dates() -> None:
    """Codes are parsed at the edge, dates keep the precision given, and who claims an issuer is unverified as yet."""
    passport = passport_from(DOCUMENT)
    experience = passport.experiences[0]
    assert str(experience.rome) == "D1106"
    assert (experience.start.first, experience.end and experience.end.last) == (date(2019, 9, 1), date(2023, 12, 31))
    assert str(passport.certifications[0].code) == "RNCP37674"
    assert not any(record.guaranteed for record in passport.records)
    stands = [record.verification.standing for record in passport.records]
    assert stands == ["declared", "unverified", "declared", "declared", "declared"]


def test_writing_and_reading_again_changes_nothing() -> None:
    """The model's own JSON is a valid document."""
    passport = passport_from(DOCUMENT)
    assert parse_passport(passport.model_dump_json().encode()) == passport


@pytest.mark.parametrize(
    ("path", "value", "where", "what"),
    [
        ("holder.nom", "x", "holder.nom", "champ inconnu"),
        ("version", 2, "version", "valeur attendue : 1"),
        ("experiences.0.start", "2021-02-30", "experiences[0].start", "n'existe pas au calendrier"),
        ("experiences.0.start", "hier", "experiences[0].start", "AAAA"),
        ("experiences.0.start", 2021, "experiences[0].start", "AAAA"),
        ("experiences.0.end", "2018", "experiences[0]", "précède le début"),
        ("experiences.0.kind", "job", "experiences[0].kind", "valeur attendue"),
        ("experiences.0.rome", "Z9", "experiences[0].rome", "code ROME"),
        ("experiences.0.title", "", "experiences[0].title", "texte vide"),
        ("experiences.0.hours_per_week", 0, "experiences[0].hours_per_week", "supérieur à 0"),
        ("experiences.0.attestation", {"status": "guaranteed"}, "experiences[0].attestation", "nomme son émetteur"),
        ("certifications.0.code", "BTS", "certifications[0].code", "code RNCP"),
        ("blocs.0.code", "RNCP1", "blocs[0].code", "code de bloc"),
        ("blocs.0.id", "e1", "", "plusieurs lignes portent l'identifiant e1"),
        ("qualifications.0.title", "", "qualifications[0].title", "texte vide"),
        ("qualifications.0.kind", "permis", "qualifications[0].kind", "valeur attendue"),
        ("qualifications.0.until", "2014", "qualifications[0]", "précède le début"),
        ("qualifications.0.country", "France", "qualifications[0].country", "forme attendue"),
        ("qualifications.0.id", "e1", "", "plusieurs lignes portent l'identifiant e1"),
        ("languages.0.level", "B3", "languages[0].level", "valeur attendue"),
        ("experiences", {}, "experiences", "liste"),
    ],
)
def test_a_fault_is_named_by_its_path_in_the_document(path: str, value: object, where: str, what: str) -> None:
    """The problem carries the path and, in French, what was expected."""
    with pytest.raises(PassportError) as caught:
        passport_from(changed(path, value))
    assert [fault.path for fault in caught.value.faults] == [where]
    assert what in fault_told(caught.value.faults[0], Surface.CLI)


def test_all_faults_are_told_at_once() -> None:
    """A person mends a document in one go."""
    document = changed("experiences.0.start", "2021-13")
    document["blocs"][0]["code"] = "?"
    del document["holder"]["id"]
    with refused(PassportError, "3 erreurs") as caught:
        passport_from(document)
    assert isinstance(caught.value, PassportError)
    assert {p.path for p in caught.value.faults} == {"holder.id", "experiences[0].start", "blocs[0].code"}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "fichier vide"),
        (b'{"version": 1,\n "holder": }', "ligne 2, colonne 12"),
        ('{"version": 1,\n"holder": "é"}'.encode("cp1252"), "ligne 2 : octet illisible en UTF-8"),
        (b"[" * 100_000, "trop imbriqué"),
        (b"[1, 2]", "objet JSON"),
    ],
)
def test_what_is_not_a_json_document_says_where(data: bytes, message: str) -> None:
    """Empty, broken, wrongly encoded, nested without end: a message with the place."""
    with refused(PassportError, message):
        parse_passport(data)


def test_an_absent_or_huge_file_is_refused(tmp_path: Path) -> None:
    """The size is checked before reading."""
    with refused(PassportError, "introuvable"):
        read_passport(tmp_path / "nobody.json")
    big = tmp_path / "big.json"
    with big.open("wb") as out:
        out.truncate(MAX_BYTES + 1)
    with refused(PassportError, "octets"):
        read_passport(big)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


def problems_of(document: Any) -> tuple[Fault, ...] | None:
    """Problems of a document, None when it has none; any other failure is a failure of the test."""
    try:
        passport_from(document)
    except PassportError as error:
        return error.faults
    return None


@given(json_values)
def test_any_json_is_a_passport_or_a_passport_error(document: Any) -> None:
    """No document makes the reader fail in another way."""
    assert problems_of(document) is None or problems_of(document)


@given(st.sampled_from(["experiences", "certifications", "blocs", "languages", "trainings", "holder"]), json_values)
def test_any_value_in_any_section_is_read_or_refused(section: str, value: Any) -> None:
    """Faults deep in a section are found too."""
    document = {**DOCUMENT, section: value}
    assert problems_of(document) is None or problems_of(document)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_partial_date_covers_the_days_it_may_be(day: date) -> None:
    """A day lies within its month, and its month within its year."""
    year, month, exact = (PartialDate.parse(day.isoformat()[:size]) for size in (4, 7, 10))
    assert year.first <= month.first <= exact.first == day == exact.last <= month.last <= year.last


def test_the_published_schema_is_the_one_of_the_model() -> None:
    """`python -m passport.document.schema` was run after the last change of the model."""
    assert PATH.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_valid_for_the_model_and_for_the_published_schema(path: Path) -> None:
    """The three invented passports are read, and an independent validator accepts them too."""
    assert isinstance(read_passport(path), Passport)
    schema = json.loads(PATH.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(path.read_text(encoding="utf-8")))


def test_there_are_three_examples() -> None:
    """A shop assistant, a young person after civic service, a technician."""
    assert len(EXAMPLES) == 3
