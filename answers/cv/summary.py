"""The headline and the sentences above a CV: what the person did, from the lines alone, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from answers.shapes.cv import CvLine
from answers.words.cv import CvWords
from answers.words.elision import within_a_sentence
from passport.document.model import ExperienceKind

_WORK = frozenset({ExperienceKind.EMPLOYMENT, ExperienceKind.SELF_EMPLOYMENT, ExperienceKind.APPRENTICESHIP})
_FORMER, _BESIDE = 2, 3
"""Former occupations, and other commitments, that are named."""


def headline(lines: Sequence[CvLine]) -> str | None:
    """What the person does, or did last: work before the rest; None without any experience."""
    first = next(iter(_work(lines) or _experiences(lines)), None)
    return first.title if first else None


def summary(lines: Sequence[CvLine], words: CvWords) -> list[str]:
    """Two to four sentences."""
    told = [*_path(lines, words), *_obtained(lines, words), *_beside(lines, words)]
    return [words.typographic(one) for one in told]


def _experiences(lines: Sequence[CvLine]) -> list[CvLine]:
    return [line for line in lines if line.section == "experience"]


def _work(lines: Sequence[CvLine]) -> list[CvLine]:
    return [line for line in _experiences(lines) if line.kind in _WORK]


def _path(lines: Sequence[CvLine], words: CvWords) -> list[str]:
    """The work of today, or of last, and that of before: the longest of it."""
    work = _work(lines)
    if not work:
        return []
    last, former = work[0], sorted(work[1:], key=lambda line: -line.months)[:_FORMER]
    told = [words.tell("main", one=_told(last, words))]
    if former:
        each = [
            words.tell("past", title=within_a_sentence(one.title), lasting=words.lasting(one.months)) for one in former
        ]
        told.append(words.tell("before", list=", ".join(each)))
    return told


def _told(line: CvLine, words: CvWords) -> str:
    if line.end is None and line.start:
        return words.tell("ongoing", title=line.title, start=words.month(line.start))
    return words.tell("past", title=line.title, lasting=words.lasting(line.months))


def _obtained(lines: Sequence[CvLine], words: CvWords) -> list[str]:
    """The highest certification, those that are guaranteed first."""
    held = [line for line in lines if line.section == "certification" and line.kind == "certification"]
    best = max(held, key=lambda line: (line.standing.status == "guaranteed", line.level or 0), default=None)
    if best is None or best.level is None or best.start is None:
        return []
    details = words.tell("level", level=best.level)
    return [words.tell("obtained", title=best.title, details=details, year=best.start[:4])]


def _beside(lines: Sequence[CvLine], words: CvWords) -> list[str]:
    """Commitments beside work."""
    kinds = dict.fromkeys(line.kind for line in _experiences(lines) if line.kind not in _WORK)
    named = [words.kinds[kind] for kind in kinds if kind not in {"internship", "other"}][:_BESIDE]
    return [words.tell("beside", list=", ".join(named))] if named else []
