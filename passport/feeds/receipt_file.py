"""The receipt of a feed as a file, in XML or in JSON: written beside its place, then put there whole.

Records are read from the vault as they are written, twice (the accepted, the others): memory stays flat, and a receipt
that was lost is made again. The sentence of each refusal is asked from above.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from passport.feeds.errors import FeedError, FeedProblem
from passport.feeds.feed import Header
from passport.feeds.receipt import SENDER, UNCHECKED, Ending, Outcome
from passport.vault.rows import ReceiptRow
from referentials.placing import placed

NAMESPACE = "urn:acquis:recepisse:1"
VERSION = 1
DONE = frozenset({Outcome.ACCEPTED, Outcome.CORRECTED, Outcome.WITHDRAWN})
"""What is not to be sent again."""
Rows = Callable[[], Iterable[ReceiptRow]]
Told = Callable[[ReceiptRow], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The receipt of one feed: its name, what it says of itself, where its rows come from, each time they are asked."""

    feed: str
    header: Header
    rows: Rows
    told: Told


def write_receipt(path: Path, account: Account) -> None:
    """Write a receipt: JSON where the name ends so, else XML. Raises FeedError."""
    writer = _json if path.suffix.lower() == ".json" else _xml
    try:
        with placed(path) as file:
            stream = TextIOWrapper(file, encoding="utf-8", newline="\n")
            writer(stream, account)
            stream.detach()
    except OSError as error:
        raise FeedError(FeedProblem.RECEIPT, path.name, {"said": error.strerror or ""}) from error


def _summary(account: Account) -> tuple[dict[str, Any], dict[Outcome, int]]:
    """What the receipt says of the whole feed, and how many records had each outcome."""
    counts: Counter[Outcome] = Counter()
    said: dict[str, Any] = {"feed": account.feed, "kind": account.header.kind, "ending": None}
    said |= {"id": account.header.id, "sender": account.header.sender}
    for row in account.rows():
        if row.outcome == Outcome.ENDED:
            said |= {"ending": row.parameters.get("ending"), "line": row.parameters.get("line")}
            said[UNCHECKED] = row.parameters.get(UNCHECKED)
            plain = said["ending"] == Ending.WHOLE and not said[UNCHECKED]
            said["message"] = None if plain else account.told(row)
        else:
            counts[Outcome(row.outcome)] += 1
            said.setdefault("at", row.at.isoformat(timespec="seconds"))
    return {name: value for name, value in said.items() if value}, counts


def _of(account: Account, *, done: bool) -> Iterator[ReceiptRow]:
    return (row for row in account.rows() if row.outcome != Outcome.ENDED and (row.outcome in DONE) is done)


def _fields(row: ReceiptRow, account: Account) -> dict[str, Any]:
    said: dict[str, Any] = {"rank": row.position, "id": row.external_id, "issuer": row.issuer}
    if row.outcome in DONE:
        sender = {SENDER: row.parameters[SENDER]} if SENDER in row.parameters else {}
        return said | {"outcome": row.outcome, "record": row.record} | sender
    parameters = {name: value for name, value in row.parameters.items() if name != "line"}
    said |= {"outcome": row.outcome, "line": row.parameters.get("line"), "reason": row.reason}
    return {name: value for name, value in said.items() if value} | {
        "parameters": parameters,
        "message": account.told(row),
    }


def _json(stream: TextIOWrapper, account: Account) -> None:
    summary, counts = _summary(account)
    stream.write('{\n "version": ' + str(VERSION) + ",\n")
    for name, value in {**summary, "counts": _named(counts)}.items():
        stream.write(f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)},\n")
    for name, done, last in (("accepted", True, ",\n"), ("refused", False, "\n")):
        stream.write(f' "{name}": [')
        for at, row in enumerate(_of(account, done=done)):
            stream.write(",\n  " if at else "\n  ")
            stream.write(json.dumps(_fields(row, account), ensure_ascii=False))
        stream.write(f"]{last}")
    stream.write("}\n")


def _named(counts: Mapping[Outcome, int]) -> dict[str, int]:
    return {str(outcome): counts.get(outcome, 0) for outcome in Outcome if outcome is not Outcome.ENDED}


_TAGS: Mapping[str, str] = {
    "id": "idTechnique",
    "issuer": "idCertificateur",
    "outcome": "issue",
    "record": "enregistrement",
    SENDER: "idDeposant",
    "line": "ligne",
    "reason": "code",
    "message": "message",
}
"""Elements of a passage in the XML receipt."""
_HEAD: Mapping[str, str] = {
    "feed": "idTraitement",
    "id": "idFlux",
    "sender": "idEmetteur",
    "kind": "format",
    "at": "horodatage",
    "ending": "lecture",
    UNCHECKED: "certificationsNonComparees",
    "line": "ligne",
    "message": "message",
}


def _xml(stream: TextIOWrapper, account: Account) -> None:
    summary, counts = _summary(account)
    out = XMLGenerator(stream, "UTF-8", short_empty_elements=True)
    out.startDocument()
    out.startElement("recepisse", AttributesImpl({"xmlns": NAMESPACE, "version": str(VERSION)}))
    for name, tag in _HEAD.items():
        if name in summary:
            _element(out, tag, summary[name])
    for name, number in _named(counts).items():
        _element(out, "nombre", number, issue=name)
    for tag, done in (("PassagesOK", True), ("PassagesKO", False)):
        out.ignorableWhitespace("\n")
        out.startElement(tag, AttributesImpl({}))
        for row in _of(account, done=done):
            _passage(out, _fields(row, account))
        out.endElement(tag)
    out.ignorableWhitespace("\n")
    out.endElement("recepisse")
    out.endDocument()


def _passage(out: XMLGenerator, fields: Mapping[str, Any]) -> None:
    out.ignorableWhitespace("\n ")
    out.startElement("passage", AttributesImpl({"rang": str(fields["rank"])}))
    for name, tag in _TAGS.items():
        if fields.get(name):
            _element(out, tag, fields[name])
    for name, value in fields.get("parameters", {}).items():
        _element(out, "detail", " ".join(map(str, value)) if isinstance(value, list) else value, nom=name)
    out.endElement("passage")


def _element(out: XMLGenerator, tag: str, value: object, **attributes: str) -> None:
    out.ignorableWhitespace("\n  ")
    out.startElement(tag, AttributesImpl(attributes))
    out.characters(str(value).lower() if isinstance(value, bool) else str(value))
    out.endElement(tag)
