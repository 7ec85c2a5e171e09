"""Projection: a passport and what is inferred from it, as the graph keeps a holder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from graph.holder import HolderEvidence, HolderGraph, HolderRecord, InferredItem, RecordStanding
from graph.model import ITEM_KINDS, NodeId
from passport.document.model import (
    BlocObtained,
    CertificationObtained,
    Experience,
    Language,
    Passport,
    Qualification,
    Record,
    TrainingFollowed,
)
from passport.document.standing import Verification
from recommend.profile.evidence import Belief, Evidence
from recommend.profile.profile import Profile
from referentials.catalogue import Catalogue


def holder_graph(passport: Passport, profile: Profile, catalogue: Catalogue) -> HolderGraph:
    """What `graph.holder.write_holder` puts in a store: the records the profile rests on, the items inferred.

    Records left out of the profile stay out of the graph. The holder's name never enters it. Of several pieces of
    evidence that one record gives for an item, the strongest of each rule is kept.
    """
    cited = {evidence.record for belief in profile.beliefs for evidence in belief.evidence}
    kept = [record for record in passport.records if _known(record, catalogue) or record.id in cited]
    begun = [record for record in kept if _begins(record) <= profile.as_of.toordinal()]
    items = tuple(_item(belief, catalogue) for belief in profile.beliefs)
    return HolderGraph(profile.holder, tuple(_record(record, catalogue) for record in begun), items)


def _known(record: Record, catalogue: Catalogue) -> bool:
    if isinstance(record, BlocObtained):
        return str(record.code) in catalogue.blocs
    return not isinstance(record, CertificationObtained) or str(record.code) in catalogue.certifications


def _begins(record: Record) -> int:
    """Ordinal day; 0 for a record without a date."""
    if isinstance(record, Language):
        return 0
    when = record.start if isinstance(record, Experience | TrainingFollowed) else record.date
    return when.first.toordinal() if when else 0


def _record(record: Record, catalogue: Catalogue) -> HolderRecord:
    return replace(_told(record, catalogue), guaranteed=record.guaranteed, standing=_standing(record.verification))


def _standing(found: Verification) -> RecordStanding:
    return RecordStanding(
        standing=found.standing.value,
        method=found.method.value if found.method else None,
        issuer=found.name,
        signed=found.signed,
        checked=found.checked,
        problem=found.problem.value if found.problem else None,
    )


def _told(record: Record, catalogue: Catalogue) -> HolderRecord:
    if isinstance(record, Experience | TrainingFollowed):
        kind = record.kind.value if isinstance(record, Experience) else "training"
        end = record.end.last if record.end else None
        return HolderRecord(
            id=record.id,
            kind=kind,
            title=record.title,
            start=record.start.first,
            end=end,
        )
    if isinstance(record, Language):
        return HolderRecord(record.id, "language", f"{record.language} {record.level}")
    if isinstance(record, Qualification):
        return _qualification(record)
    code, day = str(record.code), record.date.first
    bloc = isinstance(record, BlocObtained)
    title = catalogue.blocs[code].title if bloc else catalogue.certifications[code].title
    held = NodeId("Bloc" if bloc else "Certification", code)
    return HolderRecord(
        id=record.id,
        kind=held.kind.lower(),
        title=title or code,
        start=day,
        held=held,
    )


def _qualification(record: Qualification) -> HolderRecord:
    return HolderRecord(
        id=record.id,
        kind="qualification",
        title=record.title,
        start=record.date.first if record.date else None,
        end=record.until.last if record.until else None,
    )


def _item(belief: Belief, catalogue: Catalogue) -> InferredItem:
    node = NodeId(ITEM_KINDS[catalogue.items[belief.item].kind], belief.item)
    evidence = tuple(
        HolderEvidence(e.record, e.source.words or e.source.label, e.rule.value, e.probability)
        for e in _strongest(belief.evidence)
    )
    share = round(belief.guaranteed / belief.probability, 6) if belief.probability else 0.0
    return InferredItem(node, belief.probability, share, evidence)


def _strongest(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Of each record and rule the strongest evidence, in the order given (strongest first)."""
    found: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for e in evidence:
        found[e.record, e.rule].append(e)
    return [group[0] for group in found.values()]
