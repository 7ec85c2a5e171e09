"""Kinds of diplomas: how people write each, its level (D6113-19), the level it is entered with, and its kin.

`pattern` is looked for in a title without accents; letters outside `(?i:…)` are in capitals, for they are words too
(« DE », « MC », « CAP »).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from matching.french.countries import ANY as ANY_COUNTRY


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of diploma. Levels are None where they differ from one diploma of the kind to another."""

    code: str
    level: int | None
    entry: int | None
    """Level of who enters it, and who left before its end has."""
    pattern: re.Pattern[str]
    near: tuple[str, ...] = ()
    """Kinds that people name so too."""
    years: int = 4
    """From when it began, years after which it is no longer being prepared, even with no end given."""


def _kind(
    code: str, level: int | None, entry: int | None, pattern: str, near: tuple[str, ...] = (), years: int = 4
) -> Kind:
    return Kind(code, level, entry, re.compile(rf"(?:{pattern})(?!\w)"), near, years)


_TABLE = (
    # the longer names first: the first that is found is the one
    _kind("bp_jeps", 4, 3, r"(?i:bp\s?jeps)|(?i:brevet professionnel de la jeunesse[^-–:]*?\bsport)"),
    _kind("cp_jeps", 3, None, r"(?i:cp\s?jeps)|(?i:certificat professionnel de la jeunesse[^-–:]*?\bsport)"),
    _kind("desjeps", 6, 5, r"(?i:des\s?jeps)|(?i:diplome d'etat superieur de la jeunesse[^-–:]*?\bsport)"),
    _kind("dejeps", 5, 4, r"(?i:de\s?jeps)|(?i:diplome d'etat de la jeunesse[^-–:]*?\bsport)"),
    _kind("bees", None, None, r"(?i:bees|brevet d'etat d'educateur sportif)(?:\s?[12](?:er?)?)?"),
    _kind("bapaat", 3, None, r"(?i:bapaat)"),
    _kind("licence_pro", 6, 5, r"(?i:licences?\s+pro(?:fessionnelles?|f?\.?)?|l3\s+pro(?:fessionnelle)?|lic\.?\s+pro)|LP"),
    _kind("bac_pro", 4, 3, r"(?i:bac(?:calaureat)?s?[\s-]+pro(?:fessionnels?|f?\.?)?|bacpro)"),
    _kind("bac_techno", 4, 3, r"(?i:bac(?:calaureat)?\s+techno(?:logique)?)"),
    _kind("btsa", 5, 4, r"(?i:btsa|bts\s+agricole|brevet de technicien superieur agricole)"),
    _kind("btsm", 5, 4, r"(?i:btsm|brevet de technicien superieur maritime)"),
    _kind("bts", 5, 4, r"(?i:bts|brevet(?: de)? techniciens? superieure?)", ("btsa",)),
    _kind("deust", 5, 4, r"(?i:deust|diplome d'etudes universitaires scientifiques et techniques)"),
    _kind("deug", 5, 4, r"(?i:deug|diplome d'etudes universitaires generales)"),
    _kind("dut", 5, 4, r"(?i:dut|diplome universitaire (?:de )?technologi(?:qu)?e)"),
    _kind("but", 6, 4, r"BUT|But(?=\s+[A-Z])|(?i:bachelor universitaire de technologie)", ("dut",)),
    _kind("capa", 3, None, r"(?i:capa|cap agricole|certificat d'aptitude professionnelle agricole)"),
    _kind("cap", 3, None, r"CAP(?!\s+(?i:sur|vers|emploi))|(?i:cap)(?!\s+(?i:sur|vers|emploi))|(?i:certificat d'aptitudes? professionnell?e?s?)", ("capa",)),
    _kind("bepa", 3, None, r"(?i:bepa|brevet d'etudes professionnelles agricoles)"),
    _kind("bep", 3, None, r"(?i:bep|brevet d'etudes? professionnelles?)", ("bepa",)),
    _kind("bma", 4, 3, r"(?i:bma|brevet des metiers d'art)"),
    _kind("dma", 5, 4, r"(?i:dma|diplome des metiers d'art)"),
    _kind("dnmade", 6, 4, r"(?i:dn\s?made|diplome national des metiers d'art et du design)"),
    _kind("bpa", 3, None, r"BPA|(?i:brevet professionnel agricole)"),
    _kind("bp", 4, 3, r"(?i:bp)|(?i:brevet professionnel)", ("bpa",)),
    _kind("brevet_maitrise", 5, 3, r"BM|(?i:brevet de maitrise)"),
    _kind("bta", 4, 3, r"BTA|(?i:brevet de technicien agricole)"),
    _kind("bt", 4, 3, r"BT|(?i:brevet de technicien)"),
    _kind("mc", None, 3, r"MC[345]?|(?i:mentions? complementaires?)", ("cs",)),
    _kind("cs", None, 3, r"CS(?:\s+(?i:option))?|(?i:certificat de specialisation)", ("mc",)),
    _kind("cqp", None, None, r"(?i:cqp[mi]?|certificat de qualification professionnelle)", ("titre",)),
    _kind("tp", None, None, r"(?i:tp)|(?i:titres?\s+pro(?:fessionnels?|f?\.?)?)(?!\s+(?i:rncp))", ("titre",)),
    _kind("bachelor", 6, 4, r"(?i:bachelors?)", ("titre", "visa")),
    _kind("mastere", 7, 6, r"(?i:masteres?(?:\s+spe(?:cialisee?)?\.?)?|MS(?=\s+[A-Z]))", ("titre",)),
    _kind("mba", 7, 6, r"(?i:mba)", ("titre",)),
    _kind("master", 7, 6, r"(?i:masters?(?!\s*class)(?:\s+(?:professionnel|recherche|pro))?(?:\s*[12](?:\s*\(?m2\)?)?)?)|(?i:m[12])"),
    _kind("dess", 7, 6, r"(?i:dess|diplome d'etudes superieures specialisees)", ("master",)),
    _kind("dea", 7, 6, r"DEA|(?i:diplome d'etudes approfondies)", ("master",)),
    _kind("maitrise", 6, 6, r"(?i:maitrise)(?=\s+(?i:de\b|d'|en\b|aes|lea|lce|mass|miage|stap))(?!\s+(?i:de (?:soi|l'|la|logiciel)))"),
    _kind("ingenieur", 7, 5, r"(?i:(?:diplome\s+d'|titre\s+d?'?\s?|ecole\s+d'|diplomee?\s+)ingenieure?s?)|(?i:ingenieure?\s+diplomee?)|(?i:ingenieure?)(?=\s+(?:INSA|ENS|ESI|EPF|ECE|UT[BCT]|EN[A-Z]{2,}|ES[A-Z]{2,}|IN[A-Z]{2,}|IS[A-Z]{2,}|(?i:centrale|polytech|mines|arts et metiers|cnam|cesi)))", (), 6),
    _kind("visa", None, 4, r"(?i:diplovis|dipvigrm|dipvigrl|grade_(?:licence|master)|programme grande ecole|pge)|(?i:diplome d'ecole de commerce)"),
    _kind("dcg", 6, 4, r"(?i:dcg|diplome de comptabilite et de gestion)"),
    _kind("dscg", 7, 6, r"(?i:dscg|diplome superieur de comptabilite et de gestion)"),
    _kind("dnsp", 6, 4, r"(?i:dnsp)"),
    _kind("dsp", 4, 3, r"DSP|(?i:diplome de specialisation professionnelle)"),
    _kind("dsaa", 7, 6, r"(?i:dsaa|diplome superieur d'arts appliques)"),
    _kind("daeu", 4, None, r"(?i:daeu|diplome d'acces aux etudes universitaires)(?:\s+[AB])?"),
    _kind("capacite", 4, None, r"(?i:capacite en droit)"),
    _kind("doctorat", 8, 7, r"(?i:doctorat|docteure?(?=\s+(?:en|es)\b)|these de doctorat|ph\.?d)", (), 8),
    _kind("etat", None, None, r"DE|(?i:diplomes? d'etat)|(?i:certificat d'aptitude(?! professionnelle))|CA(?=\s+(?i:certificat))", (), 5),
    _kind("licence", 6, 4, r"(?i:licences?)(?!\s*(?i:iv|4|de (?:taxi|peche|pilote|chasse|football|transport)|sportive|d'entrepreneur))(?:\s*[123])?|(?i:l[123])", ("licence_pro",)),
    _kind("bac", 4, 3, r"(?i:bac(?:calaureat)?)(?!\s*(?:\+|plus\b|a\b))(?:\s+(?i:general))?", ("bac_pro", "bac_techno")),
    _kind("dnb", None, None, r"(?i:brevet des colleges|dnb|diplome national du brevet|bepc)"),
    _kind("du", None, None, r"DI?U|(?i:diplome (?:inter[\s-]?)?universitaire)"),
    _kind("titre", None, None, r"(?i:titre(?:\s+(?:rncp|certifiee?|homologuee?|de))+|titre(?=\s+niveau)|certification professionnelle)(?:\s+(?i:niv(?:eau|\.)?)\s*[1-8iv]+)?", ("tp", "cqp", "visa")),
)  # fmt: skip
KINDS: Mapping[str, Kind] = MappingProxyType({kind.code: kind for kind in _TABLE})
ANY = re.compile("|".join(f"(?P<{kind.code}>{kind.pattern.pattern})" for kind in _TABLE))
"""The first kind that a text begins with."""

