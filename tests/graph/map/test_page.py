from __future__ import annotations

import json
import random
import re
import warnings
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.graph.map.page import as_inline_json, write_map


class Elements(HTMLParser):
    """Collects what a page loads, links to and contains, as a browser reads it."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.content = ""
        self.is_content = False
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attributes if name in ("src", "href")]
        self.is_content = ("id", "content") in attributes

    def handle_data(self, data: str) -> None:
        if self.is_content:
            self.content += data


@given(st.recursive(st.text() | st.none() | st.floats(allow_nan=False, allow_infinity=False), st.lists))
def test_inline_json_gives_its_content_back_and_never_ends_its_element(content):
    text = as_inline_json(content)
    assert json.loads(text) == content
    assert not re.search(r"[<>&\u2028\u2029]", text)


def test_the_page_loads_nothing_but_its_own_text(sample_page):
    page = Elements(sample_page)
    assert page.addresses == ["data:,"]
    assert not {"iframe", "img", "object", "embed", "base", "form"} & set(page.tags)
    style = sample_page.read_text(encoding="utf-8").partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_the_same_graph_gives_the_same_bytes_in_whatever_order_it_comes(sample_graph, tmp_path):
    shuffled = nx.MultiDiGraph(articles=sample_graph.graph["articles"])
    chance = random.Random(3)
    shuffled.add_nodes_from(chance.sample(list(sample_graph.nodes(data=True)), len(sample_graph)))
    edges = list(sample_graph.edges(keys=True, data=True))
    shuffled.add_edges_from(chance.sample(edges, len(edges)))
    for graph, name in ((sample_graph, "one"), (sample_graph, "two"), (shuffled, "three")):
        write_map(graph, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() == (tmp_path / "three").read_bytes()


def test_the_page_tells_of_every_drawn_entity_and_every_edge(sample_graph, sample_page):
    content = json.loads(Elements(sample_page).content)
    assert set(content["entities"]) == {node for node, degree in sample_graph.degree() if degree}
    assert [node["id"] for node in content["drawing"]["nodes"]] == list(content["entities"])
    assert len(content["drawing"]["edges"]) == len(content["lines"])
    assert sum(len(line["edges"]) for line in content["lines"]) == sample_graph.number_of_edges()
    assert content["drawing"]["options"]["physics"] == {"enabled": False}


def test_a_map_around_an_entity_holds_its_neighbourhood(sample_graph, tmp_path):
    write_map(sample_graph, tmp_path / "map.html", around="state:kesh", hops=1)
    content = json.loads(Elements(tmp_path / "map.html").content)
    assert set(content["entities"]) == {"state:kesh", *nx.all_neighbors(sample_graph, "state:kesh")}
    assert content["centre"] == "state:kesh"


def test_texts_stay_texts_on_their_way_into_the_page(make, tmp_path):
    make.article("n", "</script><script>alert(1)</script>")
    kesh = make.node("State", "</script><img src=x onerror=alert(1)>")
    orsk = make.node("State", "Orsk \u2028 \ud800 $title")
    make.assertion("ACCUSES", kesh, orsk, "{0} <!-- accused {1}", "accused", "n")
    write_map(make.graph, tmp_path / "map.html", title="</title><script>alert(1)</script> \ud800 ${content}")
    page = Elements(tmp_path / "map.html")
    plain = tmp_path / "plain.html"
    write_map(nx.MultiDiGraph(), plain)
    assert page.tags == Elements(plain).tags
    entities = json.loads(page.content)["entities"]
    assert {entity["name"] for entity in entities.values()} == {make.graph.nodes[node]["name"] for node in entities}


def test_a_graph_of_too_many_nodes_is_cut_and_says_so(tmp_path):
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((f"state:{number:04}", {"type": "State", "name": f"State {number}"}) for number in range(2101))
    graph.add_edges_from(
        (f"state:{number:04}", f"state:{number + 1:04}", number, {"id": str(number), "type": "MEETS"})
        for number in range(0, 2100, 2)
    )
    write_map(graph, tmp_path / "map.html")
    content = json.loads(Elements(tmp_path / "map.html").content)
    assert len(content["entities"]) == 2000
    assert content["leftOut"] == {"alone": 1, "crowdedOut": 100}


@pytest.mark.parametrize("around", [None, "state:kesh"])
def test_no_map_warns(make, tmp_path, around):
    make.node("State", "Kesh")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_map(make.graph, tmp_path / "map.html", around=around)
