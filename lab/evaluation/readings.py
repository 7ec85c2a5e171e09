"""What records say, read by the engine, against two judges: `records.tsv` and `record_readings.tsv`, ours.

A hundred job records as people write them, and every reading that the engine showed of 300 of their sentences, judged
one by one by two judges who saw neither its probability nor each other (« would an advisor accept it as told by this
sentence, within its job? »). Half of the sentences fitted how sure a reading is said to be (`RECORD`); half is aside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from typing import Any

from lab.evaluation.metrics import mean
from matching.files import read_tsv
from passport.document.read import passport_from
from recommend.engine import Engine
from recommend.profile.evidence import Rule

DAY = date(2026, 11, 26)
START, END = "2021-01", "2024-01"
HALVES = ("aside", "tuning")

Sentence = tuple[str, str]
"""Number of the record, and the sentence."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Readings of one sentence that were judged: code of the item → what the two judges say, 1 or 0 each."""

    aside: bool
    said: dict[str, tuple[int, int]]


def read_judged() -> dict[Sentence, Judged]:
    """Every sentence judged."""
    said: dict[Sentence, dict[str, tuple[int, int]]] = defaultdict(dict)
    halves: dict[Sentence, str] = {}
    for row in _rows("record_readings.tsv", ("record", "sentence", "code", "first", "second", "half")):
        sentence = row["record"], row["sentence"]
        said[sentence][row["code"]] = int(row["first"]), int(row["second"])
        halves[sentence] = row["half"]
    return {sentence: Judged(halves[sentence] == "aside", found) for sentence, found in said.items()}


def evaluate_readings(engine: Engine) -> dict[str, Any]:
    """Return `judges` (readings judged, share on which both agree) and, for each of HALVES, what is shown and right."""
    judged = read_judged()
    shown = {(number, text): codes for number, row in _records() for text, codes in _shown(engine, row).items()}
    pairs = [pair for one in judged.values() for pair in one.said.values()]
    agreement = {"readings": len(pairs), "agreement": mean([float(a == b) for a, b in pairs])}
    return {"judges": agreement, **{half: _half(judged, shown, half) for half in HALVES}}


def _half(judged: dict[Sentence, Judged], shown: dict[Sentence, list[str]], half: str) -> dict[str, float | int]:
    own = {sentence: one for sentence, one in judged.items() if one.aside == (half == "aside")}
    found = [one.said.get(code) for sentence, one in own.items() for code in shown.get(sentence, ())]
    known = [sum(pair) / len(pair) for pair in found if pair is not None]
    return {
        "sentences": len(own),
        "sentences_read": sum(bool(shown.get(sentence)) for sentence in own),
        "shown": len(found),
        "not_judged": len(found) - len(known),
        "right": mean(known),
    }


def _shown(engine: Engine, row: dict[str, str]) -> dict[str, list[str]]:
    """Codes that the engine tells of each sentence of a record."""
    experience = {"id": "e1", "kind": row["kind"], "title": row["title"], "start": START, "end": END}
    experience["description"] = row["description"].replace("\\n", "\n")
    profile = engine.profile(passport_from({"version": 1, "holder": {"id": "h"}, "experiences": [experience]}), DAY)
    found: dict[str, list[str]] = defaultdict(list)
    for belief in profile.beliefs:
        for one in belief.evidence:
            if one.rule is Rule.STATEMENT and one.item == belief.item:
                found[one.source.words].append(one.item)
    return found


def _records() -> Iterator[tuple[str, dict[str, str]]]:
    return ((row["record"], row) for row in _rows("records.tsv", ("record", "kind", "title", "description")))


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    with as_file(files("lab.evaluation") / name) as path:
        yield from (row for _, row in read_tsv(path, columns))
