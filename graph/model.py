"""The property graph as data: which nodes and edges there are, what identifies them, where they come from.

A node is identified by its kind and key, an edge by its kind, its two ends and, where several edges of one
kind may join the same ends, the property `edge key`. Stores, loading, export and documentation all read
these tables; adding a kind is adding an entry here. Labels and relationship types written into Cypher come
from this closed set and from nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import polars as pl

from referentials.tables import TABLES

PASSPORT = "passport"
"""Source of the kinds that speak of a person: written by graph.holder, never by a referential load."""

STAMP = "snapshot"
"""Property of every referential node and edge: which load wrote it."""

VECTOR = "embedding"
"""Property that holds a node's vector; used for nearest(), never shown."""

Properties = Mapping[str, Any]
"""Values are text, int, float, bool or lists of text; a property without a value is absent."""


class NodeId(NamedTuple):
    """What identifies a node."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


@dataclass(frozen=True, slots=True)
class Node:
    """A node and its properties, key and stamp included."""

    id: NodeId
    properties: Properties = field(hash=False)

    @property
    def label(self) -> str:
        """Name for people; the key when the node has none."""
        return str(self.properties.get(NODE_KINDS[self.id.kind].label) or self.id.key)


@dataclass(frozen=True, slots=True)
class Edge:
    """A directed edge and its properties."""

    kind: str
    start: NodeId
    end: NodeId
    properties: Properties = field(hash=False)

    @property
    def sort_key(self) -> tuple[str, NodeId, NodeId, str]:
        """Order of edges wherever an order is needed; unique."""
        key = EDGE_KINDS[self.kind].key
        return self.kind, self.start, self.end, str(self.properties.get(key, "")) if key else ""


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A kind of node: its key property, the property people read, all properties with type, its source.

    `source` is a table of the snapshot, a view of graph.views, or PASSPORT.
    """

    name: str
    key: str
    label: str
    properties: dict[str, str]
    source: str

    @property
    def personal(self) -> bool:
        """Whether the node speaks of a person."""
        return self.source == PASSPORT


@dataclass(frozen=True, slots=True)
class Ends:
    """Rows of `source` that make edges of one kind between two kinds of nodes; `where`: column, value."""

    start: str
    end: str
    source: str
    start_column: str
    end_column: str
    where: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """A kind of edge: which ends it joins, its properties with type, and the one that tells parallel edges apart."""

    name: str
    ends: tuple[Ends, ...]
    properties: dict[str, str]
    key: str | None = None

    @property
    def personal(self) -> bool:
        """Whether the edge speaks of a person."""
        return self.ends[0].source == PASSPORT


_TYPES: dict[pl.DataType, str] = {
    pl.String(): "text", pl.Date(): "text", pl.Int32(): "int", pl.Boolean(): "flag",
    pl.List(pl.String()): "texts",
}  # fmt: skip


def _columns(table: str, names: str) -> dict[str, str]:
    return {name: _TYPES[TABLES[table].columns[name]] for name in names.split()}


def _node(name: str, key: str, label: str, table: str, properties: str) -> NodeKind:
    return NodeKind(name, key, label, _columns(table, f"{key} {properties}"), table)


# fmt: off
NODE_KINDS: dict[str, NodeKind] = {
    kind.name: kind
    for kind in (
        _node("Occupation", "code", "label", "occupations",
              "label family domain definition riasec_major riasec_minor transition_eco transition_num "
              "transition_demo regulated executive"),
        NodeKind("OccupationFamily", "code", "label", {"code": "text", "label": "text"}, "families"),
        _node("Appellation", "ogr", "label", "appellations", "label short_label main rarely_used"),
        _node("Competency", "ogr", "label", "competencies",
              "label definition category subcategory transition_eco transition_num"),
        _node("MacroCompetency", "ogr", "label", "macro_competencies",
              "label code definition category subcategory"),
        _node("Knowledge", "ogr", "label", "knowledge", "label category subcategory"),
        _node("WorkContext", "ogr", "label", "work_contexts", "label category"),
        _node("Certification", "code", "title", "certifications",
              "title short_title register level active registration_type decision_date effective_date "
              "registration_end last_delivery mentioned_only"),
        _node("Bloc", "code", "title", "blocs", "title"),
        _node("Training", "id", "title", "trainings",
              "title catalogue provider city url diploma duration months mode"),
        _node("Certifier", "siret", "name", "certifiers", "name"),
        _node("EscoConcept", "uri", "label", "esco_concepts", "label kind language"),
        NodeKind("Holder", "id", "id", {"id": "text", "digest": "text", "writing": "text"}, PASSPORT),
        NodeKind("Experience", "id", "title",
                 {"id": "text", "record": "text", "kind": "text", "title": "text", "start": "text",
                  "end": "text", "guaranteed": "flag", "standing": "text", "method": "text", "issuer": "text",
                  "signed": "text", "checked": "text", "problem": "text"}, PASSPORT),
    )
}

