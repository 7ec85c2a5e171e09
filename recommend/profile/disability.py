"""Whether a passport says that its holder has a recognised disability, wherever it is written.

It is told from what the person writes of themself alone: who accompanies disabled people, or heads a workshop of an
ESAT, says nothing of their own health. Health is nobody else's concern: the answer is a yes or a no that chooses whom
to see, kept nowhere and logged nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from passport.document.model import Experience, Passport
from referentials.text import fold

_RECOGNISED = (
    r"(?:\brqth\b|\btravailleu(?:r|se) handicapee?\b|\bboeth\b|\bobligation d'emploi\b|\baah\b"
    r"|\ballocation (?:aux|d')\s?adultes? handicapee?s?|\bpension d'invalidite|\bcarte d'invalidite)"
)
"""RQTH, obligation d'emploi (L5212-13 of the code du travail), AAH (L821-1 of the code de la sécurité sociale)."""
_SAID = re.compile(_RECOGNISED)
_OWN = re.compile(
    rf"\b(?:je (?:suis|beneficie|percois|touche)|j'ai|ma|mon|reconnue?|titulaire)\b[^,]{{0,30}}{_RECOGNISED}"
)
_OTHERS = re.compile(
    r"\b(?:dossiers?|accompagn\w+|suivi\w*|publics?|usagers?|personnes|salaries|beneficiaires|recrut\w+|insertion|"
    r"instru\w+|embauches?|accueil\w*|gestion|gerer|declarations?|taux|referente?s?|mission|droits?|aides?|"
    r"travailleurs|sensibilis\w+|formation|sans|pas|refus\w*)\b"
)
"""Of others, or not so."""
_DECIDED = re.compile(r"\bmdph\b|\bcdaph\b|\borientation\b.*\besat\b")
"""In a qualification: what the commission of the département decided."""
_ESAT = re.compile(r"\besats?\b|\betablissements?\b.{0,20}\b(?:aide|accompagnement) par le travail\b")
_WORKER = re.compile(
    r"^(?:ouvri(?:er|ere)|travailleu(?:r|se)|usager|usagere|operat(?:eur|rice)|"
    r"agente? (?:de |en )?(?:production|conditionnement))\b"
)
"""Titles of who works in an ESAT as its user, not of who heads it."""
SENTENCE = re.compile(r"[.;!?\n]")


def tells_disability(passport: Passport) -> bool:
    """Whether one line says that a disability of the holder is recognised."""
    if any(_works_in_esat(one) for one in passport.experiences):
        return True
    if any(_DECIDED.search(fold(one.title)) for one in passport.qualifications):
        return True
    return any(_says(sentence) for text in texts(passport) for sentence in SENTENCE.split(fold(text)))


def texts(passport: Passport) -> Iterator[str]:
    """What the holder wrote, line by line."""
    for one in passport.records:
        for name in ("title", "organisation", "description"):
            yield getattr(one, name, None) or ""


def _says(sentence: str) -> bool:
    if _OWN.search(sentence):
        return True
    return bool(_SAID.search(sentence)) and not _OTHERS.search(_SAID.sub(" ", sentence))


def _works_in_esat(one: Experience) -> bool:
    title = fold(one.title)
    return bool(_WORKER.match(title) and _ESAT.search(f"{title} ; {fold(one.organisation or '')}"))
