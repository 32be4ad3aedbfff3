"""What else a server may hold: nodes of other applications, with labels and keys like the product's, and tied to it."""

from __future__ import annotations

from typing import Any

from neo4j_server import DATABASE, driver, needed

_STRANGERS = """
CREATE (:Thing {{name: 'nobody'}}), (:Dispute {{id: 'd0', name: 'a claim for damages'}}), (:Place {{id: 'e0'}})
CREATE (:Article {{id: 'a1', title: 'theirs', name: 'theirs', text: 'theirs', sources: ['/a1.txt']}})
WITH count(*) AS made
MATCH (n:`{label}`)
WITH collect(n) AS ours, head(collect(n)) AS first
UNWIND ours AS one
CREATE (x:Entity:State {{id: one.id, name: 'Northland', aliases: ['Hafen'], state: 'e0', issue: 'trade'}})
CREATE (one)-[:SUPPORTS $edge]->(x)
CREATE (x)-[:ACCUSES $edge]->(first)
CREATE (x)-[:MENTIONS]->(one)
CREATE (x)-[:KNOWS]->(x)
"""
_EDGE = {"id": "theirs", "article": "a1", "issue": "trade", "fact": True, "evidence": "Russia closed it.", "start": 1}
_ALL_STRANGERS = """
MATCH (n) WHERE none(label IN labels(n) WHERE label STARTS WITH 'Disputes')
OPTIONAL MATCH (n)-[r]->(m)
RETURN elementId(n), labels(n), properties(n), collect([elementId(r), type(r), properties(r), elementId(m)])
ORDER BY elementId(n)
"""


def add_strangers(label: str) -> None:
    """Put nodes of others on the server: one like, and tied to, each of the graph with this label, and some more."""
    _run(_STRANGERS.format(label=label), edge=_EDGE)


def strangers() -> list[list[Any]]:
    """Give all of others' nodes, with their relationships."""
    return _run(_ALL_STRANGERS)


def clear_server() -> None:
    """Delete all nodes, whoever's they are."""
    _run("MATCH (n) DETACH DELETE n")


def _run(cypher: str, **parameters: object) -> list[list[Any]]:
    with driver(needed()) as opened:
        return [record.values() for record in opened.execute_query(cypher, parameters, database_=DATABASE).records]
