"""Licences, certificates and cards by the words that name them, and diplomas by those that they begin with."""

from __future__ import annotations

import re

from passport.document.model import QualificationKind
from referentials.text import fold

Q = QualificationKind
_TABLE: tuple[tuple[QualificationKind, str], ...] = (
    (Q.CACES, r"\bcaces\b|\br\s?4(?:8[2-79]|90)\b"),
    (Q.DRIVING_LICENCE, r"\bpermis (?:de conduire\b|(?:[abcd]e?|b1|a2|a1|am|pl|vl|moto|poids lourds?|voiture|bateau|cotier)\b)"
                        r"|\bdriving licen[cs]e\b|^permis\b"),
    (Q.ROAD_PROFESSIONAL, r"\bfimo\b|\bfco\b|\bcqc\b|\badr\b"),
    (Q.ELECTRICAL, r"\bhabilitations? electriques?\b|(?<!\w)(?:b[0-2]v|br|h[0-2]v|b0|h0b0|h0-b0)(?!\w).{0,20}\belectri"),
    (Q.FIRST_AID, r"\bsst\b|\bpsc\s?1\b|\bpse\s?[12]\b|\bafgsu\b|\bsecouris\w+|\bpremiers? secours\b|\bfirst aid\b"),
    (Q.PROFESSIONAL_CARD, r"\bcnaps\b|\bcarte pro(?:fessionnelle)?\b|\bssiap\b|\bagrement\b|\bcarte t\b"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _TABLE)
_DIPLOMA = re.compile(
    r"\b(?:cap|cape?s|bep|bepa|bac|baccalaureat|bts[am]?|but|dut|deug|deust|licence|master|mastere|doctorat|maitrise|"
    r"titre pro(?:fessionnel)?|tp|cqp|diplome|degree|bachelor|dea|dess|deas|deaes|deavs|deeje|dees|de?jeps|bpjeps|bafa|bafd|"
    r"brevet|dnb|certificat d'aptitude professionnelle|certificat de qualification|mba|ph\.?d|ingenieur|daeu|capa|bp)\b"
)


def qualification_in(text: str) -> QualificationKind | None:
    """What a text names that one holds, by its words; None when it names none.

    >>> qualification_in("Permis B"), qualification_in("Licence de droit")
    (<QualificationKind.DRIVING_LICENCE: 'driving_licence'>, None)
    """
    folded = fold(text)
    return next((kind for kind, pattern in _PATTERNS if pattern.search(folded)), None)


def is_diploma(text: str) -> bool:
    """Whether a text names a diploma: it stays a training, whose title the engine reads."""
    return bool(_DIPLOMA.search(fold(text)))


def without_validity(text: str) -> str:
    """A title without the word that a date of end leaves behind.

    >>> without_validity("CACES R482 cat A - valable")
    'CACES R482 cat A'
    """
    return re.sub(r"[\s,;–-]*\bva(?:lid|lidit[ée]|lable|lide)$", "", text, flags=re.IGNORECASE) or text


def pieces(text: str) -> list[str]:
    """A list of qualifications, cut where another begins.

    >>> pieces("Permis B et C, véhiculée, CACES R489 cat. 1, 3 - SST")
    ['Permis B et C', 'véhiculée', 'CACES R489 cat. 1, 3', 'SST']
    """
    found: list[str] = []
    for piece in re.split(r"\s*[,;|•·\t\n]\s*|\s+[-–—/]\s+", text):
        if found and re.fullmatch(r"(?:[a-eA-E][1-9]?E?|\d[abAB]?|cat\.? ?\d\w?)(?: et \w{1,3})?", piece):
            found[-1] += f", {piece}"
        elif piece.strip(" .:-"):
            found.append(piece.strip(" .:-"))
    return found
