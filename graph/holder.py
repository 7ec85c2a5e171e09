"""A holder in the graph: what they hold, what is inferred from it, and the evidence in between.

Only what is passed here enters the graph, under the identifier the caller chose; writing replaces what the
graph held of that holder, in one transaction. Reading takes several queries, and a server shows each what is
committed by then: the holder's node carries a digest of the whole, and what does not fit it is read again, as long as
the name of the writing that made it changes.
Texts of a person are kept out of every `repr`, so that no log shows them.
"""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from secrets import token_hex
from typing import Any
from urllib.parse import quote

import polars as pl

from graph.errors import IncompleteHolderError
from graph.model import EDGE_KINDS, ITEM_KINDS, NODE_KINDS, Edge, NodeId
from graph.store import EdgeFrame, GraphStore, NodeFrame
from graph.walk import PERSONAL_KINDS, Neighbourhood, neighbourhood

_DTYPES = {"text": pl.String(), "int": pl.Int64(), "float": pl.Float64(), "flag": pl.Boolean()}
_INFERRED = ""
"""Value of HOLDS.record where the holding is inferred from evidence rather than stated by one record."""

_READINGS = 100
"""Times a holder who changes under the eyes of the reader is read, at most."""

_PAUSE = 0.05
"""Seconds before reading again; what is then the same, of the same writing, and does not fit, is not being replaced."""


@dataclass(frozen=True, kw_only=True)
class RecordStanding:
    """Where a record stands (guaranteed, unverified, declared), how it is vouched for, by whom, and since when.

    `issuer`: name in the registry of issuers; `checked`: the day of the check; `problem`: why it is not guaranteed
    where an issuer is claimed. Words of `passport.document.standing`, as they are.
    """

    standing: str = "declared"
    method: str | None = None
    issuer: str | None = None
    signed: date | None = None
    checked: date | None = None
    problem: str | None = None


_STANDING = ("standing", "method", "issuer", "signed", "checked", "problem")


@dataclass(frozen=True)
class HolderRecord:
    """One record of a passport; `held` is the certification or bloc it attests, when it attests one."""

    id: str
    kind: str
    title: str = field(repr=False)
    start: date | None = None
    end: date | None = None
    guaranteed: bool = False
    held: NodeId | None = None
    standing: RecordStanding = RecordStanding()


@dataclass(frozen=True)
class HolderEvidence:
    """Why an item is believed: the record, the sentence or title in it, the rule or model, its probability."""

    record: str
    sentence: str | None = field(repr=False)
    rule: str
    probability: float


@dataclass(frozen=True)
class InferredItem:
    """A competency, macro-competency or savoir the holder is believed to have."""

    item: NodeId
    probability: float
    guaranteed: float
    """Share of the probability that rests on guaranteed records, 0 to 1."""
    evidence: tuple[HolderEvidence, ...] = ()


@dataclass(frozen=True)
class HolderGraph:
    """Everything the graph keeps of one holder.

    Raises ValueError when a record id or an item appears twice, or evidence names no record of these.
    """

    id: str
    records: tuple[HolderRecord, ...] = ()
    items: tuple[InferredItem, ...] = ()

    def __post_init__(self) -> None:
        records, items = {record.id for record in self.records}, {item.item for item in self.items}
        if len(records) < len(self.records) or len(items) < len(self.items):
            raise ValueError("a record or an item appears twice")
        if not records.issuperset(why.record for item in self.items for why in item.evidence):
            raise ValueError("evidence names a record that is not the holder's")


def write_holder(store: GraphStore, holder: HolderGraph) -> None:
    """Put a holder into the graph in place of what it held of them, all at once.

    Raises MissingNodesError, and changes nothing, when a certification, bloc or item is not in the graph.
    """
    rows = [_experience(holder.id, record) for record in holder.records]
    nodes = [
        _nodes("Holder", [{"id": holder.id, "digest": _digest(holder), "writing": token_hex(8)}]),
        _nodes("Experience", rows),
    ]
    grouped: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for edge in _edges(holder):
        grouped[edge.kind, edge.start.kind, edge.end.kind].append(
            {"start": edge.start.key, "end": edge.end.key, **edge.properties}
        )
    store.replace_holder(holder.id, nodes, [_along(*ends, rows) for ends, rows in grouped.items()])


def read_holder(store: GraphStore, holder: str) -> HolderGraph | None:
    """Return what the graph holds of a holder, as it was written; None when it holds nothing.

    Raises IncompleteHolderError when what it holds is not what was written, and nobody is writing it.
    """
    here, before = NodeId("Holder", holder), None
    for _ in range(_READINGS):
        around = neighbourhood(store, here, depth=2, limit=None, kinds=PERSONAL_KINDS, direction="out")
        if around is None:
            return None
        found = _whole(holder, around)
        if found is not None:
            return found
        if around == before:
            break
        before = around
        time.sleep(_PAUSE)
    raise IncompleteHolderError(holder)


