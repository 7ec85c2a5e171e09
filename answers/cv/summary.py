"""The headline and the sentences above a CV: what the person did, from the lines alone, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from answers.shapes.cv import CvCompetency, CvLine
from answers.words.cv import CvWords
from answers.words.elision import within_a_sentence
from passport.document.model import ExperienceKind

_WORK = frozenset({ExperienceKind.EMPLOYMENT, ExperienceKind.SELF_EMPLOYMENT, ExperienceKind.APPRENTICESHIP})
_PRIVATE = frozenset({ExperienceKind.CAREGIVING})
"""Kinds of which the title may tell of somebody else."""
_FORMER, _BESIDE, _ABLE = 2, 2, 3
"""Former occupations, other commitments, competencies, that are named."""
_LASTED = 6
"""Months of work from which it is named as what the person was before."""


def headline(lines: Sequence[CvLine]) -> str | None:
    """What the person does, or did last: work before the rest; None without any experience."""
    first = next(iter(_work(lines) or _experiences(lines)), None)
    return first.title if first else None


def summary(lines: Sequence[CvLine], competencies: Sequence[CvCompetency], words: CvWords) -> list[str]:
    """Up to four sentences."""
    told = [*_path(lines, words), *_able(competencies, words), *_obtained(lines, words), *_beside(lines, words)]
    return [words.typographic(one) for one in told]


def _experiences(lines: Sequence[CvLine]) -> list[CvLine]:
    return [line for line in lines if line.section == "experience"]


def _work(lines: Sequence[CvLine]) -> list[CvLine]:
    return [line for line in _experiences(lines) if line.kind in _WORK]


def _path(lines: Sequence[CvLine], words: CvWords) -> list[str]:
    """The work of today, or of last, and that of before: the longest of it."""
    work = _work(lines) or _experiences(lines)[:1]
    if not work:
        return []
    lasted = [line for line in work[1:] if line.months >= _LASTED]
    main, former = _told(work[0], words), sorted(lasted, key=lambda line: -line.months)[:_FORMER]
    if not former:
        return [words.tell("alone", main=main)]
    each = [
        words.tell("former", title=within_a_sentence(one.title), lasting=words.lasting(one.months)) for one in former
    ]
    return [words.tell("after", main=main, list=words.tell("and").join(each))]


def _told(line: CvLine, words: CvWords) -> str:
    if line.end is None and line.start:
        return words.tell("ongoing", title=line.title, start=words.month(line.start))
    start, end = (line.start or "")[:4], (line.end or "")[:4]
    years = start if start == end else f"{start}–{end}"
    return words.tell("past", title=line.title, lasting=words.lasting(line.months), years=years)


def _able(competencies: Sequence[CvCompetency], words: CvWords) -> list[str]:
    """What comes first of what the person knows how to do; where the labels are in the language of the CV."""
    labels = [within_a_sentence(one.label) for one in competencies[:_ABLE]]
    return [words.tell("able", list=" ; ".join(labels))] if labels and words.said["able"] else []


def _obtained(lines: Sequence[CvLine], words: CvWords) -> list[str]:
    """The highest certification, those that are guaranteed first."""
    held = [line for line in lines if line.section == "certification" and line.kind == "certification"]
    best = max(held, key=lambda line: (line.standing.status == "guaranteed", line.level or 0), default=None)
    if best is None or best.level is None or best.start is None:
        return []
    return [words.tell("obtained", title=best.title, level=best.level, year=best.start[:4])]


def _beside(lines: Sequence[CvLine], words: CvWords) -> list[str]:
    """Commitments beside work."""
    others = [line for line in _experiences(lines) if line.kind not in {*_WORK, ExperienceKind.INTERNSHIP}]
    others = [line for line in others if line.title != headline(lines)]
    named = [words.kinds[one.kind] if one.kind in _PRIVATE else within_a_sentence(one.title) for one in others]
    titles = list(dict.fromkeys(named))[:_BESIDE]
    return [words.tell("beside", list=words.tell("and").join(titles))] if titles else []