BY_SHORT_TITLE: Mapping[str, str] = MappingProxyType(
    {
        "Master": "master", "Licence professionnelle": "licence_pro", "Titre ingénieur": "ingenieur",
        "Titre professionnel": "tp", "Licence": "licence", "Certificat d'aptitude professionnelle": "cap",
        "Baccalauréat professionnel": "bac_pro", "Brevet de technicien supérieur": "bts",
        "Brevet professionnel": "bp", "Diplôme d'études universitaires scientifiques et techniques": "deust",
        "Brevet d'état d'éducateur sportif": "bees", "Diplôme visé": "visa", "Diplôme visé grade de master": "visa",
        "Mention complémentaire": "mc", "Certificat de spécialisation": "cs",
        "Brevet d'études professionnelles": "bep", "Diplôme universitaire de technologie": "dut",
        "Diplôme de grand établissement grade master": "visa", "Diplôme conférant le grade de Master": "visa",
        "Brevet de technicien supérieur agricole": "btsa", "Brevet de technicien supérieur maritime": "btsm",
        "Brevet d'études professionnelles agricoles": "bepa", "Brevet des métiers d'art": "bma",
        "Certificat d'aptitude professionnelle agricole": "capa", "Doctorat": "doctorat",
        "Diplôme des métiers d'art": "dma", "Baccalauréat technologique": "bac_techno",
        "Brevet professionnel agricole": "bpa", "Brevet de technicien": "bt",
        "Brevet de technicien agricole": "bta", "Diplôme d'Etat d'Auxiliaire de Vie Sociale": "etat",
    }
)  # fmt: skip
"""Kind of a fiche by the short title that the register gives it; where it gives none, or « Diplôme d'Etat », which
covers those of sport too, its title says it."""

