"""Who or what an entity is: its names, its roles, and all edges with the words they were read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from disputes.graph.errors import NotFoundError
from disputes.graph.store.protocol import Row, Store, Transaction
from disputes.graph.vocabulary import NodeType
from disputes.queries.holdings import cited

_ENTITY = "MATCH (e:Entity {id: $id}) RETURN e AS node"
_OUT = """
MATCH (e:Entity {id: $id})-[r]->(f:Entity)
RETURN type(r) AS type, properties(r) AS edge, e.id AS source, f.id AS target, e.name AS source_name,
       f.name AS target_name
"""
_IN = """
MATCH (f:Entity)-[r]->(e:Entity {id: $id})
RETURN type(r) AS type, properties(r) AS edge, f.id AS source, e.id AS target, f.name AS source_name,
       e.name AS target_name
"""


@dataclass(frozen=True, slots=True)
class Statement:
    """One edge of the entity: what it says, in which words, who is reported as saying it, and where it stands.

    `evidence`, `article` and all that follows are None for the ties of a dispute, which are derived from others.
    """

    type: str
    source: str
    target: str
    source_name: str
    target_name: str
    evidence: str | None = None
    role: str | None = None
    speaker: str | None = None
    negated: bool = False
    hypothetical: bool = False
    issue: str | None = None
    article: str | None = None
    title: str | None = None
    publisher: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity with its statements, ordered by type, other end, date and words."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    state: str | None
    statements: tuple[Statement, ...]


def profile(store: Store, ident: str) -> Profile:
    """Read the profile of the entity with this id. Raises NotFoundError where there is none."""
    return store.read(lambda tx: _profile(tx, ident))


def _profile(tx: Transaction, ident: str) -> Profile:
    found = tx.run(_ENTITY, id=ident)
    if not found:
        raise NotFoundError("entity", ident)
    entity, labels = found[0]["node"]["properties"], found[0]["node"]["labels"]
    rows = [*tx.run(_OUT, id=ident), *tx.run(_IN, id=ident)]
    articles = cited(tx, (row["edge"]["article"] for row in rows if row["edge"].get("article")))
    return Profile(
        id=ident,
        type=next(str(kind) for kind in NodeType if kind in labels),
        name=entity["name"],
        aliases=tuple(entity.get("aliases") or ()),
        state=entity.get("state"),
        statements=tuple(sorted((_statement(row, articles) for row in rows), key=_order)),
    )


def _statement(row: Row, articles: dict[str, Row]) -> Statement:
    edge: dict[str, Any] = row["edge"]
    article = articles.get(edge.get("article", ""), {})
    return Statement(
        type=row["type"],
        source=row["source"],
        target=row["target"],
        source_name=row["source_name"],
        target_name=row["target_name"],
        evidence=edge.get("evidence"),
        role=edge.get("role"),
        speaker=edge.get("speaker"),
        negated=edge.get("negated", False),
        hypothetical=edge.get("hypothetical", False),
        issue=edge.get("issue"),
        article=edge.get("article"),
        title=article.get("title"),
        publisher=article.get("publisher"),
        date=article.get("date"),
    )


def _order(one: Statement) -> tuple[str, ...]:
    return one.type, one.source_name, one.target_name, one.date or "", one.article or "", one.evidence or ""
