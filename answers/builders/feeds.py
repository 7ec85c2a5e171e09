"""Answers about feeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path

from answers.builders.kept import begun
from answers.shapes import feeds as shape
from answers.words.feeds import refusal_told
from passport.access.actor import Actor
from passport.feeds.receipt import UNCHECKED, Ending, Outcome, Reason
from passport.feeds.receipt_file import DONE, Account
from passport.feeds.take import Taken, counted, rows_of
from passport.service.passports import Passports
from passport.vault.rows import ReceiptRow

SHOWN = 20
"""Passages that were not accepted, in the answer; the receipt has them all."""


def account_of(passports: Passports, taken: Taken) -> Account:
    """What a receipt is written from."""
    return Account(feed=taken.feed, header=taken.header, rows=lambda: rows_of(passports, taken.feed), told=_told)


def feed_answer(actor: Actor, at: datetime, taken: Taken, account: Account, receipt: Path | None) -> shape.FeedAnswer:
    """What became of a feed."""
    end = next((row for row in account.rows() if row.outcome == Outcome.ENDED), None)
    said: Mapping[str, object] = end.parameters if end else {}
    ending = Ending(str(said.get("ending", Ending.CUT)))
    counts = counted(account.rows())
    return shape.FeedAnswer(
        **begun(actor, at),
        feed=taken.feed,
        name=taken.header.id,
        kind=taken.header.kind,
        sender=taken.header.sender,
        written_at=taken.header.written_at,
        resumed_after=taken.resumed_after,
        ending=ending,
        line=None if ending is Ending.WHOLE else _line(said),
        certifications_compared=end is not None and not said.get(UNCHECKED),
        counts={outcome: counts.get(outcome, 0) for outcome in Outcome if outcome is not Outcome.ENDED},
        receipt=str(receipt) if receipt else None,
        told=_told(end) if end else "",
        others=list(islice(_others(account), SHOWN)),
    )


def _others(account: Account) -> Iterator[shape.PassageShown]:
    for row in account.rows():
        outcome = Outcome(row.outcome)
        if outcome in DONE or outcome is Outcome.ENDED:
            continue
        yield shape.PassageShown(
            external_id=row.external_id or None,
            issuer=row.issuer,
            rank=row.position,
            line=_line(row.parameters),
            outcome=outcome,
            reason=Reason(row.reason) if row.reason else None,
            parameters={name: value for name, value in row.parameters.items() if name != "line"},
            told=_told(row),
        )


def _line(said: Mapping[str, object]) -> int | None:
    line = said.get("line")
    return line if isinstance(line, int) else None


def _told(row: ReceiptRow) -> str:
    return refusal_told(row.reason, row.parameters)
