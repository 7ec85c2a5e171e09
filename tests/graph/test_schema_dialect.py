"""The orders that create constraints and indexes, word for word, and what ArcadeDB makes of its own."""

from __future__ import annotations

from graph.errors import StoreError
from graph.model import NODE_KINDS
from graph.stores.neo4j import Neo4jStore
from graph.stores.schema_dialect import ArcadeDialect, Neo4jDialect, constraints
from tests.support.arcadedb import BoltServer
from tests.support.errors import refused

NEO4J_DDL = [
    "CREATE CONSTRAINT occupation_key IF NOT EXISTS FOR (n:Occupation) REQUIRE n.code IS UNIQUE",
    "CREATE CONSTRAINT occupationfamily_key IF NOT EXISTS FOR (n:OccupationFamily) REQUIRE n.code IS UNIQUE",
    "CREATE CONSTRAINT appellation_key IF NOT EXISTS FOR (n:Appellation) REQUIRE n.ogr IS UNIQUE",
    "CREATE CONSTRAINT competency_key IF NOT EXISTS FOR (n:Competency) REQUIRE n.ogr IS UNIQUE",
    "CREATE CONSTRAINT macrocompetency_key IF NOT EXISTS FOR (n:MacroCompetency) REQUIRE n.ogr IS UNIQUE",
    "CREATE CONSTRAINT knowledge_key IF NOT EXISTS FOR (n:Knowledge) REQUIRE n.ogr IS UNIQUE",
    "CREATE CONSTRAINT workcontext_key IF NOT EXISTS FOR (n:WorkContext) REQUIRE n.ogr IS UNIQUE",
    "CREATE CONSTRAINT certification_key IF NOT EXISTS FOR (n:Certification) REQUIRE n.code IS UNIQUE",
    "CREATE CONSTRAINT bloc_key IF NOT EXISTS FOR (n:Bloc) REQUIRE n.code IS UNIQUE",
    "CREATE CONSTRAINT training_key IF NOT EXISTS FOR (n:Training) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT certifier_key IF NOT EXISTS FOR (n:Certifier) REQUIRE n.siret IS UNIQUE",
    "CREATE CONSTRAINT escoconcept_key IF NOT EXISTS FOR (n:EscoConcept) REQUIRE n.uri IS UNIQUE",
    "CREATE CONSTRAINT holder_key IF NOT EXISTS FOR (n:Holder) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT experience_key IF NOT EXISTS FOR (n:Experience) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT acquisload_key IF NOT EXISTS FOR (n:AcquisLoad) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT acquisvectors_key IF NOT EXISTS FOR (n:AcquisVectors) REQUIRE n.id IS UNIQUE",
    (
        "CREATE FULLTEXT INDEX occupation_words IF NOT EXISTS FOR (n:Occupation) ON EACH [n.words] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"
    ),
]


def neo4j_statements() -> list[str]:
    """What the Neo4j dialect sends to create its schema."""
    sent: list[str] = []
    Neo4jDialect().create(sent.append)
    return sent


def test_neo4j_gets_a_constraint_for_each_kind_then_the_text_indexes_then_waits() -> None:
    """Exact text, in order: what Neo4j runs and ArcadeDB does not."""
    sent = neo4j_statements()
    assert sent[: len(NEO4J_DDL)] == NEO4J_DDL
    assert len([s for s in sent if s.startswith("CREATE FULLTEXT INDEX")]) == len(NODE_KINDS) - 2
    assert sent[-1] == "CALL db.awaitIndexes(300)"


def test_no_index_covers_the_words_of_a_person() -> None:
    """Holders and their experiences cannot be searched."""
    assert not [s for s in neo4j_statements() if "FULLTEXT" in s and ("Holder" in s or "Experience" in s)]


def test_neo4j_gets_a_cosine_vector_index_of_the_vectors_dimension() -> None:
    """Exact text of the vector index, then the wait until it answers."""
    sent: list[str] = []
    Neo4jDialect().create_vector_index(sent.append, NODE_KINDS["Competency"], 384)
    assert sent == [
        (
            "CREATE VECTOR INDEX competency_vectors IF NOT EXISTS FOR (n:Competency) ON (n.embedding) OPTIONS "
            "{indexConfig: {`vector.dimensions`: 384, `vector.similarity_function`: 'cosine', "
            "`vector.quantization.enabled`: false}}"
        ),
        "CALL db.awaitIndexes(300)",
    ]


def test_every_order_of_the_schema_may_be_given_again() -> None:
    """No statement fails for finding its work done."""
    assert all("IF NOT EXISTS" in statement for statement in neo4j_statements()[:-1])


def test_arcadedb_accepts_the_constraints_of_neo4j_and_enforces_them(bolt_store: Neo4jStore) -> None:
    """The same Cypher twice, then two nodes of one key are refused."""
    for statement in constraints():
        bolt_store.bolt.write(statement)
    with refused(StoreError, "ConstraintValidationFailed"):
        bolt_store.bolt.write("CREATE (:Occupation {code: 'x'}), (:Occupation {code: 'x'})")


def test_a_refused_order_over_http_says_why(bolt_server: BoltServer) -> None:
    """ArcadeDB's own interface: unknown database, then no server at all."""
    dialect = ArcadeDialect(bolt_server.http, "no_such_database", bolt_server.user, bolt_server.password)
    with refused(StoreError, "ordre refusé"):
        dialect.create_vector_index(lambda _: None, NODE_KINDS["Competency"], 2)
    nowhere = ArcadeDialect("http://127.0.0.1:1", "x", "root", "secret-word")
    with refused(StoreError, "pas de réponse"):
        nowhere.create_vector_index(lambda _: None, NODE_KINDS["Competency"], 2)
    assert "secret-word" not in repr(nowhere)
