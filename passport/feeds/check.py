"""Whether a passage may be received: who issues it, whether it may, and what the referential says of the certification.

Pure: what is known is given, the day too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from passport.document.model import BlocObtained, CertificationObtained, Experience, Language, Record, TrainingFollowed
from passport.feeds.passage import Operation, Passage, Refusal
from passport.feeds.receipt import Reason
from passport.feeds.records import InvalidRecord, record_from
from passport.proof.registry import Registry, kind_of

if TYPE_CHECKING:
    from referentials.catalogue import Catalogue

TRUSTED_THIRD_PARTY = "TIERS_CONFIANCE"
"""What a certifier's flux says of whoever hands it in for the certifier."""
Fault = tuple[Reason, dict[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What passages are held against.

    `certifications`: codes of the referential, with the last day on which each may be delivered, None for one without
    end; None as a whole: no referential, nothing is checked there. `dossiers`: holder of each training followed with a
    CPF, by the id of its file.
    """

    registry: Registry
    certifications: Mapping[str, date | None] | None = None
    dossiers: Mapping[str, str] = field(default_factory=dict, repr=False)


def certifications_of(catalogue: Catalogue) -> dict[str, date | None]:
    """Certifications of a snapshot, each with its last day of delivery."""
    return {code: known.last_delivery for code, known in catalogue.certifications.items()}


def checked(passage: Passage, rules: Rules, on: date) -> Record | Fault | None:
    """The record of a passage that may be received (None: it withdraws one), or why it may not.

    Who hands it in comes first: who may not learns nothing of the issuer.
    """
    fault = _sender_fault(passage, rules, on) or _issuer_fault(passage.issuer, rules, on)
    if fault or passage.operation is Operation.WITHDRAW:
        return fault
    record = record_from(passage.record)
    if isinstance(record, InvalidRecord):
        return Reason.INVALID_RECORD, record.parameters
    return (
        _scope_fault(passage.issuer, record, rules, on)
        or _certification_fault(record, rules)
        or day_fault(record, on)
        or record
    )


def _issuer_fault(issuer: str, rules: Rules, on: date) -> Fault | None:
    known = rules.registry.of(issuer)
    if known is None:
        return Reason.UNKNOWN_ISSUER, {"issuer": issuer}
    if known.revoked(on):
        return Reason.REVOKED_ISSUER, {"issuer": issuer, "on": str(known.revoked_on)}
    if not known.has_key(on):
        return Reason.NO_KEY, {"issuer": issuer}
    return None


def _scope_fault(issuer: str, record: Record, rules: Rules, on: date) -> Fault | None:
    known = rules.registry.of(issuer)
    if known and known.scope_on(on).covers(record):
        return None
    code = {"certification": str(record.code)} if isinstance(record, CertificationObtained | BlocObtained) else {}
    return Reason.OUT_OF_SCOPE, {"issuer": issuer, "kind": str(kind_of(record)), **code}


def _sender_fault(passage: Passage, rules: Rules, on: date) -> Fault | None:
    """Another may hand in what an issuer vouches for where the registry, and not the feed alone, says that it may."""
    sender, issuer = passage.sender, rules.registry.of(passage.issuer)
    if sender is None or sender == passage.issuer:
        return None
    said: dict[str, object] = {"issuer": passage.issuer, "sender": sender}
    third = passage.proof or passage.details.get("depositor") == TRUSTED_THIRD_PARTY
    if not third or _issuer_fault(sender, rules, on):
        return Reason.OTHER_SENDER, said
    return None if issuer and issuer.may_hand_in(sender, on) else (Reason.NOT_DEPOSITOR, said)


def told_to(sender: str, refusal: Refusal, registry: Registry, on: date) -> Refusal:
    """A refusal as who hands it in may read it: of another issuer that did not name them, it tells nothing more.

    Whether a key is known, of which days, whether the issuer is: each would tell of the issuer to a stranger.
    """
    issuer = registry.of(refusal.issuer) if refusal.issuer else None
    if refusal.issuer in (None, sender) or (issuer and issuer.may_hand_in(sender, on)):
        return refusal
    return replace(refusal, reason=Reason.NOT_DEPOSITOR, parameters={"issuer": refusal.issuer, "sender": sender})


def _certification_fault(record: Record, rules: Rules) -> Fault | None:
    if rules.certifications is None or not isinstance(record, CertificationObtained | BlocObtained):
        return None
    if getattr(record, "country", None):
        return None
    code = str(record.code.certification if isinstance(record, BlocObtained) else record.code)
    if code not in rules.certifications:
        return Reason.UNKNOWN_CERTIFICATION, {"certification": code}
    last = rules.certifications[code]
    if last and record.date.first > last:
        return Reason.CLOSED_CERTIFICATION, {"certification": code, "start": str(record.date), "last": str(last)}
    return None


def day_fault(record: Record, on: date) -> Fault | None:
    """Nothing is vouched for before it begins."""
    if isinstance(record, Language):
        return None
    start = record.start if isinstance(record, Experience | TrainingFollowed) else record.date
    return (Reason.FUTURE, {"start": str(start), "on": str(on)}) if start and start.first > on else None
