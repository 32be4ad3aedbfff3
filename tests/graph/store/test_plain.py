from __future__ import annotations

import datetime

import pytest

from disputes.graph.store.plain import joined_nodes, plain, without_structure

NODE = {"id": 3, "labels": ["Entity", "State"], "properties": {"id": "s", "name": "S", "title": "S", "type": "Entity"}}
EDGE = {"id": 0, "start": 3, "end": 4, "type": "ACCUSES", "properties": {"id": "e", "title": "kept", "type": "kept"}}
IDS = {3: "s", 4: "t"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime.date(2024, 2, 3), "2024-02-03"),
        (datetime.datetime(2024, 2, 3, 4, 5, tzinfo=datetime.UTC), "2024-02-03T04:05:00+00:00"),
        (datetime.time(4, 5), "04:05:00"),
        ((1, (2, "x")), [1, [2, "x"]]),
        ({"a": [datetime.date(2024, 2, 3)]}, {"a": ["2024-02-03"]}),
        ({"id": 1, "labels": "no node"}, {"id": 1, "labels": "no node"}),
        (None, None),
        (True, True),
    ],
)
def test_values_are_plain(value: object, expected: object) -> None:
    assert plain(value, {}) == expected


def test_a_node_keeps_what_was_stored() -> None:
    assert plain(NODE, {}) == {"labels": ["Entity", "State"], "properties": {"id": "s", "name": "S"}}


def test_an_article_keeps_its_title_and_other_nodes_their_name() -> None:
    article = {"id": 1, "labels": ["Article"], "properties": {"id": "a", "name": "T", "title": "T", "type": "Article"}}
    assert plain(article, {}) == {"labels": ["Article"], "properties": {"id": "a", "title": "T"}}


def test_a_relationship_keeps_all_its_properties_and_ends_at_ids() -> None:
    expected = {"type": "ACCUSES", "source": "s", "target": "t", "properties": EDGE["properties"]}
    assert plain(EDGE, IDS) == expected
    assert plain({"by": [EDGE]}, IDS) == {"by": [expected]}


def test_the_ends_of_all_relationships_are_found() -> None:
    path = {"nodes": [NODE], "relationships": [EDGE, {**EDGE, "start": 4, "end": 5}]}
    assert joined_nodes([1, "x", {"p": [path]}, NODE]) == {3, 4, 5}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"id": "s", "name": "S", "title": "S", "type": "Entity"}, {"id": "s", "name": "S"}),
        ({"id": "a", "name": "T", "title": "T", "text": "x"}, {"id": "a", "title": "T", "text": "x"}),
        (["id", "name", "title", "block"], ["id", "name", "block"]),
        ([{"x": ["id", "name", "title", "text"]}], [{"x": ["id", "title", "text"]}]),
        ({"id": "m", "name": "S", "type": "State"}, {"id": "m", "name": "S", "type": "State"}),
        (["id", "name"], ["id", "name"]),
    ],
)
def test_descriptions_of_nodes_lose_what_was_not_stored(value: object, expected: object) -> None:
    assert without_structure(value) == expected
