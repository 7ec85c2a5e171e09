"""Evidence in French: why a competency is believed, on whose word, from which record."""

from __future__ import annotations

from datetime import date

from answers.words.forms import percent, titled
from passport.document.model import (
    BlocObtained,
    Experience,
    Language,
    Passport,
    Qualification,
    Record,
    TrainingFollowed,
)
from recommend.gap.gap import Proof, Status, status_of
from recommend.profile.evidence import Belief, Evidence, Rule
from recommend.weights import W

STATUS = {
    Status.HELD: "Acquis",
    Status.LIKELY: "Probable",
    Status.TO_CONFIRM: "À confirmer",
    Status.MISSING: "Manque",
}
RULE = {
    Rule.OCCUPATION: "métier exercé : {}",
    Rule.STATEMENT: "vous l'écrivez : « {} »",
    Rule.TRAINING: "formation suivie : « {} »",
    Rule.BLOC: "bloc obtenu : {}",
    Rule.CERTIFICATION: "certification obtenue : {}",
    Rule.EQUIVALENCE: "reconnu équivalent : {}",
    Rule.TITLE: "titre détenu : {}",
    Rule.CARRIED: "proche de ce que vous savez faire : {}",
    Rule.NEAR_TRADE: "métier proche du vôtre : {}",
    Rule.CERTIFICATION_OCCUPATION: "certification obtenue, métier visé : {}",
}
UNITS = frozenset({Rule.BLOC, Rule.CERTIFICATION, Rule.EQUIVALENCE, Rule.CERTIFICATION_OCCUPATION})
"""Rules of what is held: words of theirs are the title in which it was read."""
PROOF = {
    Proof.PROVEN: "prouvé",
    Proof.DECLARED: "déclaré",
    Proof.LIKELY: "probable",
    Proof.UNKNOWN: "à confirmer",
    Proof.MISSING: "manque",
}


def guarantee(belief: Belief) -> str:
    """How far issuers vouch for a belief: garanti, garanti en partie, déclaré."""
    if status_of(belief.guaranteed) is status_of(belief.probability):
        return "garanti"
    return "garanti en partie" if belief.guaranteed >= W["floor"] else "déclaré"


def reason(evidence: Evidence) -> str:
    """Why one piece of evidence was kept."""
    read = f" (lu dans votre intitulé « {evidence.source.words} »)" if evidence.source.words else ""
    return RULE[evidence.rule].format(detail(evidence)) + (read if evidence.rule in UNITS else "")


def detail(evidence: Evidence) -> str:
    """What in the record speaks; of what is carried over, from what, and how much of it that gives."""
    source, through = evidence.source, evidence.through
    if evidence.rule is Rule.NEAR_TRADE:
        return f"{source.label} ({source.code}), qui en donne {percent(evidence.degree)}"
    if evidence.rule is Rule.CARRIED and through:
        return f"« {through.label} », qui en donne {percent(evidence.degree)}"
    unit = f"{source.code} {titled(source.code, source.label)}"
    said = {
        Rule.OCCUPATION: f"{source.words} → {source.label} ({source.code})",
        Rule.STATEMENT: source.words,
        Rule.TRAINING: source.words,
        Rule.TITLE: source.words,
        Rule.CERTIFICATION_OCCUPATION: f"{unit} → {', '.join(source.romes)}",
    }.get(evidence.rule, unit)
    via = f" (équivalence : {', '.join(source.via)})" if source.via else ""
    return said + via + (f" ; par « {through.label} »" if through else "")


def record_names(passport: Passport, as_of: date) -> dict[str, str]:
    """Short name of each record, to cite it: `vendeuse en boulangerie (2019-2023)`."""
    return {record.id: _record_name(record, as_of) for record in passport.records}


def _record_name(record: Record, as_of: date) -> str:
    if isinstance(record, Experience | TrainingFollowed):
        start, end = record.start.first.year, record.end.last.year if record.end else None
        until = "en cours" if end is None or end > as_of.year else str(end)
        years = str(start) if until == str(start) else f"{start}-{until}"
        return f"{record.title} ({years})"
    if isinstance(record, Language):
        return f"langue {record.language}, niveau {record.level}"
    if isinstance(record, Qualification):
        return f"{record.title} ({record.date.first.year})" if record.date else record.title
    what = "bloc " if isinstance(record, BlocObtained) else ""
    return f"{what}{record.code} ({record.date.first.year})"


def sources(belief: Belief, names: dict[str, str], limit: int = 2) -> str:
    """Records a belief rests on, strongest first."""
    cited = list(dict.fromkeys(names[e.record] for e in belief.evidence))
    more = f" ; et {len(cited) - limit} de plus" if len(cited) > limit else ""
    return " ; ".join(cited[:limit]) + more
