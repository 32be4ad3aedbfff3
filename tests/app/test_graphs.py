"""Several graphs in one server, among nodes of others: each answers as it does alone in a file, and leaves the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from commandline import Run
from neighbours import add_strangers, clear_server, strangers
from neo4j_server import emptied

from disputes import StoreError
from disputes.api import Graph
from disputes.graph.store.checksum import Summary, summarize
from disputes.queries.catalog import catalog

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "articles"
PAGE = (ROOT / "docs" / "cypher.md").read_text(encoding="utf-8")
ASKED = re.findall(r"```cypher\n(.*?)\n```", PAGE, re.DOTALL)
ARTICLES = sorted(path.name for path in EXAMPLES.iterdir())
SHARES = {None: slice(0, None, 3), "news": slice(None), "more-news_2": slice(1, None, 2)}
"""Which of the examples each graph has: some are in all, and Russia is."""
VALUES = {"actor": "Russia", "entity": "Russia", "body": "Russia", "other": "United States"}
EVERYWHERE = (
    "MATCH (n) RETURN count(n) AS n",
    "MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n ORDER BY type",
    "MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) AS n ORDER BY label",
    "MATCH (n) WHERE NOT (n)--(:Article) RETURN n.id ORDER BY n.id",
    "MATCH p = (:State {name: 'Russia'})-[*1..2]-(n) RETURN count(p), count(DISTINCT n)",
    "MATCH (n:State) RETURN n, labels(n) ORDER BY n.id",
    "MATCH (n:State) RETURN n.name, COUNT { (n)--() } AS ties, EXISTS { (n)-[*2]-(:Dispute) } AS far ORDER BY n.id",
)


@dataclass(frozen=True)
class Pair:
    """A graph in a server, and one of the same articles alone in a file."""

    served: Graph
    alone: Graph


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str | None, Pair]]:
    uri, folder = emptied(), tmp_path_factory.mktemp("alone")
    found = {}
    for name, share in SHARES.items():
        alone = Graph(folder / f"{name}.kgl")
        alone.load(*(EXAMPLES / article for article in ARTICLES[share]), extractor="rules")
        found[name] = Pair(Graph(uri, graph=name), alone)
        found[name].served.load(*(EXAMPLES / article for article in ARTICLES[share]), extractor="rules")
        add_strangers(f"Disputes_{name}" if name else "Disputes")
    yield found
    clear_server()


@pytest.fixture(params=SHARES, ids=str)
def pair(request: pytest.FixtureRequest, pairs: dict[str | None, Pair]) -> Pair:
    return pairs[request.param]


def lines(file: Path) -> list[bytes]:
    return sorted(file.read_bytes().splitlines())


def by_node(rows: list[list[Any]]) -> dict[str, str]:
    """Give what rows of `strangers` tell of each node."""
    return {
        node: repr((sorted(labels), sorted(properties.items()), sorted(ties, key=repr)))
        for node, labels, properties, ties in rows
    }


def summary(graph: Graph) -> Summary:
    return graph._read(summarize)


def test_it_holds_what_the_file_holds(pair: Pair) -> None:
    assert summary(pair.served) == summary(pair.alone)
    assert pair.served.articles() == pair.alone.articles()
    assert pair.served.names() == pair.alone.names()


@pytest.mark.parametrize("name", sorted(catalog()))
def test_named_queries_are_answered_as_from_the_file(pair: Pair, name: str) -> None:
    needed = {one.name for one in catalog()[name].parameters if one.default is None}
    [dispute, *_] = pair.alone.disputes().records()
    values = {one: {**VALUES, "dispute": dispute["id"]}[one] for one in needed}
    answer = pair.alone.query(name, **values)
    found = pair.served.query(name, **values)
    assert (found.columns, found.rows) == (answer.columns, answer.rows)


@pytest.mark.parametrize("question", [*ASKED, *EVERYWHERE])
def test_cypher_is_answered_as_from_the_file(pair: Pair, question: str) -> None:
    answer = pair.alone.cypher(question)
    found = pair.served.cypher(question)
    assert (found.columns, found.rows) == (answer.columns, answer.rows)
    assert answer.rows or question not in EVERYWHERE


@pytest.mark.parametrize("words", ["Russia", "closed", "embass", "foreign minister"])
def test_words_are_found_as_in_the_file(pair: Pair, words: str) -> None:
    found = pair.served.search(words, limit=1000)
    assert found
    assert found == pair.alone.search(words, limit=1000)


def test_profiles_and_paths_are_those_of_the_file(pair: Pair) -> None:
    assert pair.served.show("Russia") == pair.alone.show("Russia")
    assert pair.served.path("Russia", "United States") == pair.alone.path("Russia", "United States")


def test_exports_hold_the_same(pair: Pair, tmp_path: Path) -> None:
    graphs = (pair.served, pair.alone)
    one, other = (graph.export(tmp_path / f"{number}.json") for number, graph in enumerate(graphs))
    assert one.read_bytes() == other.read_bytes()
    one, other = (graph.export_bulk(tmp_path / f"{number}") for number, graph in enumerate(graphs))
    names = sorted(file.name for file in one.iterdir())
    assert len(names) == 6
    # The rows of a file come in no order.
    assert [lines(one / name) for name in names] == [lines(other / name) for name in names]


def test_a_copy_goes_from_graph_to_graph(pairs: dict[str | None, Pair], tmp_path: Path) -> None:
    news = pairs["news"].served
    before = {name: summary(pair.served) for name, pair in pairs.items()}
    copy = Graph(news.db, graph="copy")
    assert news.copy_to(copy).summary == before["news"]
    assert copy.copy_to(Graph(tmp_path / "back.kgl")).summary == before["news"]
    with pytest.raises(StoreError, match="--merge"):
        news.copy_to(pairs[None].served)
    assert {name: summary(pair.served) for name, pair in pairs.items()} == before


def test_to_load_and_forget_in_one_leaves_the_others_as_they_are(pairs: dict[str | None, Pair]) -> None:
    other = by_node(strangers())
    assert len(other) > 100
    for name, pair in pairs.items():
        rest = {one: summary(found.served) for one, found in pairs.items() if one != name}
        for graph in (pair.served, pair.alone):
            for article in graph.articles():
                if article.title[0] < "M":
                    graph.forget(article.id)
        assert summary(pair.served) == summary(pair.alone)
        assert summary(pair.served).articles < len(ARTICLES[SHARES[name]])
        for graph in (pair.served, pair.alone):
            graph.load(*(EXAMPLES / article for article in ARTICLES[SHARES[name]]), extractor="rules")
        assert summary(pair.served) == summary(pair.alone)
        assert {one: summary(pairs[one].served) for one in rest} == rest
    assert by_node(strangers()).items() >= other.items()


def test_the_layout_is_told_of_each_graph(pairs: dict[str | None, Pair]) -> None:
    for name, pair in pairs.items():
        layout = pair.served.schema()
        assert {part.state for part in layout.parts} == {"online"}
        assert (f"entity_id_{name}" if name else "entity_id") in {part.name for part in layout.parts}


def test_a_graph_that_is_not_there_is_no_other(pairs: dict[str | None, Pair]) -> None:
    with pytest.raises(StoreError, match="no store there"):
        Graph(pairs[None].served.db, graph="none").articles()


def test_capitals_in_a_name_make_no_difference(pairs: dict[str | None, Pair]) -> None:
    assert Graph(pairs[None].served.db, graph="NEWS").articles() == pairs["news"].served.articles()


@pytest.mark.parametrize("name", ["", "a b", "-a", "a`b", "é", "x" * 64, "a/b"])
def test_a_name_that_no_graph_can_have_is_refused(name: str) -> None:
    with pytest.raises(StoreError, match="letters, digits, _ and -") as caught:
        Graph(emptied(), graph=name).articles()
    assert "\n" not in str(caught.value)


def test_the_command_line_names_a_graph(run: Run) -> None:
    uri = emptied()
    assert run("--graph", "one", "load", "articles/one.txt", "--quiet", "--db", uri).code == 0
    assert run("--graph", "two", "load", "articles/two.txt", "--quiet", "--db", uri).code == 0
    assert "Borders reopen" in run("--graph", "one", "articles", "--db", uri).out
    assert "Borders reopen" not in run("--graph", "two", "articles", "--db", uri).out
    assert run("--graph", "two", "copy", uri, "two.kgl", "--quiet").code == 0
    assert run("articles", "--db", "two.kgl").out == run("--graph", "two", "articles", "--db", uri).out
    assert "Borders reopen" not in run("articles", "--db", uri).out


def test_a_file_holds_one_graph(run: Run, tmp_path: Path) -> None:
    refused = run("--graph", "one", "load", "articles")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "name another file" in refused.err
    assert not (tmp_path / "disputes.kgl").exists()
    with pytest.raises(StoreError, match="name another file"):
        Graph(tmp_path / "disputes.kgl", graph="one").load(tmp_path / "articles", extractor="rules")
