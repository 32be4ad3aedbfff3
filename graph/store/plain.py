"""The values of an answer in plain form: texts, numbers, booleans, lists and maps, the same from every store.

kglite gives nodes, relationships and paths as dictionaries of its own. Its nodes have properties that nobody stored:
the first label as `type`, and each of `name` and `title` for the other.
"""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

TITLED = "Article"
"""The label of the nodes that have a title; all others have a name."""

_NODE = frozenset({"id", "labels", "properties"})
_RELATIONSHIP = frozenset({"id", "start", "end", "type", "properties"})
_DESCRIBED = frozenset({"id", "name", "title"})
_SCALARS = (str, int, float, bool, type(None))


def plain(value: Any, ids: Mapping[int, str]) -> Any:
    """Give `value` in plain form; `ids` has the id of every node that a relationship within it joins."""
    if isinstance(value, _SCALARS):
        return value
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(item, ids) for item in value]
    if isinstance(value, dict):
        return _plain_map(value, ids)
    return str(value)


def joined_nodes(values: Iterable[Any]) -> set[int]:
    """Give kglite's own numbers of the nodes that the relationships anywhere within `values` join."""
    return {value[end] for value in _relationships(values) for end in ("start", "end")}


def without_structure(value: Any) -> Any:
    """Give the map, or list of keys, that describes a node without what kglite adds to it.

    Only for answers to ``keys(n)``, ``properties(n)`` or ``n {.*}``, which come without labels: a map whose `name` is
    its `title` is taken for a node, and a node with a `text` for an article.
    """
    if isinstance(value, dict):
        if value.keys() >= _DESCRIBED and value["name"] == value["title"]:
            return {key: item for key, item in value.items() if key not in _added(value)}
        return {key: without_structure(item) for key, item in value.items()}
    if isinstance(value, list):
        if {item for item in value if isinstance(item, str)} >= _DESCRIBED:
            return [item for item in value if item not in _added(value)]
        return [without_structure(item) for item in value]
    return value


def _added(keys: Container[str]) -> set[str]:
    return {"type", "name" if "text" in keys else "title"}


def _plain_map(value: dict[str, Any], ids: Mapping[int, str]) -> dict[str, Any]:
    if value.keys() == _NODE:
        return {"labels": value["labels"], "properties": _stored(value["labels"], value["properties"], ids)}
    if value.keys() == _RELATIONSHIP:
        return {
            "type": value["type"],
            "source": ids[value["start"]],
            "target": ids[value["end"]],
            "properties": plain_items(value["properties"], ids),
        }
    return plain_items(value, ids)


def plain_items(value: Mapping[str, Any], ids: Mapping[int, str]) -> dict[str, Any]:
    """Give a map with its values in plain form."""
    return {key: plain(item, ids) for key, item in value.items()}


def _stored(labels: list[str], properties: dict[str, Any], ids: Mapping[int, str]) -> dict[str, Any]:
    """The properties of a node that were stored, in plain form."""
    added = {"name" if TITLED in labels else "title"}
    if properties.get("type") in labels:
        added.add("type")
    return {key: plain(value, ids) for key, value in properties.items() if key not in added}


def _relationships(values: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for value in values:
        if isinstance(value, dict):
            if value.keys() == _RELATIONSHIP:
                yield value
            else:
                yield from _relationships(value.values())
        elif isinstance(value, list | tuple):
            yield from _relationships(value)