ITEM_KINDS = {"competency": "Competency", "macro_competency": "MacroCompetency", "knowledge": "Knowledge"}
"""Node kind of an item, by the value of a column `kind` of the snapshot."""


def _to_items(start: str, source: str, column: str) -> tuple[Ends, ...]:
    return tuple(Ends(start, end, source, column, "item", ("kind", kind)) for kind, end in ITEM_KINDS.items())


def _personal(start: str, *ends: str) -> tuple[Ends, ...]:
    return tuple(Ends(start, end, PASSPORT, "start", "end") for end in ends)


EDGE_KINDS: dict[str, EdgeKind] = {
    kind.name: kind
    for kind in (
        EdgeKind("REQUIRES",
                 (*_to_items("Occupation", "occupation_items", "occupation"),), {"importance": "text"}),
        EdgeKind("EXERCISED_IN",
                 (Ends("Occupation", "WorkContext", "occupation_contexts", "occupation", "context"),), {}),
        EdgeKind("NAMES", (Ends("Appellation", "Occupation", "appellations", "ogr", "occupation"),), {}),
        EdgeKind("IN_FAMILY", (Ends("Occupation", "OccupationFamily", "occupations", "code", "family"),), {}),
        EdgeKind("MOVES_TO",
                 (Ends("Occupation", "Occupation", "mobilities", "occupation", "target"),), {"rank": "int"}),
        EdgeKind("GENERALISED_BY", (Ends("Competency", "MacroCompetency", "competencies", "ogr", "macro"),), {}),
        EdgeKind("PART_OF", (Ends("Bloc", "Certification", "blocs", "code", "certification"),), {}),
        EdgeKind("CERTIFIES",
                 _to_items("Bloc", "bloc_links", "unit") + _to_items("Certification", "certification_links", "unit"),
                 {"probability": "float", "statement": "text"}),
        EdgeKind("LEADS_TO",
                 (Ends("Certification", "OccupationFamily", "led_to", "certification", "rome",
                        ("resolution", "family")),
                  Ends("Certification", "Occupation", "led_to", "certification", "rome",
                        ("resolution", "occupation"))), {"given": "text"}),
        EdgeKind("EQUIVALENT_TO",
                 (Ends("Certification", "Certification", "certification_equivalences", "certification", "target"),
                  Ends("Bloc", "Bloc", "bloc_equivalences", "bloc", "target_bloc")),
                 {"scope": "text", "blocs": "texts", "target_blocs": "texts"}, key="scope"),
        EdgeKind("SUPERSEDES", (Ends("Certification", "Certification", "successions", "new", "old"),), {}),
        EdgeKind("AWARDED_BY",
                 (Ends("Certification", "Certifier", "certification_certifiers", "certification", "siret"),), {}),
        EdgeKind("PREPARES", (Ends("Training", "Certification", "trainings", "id", "certification"),), {}),
        EdgeKind("SAME_AS", (Ends("Appellation", "EscoConcept", "rome_esco", "appellation", "esco"),),
                 {"relation": "text"}, key="relation"),
        EdgeKind("BROADER", (Ends("EscoConcept", "EscoConcept", "esco_relations", "source", "target",
                                   ("relation", "broader")),), {}),
        EdgeKind("HAS_EXPERIENCE", _personal("Holder", "Experience"), {"position": "int"}),
        EdgeKind("HOLDS", _personal("Holder", "Certification", "Bloc", *ITEM_KINDS.values()),
                 {"record": "text", "guaranteed": "float", "date": "text", "probability": "float",
                  "position": "int"}, key="record"),
        EdgeKind("EVIDENCES", _personal("Experience", *ITEM_KINDS.values()),
                 {"position": "int", "sentence": "text", "rule": "text", "probability": "float"}, key="position"),
    )
}
# fmt: on

REFERENTIAL_NODES = tuple(k for k in NODE_KINDS.values() if not k.personal)
REFERENTIAL_EDGES = tuple(k for k in EDGE_KINDS.values() if not k.personal)
PERSONAL_EDGES = tuple(k for k in EDGE_KINDS.values() if k.personal)
