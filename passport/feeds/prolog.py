"""What comes before the root of an XML flux, read by a parser that stops there, before any entity could be declared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from passport.feeds.errors import FeedError, FeedProblem

_CHUNK = 1 << 16
_MOST = 1 << 20
"""Bytes in which the root begins, comments before it included."""
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Root:
    """The first element: its namespace and its name."""

    namespace: str
    name: str


class _Doctype(Exception):  # noqa: N818 - it stops the parser, and goes no further than here
    pass


def check_root(stream: IO[bytes], file: str, expected: Root) -> None:
    """Refuse a document type declaration, an encoding that nobody knows, another root. Raises FeedError."""
    found = _root(stream, file)
    if found.namespace != expected.namespace:
        said = {"found": found.namespace[:_SHOWN], "expected": expected.namespace}
        raise FeedError(FeedProblem.NAMESPACE, file, said)
    if found.name != expected.name:
        raise FeedError(FeedProblem.ROOT, file, {"found": found.name[:_SHOWN], "expected": expected.name})


def _root(stream: IO[bytes], file: str) -> Root:
    parser = expat.ParserCreate(namespace_separator="}")
    roots: list[str] = []

    def refuse(*_: object) -> None:
        raise _Doctype

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, _: roots.append(name)
    try:
        read = 0
        while not roots and read < _MOST and (chunk := stream.read(_CHUNK)):
            read += len(chunk)
            parser.Parse(chunk)
        if not roots:
            parser.Parse(b"", True)  # expat 2.6 leaves what a long comment precedes until then
    except _Doctype:
        raise FeedError(FeedProblem.DOCTYPE, file, line=parser.CurrentLineNumber) from None
    except expat.ExpatError as error:
        if not roots:
            raise _ill_formed(file, error) from error
    except (LookupError, ValueError) as error:
        raise FeedError(FeedProblem.ENCODING, file, {"said": str(error)[:_SHOWN]}, 1) from error
    if not roots:
        raise FeedError(FeedProblem.ILL_FORMED, file, {"said": "no element found"}, parser.CurrentLineNumber)
    namespace, _, name = roots[0].rpartition("}")
    return Root(namespace, name)


def _ill_formed(file: str, error: expat.ExpatError) -> FeedError:
    codes = expat.errors.codes
    encodings = {
        codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING],
        codes[expat.errors.XML_ERROR_INCORRECT_ENCODING],
        codes[expat.errors.XML_ERROR_INVALID_TOKEN],
    }
    problem = FeedProblem.ENCODING if error.code in encodings else FeedProblem.ILL_FORMED
    return FeedError(problem, file, {"said": expat.ErrorString(error.code)}, error.lineno)
