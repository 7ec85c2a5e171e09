"""Codes are parsed at the edge, whatever the spelling, and refuse what they are not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers.words.codes import EXPECTED
from answers.words.errors import told
from answers.words.surfaces import Surface
from referentials.codes import (
    BlocCode,
    EscoUri,
    Formacode,
    OgrCode,
    RncpCode,
    RomeCode,
    RsCode,
    Siret,
    parse_certification,
    parse_certification_or_bloc,
    written,
)
from referentials.errors import CodeError
from referentials.snapshot import Snapshot


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (RomeCode, " d1106\t", "D1106"),
        (OgrCode, "118069", "118069"),
        (RncpCode, "37674", "RNCP37674"),
        (RncpCode, "rncp 37674", "RNCP37674"),
        (RsCode, "5719", "RS5719"),
        (RncpCode, "RNCP00020", "RNCP20"),
        (RncpCode, "rncp 37 099", "RNCP37099"),
        (RncpCode, "RNCP-37099\u200b", "RNCP37099"),
        (RncpCode, "00020", "RNCP20"),
        (RsCode, "rs05719", "RS5719"),
        (BlocCode, "rncp37674bc01", "RNCP37674BC01"),
        (BlocCode, "RNCP32198BC6", "RNCP32198BC06"),
        (BlocCode, "RNCP32198 - BC 006", "RNCP32198BC06"),
        (BlocCode, "37099BC12", "RNCP37099BC12"),
        (Siret, "110 000 720 00014", "11000072000014"),
        (RomeCode, "p1101", "P1101"),
        (EscoUri, "https://data.europa.eu/esco/skill/0005c151", "http://data.europa.eu/esco/skill/0005c151"),
        (Formacode, "106", "00106"),
    ],
)
def test_a_code_is_read_as_people_write_it(kind: type[RomeCode], text: str, expected: str) -> None:
    """Blanks, case and a missing prefix do not matter."""
    assert kind.parse(text).value == expected


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (RomeCode, "11061"), (RomeCode, "D110"), (RomeCode, "D110６"), (OgrCode, "0"), (OgrCode, "-3"),
        (RncpCode, "RS12"), (RsCode, "RNCP12"), (BlocCode, "RNCP37674"),
        (BlocCode, "RNCP10BC03-1"), (BlocCode, "RNCP10CC05"), (BlocCode, "RNCP10BC1000"), (BlocCode, "BC2"),
        (RncpCode, "RNCP0"), (RncpCode, "RNCP16-1"), (RncpCode, "RNCP²"), (Siret, "1,10001E+13"),
        (Siret, "1100007200014"), (EscoUri, "http://example.org/x"),
        (Formacode, ""),
    ],
)  # fmt: skip
def test_what_is_not_the_code_is_refused_with_the_form_expected(kind: type[RomeCode], text: str) -> None:
    """The error carries the kind, the text and the form expected."""
    with pytest.raises(CodeError) as caught:
        kind.parse(text)
    assert caught.value.kind == kind.KIND
    assert caught.value.text == text
    assert EXPECTED[kind.KIND][1] in told(caught.value, Surface.CLI)


@given(st.text())
def test_any_text_is_a_code_or_a_code_error(text: str) -> None:
    """No text makes the parser fail in another way; a parsed code is canonical."""
    for kind in (RomeCode, OgrCode, RncpCode, RsCode, BlocCode, EscoUri, Formacode):
        try:
            code = kind.parse(text)
        except CodeError:
            continue
        assert kind.parse(str(code)) == code


@given(st.one_of(st.text(), st.from_regex(r"(RNCP|rs)?[ 0]{0,3}[0-9]{1,7}( ?[Bb][Cc] ?[0-9]{1,3})?", fullmatch=True)))
def test_the_published_pattern_takes_what_the_parser_does(text: str) -> None:
    """No more and no less: that of the schemas is the parser's own."""
    for kind in (RomeCode, OgrCode, RncpCode, RsCode, BlocCode, Siret):
        try:
            kind.parse(text)
        except CodeError:
            assert not re.search(written(kind), text)
        else:
            assert re.search(written(kind), text)


def test_a_number_too_long_to_be_written_is_no_code() -> None:
    """Python refuses to write one of 4,300 digits."""
    for parse in (RncpCode.parse, RomeCode.parse, parse_certification, parse_certification_or_bloc):
        with pytest.raises(CodeError):
            parse(10**5000)


def test_codes_are_values() -> None:
    """Equal codes hash alike, sort by text, and codes of two kinds never mix up."""
    assert {RomeCode.parse("d1106"), RomeCode.parse("D1106")} == {RomeCode("D1106")}
    assert sorted([RomeCode("D1107"), RomeCode("A1101")]) == [RomeCode("A1101"), RomeCode("D1107")]
    assert RncpCode("RNCP1") != RsCode("RNCP1")  # type: ignore[comparison-overlap]
    with pytest.raises(AttributeError):
        RomeCode("D1106").value = "X"  # type: ignore[misc]


def test_a_certification_code_names_its_register() -> None:
    """RNCP and RS codes are told apart by their prefix."""
    assert parse_certification("rs5719") == RsCode("RS5719")
    assert parse_certification("RNCP1") == RncpCode("RNCP1")
    assert BlocCode.parse("RNCP1BC2").certification == RncpCode("RNCP1")


def test_every_code_of_the_teaching_referential_is_one(teaching: Snapshot) -> None:
    """The files written by hand hold codes as written above, in the column that says what they are."""
    columns = {
        "certifications": ("code", parse_certification),
        "blocs": ("code", BlocCode.parse),
        "occupations": ("code", RomeCode.parse),
        "competencies": ("ogr", OgrCode.parse),
        "knowledge": ("ogr", OgrCode.parse),
    }
    for table, (column, parse) in columns.items():
        for code in teaching.table(table)[column]:
            assert str(parse(code)) == code
