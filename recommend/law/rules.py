"""Rules of law that the engine applies: article, since when, what it says; the code names a rule, never an article.

The numbers that rules set are in a second table, each with its rule and its unit.

A rule says nothing of a day before its date of effect. Facts and sources: docs/rights.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class Law(StrEnum):
    """Names of the rules."""

    BLOCS = "blocs"
    WHOLE = "whole"
    EQUIVALENCE = "equivalence"
    ENTRY = "entry"
    CLAIM = "claim"
    LEVEL = "level"
    VAE_SCOPE = "vae_scope"
    VAE_EXPERIENCE = "vae_experience"
    VAE_YEARLY = "vae_yearly"
    VAE_ANSWER = "vae_answer"
    VAE_PARTIAL = "vae_partial"
    CPF = "cpf"


@dataclass(frozen=True, slots=True)
class LegalRule:
    """One rule: its article of the code du travail, its date of effect, what it says, in French."""

    law: Law
    article: str
    since: date
    text: str

    def in_force(self, day: date) -> bool:
        """Whether the rule applies on a day."""
        return day >= self.since


_REFORM_2018, _VAE_LAW, _VAE_DECREE = date(2019, 1, 1), date(2022, 12, 23), date(2024, 1, 1)
"""Loi 2018-771 and its decrees; loi 2022-1598; paths begun under décret 2023-1275."""

_TABLE = (
    LegalRule(Law.CPF, "L6323-6", _REFORM_2018, "Le CPF prend en charge ce que sanctionne une certification enregistrée au RNCP ou au Répertoire spécifique, ou un bloc de celles du RNCP."),
    LegalRule(Law.BLOCS, "L6113-1", _REFORM_2018, "Une certification du RNCP est faite de blocs de compétences ; qui l'a obtenue a obtenu ses blocs."),
    LegalRule(Law.WHOLE, "L6113-1", _REFORM_2018, "Tous les blocs donnent la certification, sauf si la fiche demande autre chose (épreuve finale, bloc obligatoire, mémoire)."),
    LegalRule(Law.EQUIVALENCE, "R6113-9", _REFORM_2018, "Une correspondance inscrite à une fiche reconnaît à qui détient l'autre certification, ou ses blocs, tout ou partie de celle-ci."),
    LegalRule(Law.ENTRY, "L6113-5", _REFORM_2018, "On entre dans une certification tant que son enregistrement court, cinq ans au plus."),
    LegalRule(Law.CLAIM, "L6113-9", _REFORM_2018, "Qui est entré avant la fin de l'enregistrement garde son droit à la certification."),
    LegalRule(Law.LEVEL, "D6113-19", date(2019, 1, 10), "Le cadre national range les certifications en huit niveaux."),
    LegalRule(Law.VAE_SCOPE, "L6313-5", _VAE_LAW, "La VAE vise une certification enregistrée au RNCP, ou un de ses blocs."),
    LegalRule(Law.VAE_EXPERIENCE, "L6411-1", _VAE_LAW, "Aucune durée minimale d'expérience ; il faut qu'elle ait un rapport avec la certification visée."),
    LegalRule(Law.VAE_YEARLY, "R6412-3", _VAE_DECREE, "Dans l'année civile, une demande par certification et trois certifications au plus ; sans limite pour les blocs."),
    LegalRule(Law.VAE_ANSWER, "R6412-4", _VAE_DECREE, "Réponse sur la recevabilité dans les deux mois ; le silence vaut recevabilité."),
    LegalRule(Law.VAE_PARTIAL, "R6412-7", _VAE_DECREE, "Une validation partielle nomme les blocs acquis."),
)  # fmt: skip

RULES = MappingProxyType({rule.law: rule for rule in _TABLE})


def in_force(laws: Iterable[Law], day: date) -> tuple[Law, ...]:
    """Those that apply on a day: the only ones that an answer about that day may cite."""
    return tuple(law for law in laws if RULES[law].in_force(day))


class Figure(StrEnum):
    """Names of the numbers."""

    ENTRY_YEARS = "entry_years"
    LEVELS = "levels"
    VAE_SAME = "vae_same"
    VAE_DIFFERENT = "vae_different"
    VAE_MONTHS = "vae_months"


@dataclass(frozen=True, slots=True)
class LegalFigure:
    """A number that a rule sets; the article and the date of effect are those of the rule."""

    figure: Figure
    law: Law
    value: int
    unit: str


_FIGURES = (
    LegalFigure(Figure.ENTRY_YEARS, Law.ENTRY, 5, "ans d'enregistrement au plus"),
    LegalFigure(Figure.LEVELS, Law.LEVEL, 8, "niveaux, à partir de 1"),
    LegalFigure(Figure.VAE_SAME, Law.VAE_YEARLY, 1, "demande pour une même certification, par année civile"),
    LegalFigure(Figure.VAE_MONTHS, Law.VAE_ANSWER, 2, "mois que peut attendre la réponse sur la recevabilité"),
    LegalFigure(Figure.VAE_DIFFERENT, Law.VAE_YEARLY, 3, "certifications demandées, par année civile"),
)

FIGURES = MappingProxyType({one.figure: one for one in _FIGURES})
