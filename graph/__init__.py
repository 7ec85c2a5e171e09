"""Graph: the referentials, and when asked persons, as one property graph in two stores, and matrices cut from it.

May import `referentials` only.
Public: `build.Referential`, `store.GraphStore`, `stores.embedded.NetworkxStore`, `stores.neo4j.Neo4jStore`,
`load.load`, `walk`, `holder`, `around.around`, `files.export.export`, `matrices.Matrices`.
"""
