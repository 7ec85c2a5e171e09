"""Kinds of experiences, by the words of a title, of a section, of a contract: a table, first that fits.

Law: L6323-8 III and L5151-9 say which activities count; each has its words here, in French and English.
"""

from __future__ import annotations

import re

from passport.document.model import ExperienceKind
from referentials.text import fold

K = ExperienceKind
_TABLE: tuple[tuple[ExperienceKind, str], ...] = (
    (K.VOLUNTEER_FIREFIGHTER, r"(?:sapeure?s?[ -])?pompi(?:er|ere)s? volontaires?|\bspv\b|volunteer fire"),
    (K.CIVIC_SERVICE, r"services? civiques?|\bcivic service\b|\bvolontaire (?:en|du) service\b"),
    (
        K.APPRENTICESHIP_MENTORING,
        r"\bma[i]tre(?:sse)? d'app?rentis|\btut(?:eur|rice) (?:d'appren|d'altern|en entreprise|en alternance|de stag)"
        r"|\bma[i]tre(?:sse)? de stage|\bapprenticeship mentor",
    ),
    (
        K.APPRENTICESHIP,
        r"^apprentie?\b|\b(?:en|par|contrat d')\s?(?:apprentissage|alternance)\b|\balternante?\b|\bapprentice\b"
        r"|\bcontrat (?:de )?pro(?:fessionnalisation)?\b|\(apprenti\w*\)|\(alternan\w*\)|^alternance\b|\bapprentie?$",
    ),
    (
        K.INTERNSHIP,
        r"^stages?\b|^stagiaire\b|\bstagiaire$|\(stag\w+\)|\ben stage\b|\bpfmp\b|\bpmsmp\b|\binternship\b|^intern\b"
        r"|\bintern$|\bstage (?:de|en|d'|d[eu]s)\b|^trainee\b|\btrainee$|- stage\b",
    ),
    (K.POLICE_RESERVE, r"\breserv\w+ .{0,25}\bpolice\b"),
    (K.HEALTH_RESERVE, r"\breserv\w+ sanitaire"),
    (K.CIVIC_RESERVE, r"\breserv\w+ (?:civique|citoyen|communal)"),
    (K.MILITARY_RESERVE, r"\breserv\w+ .{0,25}(?:militaire|operationnel|armee|gendarmerie|marine)|\breserviste\b"),
    (
        K.CAREGIVING,
        r"\b(?:proche )?aidant(?:e|s)?\b (?:familial|de |d'|aupres)|\bproche aidante?\b|\baidante? familiale?\b|\bcaregiver\b",
    ),
    (
        K.MANDATE,
        r"\bconseill(?:er|ere) (?:municipal|departemental|regional|communautaire|prud)|\badjointe? au maire\b|^maire\b"
        r"|\belue? (?:cse|local|municipal|du personnel|au c)|\bdeleguee? (?:syndical|du personnel)|^mandat\b"
        r"|\bmembre (?:elue? )?du cse\b",
    ),
    (K.VOLUNTEERING, r"(?<!des )(?<!de )(?<!les )(?<!responsable )\bbenevol(?:es?|at)\b|\bvolunteer(?:ing)?\b"),
    (
        K.SELF_EMPLOYMENT,
        r"\b(?:auto|micro)-?\s?entrepr\w+|\b(?:travailleu(?:r|se) )?independante?\b|\bfree-?lance\b|\bself-employed\b"
        r"|\ba mon compte\b|\bprofession liberale\b",
    ),
    (K.EMPLOYMENT, r"\binterim(?:aire)?s?\b|\bsaisonni(?:er|ere)s?\b|\bcdd\b|\bcdi\b|\bvacataire\b|\btemporary\b"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _TABLE)


def kind_in(text: str) -> tuple[ExperienceKind, str] | None:
    """The kind that words of a text say, and these words.

    >>> kind_in("Stage en école maternelle")
    (<ExperienceKind.INTERNSHIP: 'internship'>, 'stage')
    >>> kind_in("Responsable des stages") or kind_in("Coordinateur de bénévoles")
    """
    folded = fold(text).strip()
    for kind, pattern in _PATTERNS:
        found = pattern.search(folded)
        if found:
            return kind, found[0].strip(" ()-")
    return None
