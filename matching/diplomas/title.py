"""The title of a diploma taken apart: its kind, its speciality and option, and what is said beside."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from matching.diplomas.kinds import ANY, BY_SHORT_TITLE, FOREIGN, GIVEN_UP, KINDS, PARTS, UNDER_WAY, Kind
from matching.diplomas.sigles import SERIES, WHOLE, WITHIN
from referentials.text import SAME, fold

_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_ASIDE = re.compile(r"\((?i:fiche \w+|cf\.? [^()]*)\)")
_SEVERAL = re.compile(r"\boption a\b.*\boption b\b")
_LONG = re.compile(r"\(((?:[^\s()]+\s+){2,}[^()]+)\)")
"""In brackets, three words or more: an option of a fiche."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_OTHER = re.compile(r"\b(?:equivalen\w*|apres|avant|ancien\w*|ex|remplace\w*|devenue?|prepa\w*|stages?)\b")
"""In brackets: words that announce another diploma, or something else than it."""
_FILLER = re.compile(
    r"^(?:(?:(?:formation|diplomee?|etudes?|cursus|prepa(?:ration)?|obtention|titulaire|niveau|nationale?|obtenue?|"
    r"en|au|du|de|d'une?|une?|le|la|certificat|titre|autre|vae|annee|(?:1ere?|1re|premiere|2e|2eme|deuxieme|3e|3eme|derniere))\b|l'|d'|[-–:,.«\"])\s*)+",
    re.IGNORECASE,
)
_HONOURS = re.compile(r"\b(?:avec )?mention\s+(?:(?:tres |assez )?(?:bien|honorable)|passable|t?b|ab)\b")
_WAY = re.compile(
    r"\b(?:en|par|via|avec)\s+(?:la\s+|l'|une?\s+)?(?:alternance|apprentissage|vae|correspondance|cned|formation continue"
    r"|candidat libre|reconversion|contrat pro\w*)\b|\bcandidate? libre\b|\bvae\b|\b(?:19|20)\d\d\b(?:\s*[-/]\s*(?:19|20)?\d\d\b)?"
    r"|\b(?:obtenue?|validee?|diplomee?)\b(?:\s+en\b)?|\bfiche (?:nationale|incomplete)\b|\ba referentiel commun europeen\b|\bgrade (?:de )?(?:licence|master)\b|\bcf\.? liste.*$"
    r"|\b(?:1ere?|1re|premiere|2e|2eme|deuxieme|seconde|3e|3eme|derniere)\s+annee\b|\bannee\s+[123]\b|\bbac\s*\+\s*\d\b"
    r"|\b(?:niveau|niv\.?)\s+(?:[1-8]|iv|iii|ii|v|i)\b"
)
_PLACE = re.compile(
    r"(?:[,;–-]\s*|\s+(?:a|au|de|en|dans)\s+(?:l'|la |une? )?|\s+)(?:universites?|univ\.?|iut|lycee|ifsi|ifas|greta|afpa|cfa|cnam"
    r"|ufr|fac(?:ulte)?|inspe|espe|iufm|irts|creps|campus|paris \d+|lyon \d+|lille \d+|sorbonne)\b.*$"
)
_MARK = re.compile(
    r"\b(domaine|mentions?|specialite|spe|options?|parcours|specialisation|dominante|champ)\b\s*:?\s*|\s+:\s+|(?<=\w):\s*"
)
_MAIN = frozenset(["mention", "mentions"])
_SIGNS = re.compile(r"[«»\"“”*]|\s-\s*$|^\s*[-–:,.]+\s*")
_SMALL = re.compile(r"^(?:(?:de la|des|du|de|en|le|la|les|et)\s+|(?:de l|d|l)'\s*)(?=\w)")
_LAST = re.compile(r"(?:[\s,;.-]+(?:en|au|de|du|a|la|le|et|d'|l'))+$")
_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
_WORD = re.compile(r"[a-z0-9+#]+")
_UNIVERSITY = frozenset(["licence", "licence_pro", "master", "deug", "maitrise", "dess", "dea"])
_DOMAINS = re.compile(
    r"^(?:(?:(?:sciences?|technologies?|techniques?|sante|droit|economie|gestion|arts?|lettres?|langues?|humaines?|sociales?|et|,|/|-|'|\.|:"
    r"|humanites|sts|shs|deg|all)\s*)+)(?=\s*mention\b)"
)


