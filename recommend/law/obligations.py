"""What ROME's text on access to an occupation obliges to: the sentences that ask for a title, and how firmly.

A sentence on levels of study, on languages or on a physical condition asks for no title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recommend.law.requirements import Strength
from referentials.text import fold

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ÝL«])|\n+")
_CLAUSE = re.compile(r"\s*;\s*|,?\s+(?:mais|cependant|toutefois)\s+")
_TITLE = re.compile(
    r"\b(?:diplomes?|permis|caces|certificats?|certifications?|habilit\w+|agrements?|agree\w*|cartes?|licences?|brevets?|"
    r"concours|formations?|attestations?|inscri\w+|enregistre\w*|immatricul\w+|autoris\w+|casier|bulletin|vaccin\w+|"
    r"titres?|qualification|specialisation en|fimo|fco|carte|master|doctorat|cap\b|stage|assermente\w*|serment|"
    r"medical\w*|aptitude (?:medicale|physique et mentale))"
)
_FIRM = re.compile(
    r"\bobligatoire(?:s|ment)?\b|\bexigee?s?\b|\brequise?s?\b|\brequiert\b|\bexige(?:nt)?\b|\bimperati\w+|"
    r"\bindispensables?\b|\breglementee?s?\b|\bimposee?s?\b|\bobligation\b|\bnecessaires?\b|\bnecessite\w*\b|"
    r"\b(?:doit|doivent)\b|\bil faut\b|\bil est obligatoire\b|\bpossession\b|\bconditionnee? (?:a|par)\b|"
    r"^(?:avoir|etre detent\w+|ne pas|suivre|reussir)\b"
)
_SOFT = re.compile(
    r"\b(?:peut|peuvent|peu\(ven\)t|pourra|pourront|pourrai\w+)\b|\b(?:souvent|parfois|generalement|frequemment|couramment|"
    r"principalement|le plus souvent)\b|\ben fonction d|\bselon\b|\bcertaine?s (?:activites|entreprises|postes|cas)\b|"
    r"\bsi (?:le|la|l'|il|elle|vous)\b|\bs'il\b|\ben cas d|\bconseillee?s?\b|\brecommande\w*|"
    r"\bun atout\b|\bdemandee?s?\b|"
    r"\bappreciee?s?\b"
)
_IN_PART = re.compile(
    r"\bpour (?:le commerce|la commercialisation|les operations) d|\bpour certaine?s\b|\bdans les? cas d|"
    r"\bpour l'enseignement des categories\b"
)
"""Words that ask for a title of some of those who exercise the trade: who sells weapons or tobacco, who blasts."""
_ASKED = re.compile(r"\bdemandee?s?\b|\bdemander\b")
_NEGATED = re.compile(
    r"\b(?:n'est|ne sont|n'a|sans|bien que|non|pas|aucune?|ni)\b[^.;]{0,70}\b(?:obligatoire\w*|exig\w+|requis\w*|"
    r"reglement\w+|necessaires?|obligation)\b|\bnon[- ]obligatoires?|\bobligatoire\w* n'est\b"
)
_STUDIES = re.compile(
    r"niveaux? d'etudes requis|bac ?\+? ?\d.{0,30}(?:sont|est) (?:generalement |souvent )?requis|"
    r"formations? de niveau bac|conditions? physique|l'anglais|langue|informatique|pack office|ne pas avoir le vertige|"
    r"\bvertige\b|experience|(?:competences?|connaissances?) (?:\w+ )?necessaires?"
)


@dataclass(frozen=True, slots=True)
class Obligation:
    """A sentence of ROME that asks for a title, and how firmly."""

    text: str
    strength: Strength


def obligations(access: str) -> tuple[Obligation, ...]:
    """Sentences of a text on access that ask for a title.

    >>> [one.strength.value for one in obligations("Le permis B est exigé. Des CACES peuvent être requis.")]
    ['required', 'may_be_asked']
    >>> obligations("Aucune certification n'est obligatoire pour exercer ce métier.")
    ()
    """
    return tuple(_read(access))


def _read(access: str) -> Iterator[Obligation]:
    for sentence in _SENTENCE.split(access):
        found = [one for clause in _CLAUSE.split(sentence) if (one := _strength(fold(clause.strip())))]
        if found:
            firm = Strength.REQUIRED if Strength.REQUIRED in found else Strength.MAY_BE_ASKED
            yield Obligation(" ".join(sentence.split()), firm)


def _strength(clause: str) -> Strength | None:
    """How firmly a part of a sentence asks for a title; None when it does not."""
    if not _TITLE.search(clause) or _NEGATED.search(clause):
        return None
    titles_of_study = _STUDIES.search(clause) and not re.search(
        r"\bpermis\b|\bcaces\b|\bhabilit|\bobligatoire|\bagrement", clause
    )
    if titles_of_study:
        return None
    firm = _FIRM.search(
        re.sub(r"obligatoire \((?:fimo|fco)\)|formation (?:initiale mini\w+|continue) obligatoire", "", clause)
    )
    if firm and not _SOFT.search(clause) and not _IN_PART.search(clause):
        return Strength.REQUIRED
    return Strength.MAY_BE_ASKED if firm or _ASKED.search(clause) else None
