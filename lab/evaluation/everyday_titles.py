"""Titles as people say them → occupations: `everyday_titles.tsv`, ours, half of it kept aside from any tuning.

Written by a hand that does not see the reader: a title, the kind of the record, a short description for a third of
them, every ROME code that reads it rightly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

from lab.errors import EvaluationError
from lab.evaluation.metrics import mean, success_at
from lab.evaluation.rankers import Ranker
from lab.evaluation.titles import by_ranker as titles_by_ranker
from matching.files import read_tsv
from matching.matcher import Matcher
from passport.document.model import Experience, ExperienceKind
from recommend.profile.titled import readings
from recommend.weights import W
from referentials.catalogue import Catalogue
from referentials.snapshot import Snapshot

COLUMNS = ("title", "codes", "half")
HALVES = ("aside", "tuning")
DAY = date(2024, 1, 1)

Said = list[tuple[str, float]]
"""ROME codes with their probabilities, most probable first."""


@dataclass(frozen=True, slots=True)
class EverydayTitle:
    """What somebody says of a job; every code that reads it rightly."""

    title: str
    kind: ExperienceKind
    description: str
    codes: frozenset[str]
    aside: bool


Reader = Callable[[Sequence[EverydayTitle]], list[Said]]


def read_everyday_titles(path: Path | None = None) -> list[EverydayTitle]:
    """Titles of a file of ours, or of the one that ships; raises EvaluationError."""
    if path is None:
        with as_file(files("lab.evaluation") / "everyday_titles.tsv") as own:
            return read_everyday_titles(own)
    return [_title(path, line, row) for line, row in read_tsv(path, COLUMNS)]


def _title(path: Path, line: int, row: dict[str, str]) -> EverydayTitle:
    kind = row.get("kind") or ExperienceKind.EMPLOYMENT
    for column, value, known in (("half", row["half"], HALVES), ("kind", kind, tuple(ExperienceKind))):
        if value not in known:
            raise EvaluationError(
                f"{path}, ligne {line}, {column} : « {value} » inconnu ; au choix : {', '.join(known)}."
            )
    return EverydayTitle(
        title=row["title"],
        kind=ExperienceKind(kind),
        description=row.get("description") or "",
        codes=frozenset(row["codes"].split()),
        aside=row["half"] == "aside",
    )


def evaluate_everyday_titles(
    titles: Sequence[EverydayTitle], snapshot: Snapshot, reader: Reader
) -> dict[str, dict[str, float]]:
    """Return `aside`, of it `aside_told` (with a description) and `aside_alone`, and `tuning`.

    Each has `titles`, `acc_at_1`, `acc_at_5`, `said` (share whose first answer is certain) and `said_wrong` (share
    whose first answer is certain, and wrong). Titles none of whose codes the snapshot has are left out.
    """
    known = set(snapshot.table("occupations")["code"])
    asked = [one for one in titles if one.codes & known]
    if not asked:
        raise EvaluationError(f"Aucun intitulé dont un code soit dans l'instantané {snapshot.id}.")
    answers = list(zip(reader(asked), asked, strict=True))
    parts: dict[str, Callable[[EverydayTitle], bool]] = {
        "aside": lambda one: one.aside,
        "aside_told": lambda one: one.aside and bool(one.description),
        "aside_alone": lambda one: one.aside and not one.description,
        "tuning": lambda one: not one.aside,
    }
    return {name: _measures([(said, one.codes) for said, one in answers if of(one)]) for name, of in parts.items()}


def by_matcher(matcher: Matcher) -> Reader:
    """Our own reading of a record, as a passport's is: its kind, its title, its description."""
    catalogue = Catalogue(matcher.snapshot)

    def read(titles: Sequence[EverydayTitle]) -> list[Said]:
        return [_said(one, matcher, catalogue) for one in titles]

    return read


def by_ranker(snapshot: Snapshot, ranker: Ranker) -> Reader:
    """A baseline's, of the title alone; it says nothing of how sure it is."""
    read = titles_by_ranker(snapshot, ranker)
    return lambda titles: [[(code, 0.0) for code in found] for found in read([one.title for one in titles])]


def _said(one: EverydayTitle, matcher: Matcher, catalogue: Catalogue) -> Said:
    experience = Experience.model_validate(
        {"id": "e", "kind": one.kind, "title": one.title, "start": str(DAY), "description": one.description}
    )
    every = [reading for part in readings(experience, matcher, catalogue, complete=True) for reading in part]
    found: dict[str, float] = {}
    for reading in sorted(every, key=lambda reading: -reading.probability):
        found.setdefault(reading.occupation, reading.probability)
    return list(found.items())


def _measures(pairs: Sequence[tuple[Said, frozenset[str]]]) -> dict[str, float]:
    firsts = [(said[0], said[0][0] in gold) for said, gold in pairs if said]
    certain = [right for (_, chance), right in firsts if chance >= W["title.certain"]]
    coded = [([code for code, _ in said], set(gold)) for said, gold in pairs]
    return {
        "titles": len(pairs),
        "acc_at_1": mean([success_at(found, gold, 1) for found, gold in coded]),
        "acc_at_5": mean([success_at(found, gold, 5) for found, gold in coded]),
        "said": round(len(certain) / max(len(pairs), 1), 6),
        "said_wrong": round(certain.count(False) / max(len(pairs), 1), 6),
    }