@dataclass(frozen=True, slots=True)
class DiplomaTitle:
    """What a title says. `speciality` is folded: what the diploma is of, its option aside."""

    kind: Kind | None
    """None where the title names no kind of diploma."""
    speciality: str
    option: str
    """Option, parcours or, in a mention, speciality; empty without one."""
    finished: bool
    """False where it says itself that the diploma was not obtained, or not whole."""
    given_up: bool
    """Whether it says that it was not obtained, rather than that it goes on."""
    foreign: bool
    """Whether it names another country."""
    level: int | None
    """That of the kind; that of who enters it where it was not finished."""
    beside: str = ""
    """Folded: what brackets say, three words or more, that is no place nor way (« métiers du commerce, option A »)."""


def read_title(text: str) -> DiplomaTitle:
    """Read a title as people write it.

    >>> read = read_title("Master 2 Communication des organisations")
    >>> read.kind.code, read.speciality, read.level, read.finished
    ('master', 'communication des organisations', 7, True)
    >>> read_title("BTS MUC (1ère année)").level, read_title("DEAS").speciality
    (4, 'aide-soignant')
    """
    plain = _plain(text)
    folded = plain.lower()
    kind, rest = _kind_of(plain)
    given_up = GIVEN_UP.search(folded) is not None
    finished = not given_up and UNDER_WAY.search(folded) is None
    if kind and kind.code in PARTS and PARTS[kind.code].search(folded):
        finished = False
    speciality, option = _parted(rest, kind)
    level = (kind.level if finished else kind.entry) if kind else None
    return DiplomaTitle(
        kind=kind,
        speciality=speciality,
        option=option,
        finished=finished,
        given_up=given_up,
        foreign=FOREIGN.search(folded) is not None,
        level=level,
        beside=_beside(rest, kind),
    )


def fiche_kind(title: str, short_title: str | None) -> str:
    """Code of the kind of a fiche: its short title gives it, else its title; empty for a titre of a certifier's own."""
    if short_title and short_title in BY_SHORT_TITLE:
        return BY_SHORT_TITLE[short_title]
    kind, _ = _named(_plain(title), anywhere=False)
    return kind.code if kind else ""


def fiche_parts(title: str, kind: str) -> tuple[str, str]:
    """Speciality and option of the title of a fiche of a kind."""
    plain, own = _plain(title), KINDS.get(kind)
    named, rest = _kind_of(plain, every=True)
    same = own is None or named in (None, own) or named.code in own.near
    text = _LONG.sub(r" option \1", _ASIDE.sub(" ", rest if same else plain))
    return _parted(re.sub(rf"(?i)\b{kind}\b", " ", text) if kind else text, own)


def has_options(title: str) -> bool:
    """Whether a fiche is of all the options that it names: « option A …, option B … »."""
    return _SEVERAL.search(fold(title)) is not None


def _plain(text: str) -> str:
    """Without accents nor dots in acronyms; capitals are kept, for they tell « DE » from « de »."""
    bare = text.translate(SAME)
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return " ".join(_DOTTED.sub(lambda found: found[0].replace(".", ""), bare).split())


def _kind_of(plain: str, *, every: bool = False) -> tuple[Kind | None, str]:
    """The kind that a title begins with, or whose acronym stands in it; and the rest. `every`: named again and again."""
    found, rest = _named(plain, anywhere=not every)
    while every and found and (again := _at_start(rest, found)) is not None:
        rest = again
    return found, rest


def _named(plain: str, *, anywhere: bool) -> tuple[Kind | None, str]:
    start = _FILLER.match(plain)
    for text in dict.fromkeys((plain, plain[start.end() :] if start else plain)):
        whole = _whole(text)
        if whole:
            return whole
        if match := ANY.match(text):
            return _of_series(KINDS[str(match.lastgroup)], text[match.end() :])
    for found in _CAPITALS.finditer(plain) if anywhere else ():
        if match := ANY.match(plain, found.start()):
            kind = KINDS[str(match.lastgroup)]
            return _of_series(kind, f"{plain[: match.start()]} {plain[match.end() :]}")
    return None, plain


