"""Languages by their names and codes, and levels as people say them; what is no level of the framework is doubted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from referentials.text import fold

NAMES = {
    "fr": "francais|french|francaise", "en": "anglais|english|anglaise", "es": "espagnol|spanish|castillan",
    "de": "allemand|german", "it": "italien|italian", "pt": "portugais|portuguese", "ar": "arabe|arabic|darija",
    "nl": "neerlandais|dutch|hollandais|flamand", "ru": "russe|russian", "zh": "chinois|chinese|mandarin",
    "ja": "japonais|japanese", "ko": "coreen|korean", "tr": "turc|turkish", "pl": "polonais|polish",
    "ro": "roumain|romanian", "uk": "ukrainien|ukrainian", "fa": "persan|farsi|dari|persian", "ps": "pachto|pashto",
    "ber": "berbere|kabyle|tamazight|amazigh", "wo": "wolof", "bm": "bambara", "ff": "peul|pulaar|fula",
    "ln": "lingala", "sw": "swahili", "mg": "malgache|malagasy", "ti": "tigrinya", "am": "amharique|amharic",
    "so": "somali", "ta": "tamoul|tamil", "hi": "hindi", "ur": "ourdou|urdu", "bn": "bengali|bangla",
    "vi": "vietnamien|vietnamese", "th": "thai|thailandais", "el": "grec|greek", "sq": "albanais|albanian",
    "sr": "serbe|serbian", "hr": "croate|croatian", "bs": "bosnien|bosniaque|bosnian", "bg": "bulgare|bulgarian",
    "hu": "hongrois|hungarian", "cs": "tcheque|czech", "sk": "slovaque|slovak", "sl": "slovene|slovenian",
    "sv": "suedois|swedish", "da": "danois|danish", "no": "norvegien|norwegian", "fi": "finnois|finlandais|finnish",
    "ka": "georgien|georgian", "hy": "armenien|armenian", "he": "hebreu|hebrew", "ku": "kurde|kurdish",
    "ca": "catalan", "eu": "basque", "br": "breton", "oc": "occitan", "co": "corse", "gsw": "alsacien",
    "gcf": "creole guadeloupeen|creole martiniquais", "rcf": "creole reunionnais", "ht": "creole haitien",
    "fsl": "langue des signes francaise|lsf", "et": "estonien|estonian", "lv": "letton|latvian",
    "lt": "lituanien|lithuanian", "is": "islandais|icelandic", "ga": "irlandais|irish", "mt": "maltais|maltese",
}  # fmt: skip
_ISO3 = {
    "fra": "fr", "fre": "fr", "eng": "en", "spa": "es", "deu": "de", "ger": "de", "ita": "it", "por": "pt", "ara": "ar",
    "nld": "nl", "dut": "nl", "rus": "ru", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko", "tur": "tr", "pol": "pl",
    "ron": "ro", "rum": "ro", "ukr": "uk", "fas": "fa", "per": "fa", "ell": "el", "gre": "el", "hun": "hu", "ces": "cs",
    "slk": "sk", "slv": "sl", "bul": "bg", "hrv": "hr", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "est": "et",
    "lav": "lv", "lit": "lt", "gle": "ga", "mlt": "mt", "sqi": "sq", "srp": "sr", "cat": "ca", "eus": "eu", "bre": "br",
}  # fmt: skip
_BY_NAME = {name: code for code, names in NAMES.items() for name in names.split("|")}
_NAME = re.compile(rf"\b({'|'.join(sorted(_BY_NAME, key=len, reverse=True))})\b")

_CEFR = re.compile(r"(?<![a-z0-9])([abc][12])(?:\.\d)?\+?(?![a-z0-9])")
_MOTHER = re.compile(r"langue maternelle|\bmaternel(?:le)?\b|mother tongue|\bnative(?: speaker)?\b|\bnatif\b|\bnative$")
_SCALES = {
    "elementary proficiency": "A1", "limited working proficiency": "B1", "professional working proficiency": "B2",
    "full professional proficiency": "C1", "competence elementaire": "A1", "competence professionnelle limitee": "B1",
    "competence professionnelle": "B2", "competence professionnelle complete": "C1", "notions elementaires": "A1",
    "capacite professionnelle limitee": "B1", "capacite professionnelle generale": "B2", "capacite professionnelle complete": "C1",
}  # fmt: skip
"""Those of LinkedIn (the ILR scale), at the lowest level of the framework that each covers."""
_BY_LENGTH = sorted(((w.removesuffix(" proficiency"), level) for w, level in _SCALES.items()), key=lambda p: -len(p[0]))


class LevelBy(StrEnum):
    """How a level was read."""

    FRAMEWORK = "framework"
    SEVERAL = "several"
    """Several of the framework: the lowest."""
    MOTHER_TONGUE = "mother_tongue"
    SCALE = "scale"


@dataclass(frozen=True, slots=True)
class LevelRead:
    """A level of the framework, and how it was read."""

    level: str
    by: LevelBy


def language_code(text: str) -> str | None:
    """ISO code of a language, by its name or its code.

    >>> language_code("Anglais"), language_code("fra"), language_code("pt-BR"), language_code("klingon")
    ('en', 'fr', 'pt', None)
    """
    plain = fold(text).strip(" .:")
    found = _NAME.search(plain)
    if found:
        return _BY_NAME[found[1]]
    code = plain.split("-")[0].split("_")[0]
    return _ISO3.get(code) or (code if code in NAMES else None)


def level_in(text: str) -> LevelRead | None:
    """Level of the framework that words say; None for those that say none: bilingual, fluent, some.

    >>> level_in("B2 (TOEIC 820)"), level_in("bilingue")
    (LevelRead(level='B2', by=<LevelBy.FRAMEWORK: 'framework'>), None)
    """
    plain = " ".join(fold(text).split())
    levels = sorted({found.upper() for found in _CEFR.findall(plain)})
    if levels:
        return LevelRead(levels[0], LevelBy.FRAMEWORK if len(levels) == 1 else LevelBy.SEVERAL)
    if re.search(r"bilingu", plain):
        return None
    if _MOTHER.search(plain):
        return LevelRead("C2", LevelBy.MOTHER_TONGUE)
    scale = next((level for words, level in _BY_LENGTH if words in plain), None)
    return LevelRead(scale, LevelBy.SCALE) if scale else None


def languages_in(text: str) -> list[tuple[str, str]]:
    """Each language that a line names, with the words on it: (code, words).

    >>> languages_in("Anglais (B2), Espagnol : notions")
    [('en', 'Anglais (B2)'), ('es', 'Espagnol : notions')]
    """
    folded = "".join(fold(c)[:1] or " " for c in text)
    found = list(_NAME.finditer(folded))
    cuts = [0, *(one.start() for one in found[1:]), len(text)]
    return [
        (_BY_NAME[one[1]], text[start:end].strip(" \t,;/|·•-–—"))
        for one, start, end in zip(found, cuts, cuts[1:], strict=False)
    ]
