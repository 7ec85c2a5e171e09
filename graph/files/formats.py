"""Writers of graph files. Each takes a text stream, nodes, edges, and writes them as they come."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any, TextIO
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from graph.model import EDGE_KINDS, NODE_KINDS, STAMP, Edge, Node, NodeId, Properties
from graph.stores.schema_dialect import constraints

_XML_TYPES = {"text": "string", "texts": "string", "int": "long", "float": "double", "flag": "boolean"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STATEMENT_ROWS = 500
"""Rows in one statement of a Cypher script: small enough for a parser, large enough to be quick."""


def name_of(node: NodeId) -> str:
    """Text that names a node in a file: its kind and its key."""
    return f"{node.kind}:{node.key}"


def write_json(stream: TextIO, nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
    """Node-link JSON, as networkx.node_link_graph(…, edges="edges") reads it; one node or edge per line."""
    stream.write('{"directed": true, "multigraph": true, "graph": {},\n"nodes": [')
    _items(stream, ({"id": name_of(n.id), "kind": n.id.kind, "properties": n.properties} for n in nodes))
    stream.write('],\n"edges": [')
    _items(
        stream,
        (
            {
                "source": name_of(e.start),
                "target": name_of(e.end),
                "key": ":".join(filter(None, (e.kind, e.sort_key[-1]))),
                "kind": e.kind,
                "properties": e.properties,
            }
            for e in edges
        ),
    )
    stream.write("]}\n")


def _items(stream: TextIO, items: Iterable[object]) -> None:
    for place, item in enumerate(items):
        stream.write((",\n" if place else "\n") + json.dumps(item, ensure_ascii=False, sort_keys=True))


def write_graphml(stream: TextIO, nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
    """GraphML with Neo4j's `labels` and `label`; lists are JSON text.

    Characters that XML cannot hold become U+FFFD; keys in identifiers are percent-encoded.
    """
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for identifier, domain, name, kind_of in _graphml_keys():
        stream.write(f'<key id="{identifier}" for="{domain}" attr.name="{name}" attr.type="{_XML_TYPES[kind_of]}"/>\n')
    stream.write('<graph id="acquis" edgedefault="directed">\n')
    for node in nodes:
        types = NODE_KINDS[node.id.kind].properties
        data = _graphml_data("node", {"labels": f":{node.id.kind}", **node.properties}, types)
        stream.write(f"<node id={_graphml_id(node.id)}>{data}</node>\n")
    for edge in edges:
        data = _graphml_data("edge", {"label": edge.kind, **edge.properties}, EDGE_KINDS[edge.kind].properties)
        ends = f"source={_graphml_id(edge.start)} target={_graphml_id(edge.end)}"
        stream.write(f"<edge {ends}>{data}</edge>\n")
    stream.write("</graph>\n</graphml>\n")


def _graphml_id(node: NodeId) -> str:
    return quoteattr(f"{node.kind}:{quote(node.key, safe=':/')}")


def _graphml_keys() -> Iterator[tuple[str, str, str, str]]:
    node_types = {p for kind in NODE_KINDS.values() for p in kind.properties.items()}
    edge_types = {p for kind in EDGE_KINDS.values() for p in kind.properties.items()}
    for domain, types, given in (("node", node_types, "labels"), ("edge", edge_types, "label")):
        for name, kind_of in sorted(types | {(given, "text"), (STAMP, "text")}):
            yield f"{domain}_{name}_{kind_of}", domain, name, kind_of


def _graphml_data(domain: str, properties: Properties, types: dict[str, str]) -> str:
    cells = []
    for name, value in sorted(properties.items()):
        text = str(value).lower() if isinstance(value, bool) else value
        if isinstance(value, list):
            text = json.dumps(value, ensure_ascii=False)
        clean = escape(_NOT_XML.sub("\ufffd", str(text)))
        cells.append(f'<data key="{domain}_{name}_{types.get(name, "text")}">{clean}</data>')
    return "".join(cells)


def write_cypher(stream: TextIO, nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
    """Cypher script for cypher-shell: constraints, then MERGE statements; running it twice changes nothing."""
    for statement in constraints():
        stream.write(f"{statement};\n")
    for kind, found in groupby(nodes, key=lambda node: NODE_KINDS[node.id.kind]):
        merge = f"MERGE (n:{kind.name} {{{kind.key}: row.{kind.key}}})\nSET n += row"
        _statements(stream, (_literal(dict(node.properties)) for node in found), merge)
    for (name, start, end), along in groupby(edges, key=lambda edge: (edge.kind, edge.start.kind, edge.end.kind)):
        key = EDGE_KINDS[name].key
        merge = (
            f"MATCH (a:{start} {{{NODE_KINDS[start].key}: row.start}})\n"
            f"MATCH (b:{end} {{{NODE_KINDS[end].key}: row.end}})\n"
            f"MERGE (a)-[r:{name}{f' {{{key}: row.data.{key}}}' if key else ''}]->(b)\nSET r += row.data"
        )
        rows = (
            _literal({"start": edge.start.key, "end": edge.end.key, "data": dict(edge.properties)}) for edge in along
        )
        _statements(stream, rows, merge)


def _statements(stream: TextIO, rows: Iterable[str], merge: str) -> None:
    left = iter(rows)
    while batch := list(islice(left, _STATEMENT_ROWS)):
        stream.write("UNWIND [\n" + ",\n".join(batch) + f"\n] AS row\n{merge};\n")


def _literal(value: Any) -> str:
    """Return a value as a Cypher literal."""
    if isinstance(value, str):
        return "'" + _TO_ESCAPE.sub(lambda found: _ESCAPES.get(found[0], f"\\u{ord(found[0]):04x}"), value) + "'"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_literal(part)}" for name, part in value.items()) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return repr(value)


_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile(r"[\\'\x00-\x1f\x7f-\x9f\u2028\u2029]")
