"""What the parsers of JSON, XML and CSV say is told in French."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from answers.words.codes import bad_code
from answers.words.errors import told
from answers.words.parsers import in_french
from answers.words.surfaces import Surface
from referentials.errors import CodeKind, UnknownCodeError

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


def test_no_sentence_repeats_what_a_terminal_or_a_page_would_obey() -> None:
    """A code that is none, one that is unknown: as they are seen."""
    sentences = [bad_code(CodeKind.TARGET, "\u202eN41\x1b03\u2066"), told(UnknownCodeError("Z99\u202e99"), Surface.API)]
    assert all(sentence.isprintable() for sentence in sentences)
