"""Damage done to a good file: what people, tools and networks do to files, and some of what attackers do."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

TOKENS: tuple[bytes, ...] = (
    b"\0", b"\xff", b"\xe9", b"\xef\xbb\xbf", b"\xff\xfe", b'"', b'""', b"'", b";", b",", b"\t", b"\r", b"\n", b"\r\n",
    "²".encode(), "\u200b".encode(), "\u00ad".encode(), "\u2028".encode(), "é".encode(), "e\u0301".encode(),
    b"\xed\xa0\x80", b"\\ud800", b"\\u0000", b"9" * 5000, b"-1", b"1e999", b"1.0", b"NaN", b"null", b"true", b"[]",
    b"{}", b"[" * 2000, b"{\"a\":" * 2000, b"]", b"}", b"<", b">", b"&", b"&amp;amp;eacute;", b"&#0;", b"&#xD800;",
    b"<b>", b"</p>", b"<![CDATA[", b"]]>", b"<!--", b"<!DOCTYPE FICHES>", b"<?xml encoding='utf-16'?>", b"<FICHE>",
    b"</FICHE>", b"<FICHE/>", b"<a>" * 3000, b' xmlns="u"', b"RNCP00020", b"rncp 37 099", b"RNCP1BC2", b"BC2", b"Z9999",
    b"01/01/0001", b"31/02/2026", b"2026-13-45", b"11000072000014", b"1,1E+13", b"../", b"__MACOSX/._", b"\x1b[31m",
)  # fmt: skip


def mutated(seed: bytes, rng: Random, most: int = 4) -> bytes:
    """A file with one to a few faults."""
    for _ in range(rng.randint(1, most)):
        seed = rng.choice(_WAYS)(seed, rng)
    return seed


def _cut(data: bytes, rng: Random) -> bytes:
    return data[: rng.randint(0, len(data))]


def _without(data: bytes, rng: Random) -> bytes:
    start, end = _slice(data, rng)
    return data[:start] + data[end:]


def _twice(data: bytes, rng: Random) -> bytes:
    start, end = _slice(data, rng)
    return data[:end] + data[start:end] * rng.choice((1, 1, 2, 50)) + data[end:]


def _with(data: bytes, rng: Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(TOKENS) + data[at:]


def _instead(data: bytes, rng: Random) -> bytes:
    start, end = _slice(data, rng)
    return data[:start] + rng.choice(TOKENS) + data[end:]


def _cell(data: bytes, rng: Random) -> bytes:
    """One value, between quotes or tags, replaced."""
    marks = [at for at, byte in enumerate(data) if byte in b'"<>;,\n']
    if len(marks) < 2:
        return _with(data, rng)
    at = rng.randrange(len(marks) - 1)
    return data[: marks[at] + 1] + rng.choice(TOKENS) + data[marks[at + 1] :]


def _flipped(data: bytes, rng: Random) -> bytes:
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def _recoded(data: bytes, rng: Random) -> bytes:
    return data.decode("utf-8", "replace").encode(rng.choice(("utf-16", "utf-16-le", "cp1252", "utf-8-sig")), "replace")


def _slice(data: bytes, rng: Random) -> tuple[int, int]:
    start = rng.randint(0, len(data))
    return start, min(len(data), start + rng.choice((1, 2, 8, 40, 300)))


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _cut, _without, _twice, _with, _with, _instead, _cell, _cell, _cell, _flipped, _recoded,
)  # fmt: skip
