"""Sign what an issuer writes of its records, line by line, as the lines that `signed.py` reads.

    {"id": its name for the record, "op": "add" | "correct" | "withdraw", "holder": {…}, "record": {"type": …, …}}

`op` is `add` where it is left out. What is signed was read again as the receiver reads it: what it would refuse
whatever its registry says is refused here, by line and field.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from passport.document.errors import PassportError
from passport.document.loading import load
from passport.feeds.check import day_fault
from passport.feeds.errors import FeedError, FeedProblem
from passport.feeds.lines import LONGEST, long_lines
from passport.feeds.passage import Operation, Refusal, shown
from passport.feeds.receipt import Reason
from passport.feeds.records import InvalidRecord, record_from
from passport.feeds.signed import signed_line, unproven
from passport.proof.authority import Authority
from referentials.days import day_of

FIELDS = ("id", "op", "holder", "record")
_KINDS: Mapping[str, type[Any]] = {"id": str, "op": str, "holder": dict, "record": dict}
_BLANK = b"\xef\xbb\xbf \t\r\n"


def signed_feed(path: Path, authority: Authority, at: datetime) -> Iterator[bytes | Refusal]:
    """Each line of a file, signed at a moment, or why it is not; memory holds one. Raises FeedError."""
    try:
        with path.open("rb") as stream:
            for line, data in enumerate(long_lines(stream), 1):
                if data.strip(_BLANK):
                    yield _signed(data.removeprefix(b"\xef\xbb\xbf") if line == 1 else data, line, authority, at)
    except OSError as error:
        raise FeedError(FeedProblem.UNREADABLE, path.name, {"said": error.strerror or ""}) from error


def _signed(data: bytes, line: int, authority: Authority, at: datetime) -> bytes | Refusal:
    said = _read(data, line)
    if isinstance(said, Refusal):
        return said
    operation = Operation(said.get("op", Operation.ADD))
    made = signed_line(
        authority, said["id"], said.get("record"), holder=said.get("holder"), at=at, operation=operation
    )  # fmt: skip
    found = unproven(made, line)
    if isinstance(found, Refusal):
        return found
    text = json.dumps(made, ensure_ascii=False).encode() + b"\n"
    if len(text) > LONGEST:
        return Refusal(reason=Reason.TOO_LARGE, external_id=said["id"], line=line, parameters={"most": LONGEST})
    return _record_fault(said, operation, line, at) or text


def _read(data: bytes, line: int) -> dict[str, Any] | Refusal:
    """What a line says, each field of its kind."""
    if len(data) > LONGEST:
        return Refusal(reason=Reason.TOO_LARGE, line=line, parameters={"most": LONGEST})
    try:
        said = load(data)
    except PassportError:
        return Refusal(reason=Reason.NOT_JSON, line=line)
    fault = _form_fault(said)
    if fault is None:
        found: dict[str, Any] = said
        return found
    reason, element, expected = fault
    name = shown(said["id"]) if isinstance(said, dict) and isinstance(said.get("id"), str) else None
    told = {"element": shown(element) or "", "expected": list(expected)}
    return Refusal(reason=reason, external_id=name, line=line, parameters=told)


def _form_fault(said: Any) -> tuple[Reason, str, tuple[str, ...]] | None:
    """The reason, the field at fault, what is expected."""
    if not isinstance(said, dict):
        return Reason.VALUE, "line", FIELDS
    for name, value in said.items():
        if name not in _KINDS:
            return Reason.UNEXPECTED, name, FIELDS
        if type(value) is not _KINDS[name] or (name == "id" and shown(value) is None):
            return Reason.VALUE, name, ()
    operations = tuple(str(one) for one in Operation)
    if said.get("op", Operation.ADD) not in operations:
        return Reason.VALUE, "op", operations
    needed = ("id", "holder") if said.get("op", Operation.ADD) == Operation.ADD else ("id",)
    absent = [name for name in needed if name not in said]
    return (Reason.MISSING, "line", (absent[0],)) if absent else None


def _record_fault(said: dict[str, Any], operation: Operation, line: int, at: datetime) -> Refusal | None:
    """Why the record of a line would be refused by any registry."""
    if operation is Operation.WITHDRAW:
        return None
    record = record_from(said["record"])
    if isinstance(record, InvalidRecord):
        return Refusal(
            reason=Reason.INVALID_RECORD, external_id=said["id"], line=line, parameters=record.parameters
        )  # fmt: skip
    fault = day_fault(record, day_of(at))
    return Refusal(reason=fault[0], external_id=said["id"], line=line, parameters=fault[1]) if fault else None
