"""The parts of a heading of a job: its title, who it was for, where; by stated signs, and told."""

from __future__ import annotations

import re
from dataclasses import dataclass

from passport.imports.kinds import kind_in
from passport.imports.qualifications import is_diploma
from referentials.text import fold

_CUT = re.compile(r"\s*\t\s*|\s{3,}|\s+[-–—|•·@]\s+|\s*[|•]\s*|\n")
_AT = re.compile(r"\s+(?:chez|at|pour le compte de)\s+(?=[A-ZÀ-Ý0-9«\"])|\s+@\s*")
_ORGANISATION = re.compile(
    r"\b(?:sarl|sas|sasu|eurl|scop|gie|ltd|inc|gmbh|sa|snc)\b"
    r"|^(?:l[ae] |les |l')?(?:associations?|asso|mairie|ville de|commune|communaute|conseil (?:depart|region|general)\w*"
    r"|departement|region|lycee|college|ecole|universite|iut|cfa|greta|afpa|institut|faculte|hopital|chu|chru|ch de"
    r"|centre|clinique|ehpad|residence|maison|foyer|creche|micro-creche|groupe|societe|entreprise|ets|etablissements?"
    r"|restaurant|hotel(?!lerie)|brasserie|boulangerie|patisserie|boucherie|supermarche|hypermarche|magasin|garage|cabinet"
    r"|agence|banque|caisse d'|ministere|prefecture|sdis|armee|carrefour|leclerc|auchan|lidl|intermarche|monoprix"
    r"|camping|usine|pharmacie|pole emploi|france travail|mission locale|esat|ime|mfr|campus|company|university|school"
    r"|ligue|federation|comite|amicale|union|mjc|admr|adapei|apf|unicef|emmaus|particuliers?\b|croix-rouge|secours (?:populaire|catholique)|restos du coeur|club|epicerie|ferme|domaine|chateau|chantier)\b"
)
_TRADE = re.compile(
    r"^(?:(?!(?:de|du|des|la|le|les|aux?|en|sur|et|pour) )\w+ ){0,2}(?:\w*(?:eur|euse|ier|iere|iste|trice|ien|ienne|ante?|logue|crate|naire)s?|chef|cheffe|aide|garde|agente?|charge\w*|employe\w*"
    r"|responsable|hote|hotesse|commis|equipi\w+|assistant\w*|stage|stagiaire|benevole|apprenti\w*|alternant\w*|directeur|directrice|manager|"
    r"nourrice|tutorat|tuteur|mandat|maire|volontaire|professeur\w*|vendeu\w*|auxiliaire|secretaire|macon\w*|interim\w*|job|mission)\b"
)
_WORD = r"[A-ZÀ-Ý][\w'’àâçéèêëîïôöùûüÿœæ-]+"
_TOWN = re.compile(
    rf"^(?:(?:La|Le|Les|Saint|Sainte|St|Ste|Fort|Mont|New|San|Los) )?{_WORD}"
    rf"(?:(?: (?:de|du|des|d'|en|sur|sous|la|le|les|lès|lez|aux?|et)(?:(?<=') ?| ))+{_WORD})?(?: \d{{1,2}}(?:er|e|ème)?)?$"
)
_COUNTRIES = frozenset(
    [
        "france",
        "belgique",
        "suisse",
        "luxembourg",
        "allemagne",
        "espagne",
        "italie",
        "portugal",
        "maroc",
        "algerie",
        "tunisie",
        "senegal",
        "canada",
        "quebec",
        "belgium",
        "switzerland",
        "germany",
        "spain",
        "italy",
        "morocco",
        "algeria",
        "england",
        "usa",
    ]
) | {"royaume-uni", "united kingdom", "etats-unis", "united states", "cote d'ivoire", "republique tcheque"}
_BRACKETED = re.compile(r"\s*\((\d{2,3}|2[AB]|\d{5}|[A-ZÀ-Ý][\w'’ -]{1,40},? ?\d{0,5})\)$")
_BRACKETS = re.compile(r"\s*\(([^()]{3,60})\)\s*$")
_CONTRACT = re.compile(r"\s*\((?:cdi|cdd|int[ée]rim|ctt|temps (?:plein|partiel))\)$", re.I)
_PLACED = re.compile(r"\s*\(?\b(?:\d{5}|2[AB]|0\d|[1-9]\d|9[78]\d)\b\)?\s*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading cut in parts."""

    title: str
    organisation: str = ""
    place: str = ""
    sure: bool = True
    """Whether a sign says which part is which; else the first is the title."""
    more: tuple[str, ...] = ()
    """Parts that are neither."""
    kinds: tuple[str, ...] = ()
    """Parts that only say what kind of activity it is: freelance, internship."""


def heading_parts(text: str, *, study: bool = False) -> Heading:
    r"""Cut a heading of several lines or separators.

    >>> heading_parts("Vendeuse en boulangerie\nBoulangerie Aux Pains Imaginaires, Tours")
    Heading(title='Vendeuse en boulangerie', organisation='Boulangerie Aux Pains Imaginaires', place='Tours', sure=True, more=(), kinds=())
    """
    text, unfinished = _obtained(text) if study else (text, "")
    held = _BRACKETS.search(text) if study else None
    if held and is_organisation(held[1]):
        text = f"{text[: held.start()]}\t{held[1]}"
    pieces = [piece.strip(" ,;.:") for piece in _CUT.split(_AT.sub("\t", text)) if piece.strip(" ,;.:()")]
    if len(pieces) == 1:
        pieces = _at_commas(pieces[0])
    pieces, place = _without_place(pieces)
    if not pieces:
        return Heading("", place=place)
    rank, sure = _title(pieces, study=study)
    others = [piece for at, piece in enumerate(pieces) if at != rank]
    kinds = tuple(piece for piece in others if _is_kind(piece))
    others = [piece for piece in others if piece not in kinds]
    title = pieces[rank]
    if _is_kind(title) and others and not is_organisation(others[0]):
        title = f"{title} – {others.pop(0)}"
    organisation = next((one for one in others if is_organisation(one)), others[0] if others else "")
    more = tuple(one for one in others if one != organisation)
    return Heading(title + unfinished, _CONTRACT.sub("", organisation), place, sure, more, kinds)


def _obtained(text: str) -> tuple[str, str]:
    """A heading of a study without what says that it was obtained; what says that it was not stays with its title."""
    text = re.sub(r"\s+[-–]\s+(?:obtenue?s?|valid[ée]+e?s?|admise?)\s*$", "", text, flags=re.I)
    text = re.sub(
        r"\s*\((?:obtenue?s?|valid[ée]+e?s?|admise?|re[çc]ue?|(?:avec )?mention[^()]*)\)", "", text, flags=re.I
    )
    found = re.search(
        r"(?:\s*\(|\s+[-–]\s+|,\s+)((?:non |pas |niveau|en cours|abandon|partiel)[^()\n]*)\)?\s*$", text, re.I
    )
    if found and found[1].lower() == "niveau":
        return f"Niveau {text[: found.start()]}", ""
    return (text[: found.start()], f" ({found[1]})") if found else (text, "")


def _at_commas(text: str) -> list[str]:
    """A line without other signs is cut at commas where an organisation or a place stands after one."""
    parts = [part.strip() for part in re.split(r",\s+(?![^(]*\))", text)]
    for rank in range(1, len(parts)):
        if is_organisation(parts[rank]) or (parts[rank][:1].isupper() and not is_trade(parts[rank])):
            return [", ".join(parts[:rank]), *parts[rank:]]
    found = re.fullmatch(r"(.+?)\s*\(([A-ZÀ-Ý][^()\d]{2,60})\)", text)
    return [found[1], found[2]] if found else [text]


def _without_place(pieces: list[str]) -> tuple[list[str], str]:
    """Pieces without the town, which comes last, after a comma, between brackets or alone."""
    parted = [_placed(rank, piece) for rank, piece in enumerate(pieces)]
    return [piece for piece, _ in parted if piece], ", ".join(place for _, place in parted if place)


def _placed(rank: int, piece: str) -> tuple[str, str]:
    """A piece, and the town that it ends with; a diploma has none, and « (CDI) » is none."""
    if is_diploma(piece) or _CONTRACT.search(piece):
        return piece, ""
    if rank and is_place(piece) and not is_organisation(piece):
        numbered = bool(_PLACED.search(piece)) and " " not in _PLACED.sub(" ", piece).strip(" ,()")
        if numbered or rank > 1:
            return "", piece
    head, comma, last = piece.rpartition(", ")
    if comma and (rank or is_organisation(piece)) and is_place(last) and not is_organisation(last):
        return head, last
    found = _BRACKETED.search(piece) if rank else None
    if found and (found[1][:1].isdigit() or is_place(found[1])):
        return piece[: found.start()].strip(), found[1]
    return piece, ""


def is_place(text: str) -> bool:
    """Whether words may be the name of a town."""
    plain = _PLACED.sub(" ", text).strip(" ,()")
    return bool(_TOWN.match(plain)) if plain else True


def _title(pieces: list[str], *, study: bool) -> tuple[int, bool]:
    """Which piece is the title, and whether a sign says so."""
    if len(pieces) == 1:
        return 0, True
    first, second = pieces[0], pieces[1]
    if study:
        named = [is_diploma(piece) for piece in pieces]
        if any(named):
            return named.index(True), True
    if is_organisation(first) and not is_organisation(second):
        return (0, True) if is_trade(first) else (1, True)
    if is_trade(second) and not is_trade(first) and first.isupper():
        return 1, True
    if is_trade(second) and not is_trade(first) and not study and not is_organisation(second):
        return 1, False
    return 0, is_trade(first) or is_organisation(second) or study


def is_organisation(text: str) -> bool:
    """Whether words name an organisation by a sign of it."""
    return bool(_ORGANISATION.search(fold(text)))


def _is_kind(text: str) -> bool:
    """Whether words say a kind of activity, and nothing else."""
    said = kind_in(text)
    return said is not None and len(said[1]) >= len(fold(text).strip()) - 2


def is_where(text: str) -> bool:
    """Whether words are a town or a region with its country, and nothing else.

    >>> is_where("Lyon, France"), is_where("Tours, Paris")
    (True, False)
    """
    *towns, country = re.split(r",\s+", text.strip(" ."))
    return bool(towns) and fold(country) in _COUNTRIES and all(map(is_place, towns))


def is_trade(text: str) -> bool:
    """Whether words begin as those of a trade do."""
    return bool(_TRADE.match(fold(text))) and not _ORGANISATION.match(fold(text))
