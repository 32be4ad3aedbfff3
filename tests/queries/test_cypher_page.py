"""What `docs/cypher.md` says of the graph and shows of its answers holds on every store."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from stores import KINDS, empty_store

from disputes.api import Graph
from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Store
from disputes.graph.store.reach import INSTEAD
from disputes.graph.vocabulary import MENTIONS, OVER, EdgeType, NodeType
from disputes.printing import print_table

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cypher.md").read_text(encoding="utf-8")
SECTIONS = PAGE.split("\n### ")[1:]
NAMED = set(re.findall(r"`(\w+)`", PAGE))
PROPERTY_TABLES = {
    "an entity": "MATCH (n:Entity) WHERE NOT n:Dispute RETURN DISTINCT keys(n) AS names",
    "a dispute, besides": "MATCH (n:Dispute) RETURN DISTINCT keys(n) AS names",
    "an article": "MATCH (n:Article) RETURN DISTINCT keys(n) AS names",
    "an assertion": "MATCH ()-[r]->() WHERE r.fact IS NOT NULL RETURN DISTINCT keys(r) AS names",
    f"`{MENTIONS}`": f"MATCH ()-[r:{MENTIONS}]->() RETURN DISTINCT keys(r) AS names",
}


@pytest.fixture(scope="module", params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    uri = empty_store(request.param, tmp_path_factory.mktemp("page"))
    Graph(uri).load(ROOT / "examples" / "articles", extractor="rules")
    with open_store(uri, read_only=True) as opened:
        yield opened


def blocks(section: str) -> tuple[str, str]:
    """Give the question of a section and the answer that it shows."""
    [(question, answer)] = re.findall(r"```cypher\n(.*?)\n```\n\n```\n(.*?)\n```", section, re.DOTALL)
    return question, answer


def documented(table: str) -> set[str]:
    """Give the properties in the first column of a table of the page."""
    [rows] = re.findall(rf"^\| property of {re.escape(table)} \|.*\n\| --- .*\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    return {name for row in rows.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1])}


def test_it_shows_ten_questions_in_order() -> None:
    numbers = [int(section.partition(".")[0]) for section in SECTIONS]
    assert len(numbers) == 10
    assert all(later == earlier + 1 for earlier, later in pairwise(numbers))


@pytest.mark.parametrize("section", SECTIONS, ids=[section.partition("\n")[0] for section in SECTIONS])
def test_a_question_is_answered_as_shown(store: Store, section: str, capsys: pytest.CaptureFixture[str]) -> None:
    question, answer = blocks(section)
    print_table(store.ask(question, timeout_seconds=60, max_rows=100))
    printed = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert "\n".join(printed).strip("\n") == answer


@pytest.mark.parametrize("table", PROPERTY_TABLES)
def test_every_property_is_told(store: Store, table: str) -> None:
    rows = store.ask(PROPERTY_TABLES[table], timeout_seconds=60, max_rows=1000).rows
    told = documented(table)
    stored = {name for (names,) in rows for name in names}
    assert stored <= told | (documented("an entity") if table == "a dispute, besides" else set())
    # The examples give no edge a date; an article's name, its title once more, is not shown.
    assert told - stored <= {"date", "name"}


def test_every_label_and_type_is_told() -> None:
    assert {*NodeType, *EdgeType, MENTIONS, OVER, "Entity", "Article"} <= NAMED


def test_it_says_what_to_write_in_place_of_each_procedure() -> None:
    rows = re.findall(r"^\| `(db\.[\w.]+)` \| `(.+)` \|$", PAGE, re.MULTILINE)
    assert dict(rows) == INSTEAD
