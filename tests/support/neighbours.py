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
CREATE (one)-[:KNOWS $edge]->(first)
"""
_EDGE = {"id": "theirs", "article": "a1", "issue": "trade", "fact": True, "evidence": "Russia closed it.", "start": 1}
_ALL_STRANGERS = """
MATCH (n) WHERE none(label IN labels(n) WHERE label STARTS WITH 'Disputes')
OPTIONAL MATCH (n)-[r]->(m)
RETURN elementId(n), labels(n), properties(n), collect([elementId(r), type(r), properties(r), elementId(m)])
ORDER BY elementId(n)
"""
_TIES = """
MATCH (n:`{label}`)
WITH collect(n) AS ours, head(collect(n)) AS first
CREATE (them:Watcher {{name: 'they'}})
WITH ours, first, them
UNWIND ours AS one
CREATE (them)-[:WATCHES {{of: 'theirs', id: one.id}}]->(one)-[:SUPPORTS {{of: 'theirs'}}]->(them)
CREATE (one)-[:RESEMBLES {{of: 'theirs'}}]->(first)-[:MENTIONS {{of: 'theirs'}}]->(one)
"""
_ALL_TIES = """
MATCH (a)-[r {of: 'theirs'}]->(b)
RETURN elementId(r), type(r), properties(r), elementId(a), elementId(b), a.id, b.id
ORDER BY elementId(r)
"""


def tie_strangers(label: str) -> None:
    """Let others tie each node of the graph with this label to one of theirs, and to another of the graph."""
    _run(_TIES.format(label=label))


def foreign_ties() -> list[list[Any]]:
    """Give all that `tie_strangers` made, with the ids of what it joins."""
    return _run(_ALL_TIES)


def left_of(ident: str) -> list[list[Any]]:
    """Give labels and properties of the nodes of this id that are of no graph."""
    cypher = "MATCH (n {id: $ident}) WHERE NOT n:Disputes RETURN labels(n), properties(n)"
    return _run(cypher, ident=ident)


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