def _whole(text: str) -> tuple[Kind, str] | None:
    """A sigle that names a whole diploma."""
    first, *others = re.split(r"[\s(,:;/-]+", text, maxsplit=1)
    kind, words = WHOLE.get(first.lower(), ("", ""))
    if not kind or (first.islower() and len(first) < 4):
        return None
    rest = others[0] if others else ""
    return KINDS[kind], words if not rest or fold(rest).strip(" )") in fold(
        words
    ) else f"{words} {_BRACKETS.sub(' ', rest)}"


def _at_start(rest: str, kind: Kind) -> str | None:
    """What follows the kind named once more: « BTS - BTS … », « DE - DE Diplome d'Etat de … »."""
    bare = rest.lstrip(" -–:")
    match = kind.pattern.match(bare)
    return bare[match.end() :] if match and match.end() else None


def _of_series(kind: Kind, rest: str) -> tuple[Kind, str]:
    """A « bac S » and a « bac STMG » are of the kind of their series."""
    if kind.code in ("bac", "bac_techno"):
        words = _WORD.findall(fold(rest))
        series = next((SERIES[word] for word in words[:2] if word in SERIES), None)
        if series:
            return KINDS[series], rest
    return kind, rest


def _parted(rest: str, kind: Kind | None) -> tuple[str, str]:
    """Speciality and option of what follows the kind."""
    said = GIVEN_UP.sub(" ", UNDER_WAY.sub(" ", _HONOURS.sub(" ", _signless(rest))))
    text = _PLACE.sub("", _WAY.sub(" ", _WAY.sub(" ", said)))
    if kind and kind.code in _UNIVERSITY:
        text = _DOMAINS.sub("", text)
    parts = _marked(text)
    university = kind is not None and kind.code in _UNIVERSITY
    main = [said for mark, said in parts if mark in _MAIN] if university else []
    own = [said for mark, said in parts if mark in ("", "specialite", "spe")]
    speciality = (main or own or [said for mark, said in parts if mark != "domaine"] or [""])[0]
    others = [said for mark, said in parts if mark != "domaine" and said != speciality]
    if main:
        others = [said for mark, said in parts if mark not in ("domaine", "") and said != speciality]
    return _in_full(speciality, kind), _in_full(" ".join(others), kind)


def _beside(rest: str, kind: Kind | None) -> str:
    """What is said in brackets, where it is long enough to name a diploma and does not name another one."""
    found = _LONG.search(rest)
    said = f" {fold(found[1])}" if found else ""
    if not found or _OTHER.search(said) or _PLACE.match(said):
        return ""
    return " ".join(part for part in _parted(found[1], kind) if part)


def _signless(rest: str) -> str:
    bare = _BRACKETS.sub(" ", rest)
    text = fold(bare if _WORD.search(fold(bare)) else re.sub(r"[()\[\]]", " ", rest))
    return " ".join(_SIGNS.sub(" ", text).split())


def _marked(text: str) -> list[tuple[str, str]]:
    """Parts of a title by the word that announces each; "" for what comes first, or after a colon an option."""
    found, mark, at = list[tuple[str, str]](), "", 0
    for match in _MARK.finditer(text):
        found.append((mark, text[at : match.start()]))
        mark, at = match[1] or "option", match.end()
    found.append((mark, text[at:]))
    return [(mark, bare) for mark, said in found if (bare := _tidy(said))]


def _tidy(said: str) -> str:
    return _LAST.sub("", _SMALL.sub("", said.strip(" ,;:.-–/'"))).strip(" ,;:.-–/'")


def _in_full(text: str, kind: Kind | None) -> str:
    """The sigles of a kind written out; what the words after one say again is not."""
    known = WITHIN.get(kind.code, {}) if kind else {}
    tight = re.sub(r"[\s/-]+", "", text)
    if tight in known:
        return fold(known[tight])
    words = re.split(r"(\W+)", text)
    return "".join(fold(known[word]) if word in known and not _spelt(word, text) else word for word in words).strip()


@lru_cache(maxsize=4096)
def _spelt(word: str, text: str) -> bool:
    """Whether a word that is a sigle is a word here: long ones that stand among others."""
    return len(word) > 4 and len(text.split()) > 1
