"""Titles of experiences, in French: what was read, what was set aside, what to ask."""

from __future__ import annotations

from answers.words.kinds import KIND_NAMES
from matching.index.titles import Likeness, TitleMatch
from recommend.profile.infer import Exercised
from recommend.profile.titled import TitleRead

READ = {
    Likeness.EXACT: "« {} » est l'appellation « {} »",
    Likeness.NEAR: "« {} » ressemble à l'appellation « {} »",
    Likeness.LOCAL_TERM: "terme local « {} » pour l'appellation « {} »",
    Likeness.EVERYDAY: "« {} » se dit pour « {} »",
    Likeness.PART: "« {} », dans l'intitulé, est l'appellation « {} »",
    Likeness.DESCRIBED: "« {} » n'en dit pas assez ; la description parle de « {} »",
    Likeness.AKIN: "« {} » : métier proche de ce que dit l'intitulé, « {} »",
    Likeness.KIND: "« {} » : la nature de l'expérience dit « {} »",
}


def title_reason(match: TitleMatch) -> str:
    """Why a title is thought to name an occupation."""
    shared = f", mots communs : {', '.join(match.common)}" if match.common else ""
    aside = f" (mis de côté : {', '.join(match.aside)})" if match.aside else ""
    return READ[match.likeness].format(match.said, match.label) + shared + aside


def exercised_reason(exercised: Exercised) -> str:
    """Why an occupation is thought to have been exercised."""
    if exercised.read is not None:
        return title_reason(exercised.read)
    if exercised.kind:
        name = KIND_NAMES[exercised.kind]
        return f"par nature ({name}, {exercised.law})"
    return "confirmé par le titulaire" if exercised.confirmed else "code ROME donné dans le passeport"


def title_question(read: TitleRead) -> str | None:
    """What to ask about a title; None when there is nothing to choose from."""
    if not read.choices:
        return None
    named = [f"{one.label} ({one.occupation})" for one in read.choices]
    choice = f"{', '.join(named[:-1])} ou {named[-1]}" if len(named) > 1 else named[0]
    return f"« {read.title} » : était-ce {choice} ? Indiquez-le par un code « rome » dans le passeport."
