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
_READ_TIES = f"""
MATCH (d:Dispute)-[r:{EdgeType.PARTY_TO}|{OVER}]-(e:Entity)
WHERE r.id IS NOT NULL
RETURN d.id AS dispute, r.id AS tie
"""
_DROP_TIES = f"""
UNWIND $ids AS id
MATCH (d:Dispute {{id: id}})-[r:{EdgeType.PARTY_TO}|{OVER}]-(:Entity)
WHERE r.id IN $ties
DELETE r
"""


def replace_disputes(tx: Transaction, disputes: Iterable[Dispute]) -> None:
    """Make the store's disputes equal to `disputes`; those that stay as they are are not touched."""
    wanted = {dispute.id: dispute for dispute in disputes}
    nodes = [row["node"]["properties"] for row in tx.run(_READ_DISPUTES)]
    held = {properties["id"]: properties for properties in nodes}
    ties: dict[str, set[str]] = defaultdict(set)
    for row in tx.run(_READ_TIES):
        ties[row["dispute"]].add(row["tie"])
    ledger.drop_entities(tx, held.keys() - wanted.keys())
    changed = [dispute for ident, dispute in wanted.items() if not _is_same(held.get(ident, {}), ties[ident], dispute)]
    _drop_ties(tx, {dispute.id: ties[dispute.id] - _ties(dispute).keys() for dispute in changed})
    ledger.put_nodes(tx, ((NodeType.DISPUTE, dispute_properties(dispute)) for dispute in changed))
    ledger.put_edges(tx, (edge for dispute in changed for edge in _ties(dispute).values()))


def _drop_ties(tx: Transaction, gone: Mapping[str, set[str]]) -> None:
    if losing := sorted(ident for ident, ties in gone.items() if ties):
        tx.run(_DROP_TIES, ids=losing, ties=sorted(set().union(*gone.values())))


def _is_same(properties: Mapping[str, Any], ties: set[str], dispute: Dispute) -> bool:
    wanted = dispute_properties(dispute)
    return all(properties.get(key) == wanted[key] for key in wanted) and ties == _ties(dispute).keys()


def _ties(dispute: Dispute) -> dict[str, ledger.Edge]:
    """Give the edges of a dispute to its parties and stakes, by id."""
    parties = [(party, dispute.id, str(EdgeType.PARTY_TO)) for party in dispute.parties]
    stakes = [(dispute.id, stake, OVER) for stake in dispute.stakes]
    edges = ((source, target, kind, hashed(source, kind, target)) for source, target, kind in parties + stakes)
    return {ident: (source, target, kind, {"id": ident}) for source, target, kind, ident in edges}
