"""Answers about the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from answers.builders.kept import actor_shown, begun
from answers.shapes import journal as shape
from answers.words.vault import break_told, compared_told, entry_told
from passport.access.actor import Actor
from passport.access.terms import Action
from passport.journal.check import NOTICES, Break, whole
from passport.journal.entry import Entry
from passport.journal.heads import Head
from passport.service.keeping import JournalState
from referentials.days import day_of

_FRESH = timedelta(days=1)
"""A head is signed a day: the last is of today, or of yesterday."""
_SAID_APART = ("via", "body", "mission")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A journal that was checked: where it stands, heads that were kept elsewhere, the faults found."""

    state: JournalState
    copies: Sequence[Head]
    breaks: Sequence[Break]
    signatures: bool


def journal_answer(actor: Actor, at: datetime, holder: str, entries: Sequence[Entry]) -> shape.JournalAnswer:
    """The journal of one passport."""
    return shape.JournalAnswer(**begun(actor, at), holder=holder, entries=[_entry(entry) for entry in entries])


def journal_check_answer(actor: Actor, at: datetime, found: Checked) -> shape.JournalCheckAnswer:
    """Whether the journal is what was written, and whether a head was signed of late."""
    tip, anchor = found.state.tip, found.state.anchor
    heads = (*found.state.heads, *found.copies)
    last = max((head.day for head in heads), default=None)
    return shape.JournalCheckAnswer(
        **begun(actor, at),
        whole=whole(found.breaks),
        journal=tip.journal,
        entries=tip.seq,
        hash=tip.hash,
        heads=len(heads),
        copies=len(found.copies),
        compared=compared_told(len(found.copies)),
        signed_until=max((head.seq for head in heads), default=None),
        signed_on=last,
        head_late=last is None or last < day_of(at) - _FRESH,
        signatures=found.signatures,
        removed_until=anchor.seq if anchor else None,
        breaks=[_break(one) for one in found.breaks if one.fault not in NOTICES],
        notices=[_break(one) for one in found.breaks if one.fault in NOTICES],
    )


def head_answer(actor: Actor, at: datetime, head: Head | None, *, signed: bool) -> shape.HeadAnswer:
    """The head of the day, signed now or before."""
    return shape.HeadAnswer(
        **begun(actor, at),
        signed=signed,
        day=head.day if head else None,
        seq=head.seq if head else None,
        hash=head.hash if head else None,
        jws=head.jws if head else None,
    )


def _break(one: Break) -> shape.BreakShown:
    return shape.BreakShown(fault=one.fault, seq=one.seq, last=one.last, day=one.day, told=break_told(one))


def _entry(entry: Entry) -> shape.EntryShown:
    details = dict(entry.details)
    via, body, mission = (details.get(name) for name in _SAID_APART)
    return shape.EntryShown(
        seq=entry.seq,
        at=entry.at,
        actor=actor_shown(entry.actor.kind, entry.actor.id),
        via=None if via is None else str(via),
        body=None if body is None else str(body),
        mission=None if mission is None else str(mission),
        action=Action(entry.action),
        nature=entry.nature,
        outcome=entry.outcome,
        ground=entry.ground,
        records=list(entry.records),
        details={name: value for name, value in details.items() if name not in _SAID_APART},
        told=entry_told(entry),
    )
