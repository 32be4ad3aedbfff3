"""The values of the Neo4j driver in the plain form that answers have from every store.

The label that tells which graph a node belongs to is left out. An article's `name`, its title once more, is left out of
its node, as it is by the embedded store, which can't tell the two apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.time import Date, DateTime, Duration, Time

from disputes.graph.store.graphs import is_graph_label
from disputes.graph.store.plain import TITLED

ENTITY = "Entity"
"""The label that comes first."""

_SCALARS = (str, int, float, bool, type(None))


def plain(value: Any, ids: Mapping[str, str]) -> Any:
    """Give `value` in plain form; `ids` has the id of every node that a relationship within it joins, by element id."""
    match value:
        case Node():
            told = (label for label in value.labels if not is_graph_label(label))
            labels = sorted(told, key=lambda label: (label != ENTITY, label))
            return {"labels": labels, "properties": plain_items(_shown(value), ids)}
        case Relationship():
            source, target = _ends(value)
            return {
                "type": value.type,
                "source": ids[source],
                "target": ids[target],
                "properties": plain_items(value, ids),
            }
        case Path():
            return {"nodes": plain(value.nodes, ids), "relationships": plain(value.relationships, ids)}
        case Duration():
            return _duration(value)
        case DateTime() | Date() | Time():
            return value.to_native().isoformat()
        case list() | tuple():
            # A point is a tuple too: its coordinates.
            return [plain(item, ids) for item in value]
        case dict():
            return plain_items(value, ids)
    return value if isinstance(value, _SCALARS) else str(value)


def plain_items(value: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Give a map, or the properties of a node or relationship, with its values in plain form."""
    return {key: plain(item, ids) for key, item in value.items()}


def joined_nodes(values: Iterable[Any]) -> set[str]:
    """Give the element ids of the nodes that the relationships anywhere within `values` join."""
    return {end for relationship in _relationships(values) for end in _ends(relationship)}


def _shown(node: Node) -> dict[str, Any]:
    is_named_twice = TITLED in node.labels and node.get("name") == node.get("title")
    return {key: value for key, value in node.items() if not (is_named_twice and key == "name")}


def _ends(relationship: Relationship) -> tuple[str, str]:
    source, target = relationship.nodes
    if source is None or target is None:
        raise ValueError("a relationship came without its ends")
    return source.element_id, target.element_id


def _duration(value: Duration) -> dict[str, int]:
    found = {"months": value.months, "days": value.days, "seconds": value.seconds}
    return found | ({"nanoseconds": value.nanoseconds} if value.nanoseconds else {})


def _relationships(values: Iterable[Any]) -> Iterator[Relationship]:
    for value in values:
        match value:
            case Relationship():
                yield value
            case Path():
                yield from value.relationships
            case list() | tuple():
                yield from _relationships(value)
            case dict():
                yield from _relationships(value.values())
