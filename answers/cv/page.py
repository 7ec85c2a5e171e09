"""What the pages of a CV print, as texts: made from its content alone, so that who has the content makes them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from answers.shapes.cv import CvCompetency, CvContent, CvLine, CvStanding
from answers.words.cv import WORDS, CvWords
from passport.document.standing import Standing
from recommend.profile.evidence import Guarantee

SECTIONS = ("experience", "certification", "qualification", "training")
_MARKS: Mapping[Guarantee, str] = MappingProxyType(
    {
        Guarantee.ASSESSED: "assessed",
        Guarantee.EMPLOYMENT: "attested",
        Guarantee.TITLE: "attested",
        Guarantee.NONE: "declared",
    }
)
"""The mark of a group: only what a jury assessed has that of a guaranteed line, since the rest is inferred from one."""


def page_of(content: CvContent) -> dict[str, Any]:
    """Texts of the pages, by place; under `metadata`, what the file says of itself."""
    words = WORDS[content.language]
    return {
        "metadata": {
            "language": content.language,
            "titles": "fr",
            "title": words.tell("title", name=content.name),
            "description": words.tell("description", id=content.id, day=words.day(content.issued)),
            "keywords": [content.id],
            "attached": words.tell("attached"),
            "page": words.tell("page", page="{page}", pages="{pages}"),
            "address": content.address,
            "alt": words.typographic(words.tell("qr", address=content.address)) if content.address else "",
        },
        "name": content.name,
        "name_note": words.typographic(words.tell(f"name_{content.name_standing}")),
        "headline": words.typographic(content.headline) if content.headline else None,
        "contact": [words.typographic(one) for one in content.contact],
        "summary": {"heading": words.headings["summary"], "sentences": content.summary},
        "sections": [one for key in SECTIONS if (one := _section(key, content, words))],
        "languages": _section("language", content, words),
        "competencies": _competencies(content, words),
        "verify": _verify(content, words),
        "footer": words.tell("id", id=content.id),
    }


def _section(key: str, content: CvContent, words: CvWords) -> dict[str, Any] | None:
    lines = [line for line in content.lines if line.section == key]
    if not lines:
        return None
    return {"heading": words.headings[key], "lines": [_line(line, words) for line in lines]}


def _line(line: CvLine, words: CvWords) -> dict[str, Any]:
    return {
        "title": words.typographic(_title(line, words)),
        "beside": words.typographic(_beside(line, words)),
        "when": words.typographic(_when(line, words)),
        **_standing(line.standing, words, goes_on=line.section == "experience" and line.end is None),
    }


def _title(line: CvLine, words: CvWords) -> str:
    return words.language(line.title) if line.section == "language" else line.title


def _beside(line: CvLine, words: CvWords) -> str:
    """What comes after the title: what kind of thing it is where that is not plain, where, of what, which level."""
    told: list[str] = []
    if line.section == "experience":
        kind = words.kinds[line.kind]
        plain = line.kind in {"employment", "other"} or kind.split(" ou ")[0] in line.title.lower()
        told = [] if plain else [kind]
        told += [line.organisation or ""]
    elif line.kind == "bloc":
        told = [words.tell("bloc", of=line.organisation) if line.organisation else words.tell("bloc_alone")]
    elif line.section == "language":
        told = [line.language_level or ""]
    else:
        told = [line.organisation or ""]
    level = [words.tell("level", level=line.level)] if line.level and line.kind == "certification" else []
    codes = [line.code] if line.code else []
    return ", ".join(one for one in (*told, *level, *codes, line.country or "") if one)


def _when(line: CvLine, words: CvWords) -> str:
    """When, and how long where that says more."""
    if line.section in {"certification", "language"}:
        return words.month(line.start) if line.start else ""
    if line.section == "qualification":
        until = words.tell("until", end=words.month(line.end)) if line.end else ""
        return ", ".join(one for one in (words.month(line.start) if line.start else "", until) if one)
    assert line.start is not None
    start, lasting = words.month(line.start), words.lasting(line.months)
    if line.end is None:
        return f"{words.tell('since', start=start)} ({lasting})"
    end = words.month(line.end)
    span = start if start == end else words.tell("span", start=start, end=end)
    return span if line.section == "training" or len(line.start) < 7 else f"{span} ({lasting})"


def _standing(standing: CvStanding, words: CvWords, *, goes_on: bool = False) -> dict[str, Any]:
    """What a line rests on: the word first, so that it never depends on a colour.

    Of what goes on, an issuer vouches up to the day that it signed.
    """
    status = words.said[standing.status]
    if standing.status != Standing.GUARANTEED:
        return {"guaranteed": False, "standing": words.typographic(status), "by": ""}
    name = standing.issuer or ""
    told = "by_then" if goes_on else "by"
    by = words.tell(told, name=name, day=words.day(standing.signed)) if standing.signed else name
    return {"guaranteed": True, "standing": status, "by": words.typographic(by)}


def _competencies(content: CvContent, words: CvWords) -> dict[str, Any]:
    names = {line.record: _cited(line, words) for line in content.lines}
    groups = []
    for guarantee, mark in _MARKS.items():
        items = [one for one in content.competencies if one.guarantee == guarantee]
        if items:
            groups.append(
                {
                    "heading": words.typographic(words.guarantees[guarantee]),
                    "note": words.typographic(words.notes[guarantee]),
                    "mark": mark,
                    "items": [
                        {"label": words.typographic(one.label), "rests": _rests(one, names, words)} for one in items
                    ],
                }
            )
    return {"heading": words.headings["competencies"], "groups": groups, "note": words.tell("french")}


def _rests(one: CvCompetency, names: dict[str, str], words: CvWords) -> str:
    """The line that it rests on most, and how many others."""
    cited = [names[record] for record in one.records if record in names]
    more = len(cited) - 1
    return words.typographic(words.tell("rests_more" if more else "rests", line=cited[0], more=more))


def _cited(line: CvLine, words: CvWords) -> str:
    """A line by its short name: `vendeuse en boulangerie (2019–2023)`."""
    start, end = (line.start or "")[:4], (line.end or "")[:4]
    years = f"{start}–" if line.end is None else start if start == end else f"{start}–{end}"
    return words.typographic(f"{_title(line, words)} ({years})" if start else _title(line, words))


def _verify(content: CvContent, words: CvWords) -> dict[str, Any]:
    sentences = [
        words.tell("legend_guaranteed"),
        words.tell("legend_declared"),
        words.tell("issued", day=words.day(content.issued)),
        words.tell("signed"),
        words.tell("scan", address=_short(content.address)) if content.address else "",
        _left(content, words),
    ]
    return {
        "heading": words.headings["verify"],
        "counts": words.typographic(_counts(content.lines, words)),
        "guaranteed": any(line.standing.status == Standing.GUARANTEED for line in content.lines),
        "sentences": [words.typographic(one) for one in sentences if one],
        "address": _short(content.address) if content.address else "",
    }


def _short(address: str) -> str:
    return address.removeprefix("https://")


def _counts(lines: Sequence[CvLine], words: CvWords) -> str:
    guaranteed = sum(line.standing.status == Standing.GUARANTEED for line in lines)
    if not guaranteed:
        return words.tell("counts_none")
    return words.tell("count" if guaranteed == 1 else "counts", guaranteed=guaranteed, all=len(lines))


def _left(content: CvContent, words: CvWords) -> str:
    """What did not fit; what the holder hid is never told."""
    told = []
    if content.lines_left_out:
        key = "left_line" if content.lines_left_out == 1 else "left_lines"
        told.append(words.tell(key, n=content.lines_left_out))
    if content.competencies_left_out:
        key = "left_competency" if content.competencies_left_out == 1 else "left_competencies"
        told.append(words.tell(key, n=content.competencies_left_out))
    return words.tell("left", list=", ".join(told)) if told else ""
