"""One property graph, two stores: in memory (networkx) or on a server (Neo4j), and matrices for the hot loops."""
