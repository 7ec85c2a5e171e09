"""What a verification of a CV found, in French."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from answers.cv.check import CvCheck, CvProblem, CvStands, Printed
from answers.shapes.cv import CvContent
from answers.words.cv import FRENCH
from answers.words.forms import many
from passport.document.standing import Standing
from passport.proof.pdf.found import Level, PdfProblem
from referentials.days import FRANCE

PROBLEM: Mapping[str, str] = {
    PdfProblem.UNREADABLE: "ce n'est pas un PDF lisible",
    PdfProblem.UNSIGNED: "il n'est pas signé",
    PdfProblem.SEVERAL_SIGNATURES: "il porte plusieurs signatures ; un CV n'en porte qu'une",
    PdfProblem.NOT_PADES: "sa signature n'est pas de la forme PAdES",
    PdfProblem.NOT_CERTIFIED: "sa signature ne certifie pas le document : n'importe qui peut y ajouter",
    PdfProblem.CHANGES_ALLOWED: "sa signature permet qu'on le modifie",
    PdfProblem.ALTERED: "il a été modifié : ce qui est signé n'est plus ce qui l'a été",
    PdfProblem.BAD_SIGNATURE: "sa signature n'est pas de la clé du certificat",
    PdfProblem.NOT_TOTAL: "la signature ne couvre pas tout le fichier",
    PdfProblem.CHANGED_AFTER: "il a été modifié après la signature",
    PdfProblem.EARLIER_REVISIONS: "il a été signé par-dessus d'autres versions, qui pourraient reparaître",
    PdfProblem.UNTRUSTED: "le certificat du signataire ne remonte à aucune autorité de confiance donnée",
    PdfProblem.OTHER_SIGNER: "il est signé par un autre que celui attendu",
    PdfProblem.EXPIRED: "le certificat du signataire n'était pas en cours de validité",
    PdfProblem.REVOKED: "le certificat du signataire est révoqué",
    PdfProblem.WRONG_PURPOSE: "le certificat du signataire n'est pas fait pour signer des documents",
    PdfProblem.WEAK: "la signature emploie un procédé trop faible",
    PdfProblem.NOT_YET: "il se dit signé plus tard que la date de la vérification",
    PdfProblem.BAD_TIME_STAMP: "son horodatage ne tient pas : d'un autre document, ou d'aucune autorité de confiance",
    CvProblem.NO_CONTENT: "il ne contient pas le contenu signé d'un CV : ce n'est pas un CV fait par acquis",
    CvProblem.PRINTED_DIFFERS: "ses pages ne disent pas ce que dit le contenu signé",
    CvProblem.NOT_COMPARED: "nul ne sait ce que disent ses pages : il manque de quoi les comparer au contenu signé "
    "(installez acquis[sign]) ; ne croyez que les lignes ci-dessous",
    CvProblem.UNREGISTERED: "le registre donné ne connaît pas ce fichier",
    CvProblem.REVOKED: "il a été révoqué par qui l'a établi",
    CvProblem.SUPERSEDED: "il a été remplacé par un autre CV",
}
STANDS: Mapping[str, str] = {
    CvStands.STANDS: "toujours valable, d'après le registre ou la liste des CV révoqués",
    CvStands.REVOKED: "révoqué",
    CvStands.SUPERSEDED: "remplacé",
    CvStands.UNKNOWN: "inconnu : ni registre ni liste de révocations n'a été donné",
}
PRINTED: Mapping[str, str] = {
    Printed.SAME: "les pages disent ce que dit le contenu signé",
    Printed.SAME_WORDS: "d'une autre version d'acquis, ou sans de quoi les refaire : les mêmes textes, dans le même "
    "ordre, et le même code QR que le contenu signé",
    Printed.DIFFERS: "les pages disent autre chose que le contenu signé",
    Printed.NOT_COMPARED: "pages non comparées au contenu signé (bibliothèques absentes)",
}
LEVEL: Mapping[str, str] = {
    Level.BASIC: "PAdES B-B, sans horodatage : la date est celle que dit le signataire",
    Level.TIMED: "PAdES B-T, horodatée par une autorité de confiance",
    Level.LONG_TERM: "PAdES B-LTA, horodatée, avec de quoi la vérifier à long terme",
}


NAME: Mapping[str, str] = {
    "identity": "nom de l'identité qui accompagne le passeport",
    "declared": "nom déclaré, non vérifié par l'émetteur du CV",
}


def verdict_told(found: CvCheck) -> str:
    """What a verification comes to."""
    return "CV valable" if found.valid else "CV NON COMPARÉ" if found.undecided else "CV NON VALABLE"


def problems_told(found: CvCheck) -> list[str]:
    """What is wrong, one sentence a problem."""
    return [FRENCH.typographic(PROBLEM[one]) for one in found.problems]


def guaranteed_told(content: CvContent) -> list[str]:
    """The lines that are guaranteed, with by whom."""
    lines = [one for one in content.lines if one.standing.status == Standing.GUARANTEED]
    return [f"{_named(one.section, one.title)} : {one.standing.issuer}" for one in lines]


def declared_told(content: CvContent) -> list[str]:
    """The lines that are not."""
    return [_named(one.section, one.title) for one in content.lines if one.standing.status != Standing.GUARANTEED]


def _named(section: str, title: str) -> str:
    return FRENCH.language(title) if section == "language" else title


def signed_told(at: datetime) -> str:
    """When a CV was signed, on the clock of France, as the day that it bears.

    >>> from datetime import UTC
    >>> signed_told(datetime(2026, 11, 26, 23, 30, tzinfo=UTC)).replace(chr(160), " ")
    '27 novembre 2026 à 00:30 (heure de Paris)'
    """
    there = at.astimezone(FRANCE)
    return f"{FRENCH.day(there.date())} à {there:%H:%M} (heure de Paris)"


def lines_told(lines: int, guaranteed: int) -> str:
    """How many lines, and how many of them are guaranteed.

    >>> lines_told(1, 0), lines_told(5, 2)
    ('1 ligne dont 0 garantie', '5 lignes dont 2 garanties')
    """
    return f"{many(lines, 'ligne')} dont {many(guaranteed, 'garantie')}"