def _digest(holder: HolderGraph) -> str:
    """Digest of all that is kept of a holder; adding 0.0 makes every number a float and -0.0 plain 0.0."""
    records = [
        (r.id, r.kind, r.title, str(r.start), str(r.end), r.guaranteed, r.held, sorted(_standing(r.standing).items()))
        for r in holder.records
    ]
    items = [
        (i.item, i.probability + 0.0, i.guaranteed + 0.0,
         [(e.record, e.sentence, e.rule, e.probability + 0.0) for e in i.evidence])
        for i in holder.items
    ]  # fmt: skip
    return hashlib.sha256(repr((records, items)).encode(errors="surrogatepass")).hexdigest()


def _experience(holder: str, record: HolderRecord) -> dict[str, Any]:
    return {
        "id": _experience_id(holder, record.id).key,
        "record": record.id,
        "kind": record.kind,
        "title": record.title,
        "start": record.start.isoformat() if record.start else None,
        "end": record.end.isoformat() if record.end else None,
        "guaranteed": record.guaranteed,
        **_standing(record.standing),
    }


def _standing(one: RecordStanding) -> dict[str, str | None]:
    """The standing of a record as properties."""
    return {name: str(value) if (value := getattr(one, name)) is not None else None for name in _STANDING}


def _experience_id(holder: str, record: str) -> NodeId:
    """Record ids are unique within a passport only; quoting keeps the two parts apart."""
    return NodeId("Experience", f"{quote(holder, safe='')}/{quote(record, safe='')}")


def _edges(holder: HolderGraph) -> Iterator[Edge]:
    here = NodeId("Holder", holder.id)
    for place, record in enumerate(holder.records):
        yield Edge("HAS_EXPERIENCE", here, _experience_id(holder.id, record.id), {"position": place})
        if record.held:
            day = record.end or record.start
            yield Edge("HOLDS", here, record.held, {
                "record": record.id, "guaranteed": float(record.guaranteed), "probability": 1.0,
                "date": day.isoformat() if day else None, "position": place,
            })  # fmt: skip
    for place, item in enumerate(holder.items):
        yield Edge("HOLDS", here, item.item, {
            "record": _INFERRED, "guaranteed": item.guaranteed, "probability": item.probability,
            "date": None, "position": place,
        })  # fmt: skip
        for rank, why in enumerate(item.evidence):
            yield Edge("EVIDENCES", _experience_id(holder.id, why.record), item.item, {
                "position": rank, "sentence": why.sentence, "rule": why.rule, "probability": why.probability,
            })  # fmt: skip


def _nodes(kind: str, rows: Sequence[Mapping[str, Any]]) -> NodeFrame:
    return NodeFrame(NODE_KINDS[kind], _frame(NODE_KINDS[kind].properties, rows))


def _along(kind: str, start: str, end: str, rows: Sequence[Mapping[str, Any]]) -> EdgeFrame:
    properties = {"start": "text", "end": "text"} | EDGE_KINDS[kind].properties
    return EdgeFrame(EDGE_KINDS[kind], start, end, _frame(properties, rows))


def _frame(properties: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={name: _DTYPES[kind_of] for name, kind_of in properties.items()})


def _whole(holder: str, around: Neighbourhood) -> HolderGraph | None:
    """What was written, if it was read whole: between two queries of a reading, all of it may have been replaced."""
    try:
        found = _assembled(holder, around)
    except (KeyError, ValueError):  # an edge without the node it came from, or with another's
        return None
    return found if _digest(found) == around.nodes[0].properties.get("digest") else None


def _assembled(holder: str, around: Neighbourhood) -> HolderGraph:
    by_kind: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(around.edges, key=lambda edge: edge.properties["position"]):
        by_kind[edge.kind].append(edge)
    experiences = {node.id: node.properties for node in around.nodes if node.id.kind == "Experience"}
    held = {e.properties["record"]: e.end for e in by_kind["HOLDS"] if e.end.kind not in ITEM_KINDS.values()}
    why: dict[NodeId, list[HolderEvidence]] = defaultdict(list)
    for edge in by_kind["EVIDENCES"]:
        said = edge.properties
        why[edge.end].append(
            HolderEvidence(experiences[edge.start]["record"], said.get("sentence"), said["rule"], said["probability"])
        )
    return HolderGraph(
        holder,
        tuple(_record(experiences[edge.end], held) for edge in by_kind["HAS_EXPERIENCE"]),
        tuple(
            InferredItem(edge.end, edge.properties["probability"], edge.properties["guaranteed"], tuple(why[edge.end]))
            for edge in by_kind["HOLDS"]
            if edge.end.kind in ITEM_KINDS.values()
        ),
    )


def _record(said: Mapping[str, Any], held: Mapping[str, NodeId]) -> HolderRecord:
    return HolderRecord(
        id=said["record"],
        kind=said["kind"],
        title=said["title"],
        start=_day(said.get("start")),
        end=_day(said.get("end")),
        guaranteed=said["guaranteed"],
        held=held.get(said["record"]),
        standing=RecordStanding(
            standing=said["standing"],
            method=said.get("method"),
            issuer=said.get("issuer"),
            signed=_day(said.get("signed")),
            checked=_day(said.get("checked")),
            problem=said.get("problem"),
        ),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
