"""Lines of a CV: words cut at the end of a line made whole, sentences that go on joined, bullets known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from passport.document.clean import printable
from passport.imports.dates import find_period, is_now
from referentials.text import fold

BULLET = re.compile(
    r"^\s*(?:[•▪◦●➢➤►✓✔■▸‣⁃∙*·\uf0a7\uf0b7\uf0d8\uf0fc\uf076\u25aa\u2756]|[-–—](?=\s)|o(?=\s\s?[A-ZÀ-Ý]))\s*"
)
_MARKS = re.compile(r"^#{1,6}\s+|\*\*|__|^[*_](?=\w.*[*_]$)|(?<=\w)[*_]$")
"""Those of Markdown."""
_ENDS = re.compile(r"\r\n?|[\x0b\x85\u2028\u2029]")
"""Ends of lines of other machines and of word processors."""
_EMOJI = re.compile(r"^(?:[\u2600-\u2712\u2714-\u27af\u2b00-\u2bff\U0001f1e6-\U0001faff][\ufe0f\u200d]*\s*)+")
"""Pictures before the words of a line."""
_HYPHEN = re.compile(r"(?<!\w)(?P<before>\w{1,60}) ?(?P<sign>[-\u2010\u00ad\xac])$")
_COMPOUND = frozenset(
    [
        "aide",
        "apres",
        "assistant",
        "auto",
        "avant",
        "chef",
        "co",
        "contre",
        "demi",
        "ex",
        "garde",
        "grand",
        "hors",
        "mi",
        "mini",
        "multi",
        "non",
        "porte",
        "rez",
        "sapeur",
        "semi",
        "self",
        "sous",
        "super",
        "vice",
        "agent",
        "e",
        "celui",
    ]
)
"""First parts of compounds: their hyphen stays where the line ends with it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line; `cells`: its text where tabs or wide blanks cut it; `number`: in the file or page, from 1."""

    text: str
    number: int
    bullet: bool = False
    blank_before: bool = False

    @property
    def cells(self) -> list[str]:
        """Pieces of the line."""
        return [cell for cell in re.split(r"\s*\t\s*|\s{3,}", self.text) if cell]


def lines_of(text: str) -> list[Line]:
    """Lines of a text that say something, those that go on joined to the one before."""
    found: list[Line] = []
    blank = True
    for number, raw in enumerate(_ENDS.sub("\n", text.replace("\f", "\n\n")).split("\n"), start=1):
        plain = printable(raw).replace("\u00a0", " ").strip()
        if not re.search(r"\w", plain):
            blank = blank or not BULLET.fullmatch(plain + " ") or not plain
            continue
        plain = _EMOJI.sub("", _MARKS.sub("", plain)) or plain
        bullet = BULLET.match(plain)
        line = Line(plain[bullet.end() :].strip() if bullet else plain, number, bool(bullet), blank)
        joined = _joined(found[-1], line) if found and not blank else None
        if joined:
            found[-1] = joined
        else:
            found.append(line)
        blank = False
    return found


def _goes_on_with_a_date(text: str) -> bool:
    dates = find_period(text)
    return is_now(text.split("\t")[0]) or (dates is not None and dates.at[0] == 0)


def _joined(before: Line, line: Line) -> Line | None:
    """The two as one, where the second goes on with the first."""
    if before.text.endswith(("–", "—", " -", " à", " au")) and not line.bullet and _goes_on_with_a_date(line.text):
        return replace(before, text=f"{before.text} {line.text}")
    if line.bullet or "\t" in line.text or ((dates := find_period(line.text)) and dates.at[0] <= 1):
        return None
    cut = _HYPHEN.search(before.text)
    if cut and line.text[:1].islower():
        sign = "-" if cut["sign"] == "-" and fold(cut["before"]) in _COMPOUND else ""
        return replace(before, text=before.text[: cut.end("before")] + sign + line.text)
    cut_short = before.text.endswith((",", " et", " de", " à", "(", " le", " la", " les", " d'"))
    goes_on = cut_short or (line.text[:1].islower() and not find_period(before.text))
    if goes_on and (before.bullet or len(before.text) > 40) and not before.text.endswith((".", ":", "!")):
        return replace(before, text=f"{before.text} {line.text}")
    return None
