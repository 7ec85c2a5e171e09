"""Evidence in French: why a competency is believed, on whose word, from which record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from answers.words.forms import percent, titled
from answers.words.kinds import KIND_NAMES
from passport.document.model import (
    BlocObtained,
    Experience,
    Language,
    Passport,
    Qualification,
    Record,
    TrainingFollowed,
)
from recommend.gap.gap import Proof, Status
from recommend.profile.evidence import INFERRED, OF_DIPLOMAS, Belief, Evidence, Guarantee, Rule, guarantee_of
from referentials.catalogue import Catalogue

STATUS = {
    Status.HELD: "Acquis",
    Status.LIKELY: "Probable",
    Status.TO_CONFIRM: "À confirmer",
    Status.MISSING: "Manque",
}
RULE = {
    Rule.OCCUPATION: "métier exercé : {}",
    Rule.KIND: "par nature : {}",
    Rule.STATEMENT: "vous l'écrivez : « {} »",
    Rule.DOUBTFUL: "vous l'écrivez peut-être : « {} »",
    Rule.TRAINING: "formation suivie : « {} »",
    Rule.BLOC: "bloc obtenu : {}",
    Rule.CERTIFICATION: "certification obtenue : {}",
    Rule.EQUIVALENCE: "reconnu équivalent : {}",
    Rule.TITLE: "titre détenu : {}",
    Rule.CERTIFICATION_OCCUPATION: "certification obtenue, métier visé : {}",
    Rule.CARRIED: "transposé de {}",
    Rule.NEAR_TRADE: "métier voisin {}",
}
CONFIRMED = {
    Rule.OCCUPATION: "métier exercé, confirmé par le titulaire : {}",
    Rule.STATEMENT: "confirmé par le titulaire : « {} »",
    Rule.TRAINING: "formation suivie, acquis confirmé par le titulaire : « {} »",
}
"""Of readings that the holder confirms."""
STATES = ("Faire preuve", "Etre ", "Être ", "Avoir ")
"""Beginnings of labels of what a person is, rather than does."""
OF_ANY_TRADE = (*STATES, "Respecter ")
"""And of what is asked of anyone: rules, ethics, confidentiality."""
UNITS = frozenset({Rule.BLOC, Rule.CERTIFICATION, Rule.EQUIVALENCE, Rule.CERTIFICATION_OCCUPATION})
"""Rules of what is held: words of theirs are the title in which it was read."""
PROOF = {
    Proof.PROVEN: "attesté",
    Proof.DECLARED: "déclaré",
    Proof.LIKELY: "probable",
    Proof.UNKNOWN: "à confirmer",
    Proof.MISSING: "manque",
}


GUARANTEE = {
    Guarantee.NONE: "déclaré",
    Guarantee.EMPLOYMENT: "emploi attesté",
    Guarantee.TITLE: "titre attesté",
    Guarantee.ASSESSED: "évalué par un jury",
}
"""What is vouched for: that one had a job is not that one was seen to know how."""


def rank_of(catalogue: Catalogue, item: str) -> int:
    """What is shown first: what the trade does (0), its techniques (1), what any trade asks for (2), other savoirs."""
    found = catalogue.items[item]
    if found.kind == "knowledge":
        return 1 if item in catalogue.techniques else 3
    return 2 if item in catalogue.transversal or found.label.startswith(OF_ANY_TRADE) else 0


def guarantee(belief: Belief) -> str:
    """What an issuer vouches for of what a belief rests on."""
    return GUARANTEE[guarantee_of(belief)]


def guarantees(beliefs: Iterable[Belief]) -> str:
    """How many of some beliefs are vouched for, by kind: « dont 3 évaluées par un jury »; empty when none is."""
    kinds = Counter(map(guarantee_of, beliefs))
    told = [
        f"{kinds[kind]} {_of_many(kind, kinds[kind])}"
        for kind in (Guarantee.ASSESSED, Guarantee.TITLE, Guarantee.EMPLOYMENT)
        if kinds[kind]
    ]
    return f", dont {', '.join(told)}" if told else ""


def presumed(beliefs: Iterable[Belief]) -> str:
    """How many of some beliefs a declared diploma alone is taken to give, nothing done showing them; empty for none."""
    number = sum(not one.guaranteed and all(e.rule in OF_DIPLOMAS for e in one.evidence) for one in beliefs)
    if not number:
        return ""
    what = "qu'un diplôme déclaré est censé apporter, et que rien de ce que vous avez fait ne montre encore"
    return f"dont {number} {what}"


def _of_many(kind: Guarantee, number: int) -> str:
    many = "s" if number > 1 else ""
    return {
        Guarantee.ASSESSED: f"évaluée{many} par un jury",
        Guarantee.TITLE: f"titre{many} attesté{many}",
    }.get(kind, f"tirée{many} d'un emploi attesté")


def reason(evidence: Evidence) -> str:
    """Why one piece of evidence was kept."""
    read = f" (lu dans votre intitulé « {evidence.source.words} »)" if evidence.source.words else ""
    said = CONFIRMED if evidence.confirmed else RULE
    return said[evidence.rule].format(detail(evidence)) + (read if evidence.rule in UNITS else "")


def detail(evidence: Evidence) -> str:
    """What in the record speaks; of what is carried over, from what and how near it is."""
    source = evidence.source
    unit = f"{source.code} {titled(source.code, source.label)}"
    said = {
        Rule.OCCUPATION: f"{source.words} → {source.label} ({source.code})",
        Rule.KIND: f"{source.words} → {KIND_NAMES.get(source.code, source.code)}",
        Rule.STATEMENT: source.words,
        Rule.DOUBTFUL: source.words,
        Rule.TRAINING: source.words,
        Rule.TITLE: source.words,
        Rule.CARRIED: _carried(evidence),
        Rule.NEAR_TRADE: _trade(evidence),
        Rule.CERTIFICATION_OCCUPATION: f"{unit} → {', '.join(source.romes)}",
    }.get(evidence.rule, unit)
    via = f" (équivalence : {', '.join(source.via)})" if source.via and evidence.rule not in INFERRED else ""
    return said + via


def _carried(evidence: Evidence) -> str:
    through = evidence.through
    if through is None:
        return ""
    known = "que vous savez faire"
    if through.kind == "knowledge":
        known = "que vous connaissez"
    elif through.label.startswith(STATES):
        known = "que vous avez déjà"
    return f"« {through.label} », {known}{_near(evidence.degree)}"


def _trade(evidence: Evidence) -> str:
    source = evidence.source
    return f"{'exercé' if source.words else 'appris'} : {source.label} ({source.code}){_near(evidence.degree)}"


def _near(degree: float) -> str:
    return f" (proche à {percent(degree)})" if degree < 1.0 else ""


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
    """Records a belief rests on, strongest first; of one that no record says, what it is known from."""
    said = [e for e in belief.evidence if e.rule not in INFERRED]
    if not said:
        return reason(max(belief.evidence, key=lambda e: e.probability))
    cited = list(dict.fromkeys(names[e.record] for e in said))
    more = f" ; et {len(cited) - limit} de plus" if len(cited) > limit else ""
    return " ; ".join(cited[:limit]) + more
