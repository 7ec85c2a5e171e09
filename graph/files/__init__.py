"""Files: the graph, or a neighbourhood, written as GraphML, node-link JSON or a Cypher script.

May import `graph` and `referentials`.
Public: `export.export`.
"""