GIVEN_UP = re.compile(
    r"\b(?:niveau\s+(?:bac|bts|cap|bep|licence|master|dut|deug)|niv\.?\s+(?:bac|bts|cap|bep|licence)"
    r"|sans (?:le )?diplome|non (?:obtenue?|validee?|diplomee?|terminee?|presentee?|acquis)|pas (?:obtenue?|eue?|validee?|finie?|terminee?|passee?)"
    r"|echec|ratee?|abandon(?:nee?)?|interrompue?|arretee?|inachevee?|admissible"
    r"|modules?|partielle?(?:ment)?|blocs?\s*(?:n[o°]\s*)?\d|bc\d+)\b"
)
"""In a folded title: said not to have been obtained, or not whole."""
UNDER_WAY = re.compile(
    r"\b(?:en cours|en preparation|prepa(?:ration)?(?:\s+(?:au|du|a la|aux?|a l'))|preparant|prepare"
    r"|(?:1|2)(?:ere?|re|e|eme|nde)?\s+annee|(?:premiere|deuxieme|seconde)\s+annee|annee\s+[12])\b"
)
"""In a folded title: followed, and not yet to its end. A first year is no diploma."""
PARTS = MappingProxyType(
    {"licence": re.compile(r"\b(?:l|licence\s*)[12]\b"), "master": re.compile(r"\b(?:m|master\s*)1\b")}
)
"""Years of a diploma that are not its last, as they stand in a folded title."""
FOREIGN = re.compile(
    rf"{ANY_COUNTRY.pattern}|\b(?:a l'etranger|diplome etranger|university|universidad|bachelor of|master of)\b"
)
"""In a folded title: a country that is not France. Names of languages are specialities, and are left out."""
