"""No French sentence, command or option below answers/: facts travel as codes and fields, sentences are made there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.data import ROOT

BELOW = ("referentials", "passport", "matching", "graph", "recommend")
FRENCH = re.compile(
    r"[À-ÿœŒ«»…]| [:;] |\bacquis [a-z]|(?<!\S)--[a-z]|\(-[a-z]|"
    r"\b(?:l|d|n|qu|s)'[a-zé]|\b(?:le|la|les|un|une|des|du|est|sont|dans|pour|par|pas|vous|avec|sans|au|aux)\b",
    re.IGNORECASE,
)
"""A letter, a sign or a small word that English has not; a command of acquis, or an option of one."""

ALLOWED = {
    "matching/diplomas/kinds.py": "the language that is read",
    "matching/diplomas/sigles.py": "the language that is read",
    "matching/diplomas/title.py": "the language that is read",
    "matching/french/abbreviations.py": "the language that is read",
    "matching/french/countries.py": "names of countries, in the titles that are read",
    "matching/french/diplomas.py": "words of the titles that are read",
    "matching/french/gender.py": "the language that is read",
    "matching/french/own_account.py": "words by which people say what they were",
    "matching/french/publics.py": "words of the records that are read",
    "matching/french/qualifications.py": "words of the titles that are read",
    "matching/french/statements.py": "the language that is read",
    "matching/french/teams.py": "words by which people say whom they lead",
    "matching/french/undone.py": "words by which people say what they do not do",
    "matching/french/wording.py": "the language that is read",
    "matching/index/search.py": "small words that acronyms leave out",
    "matching/index/lexical.py": "small words that are passed over",
    "matching/titles/aside.py": "words of the titles that are read",
    "matching/titles/described.py": "words by which people say what they were",
    "matching/titles/reader.py": "words of the titles that are read",
    "matching/titles/words.py": "words of the titles that are read",
    "matching/weights.py": "a quotation mark, in English",
    "passport/imports/cv/headings.py": "headings of the CVs that are read",
    "passport/imports/cv/lines.py": "signs and small words of the lines that are read",
    "passport/imports/cv/parts.py": "words of the headings that are read",
    "passport/imports/cv/read.py": "words of the CVs that are read",
    "passport/imports/dates.py": "dates as people write them",
    "passport/imports/kinds.py": "words of the titles that are read",
    "passport/imports/languages.py": "names of languages that are read",
    "passport/imports/qualifications.py": "words of the titles that are read",
    "passport/imports/readers/linkedin_words.py": "headings of the exports that are read",
    "referentials/countries.py": "codes of countries, some of which spell small words",
    "recommend/law/activities.py": "the law as data: articles of the activities that count",
    "recommend/law/levels.py": "words of the fiches that are read",
    "recommend/law/obligations.py": "words of the texts that are read",
    "recommend/law/requirements.py": "the law as data: names of the codes",
    "recommend/law/rules.py": "the law as data: articles and what they say, printed as they are",
    "recommend/law/studies.py": "words of the texts that are read",
    "recommend/law/trades/building.py": "the law as data: what trades ask for, printed as it is",
    "recommend/law/trades/care.py": "the law as data: what trades ask for, printed as it is",
    "recommend/law/trades/commerce.py": "the law as data: what trades ask for, printed as it is",
    "recommend/law/trades/farming.py": "the law as data: what trades ask for, printed as it is",
    "recommend/law/trades/health.py": "the law as data: what trades ask for, printed as it is",
    "recommend/law/trades/office.py": "the law as data: what trades ask for, printed as it is",
    "recommend/law/trades/security.py": "the law as data: what trades ask for, printed as it is",
    "recommend/law/trades/teaching.py": "the law as data: what trades ask for, printed as it is",
    "recommend/law/trades/transport.py": "the law as data: what trades ask for, printed as it is",
    "recommend/law/whole.py": "words of the fiches that are read",
    "recommend/profile/abroad.py": "names of countries that are read",
    "recommend/profile/disability.py": "words of the passports that are read",
    "recommend/profile/limits.py": "words of the passports that are read",
    "recommend/profile/spouse.py": "words of the titles that are read; names of the codes",
    "recommend/directions/wishes.py": "the six interests by the names they are asked for",
    "recommend/weights.py": "the table of weights as data: units and reasons, printed by `acquis weights`",
    "referentials/kinds.py": "the name of a category of ROME and words that are read",
    "referentials/options.py": "words of the titles that are read",
    "referentials/portal.py": "titles of the files of the portal",
    "referentials/readers/crosswalk.py": "publishers, licences and names of columns",
    "referentials/plain.py": "letters and signs of Windows-1252 that are read",
    "referentials/places.py": "articles that names of places begin with",
    "referentials/readers/dares_families.py": "publishers, licences and values that are read",
    "referentials/readers/dares_openings.py": "publishers, licences and names of columns",
    "referentials/readers/dares_salaries.py": "publishers, licences and values that are read",
    "referentials/readers/dares_tensions.py": "publishers, licences and names of columns",
    "referentials/readers/esco.py": "publishers, licences and names of columns",
    "referentials/readers/formacode.py": "publishers, licences and names of columns",
    "referentials/readers/onisep.py": "publishers, licences and values that are read",
    "referentials/readers/rncp_csv.py": "publishers, licences and values that are read",
    "referentials/readers/rncp_fiche.py": "signs and values that are read",
    "referentials/readers/rncp_values.py": "values that are read, and the key of those that have none",
    "referentials/readers/rncp_xml.py": "publishers and licences",
    "referentials/readers/rome.py": "values that are read",
    "referentials/teaching/__init__.py": "the name of the teaching referential's source",
    "referentials/text.py": "letters that are folded",
    "referentials/titles.py": "words of the titles that are read",
}
"""Files that may have French, and why: what is read, or data of official sources. It shrinks, and never grows."""


def strings(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of every string of a module, docstrings aside."""
    tree = ast.parse(source)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.lineno, node.value


def french(path: Path) -> list[str]:
    """Strings of a module that look French."""
    return [f"{line}: {text}" for line, text in strings(path.read_text(encoding="utf-8")) if FRENCH.search(text)]


MODULES = sorted(str(path.relative_to(ROOT)) for room in BELOW for path in (ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("module", [name for name in MODULES if name not in ALLOWED])
def test_no_sentence_is_made_below_answers(module: str) -> None:
    """Give the fact as a field, or the error as a code, and make the sentence in answers/words/."""
    assert french(ROOT / module) == []


@pytest.mark.parametrize("module", sorted(ALLOWED))
def test_a_file_without_french_leaves_the_list(module: str) -> None:
    """What was cleaned stays clean."""
    assert french(ROOT / module), f"{module} has no French any more: take it off ALLOWED"


@pytest.mark.parametrize(
    "text",
    ["Le code est inconnu", "écartez la ligne", "passez --ignore-unknown", "lancez acquis search", "blocs (-n)",
     "prix inconnu : rien", "n'existe pas"],
)  # fmt: skip
def test_french_is_recognised(text: str) -> None:
    """Accents, small words, commands and options."""
    assert FRENCH.search(text)
