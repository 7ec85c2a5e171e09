"""Heads of the journal, signed each day, and anchors, signed when what is over a year old is removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the journal's last entry was when a day was closed. `jws`: compact, by the operator."""

    day: date
    seq: int
    hash: str
    signed_at: datetime
    jws: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What the journal goes on from: its last entry that was removed. `until`: every entry before that day may be."""

    seq: int
    hash: str
    until: date
    jws: str
