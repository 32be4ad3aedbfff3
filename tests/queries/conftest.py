"""A small graph in a real store: two invented states, their people, a villa that both want, and talks about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from stores import KINDS, fresh_store
from written import put_edge, put_node

from disputes.graph.mirror import mirror
from disputes.graph.store.protocol import Store, Transaction

ENTITIES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("state:no", "State", "Norland", {"aliases": ["Norland", "Kingdom of Norland"]}),
    ("state:su", "State", "Sudovia", {"aliases": ["Sudovia", "Sudova"]}),
    ("official:ana-velja", "Official", "Ana Velja", {"state": "state:su", "ids": ["official:a-velja"]}),
    ("official:olof-berg", "Official", "Olof Berg", {"state": "state:no"}),
    ("official:ines-berg", "Official", "Inés Berg", {"state": "state:no"}),
    ("organization:su-ministry", "Organization", "Foreign Ministry of Sudovia", {"state": "state:su"}),
    ("property:villa", "Property", "Lindenhof estate", {}),
    ("place:mora", "Place", "Mora", {}),
    ("agreement:rail", "Agreement", "Rail treaty", {}),
    ("talks:mora", "Talks", "Talks in Mora", {}),
]

ARTICLES: list[tuple[str, str, str | None]] = [
    ("a1", "Villa closed", "2031-01-10"),
    ("a2", "Envoys meet", "2031-02-20"),
    ("a3", "Undated notes", None),
]

PROPERTY_ISSUE = "diplomatic property"
VISA_ISSUE = "visas and accreditation"

EDGES: list[tuple[str, str, str, str, str, dict[str, Any]]] = [
    ("e01", "official:ana-velja", "SERVES", "organization:su-ministry", "a1", {"role": "spokeswoman"}),
    ("e02", "official:olof-berg", "POSTED_TO", "state:su", "a1", {"role": "ambassador"}),
    ("e03", "organization:su-ministry", "PART_OF", "state:su", "a1", {}),
    ("e04", "state:no", "RESTRICTS", "property:villa", "a1", {"issue": PROPERTY_ISSUE, "action": "sealed"}),
    (
        "e05",
        "state:su",
        "CLAIMS",
        "property:villa",
        "a1",
        {"issue": PROPERTY_ISSUE, "speaker": "Ana Velja", "speaker_id": "official:ana-velja"},
    ),
    (
        "e06",
        "official:ana-velja",
        "ACCUSES",
        "state:no",
        "a1",
        {"issue": PROPERTY_ISSUE, "speaker": "Ana Velja", "speaker_id": "official:ana-velja"},
    ),
    ("e07", "official:ana-velja", "ACCUSES", "state:no", "a2", {"negated": True}),
    ("e08", "state:no", "RESTRICTS", "official:ana-velja", "a2", {"issue": VISA_ISSUE, "hypothetical": True}),
    ("e09", "official:ana-velja", "THREATENS", "official:olof-berg", "a3", {"issue": VISA_ISSUE}),
    ("e10", "official:ana-velja", "PARTICIPATES_IN", "talks:mora", "a2", {}),
    ("e11", "official:olof-berg", "PARTICIPATES_IN", "talks:mora", "a2", {}),
    ("e12", "talks:mora", "LOCATED_IN", "place:mora", "a2", {}),
    ("e13", "official:ana-velja", "MEETS", "official:olof-berg", "a2", {"date": "2031-02-18"}),
    ("e14", "property:villa", "LOCATED_IN", "state:no", "a1", {}),
    ("e15", "state:su", "CLAIMS", "agreement:rail", "a1", {"issue": "trade"}),
    ("e16", "state:no", "YIELDS", "state:su", "a2", {"issue": "trade"}),
    ("e17", "official:ines-berg", "SERVES", "state:no", "a3", {"speaker": "a resident"}),
]

DISPUTE = "dispute:no+su:diplomatic-property"


def fill(transaction: Transaction) -> None:
    """Write the graph by Cypher, property for property as loading does."""
    for ident, title, date in ARTICLES:
        properties = {"title": title, "name": title, "text": f"Text of {title}.", "sources": [f"/{ident}.txt"]}
        put_node(transaction, "Article", ident, properties | ({"date": date} if date else {}))
    for ident, kind, name, more in ENTITIES:
        put_node(
            transaction,
            "Entity",
            ident,
            {"name": name, "aliases": [name]} | more | {"ids": [ident, *more.get("ids", [])]},
            kind,
        )
    for ident, source, kind, target, article, more in EDGES:
        put_edge(transaction, source, kind, target, {"id": ident, "article": article, **assertion(ident, **more)})
    dispute = {"issue": PROPERTY_ISSUE, "first": "2031-01-10", "last": "2031-01-10", "intensity": -3.0, "assertions": 3}
    name = f"Norland – Sudovia: {PROPERTY_ISSUE}"
    put_node(transaction, "Entity", DISPUTE, {"name": name, "aliases": [name], "ids": [DISPUTE]} | dispute, "Dispute")
    put_edge(transaction, "state:no", "PARTY_TO", DISPUTE, {"id": "d1"})
    put_edge(transaction, "state:su", "PARTY_TO", DISPUTE, {"id": "d2"})
    put_edge(transaction, DISPUTE, "OVER", "property:villa", {"id": "d3"})
    for article, entity in (("a1", "official:ana-velja"), ("a1", "state:su"), ("a2", "official:ana-velja")):
        mention = {"id": f"{article}-{entity}", "start": 0, "end": 4, "kind": "name", "type": "State", "name": "x"}
        transaction.run(
            "MATCH (a:Article {id: $article}) MATCH (e:Entity {id: $entity}) "
            "MERGE (a)-[m:MENTIONS {id: $id}]->(e) SET m += $properties",
            article=article,
            entity=entity,
            id=mention["id"],
            properties=mention,
        )


def assertion(ident: str, *, negated: bool = False, hypothetical: bool = False, **more: Any) -> dict[str, Any]:
    return {
        "evidence": f"Sentence {ident}.",
        "negated": negated,
        "hypothetical": hypothetical,
        "fact": not (negated or hypothetical),
        **more,
    }


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def store(kind: str) -> Iterator[Store]:
    with fresh_store(kind) as opened:
        opened.write(fill)
        yield opened


@pytest.fixture(scope="module")
def graph(store: Store) -> Any:
    return mirror(store)
