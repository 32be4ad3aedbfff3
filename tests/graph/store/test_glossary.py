"""What a question names that no graph has is told in the same words by every store."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from quarrel import Ask

from disputes.graph.store.glossary import LABELS, PROPERTIES

DOCS = (Path(__file__).parents[3] / "docs" / "cypher.md").read_text(encoding="utf-8")


def test_the_properties_are_those_of_the_docs() -> None:
    held = DOCS.partition("## What the graph holds")[2].partition("## What differs")[0]
    tables = [table for table in held.split("\n\n") if table.startswith("| property of")]
    cells = [line.split("|")[1] for table in tables for line in table.splitlines()[2:]]
    assert {name for cell in cells for name in re.findall(r"`(\w+)`", cell)} | {"id", "name"} == PROPERTIES


@pytest.mark.parametrize(
    ("cypher", "named"),
    [
        ("MATCH (n:Nobody)--() RETURN n.nothing AS x", ["Nobody", "nothing"]),
        ("MATCH (n:State {nmae: 1})-[r {oops: 2}]-() WHERE r.fcat RETURN n.name", ["nmae", "oops", "fcat"]),
        ("MATCH (n) WITH {foo: n.name} AS n RETURN n.foo", []),
        ("MATCH (a:Article)-[m:MENTIONS]->(s:State) WHERE m.first RETURN a.title, m.start, s.aliases", []),
    ],
)
def test_what_nothing_has_is_remarked_on(answer: Ask, cypher: str, named: list[str]) -> None:
    remarks = answer(cypher).remarks
    assert [re.findall("`(.*?)`", remark)[0] for remark in remarks] == named


def test_labels_that_there_are_are_told(answer: Ask) -> None:
    assert all(label in answer("MATCH (n:Nobody) RETURN n").remarks[0] for label in LABELS)
