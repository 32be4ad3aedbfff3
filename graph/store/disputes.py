"""Disputes as a store keeps them: nodes with their parties and stakes, made equal to what is derived anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from disputes.graph.model import Dispute, hashed
from disputes.graph.store import ledger
from disputes.graph.store.protocol import Transaction
from disputes.graph.store.records import dispute_properties
from disputes.graph.vocabulary import OVER, EdgeType, NodeType

_READ_DISPUTES = "MATCH (d:Dispute) RETURN d AS node"
_READ_DISPUTE_EDGES = f"""
MATCH (d:Dispute)-[r:{EdgeType.PARTY_TO}|{OVER}]-(e:Entity)
RETURN d.id AS dispute, r.id AS edge
"""


def replace_disputes(tx: Transaction, disputes: Iterable[Dispute]) -> None:
    """Make the store's disputes equal to `disputes`; those that stay as they are are not touched."""
    wanted = {dispute.id: dispute for dispute in disputes}
    nodes = [row["node"]["properties"] for row in tx.run(_READ_DISPUTES)]
    held = {properties["id"]: properties for properties in nodes}
    edges: dict[str, set[str]] = defaultdict(set)
    for row in tx.run(_READ_DISPUTE_EDGES):
        edges[row["dispute"]].add(row["edge"])
    same = {ident for ident in wanted if ident in held and _is_same(held[ident], edges[ident], wanted[ident])}
    ledger.drop_entities(tx, held.keys() - same)
    fresh = [dispute for ident, dispute in wanted.items() if ident not in same]
    ledger.put_nodes(tx, ((NodeType.DISPUTE, dispute_properties(dispute)) for dispute in fresh))
    ledger.put_edges(tx, (edge for dispute in fresh for edge in _edges(dispute)))


def _is_same(properties: Mapping[str, Any], edges: set[str], dispute: Dispute) -> bool:
    wanted = dispute_properties(dispute)
    return all(properties.get(key) == wanted[key] for key in wanted) and edges == {
        properties["id"] for _, _, _, properties in _edges(dispute)
    }


def _edges(dispute: Dispute) -> list[ledger.Edge]:
    parties = [(party, dispute.id, str(EdgeType.PARTY_TO)) for party in dispute.parties]
    stakes = [(dispute.id, stake, OVER) for stake in dispute.stakes]
    return [(source, target, kind, {"id": hashed(source, kind, target)}) for source, target, kind in parties + stakes]
