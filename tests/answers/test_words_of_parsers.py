"""What the parsers of JSON, XML and CSV say is told in French."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from answers.words.parsers import in_french

Parse = Callable[[str], object]


def _csv(text: str) -> object:
    return list(csv.reader([text], strict=True))


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        *((json.loads, text) for text in ("", "{a", '{"a" 1}', '{"a":1 "b"', "1 2", '"a', '"\n"', '"\\x"', '"\\u00"')),
        *((ElementTree.fromstring, text) for text in ("", "<a>", "<a></b>", "<a", "<a/>x", "<a>&b;</a>", "<a>&#0;</a>",
          "<a b='' b=''/>", "<a:b/>", "<a><![CDATA[", "<a>&</a>")),
        *((_csv, text) for text in ('"a', '"a"b')),
    ],
)  # fmt: skip
def test_what_a_parser_says_has_french_words(parse: Parse, text: str) -> None:
    """Whatever is wrong with the text."""
    with pytest.raises((ValueError, ElementTree.ParseError, csv.Error)) as caught:
        parse(text)
    said = caught.value.msg if isinstance(caught.value, json.JSONDecodeError) else str(caught.value)
    assert in_french(said) != said
    assert not {"expected", "line", "tag", "token"} & set(in_french(said).split())
