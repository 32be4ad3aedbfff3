"""Disputes, derived: two parties and one issue, from the assertions of contention between those who act for them."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from disputes.graph.model import Dispute
from disputes.graph.resolution.names import slug
from disputes.graph.store.protocol import Row, Transaction
from disputes.graph.vocabulary import CONTENTION, EdgeType, Issue, NodeType

_TIES = f"""
MATCH (a:Entity)-[r:{EdgeType.SERVES}|{EdgeType.LEADS}|{EdgeType.PART_OF}]->(b:Entity)
WHERE r.fact
RETURN a.id AS member, b.id AS head, count(r) AS votes
"""
_OWNERS = f"""
MATCH (a:Entity)-[r:{EdgeType.OWNS}]->(b:Entity)
WHERE r.fact
RETURN b.id AS member, a.id AS head, count(r) AS votes
"""
_ENTITIES = "MATCH (e:Entity) RETURN e.id AS id, e.name AS name, e.state AS state, labels(e) AS labels"
_DATES = "MATCH (a:Article) WHERE a.date IS NOT NULL RETURN a.id AS id, a.date AS date"
_ASSERTIONS = f"""
MATCH (a:Entity)-[r:{"|".join(sorted(CONTENTION))}]->(b:Entity)
WHERE r.fact AND r.issue IS NOT NULL
RETURN r.id AS id, a.id AS source, b.id AS target, type(r) AS type, r.issue AS issue, r.intensity AS intensity,
       r.article AS article, r.confidence AS confidence
"""
_STAKES = frozenset({NodeType.PROPERTY, NodeType.AGREEMENT, NodeType.PLACE})
LEAST = 0.4
"""There is a dispute where it is at least so likely that one of its assertions is right."""
_MOST_STEPS = 4
"""An office within a body within a body within a state."""

Key = tuple[str, str, Issue]


@dataclass(frozen=True, slots=True)
class _Actors:
    """Who is who in the graph: kinds and names by id, and for each member the head it acts for."""

    kinds: Mapping[str, NodeType]
    names: Mapping[str, str]
    heads: Mapping[str, str]

    def party(self, ident: str) -> str | None:
        """Give the state that an actor or a property stands for, else the organization that belongs to none."""
        for _ in range(_MOST_STEPS):
            if self.kinds.get(ident) is NodeType.STATE or ident not in self.heads:
                break
            ident = self.heads[ident]
        return ident if self.kinds.get(ident) in (NodeType.STATE, NodeType.ORGANIZATION) else None


def disputes(tx: Transaction) -> list[Dispute]:
    """Derive all disputes of the graph, ordered by id.

    Only facts count: what is denied, planned or feared makes no dispute; nor does what is read too faintly. Cost: one
    pass over ties and contention.
    """
    actors = _actors(tx)
    dates = {row["id"]: row["date"] for row in tx.run(_DATES)}
    rows = tx.run(_ASSERTIONS)
    found: dict[Key, dict[str, Row]] = defaultdict(dict)
    for row in [*rows, *_rival_claims(rows, actors)]:
        if key := _key(row, actors):
            found[key][row["id"]] = row
    told = {key: list(rows.values()) for key, rows in found.items()}
    return [_dispute(key, told[key], actors, dates) for key in sorted(told) if _chance(told[key]) >= LEAST]


def _chance(rows: Iterable[Row]) -> float:
    """Give how likely it is that any of the assertions is right, each taken for itself."""
    return 1 - math.prod(1 - (row["confidence"] or 0.0) for row in rows)


def _actors(tx: Transaction) -> _Actors:
    kinds, names, heads = {}, {}, {}
    for row in tx.run(_ENTITIES):
        kinds[row["id"]] = next(NodeType(label) for label in row["labels"] if label in set(NodeType))
        names[row["id"]] = row["name"]
        if row["state"] and row["state"] != row["id"]:
            heads[row["id"]] = row["state"]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in [*tx.run(_TIES), *tx.run(_OWNERS)]:
        votes[row["member"]][row["head"]] += row["votes"]
    for member, counted in votes.items():
        heads.setdefault(member, min(counted, key=lambda head: (-counted[head], head)))
    return _Actors(kinds, names, {member: head for member, head in heads.items() if head in kinds})


def _rival_claims(rows: Iterable[Row], actors: _Actors) -> list[Row]:
    """Pair those who claim a stake with those who claim or restrict the same one."""
    by_stake: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if actors.kinds.get(row["target"]) in _STAKES:
            by_stake[row["target"]].append(row)
    return [
        {**claim, "rival": rival["source"]}
        for held in by_stake.values()
        for claim in held
        if claim["type"] == EdgeType.CLAIMS
        for rival in held
        if rival["type"] in (EdgeType.CLAIMS, EdgeType.RESTRICTS)
    ]


def _key(row: Row, actors: _Actors) -> Key | None:
    one, other = actors.party(row["source"]), actors.party(row.get("rival") or row["target"])
    if one is None or other is None or one == other:
        return None
    first, second = sorted((one, other))
    return first, second, Issue(row["issue"])


def _dispute(key: Key, rows: list[Row], actors: _Actors, dates: Mapping[str, str]) -> Dispute:
    one, other, issue = key
    known = sorted(date for row in rows if (date := dates.get(row["article"])))
    stakes = sorted({row["target"] for row in rows if actors.kinds.get(row["target"]) in _STAKES})
    scale = [row["intensity"] for row in rows if row["intensity"] is not None]
    return Dispute(
        id=f"dispute:{_short(one)}+{_short(other)}:{slug(issue)}",
        name=f"{actors.names[one]} – {actors.names[other]}: {issue}",
        parties=(one, other),
        issue=issue,
        stakes=tuple(stakes),
        first=known[0] if known else None,
        last=known[-1] if known else None,
        intensity=round(sum(scale) / len(scale), 2) if scale else 0.0,
        assertions=len(rows),
    )


def _short(party: str) -> str:
    return party.removeprefix("state:").replace(":", "-")
