"""Stores: where the graph is kept, in the process (networkx) or on a server that speaks Bolt (Neo4j, ArcadeDB).

May import `graph` and `referentials`; the driver, extra `neo4j`, in `bolt.py` alone.
Public: `embedded.NetworkxStore`, `neo4j.Neo4jStore`, `schema_dialect.Neo4jDialect` and `ArcadeDialect`.
"""
