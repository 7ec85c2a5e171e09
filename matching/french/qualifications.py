"""Licences, CACES, habilitations, cards and first aid as people write them: small grammars, one token for each.

A token names one thing that is held: `licence:C`, `caces:R489:3`, `road:FIMO:goods`, `electrical:B1V`,
`first_aid:SST`, `security:SSIAP1`, `card:CNAPS`. What has no grammar here is compared as a title (`diplomas.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from referentials.text import fold

Tokens = frozenset[str]

_CATEGORIES = r"am|a1|a2|a|be|b1|b|c1e|c1|ce|c|d1e|d1|d|ec|ed|eb|e\(?[bcd]\)?"
_LICENCE = re.compile(
    rf"\bpermis(?:\s+de\s+conduire)?(?:\s+(?:cat[ée]gories?|cat\.?))?\s*:?\s*"
    rf"(?P<list>(?:{_CATEGORIES}|DE)(?![\w'’])(?:\s*(?:[,/+&-]|et|ou)?\s*(?:{_CATEGORIES}|DE)(?![\w'’]))*)",
    re.IGNORECASE,
)
_CATEGORY = re.compile(rf"(?:{_CATEGORIES}|de)(?![\w'’])")
_NICKNAMES = {
    "licence:CE": r"permis (?:super[ -]lourds?|spl|remorque lourde)|\bspl\b",
    "licence:C": r"permis (?:poids[ -]lourds?|pl|camion)\b",
    "licence:D": r"permis (?:de )?(?:bus|autocar|car|transports? en commun|voyageurs?|tc)\b",
    "licence:B": r"permis (?:voiture|vl)\b",
    "licence:A": r"permis moto\b",
}
_TURNED = {"EC": "CE", "ED": "DE", "EB": "BE"}
_LICENCES_WITHIN = {
    "CE": ("C", "C1E", "BE"), "C": ("C1",), "C1": ("B",), "C1E": ("C1", "BE"), "DE": ("D", "D1E"), "D": ("D1",),
    "D1": ("B",), "D1E": ("D1", "BE"), "BE": ("B",), "A": ("A2",), "A2": ("A1",), "A1": ("AM",), "B": ("B1", "AM"),
}  # fmt: skip
"""What a category of licence lets drive, or asks for: articles R221-4 and following of the code de la route."""

_CACES = re.compile(r"\bcaces\b|certificats? d'aptitude a (?:la conduite|l'utilisation)[^,;.]*? en securite")
_RECOMMENDATION = re.compile(
    r"\br\s?\.?\s?(?P<number>318|372|377|383|386|389|390|408|457|48[2-9]|490)(?P<tail>.*)", re.S
)
_STEP = r"(?:10|[1-9][ab]?|[a-g][1-4]?)"
_RIGHT_AFTER = re.compile(rf"\s*-\s*(?P<list>{_STEP}(?:\s*[-/,]\s*{_STEP})*)\b")
_NAMED_STEPS = re.compile(rf"\bcat(?:egories?)?s?\.?\s*:?\s*(?P<list>{_STEP}\b(?:\s*(?:[-/,+&]|et)?\s*{_STEP}\b)*)")
_BARE_STEPS = re.compile(rf"^\s*:?\s*(?P<list>{_STEP}\b(?:\s*(?:[-/,+&]|et)?\s*{_STEP}\b)*)(?!\s*(?:ans?|h|m|t)\b)")
_MACHINES = {
    "R489": r"chariot|cariste|fenwick|gerbeur|transpalette|mat retractable", "R486": r"nacelle|pemp|plates?-formes?",
    "R482": r"engins? de chantier|pelle|chargeuse|tractopelle|mini-?pelle", "R484": r"ponts? roulant|portique",
    "R490": r"grue auxiliaire|grues? de chargement|bras de grue", "R487": r"grues? a tour",
    "R483": r"grues? mobile", "R485": r"gerbeurs? (?:a conducteur )?accompagnant",
}  # fmt: skip
_REPLACED = {
    "R489": "R389", "R482": "R372", "R486": "R386", "R483": "R383", "R487": "R377", "R490": "R390", "R484": "R318",
}  # fmt: skip
"""Recommendations of the CNAMTS by those that they replaced on 1 January 2020."""
_STEPS_REPLACED = {"R489:1A": "1", "R489:2B": "2", "R489:3": "3", "R489:4": "4", "R489:5": "5", "R489:7": "6"}

_SYMBOL = re.compile(
    r"(?<!\w)(?:h0\s?[-/]?\s?b0v?|b0\s?[-/]?\s?h0v?|bol|[bh][0-2](?:xl|tl|vl|[vtnl])?|b[rcsep][lp]?|h[ce])(?!\w)"
)
_ELECTRICAL = re.compile(
    r"\bhab(?:ilitations?|ilitee?|\.)?\s+(?:aux?\s+risques?\s+)?(?:d'origine\s+)?(?:elec|(?=[bh][0-2rs]))"
)
_TENSION = {"electrical:dead": "hors tension", "electrical:live": "sous tension"}
_ELECTRICAL_WITHIN = {
    "B2V": ("B2", "B1V"), "B1V": ("B1", "B0"), "B2": ("B1",), "B1": ("B0", "dead"), "BR": ("B0",), "BS": ("B0",),
    "H2V": ("H2", "H1V"), "H1V": ("H1",), "H2": ("H1",), "H1": ("H0", "dead"),
}  # fmt: skip
"""What a symbol lets do besides (NF C18-510)."""

_NAMED = {
    "road:FIMO": r"\bfimo\b|formation initiale mini(?:mum|male) obligatoire|qualification initiale.{0,30}conducteur",
    "road:FIMO:goods": r"conduite de certains vehicules routiers affectes aux transports de marchandises",
    "road:FIMO:passengers": r"conduite de certains vehicules routiers affectes aux transports de voyageurs",
    "road:FCO": r"\bfco\b|formation continue obligatoire",
    "road:CQC": r"\bcqc\b|carte (?:de )?qualification (?:de )?conducteur|certificat de qualification de conducteur"
    r"|\bcode 95\b",
    "road:ADR": r"\badr\b",
    "road:ADR:tank": r"\badr\b.*citerne",
    "road:ADR:gas": r"\badr\b.*\b(?:gaz|gpl)\b",
    "road:ADR:fuel": r"\badr\b.*petrolier",
    "road:ADR:class1": r"\badr\b.*classe 1\b",
    "road:ADR:class7": r"\badr\b.*classe 7\b",
    "road:ADR:adviser": r"\badr\b.*conseiller",
    "first_aid:SST": r"(?<!management )\bs\.?s\.?t\b|sauveteurs?[ -]secouristes? du travail",
    "first_aid:PSC1": r"\bpsc ?1?\b|prevention et secours civiques|premiers secours citoyen|\bafps\b",
    "first_aid:PSE1": r"\bpse ?1\b|premiers secours en equipe (?:de )?niveau 1",
    "first_aid:PSE2": r"\bpse ?2\b|premiers secours en equipe (?:de )?niveau 2",
    "first_aid:AFGSU1": r"\bafgsu\s*(?:niveau|niv\.?)?\s*1|gestes et soins d'urgence\W+niveau 1",
    "first_aid:AFGSU2": r"\bafgsu\s*(?:niveau|niv\.?)?\s*2|gestes et soins d'urgence\W+niveau 2",
    "first_aid:trainer": r"(?:formateurs?|formation de formateurs?|moniteurs?)\b.*(?:secours|secourisme|\bsst\b)",
    "swim:BNSSA": r"\bbnssa\b|brevet national de securite et (?:de )?sauvetage aquatique",
    "security:SSIAP1": r"\bssiap\W{0,2}(?:niveau )?1|incendie.{0,40}niveau 1",
    "security:SSIAP2": r"\bssiap\W{0,2}(?:niveau )?2|incendie.{0,40}niveau 2",
    "security:SSIAP3": r"\bssiap\W{0,2}(?:niveau )?3|incendie.{0,40}niveau 3",
    "card:CNAPS": r"^(?!.*(?:autorisation|agrement|demande)).*\bcnaps\b"
    r"|carte (?:pro|professionnelle)\b.{0,20}(?:securite|surveillance|\baps\b)",
    "network:AIPR": r"\baipr\b|intervention a proximite des reseaux",
    "youth:BAFA": r"\bbafa\b|brevet d'aptitude aux fonctions d'animateur",
    "youth:BAFD": r"\bbafd\b|brevet d'aptitude aux fonctions de directeur",
    "cooling:fluids": r"fluides frigorigenes",
    "food:hygiene": r"(?:formation|attestation|stage|certificat|certifiee?)\b.{0,30}(?:haccp|hygiene alimentaire)",
    "plants:certiphyto": r"\bcerti-?phyto\b",
}
_NAMED_READ = {token: re.compile(pattern) for token, pattern in _NAMED.items()}
_NICKNAMES_READ = {token: re.compile(pattern) for token, pattern in _NICKNAMES.items()}
_MACHINES_READ = {token: re.compile(pattern) for token, pattern in _MACHINES.items()}
_WITHIN = {
    "security:SSIAP2": ("security:SSIAP1",), "first_aid:PSE2": ("first_aid:PSE1",),
    "first_aid:PSE1": ("first_aid:PSC1",), "first_aid:AFGSU2": ("first_aid:AFGSU1",), "youth:BAFD": ("youth:BAFA",),
}  # fmt: skip
_TRIGGER = re.compile(
    r"permis|\bspl\b|caces|en securite|\br\s?\.?\s?[34]\d\d|\bhab|fimo|fco|minim|conduc|routiers|\bcqc|code 95|\badr\b|"
    r"\bs\.?s\.?t\b|secour|\bpsc|afps|\bpse|afgsu|urgence|bnssa|sauvetage|ssiap|incendie|cnaps|carte|aipr|reseaux|"
    r"\bbaf|aptitude|frigorigenes|haccp|hygiene|phyto|continue obligatoire"
)
"""Without one of these, no grammar here reads anything."""
_CARRIED = re.compile(r"marchandise|voyageur|personnes")

_CLAUSE = re.compile(r"[;\n!?]|\.(?=\s|$)(?<!cat\.)|,(?!\s?\d)|\s[/–—-]\s(?!\d)")
_FIRST = re.compile(
    r"^\W*(?:et |avec |mon |mes |le |les )*(?:permis|caces|fimo|fco|sst|psc ?1|pse|afgsu|ssiap|carte|habilitation|aipr|"
    r"bafa|bafd|bnssa|certiphyto|adr|cqc|formation haccp)\b"
)
_HOLDS = re.compile(r"\b(?:titulaire|detent(?:eur|rice)|j'ai|possede|obtenue?s?|valides?|a jour|recycle)\b")
_NOT_HELD = re.compile(
    r"\b(?:sans|pas|aucune?|projet|prepar\w*|passer|en cours|bientot|obtenir|exige\w*|demande\w*|souhait\w*|eleves?|"
    r"lecons?|enseign\w*|candidats?|suspendu|annule|retire|perdu|perime\w*|expire\w*|formateur|former|cours de|"
    r"prevu\w*)\b"
)


def tokens(text: str) -> Tokens:
    """What a title of qualification says is held; empty when it is none of those that have a grammar here.

    >>> sorted(tokens("CACES R489 cat 1,3,5"))
    ['caces:R489', 'caces:R489:1', 'caces:R489:3', 'caces:R489:5']
    >>> sorted(tokens("Permis B et C"))
    ['licence:B', 'licence:C']
    """
    folded = fold(text)
    if not _TRIGGER.search(folded):
        return frozenset()
    return frozenset(token for read in _READERS for token in read(text, folded))


def mentioned(text: str) -> list[tuple[str, Tokens]]:
    """What a description says, in so many words, to be held, each with the words that say it.

    >>> mentioned("Instruction tir, secourisme. Permis C")
    [('Permis C', frozenset({'licence:C'}))]
    >>> mentioned("je prépare le permis C. Pas de CACES")
    []
    """
    said = []
    for clause in _CLAUSE.split(text):
        folded = fold(clause)
        if (_FIRST.search(folded) or _HOLDS.search(folded)) and not _NOT_HELD.search(folded):
            found = tokens(clause)
            if found:
                said.append((clause.strip(), found))
    return said


def closed(held: Tokens) -> Tokens:
    """The same, with all that they give the right to, or that they replaced.

    >>> sorted(closed(frozenset({"licence:C1E"})))
    ['licence:AM', 'licence:B', 'licence:B1', 'licence:BE', 'licence:C1', 'licence:C1E']
    """
    found, new = set[str](), set(held)
    while new:
        found |= new
        new = {below for token in new for below in _below(token)} - found
    return frozenset(found)


def _below(token: str) -> Iterator[str]:
    family, _, name = token.partition(":")
    yield from _WITHIN.get(token, ())
    if family == "licence":
        yield from (f"licence:{one}" for one in _LICENCES_WITHIN.get(name, ()))
    if family == "electrical":
        yield from (f"electrical:{one}" for one in _ELECTRICAL_WITHIN.get(name, ()))
    if family == "caces":
        number = name.partition(":")[0]
        if number in _REPLACED:
            yield f"caces:{_REPLACED[number]}"
        if name in _STEPS_REPLACED:
            yield f"caces:{_REPLACED[number]}:{_STEPS_REPLACED[name]}"


def _licences(text: str, folded: str) -> Iterator[str]:
    for match in _LICENCE.finditer(text):
        for category in _CATEGORY.findall(match["list"].lower()):
            name = category.upper().replace("(", "").replace(")", "")
            if name != "DE" or "DE" in match["list"]:
                yield f"licence:{_TURNED.get(name, name)}"
    for token, pattern in _NICKNAMES_READ.items():
        if pattern.search(folded):
            yield token


def _caces(_text: str, folded: str) -> Iterator[str]:
    said = _CACES.search(folded)
    numbered = _RECOMMENDATION.search(folded)
    if not said and not numbered:
        return
    if numbered:
        number, tail = f"R{numbered['number']}", numbered["tail"]
        steps = _RIGHT_AFTER.match(tail) or _NAMED_STEPS.search(tail) or _BARE_STEPS.match(tail)
        before = folded[said.end() : numbered.start()] if said and said.end() < numbered.start() else ""
        steps = steps or re.search(rf"(?P<list>\b{_STEP})\s*$", before)
    else:
        assert said
        tail = folded[said.end() :]
        steps = _NAMED_STEPS.search(tail) or _BARE_STEPS.match(tail)
        found = _machine(folded) or (steps and _chariots_or_engines(steps["list"]))
        if not found:
            yield "caces"
            return
        number = found
    yield f"caces:{number}"
    for step in re.findall(_STEP, steps["list"]) if steps else ():
        yield f"caces:{number}:{step.upper()}"


def _machine(folded: str) -> str | None:
    return next((number for number, pattern in _MACHINES_READ.items() if pattern.search(folded)), None)


def _chariots_or_engines(steps: str) -> str:
    """Categories alone, as people say them: figures are those of lift trucks, letters those of engines."""
    return "R489" if re.match(r"\d", steps) else "R482"


def _electrical(_text: str, folded: str) -> Iterator[str]:
    if not _ELECTRICAL.search(folded):
        return
    yield "electrical"
    yield from (token for token, words in _TENSION.items() if words in folded and "hors tension et" not in folded)
    for symbol in _SYMBOL.findall(folded):
        name = re.sub(r"[\s/-]", "", symbol).upper().replace("O", "0")
        if name.startswith(("H0B0", "B0H0")):
            yield from ("electrical:B0", "electrical:H0")
        else:
            yield f"electrical:{name}"


def _named(_text: str, folded: str) -> Iterator[str]:
    carried = {"marchandise": "goods", "voyageur": "passengers", "personnes": "passengers"}
    for token, pattern in _NAMED_READ.items():
        if pattern.search(folded):
            yield token
            if token in {"road:FIMO", "road:FCO", "road:CQC"}:
                yield from (f"{token}:{carried[word]}" for word in _CARRIED.findall(folded))
            elif token.startswith("road:FIMO:"):
                yield "road:FIMO"


_READERS: tuple[Callable[[str, str], Iterator[str]], ...] = (_licences, _caces, _electrical, _named)
