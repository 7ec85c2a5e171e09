"""Kinds of experiences, in French."""

from __future__ import annotations

from passport.document.model import ExperienceKind

KIND_NAMES: dict[str, str] = {
    ExperienceKind.EMPLOYMENT: "emploi",
    ExperienceKind.SELF_EMPLOYMENT: "activité indépendante",
    ExperienceKind.INTERNSHIP: "stage",
    ExperienceKind.APPRENTICESHIP: "apprentissage",
    ExperienceKind.CIVIC_SERVICE: "service civique",
    ExperienceKind.APPRENTICESHIP_MENTORING: "maître d'apprentissage ou tuteur",
    ExperienceKind.VOLUNTEERING: "bénévolat",
    ExperienceKind.CAREGIVING: "aide à un proche",
    ExperienceKind.MILITARY_RESERVE: "réserve militaire",
    ExperienceKind.POLICE_RESERVE: "réserve de la police ou de la gendarmerie",
    ExperienceKind.CIVIC_RESERVE: "réserve civique",
    ExperienceKind.HEALTH_RESERVE: "réserve sanitaire",
    ExperienceKind.VOLUNTEER_FIREFIGHTER: "sapeur-pompier volontaire",
    ExperienceKind.MANDATE: "mandat",
    ExperienceKind.OTHER: "autre expérience",
}
