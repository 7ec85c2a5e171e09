"""Headings of the sections of a CV, in French and English."""

from __future__ import annotations

import re
from enum import StrEnum

from referentials.text import fold


class Section(StrEnum):
    """What a part of a CV tells."""

    HEADER = "header"
    EXPERIENCE = "experience"
    INTERNSHIP = "internship"
    VOLUNTEERING = "volunteering"
    EDUCATION = "education"
    CERTIFICATION = "certification"
    LICENCE = "licence"
    LANGUAGES = "languages"
    SKILLS = "skills"
    INTERESTS = "interests"
    CONTACT = "contact"
    SUMMARY = "summary"
    REFERENCES = "references"
    PUBLICATIONS = "publications"


S = Section
_TABLE: tuple[tuple[Section, str], ...] = (
    (S.VOLUNTEERING, r"(?:experiences? |activites? |engagements? )?(?:de |du )?benevol(?:at|es?)(?: et .*)?|engagements?(?: \w+){0,3}"
                     r"|(?:activites? |vie |engagements? |experiences? )associati(?:ves?|fs?|on)|volunteer(?:ing)?(?: experience| work)?"),
    (S.INTERNSHIP, r"stages?(?: professionnels?| en entreprise| effectues)?|internships?"),
    (S.EXPERIENCE, r"(?:mes |autres )?(?:experiences?|parcours|activites?|emplois?)(?: (?:de )?(?:professionnel(?:le)?s?|travail|pro|significatives?"
                   r"|complementaires?|principales?|et stages?|salariee?s?))*|carriere|emplois?(?: occupes)?|historique professionnel"
                   r"|(?:work |professional |employment |relevant )?(?:experience|history)|employment|work"),
    (S.CERTIFICATION, r"certifications?(?: (?:professionnelles?|obtenues?|techniques?|informatiques?|(?:et|&|/) .*))*|(?:certificats?|habilitations?|brevets|titres)(?: (?:et|&|/) .*)?(?: professionnel\w*)?"
                      r"|certificates?|licenses & certifications|licences et certifications"),
    (S.LICENCE, r"permis(?: de conduire)?|mobilite|permis (?:et|&|/) .*|driving licen[cs]e"),
    (S.EDUCATION, r"(?:mes )?(?:formations?|etudes|diplomes?|scolarite|cursus)(?: (?:initiales?|continues?|professionnelles?|academiques?"
                  r"|scolaires?|suivies|complementaires?|obtenus?))*(?: ?(?:et|&|/|-) ?(?:diplomes?|formations?|certifications?|etudes|cursus))*"
                  r"|parcours (?:scolaire|academique|universitaire|de formation)|education(?: (?:and|&|et) (?:training|formation))?|training|academic background"),
    (S.LANGUAGES, r"(?:mes )?langues?(?: (?:vivantes|etrangeres|parlees))?|languages?|competences linguistiques|niveaux? de langues?"),
    (S.SKILLS, r"(?:mes |autres |principales )?competences?(?: (?:techniques?|professionnelles?|cles?|clefs?|informatiques?|personnelles?|transvers\w+|metiers?|comportementales?|relationnelles?|acquises?|particulieres?|(?:et|&|/) .*))*|savoir-?(?:faire|etre)s?|(?:outils|logiciels|informatique|bureautique)(?: (?:maitrises?|informatiques?|bureautiques?|(?:et|&|/) .*))*"
               r"|qualites?(?: (?:personnelles?|professionnelles?|humaines?|(?:et|&|/) .*))*|atouts|(?:key |technical |soft |hard )?skills|aptitudes|points forts|domaines de competences?"),
    (S.INTERESTS, r"(?:mes )?(?:centres? d'interets?|loisirs|hobbies|passions|interests|divers|informations? complementaires?|autres?"
                  r"|activites? (?:extra-?\w+|personnelles?|sportives?))(?: (?:et|&|/) .*)?"),
    (S.CONTACT, r"contacts?|coordonnees|informations? (?:personnelles?|de contact)|etat civil|personal (?:details|information)|me contacter"),
    (S.SUMMARY, r"(?:mon )?(?:profil|resume|objectifs?|a propos(?: de moi)?|presentation|accroche|projet)(?: professionnel(?:le)?)?|summary|about(?: me)?|profile"),
    (S.REFERENCES, r"references?|recommandations?"),
    (S.PUBLICATIONS, r"publications?|distinctions?|prix|awards?|honors?"),
)  # fmt: skip
_PATTERNS = tuple((section, re.compile(pattern)) for section, pattern in _TABLE)
_LONG = 60


def heading_of(text: str) -> Section | None:
    """The section that a line opens; None when it opens none.

    >>> heading_of("EXPÉRIENCES PROFESSIONNELLES :"), heading_of("Langues"), heading_of("Vendeuse en boulangerie")
    (<Section.EXPERIENCE: 'experience'>, <Section.LANGUAGES: 'languages'>, None)
    """
    if len(text) > _LONG or "," in text:
        return None
    spaced = re.sub(r"(?<=\w) (?=\w(?: |$))", "", text) if re.fullmatch(r"(?:\w ){4,}\w?", text + " ") else text
    plain = " ".join(re.sub(r"[^\w'&/ -]", " ", fold(spaced)).split()).strip(" -/&'")
    return next((section for section, pattern in _PATTERNS if pattern.fullmatch(plain)), None)


def opened(text: str) -> tuple[Section, str] | None:
    """The section that a line opens with a colon, and what follows on the same line.

    >>> opened("Langues : anglais B2")
    (<Section.LANGUAGES: 'languages'>, 'anglais B2')
    """
    head, colon, rest = text.partition(":")
    section = heading_of(head) if colon else None
    return (section, rest.strip()) if section and rest.strip() else None
