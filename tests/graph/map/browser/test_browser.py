from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from disputes.graph.map.page import write_map

INJECTION = "</script><img src=x onerror=\"document.title='ran'\"><script>document.title='ran'</script>"
MIDDLE_OF_LINE = """
const id = lines.findIndex(({ends, kind}) =>
  ends[0] === arguments[0] && ends[1] === arguments[1] && kind === arguments[2]);
const {x, y} = network.canvasToDOM(network.body.edges[id].edgeType.getPoint(0.5));
const {left, top} = byId("map").getBoundingClientRect();
return [left + x, top + y];
"""
TOP_OF_LOOP = """
const pen = document.querySelector("canvas").getContext("2d");
const [centre, middle, radius] = network.body.edges[0].edgeType._getCircleData(pen);
const {x, y} = network.canvasToDOM({x: centre, y: middle - radius});
const {left, top} = byId("map").getBoundingClientRect();
return [left + x, top + y];
"""
PLACE_OF_NODE = """
const {x, y} = network.canvasToDOM(network.getPosition(arguments[0]));
const {left, top} = byId("map").getBoundingClientRect();
return [left + x, top + y];
"""
PICTURE_OF_NODE = """
network.redraw();
const ratio = document.querySelector("canvas").width / document.querySelector("canvas").clientWidth;
const {x, y} = network.canvasToDOM(network.getPosition(arguments[0]));
const ink = document.querySelector("canvas").getContext("2d").getImageData(x * ratio, y * ratio, 1, 1).data;
return [...ink];
"""


@pytest.fixture
def quarrel(make):
    """Gives two states, an official and an agreement, with an edge of each sort between them."""
    make.article("n", "Keys withheld", publisher="Inner Sea Wire", date="2031-03-04", url="https://news.example/1")
    kesh, orsk = make.node("State", "Kesh", "Government of Kesh"), make.node("State", "Orsk")
    hale, accord = make.node("Official", "Sunniva Hale", state=kesh), make.node("Agreement", "Lurin Accord")
    make.assertion(
        "ACCUSES", kesh, orsk, "🕊 {0} accused {1} of delay", "accused", "n", speaker="Sunniva Hale", confidence=0.71
    )
    make.assertion("REJECTS", orsk, kesh, "{0} turned down the offer of {1}", "turned down", "n", negated=True)
    make.assertion("SERVES", hale, kesh, "{0}, {role} of {1}, spoke", "{role}", "n", role="envoy")
    make.assertion("AGREES", orsk, accord, "{0} may sign {1}", "sign", "n", hypothetical=True)
    return make.graph


def written(graph: nx.MultiDiGraph, folder: Path, **options: object) -> Path:
    write_map(graph, folder / "map.html", **options)
    return folder / "map.html"


def shown_nodes(browser) -> set[str]:
    return set(browser.run("return nodes.get().filter(({hidden}) => !hidden).map(({id}) => id)"))


def shown_lines(browser) -> set[tuple[str, ...]]:
    lines = browser.run("return edges.get().filter(({hidden}) => !hidden).map(({id}) => lines[id].ends)")
    return set(map(tuple, lines))


def toggle(browser, words: str) -> None:
    """Click on the row of the legend that has these words."""
    rows = "[...document.querySelectorAll('#legend .switch')]"
    browser.run(f"{rows}.find((row) => row.querySelector('span').textContent === arguments[0]).click()", words)


def test_a_page_opens_with_no_error_and_asks_for_nothing_but_itself(browser, sample_page):
    browser.open(sample_page)
    assert browser.run("return network instanceof vis.Network")
    assert browser.requested() == [sample_page.as_uri()]
    assert browser.logged("browser") == []


def test_the_browser_refuses_whatever_the_page_does_not_bring_along(browser, sample_page):
    browser.open(sample_page)
    browser.run("document.body.append(Object.assign(new Image(), {src: 'https://news.example/pixel.png'}))")
    browser.run("document.body.append(make('script', {textContent: 'window.ran = 1'}))")
    assert browser.run("return window.ran") is None
    refused = [entry["message"] for entry in browser.logged("browser")]
    assert len(refused) == 2
    assert all("Content Security Policy" in message for message in refused)


def test_every_node_is_drawn_in_its_colour_where_the_page_opens(browser, sample_graph, sample_page):
    browser.open(sample_page)
    state, official = (browser.run(PICTURE_OF_NODE, node) for node in ("state:veldania", "official:dov-kestrin"))
    assert state == [0x33, 0x22, 0x88, 255]
    assert official == [0xDD, 0xB8, 0x5A, 255]
    width, height = browser.run("return [byId('map').clientWidth, byId('map').clientHeight]")
    places = browser.run("return nodes.getIds().map((id) => network.canvasToDOM(network.getPosition(id)))")
    assert len(places) == sum(degree > 0 for _, degree in sample_graph.degree())
    assert all(0 < place["x"] < width and 0 < place["y"] < height for place in places)


@pytest.mark.parametrize("size", [(1280, 800), (900, 700), (520, 800)])
def test_no_label_covers_another_and_none_is_cut(browser, sample_page, size):
    browser.resize(*size)
    browser.open(sample_page)
    browser.run("network.redraw()")
    boxes, width, height = browser.run("return [labels.boxes, byId('map').clientWidth, byId('map').clientHeight]")
    assert len(boxes) > 10
    for number, box in enumerate(boxes):
        assert box["left"] >= 0 and box["right"] <= width and box["top"] >= 0 and box["bottom"] <= height
        for other in boxes[number + 1 :]:
            is_apart = box["right"] < other["left"] or other["right"] < box["left"]
            assert is_apart or box["bottom"] < other["top"] or other["bottom"] < box["top"]


def test_the_greatest_nodes_are_named_however_many_small_ones_crowd_them(browser, sample_page):
    browser.resize(1100, 800)
    browser.open(sample_page)
    browser.run("network.redraw()")
    hubs = browser.run("return drawn.nodes.filter(({ size }) => size > HUB_SIZE).map(({ id }) => id)")
    named = browser.run("return labels.boxes.map(({ id }) => id)")
    assert hubs and set(hubs) <= set(named)


def test_it_opens_still_and_a_node_can_be_dragged(browser, quarrel, tmp_path):
    browser.open(written(quarrel, tmp_path))
    before = browser.run("return network.getPositions()")
    assert before == {node["id"]: {"x": node["x"], "y": node["y"]} for node in browser.run("return drawn.nodes")}
    x, y = browser.run(PLACE_OF_NODE, "state:orsk")
    browser.drag((x, y), (x + 60, y + 40))
    after = browser.run("return network.getPositions()")
    assert {node for node in after if after[node] != before[node]} == {"state:orsk"}


def test_a_click_on_a_line_shows_every_assertion_with_its_evidence(browser, quarrel, tmp_path):
    browser.open(written(quarrel, tmp_path))
    browser.click(*browser.run(MIDDLE_OF_LINE, "state:kesh", "state:orsk", "contention"))
    assert browser.texts("#panel blockquote") == [
        "🕊 Kesh accused Orsk of delay.",
        "Orsk turned down the offer of Kesh.",
    ]
    assert browser.texts("#panel mark.trigger") == ["accused", "turned down"]
    assert browser.texts("#panel mark.source") == ["Kesh", "Orsk"]
    assert browser.texts("#panel mark.target") == ["Orsk", "Kesh"]
    assert browser.texts("#panel .speaker") == ["said by Sunniva Hale", "the article itself"]
    assert browser.texts("#panel .badge") == ["negated"]
    assert browser.texts("#panel .cited") == ["Keys withheld Inner Sea Wire, 2031-03-04"] * 2
    assert "confidence 71 %" in browser.texts("#panel article .facts")[0]
    assert browser.run("return document.querySelector('.cited a').href") == "https://news.example/1"
    assert browser.logged("browser") == []


def test_a_click_on_a_node_shows_its_names_its_role_and_its_edges_by_type(browser, quarrel, tmp_path):
    browser.open(written(quarrel, tmp_path))
    browser.click(*browser.run(PLACE_OF_NODE, "state:kesh"))
    assert browser.texts("#panel h2") == ["Kesh"]
    assert browser.texts("#panel .others") == ["also Government of Kesh"]
    assert browser.texts("#panel h3 span") == ["accuses", "rejected by", "served by"]
    browser.click_on("#panel .group:last-of-type summary")
    assert browser.texts_in_time("#panel blockquote") == ["Sunniva Hale, envoy of Kesh, spoke."]
    browser.click_on("#panel .group:last-of-type .entity")
    assert browser.texts("#panel h2") == ["Sunniva Hale"]
    assert browser.texts("#panel .roles li") == ["envoy, serves Kesh"]
    browser.click_on("#panel .close")
    assert not browser.run("return byId('panel').checkVisibility()")


def test_lines_are_dashed_where_nothing_of_them_is_a_fact_and_point_where_they_go(browser, quarrel, tmp_path):
    browser.open(written(quarrel, tmp_path))
    looks = browser.run("return edges.get().map(({id, dashes, arrows}) => [lines[id].ends, dashes, arrows])")
    told = {(one, other): (bool(dashes), arrows["from"]["enabled"], arrows["to"]["enabled"])
            for (one, other), dashes, arrows in looks}  # fmt: skip
    assert told == {
        ("state:kesh", "state:orsk"): (False, True, True),
        ("official:sunniva-hale", "state:kesh"): (False, False, True),
        ("agreement:lurin-accord", "state:orsk"): (True, False, False),
    }


def test_facts_only_takes_out_what_is_negated_or_hypothetical(browser, quarrel, tmp_path):
    browser.open(written(quarrel, tmp_path))
    toggle(browser, "Facts only")
    assert shown_lines(browser) == {("state:kesh", "state:orsk"), ("official:sunniva-hale", "state:kesh")}
    assert "agreement:lurin-accord" not in shown_nodes(browser)
    browser.click(*browser.run(MIDDLE_OF_LINE, "state:kesh", "state:orsk", "contention"))
    assert browser.texts("#panel blockquote") == ["🕊 Kesh accused Orsk of delay."]
    assert browser.texts("#panel > .facts:last-child") == ["1 edge hidden by the filters."]


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        ("Contention", {("official:sunniva-hale", "state:kesh"), ("agreement:lurin-accord", "state:orsk")}),
        ("Officials", {("state:kesh", "state:orsk"), ("agreement:lurin-accord", "state:orsk")}),
        ("agrees with", {("state:kesh", "state:orsk"), ("official:sunniva-hale", "state:kesh")}),
    ],
)
def test_an_entry_of_the_legend_switches_its_lines_off_and_on(browser, quarrel, tmp_path, entry, left):
    browser.open(written(quarrel, tmp_path))
    everything = shown_lines(browser)
    toggle(browser, entry)
    assert shown_lines(browser) == left
    toggle(browser, entry)
    assert shown_lines(browser) == everything


def test_the_search_finds_a_node_by_any_of_its_names(browser, quarrel, tmp_path):
    browser.open(written(quarrel, tmp_path))
    browser.type("#search", "GOVERNMENT of k")
    assert browser.texts("#found li") == ["Kesh"]
    browser.click_on("#found button")
    assert browser.texts("#panel h2") == ["Kesh"]


def test_a_search_for_nobody_says_so(browser, quarrel, tmp_path):
    browser.open(written(quarrel, tmp_path))
    browser.type("#search", "zzz")
    assert browser.texts("#found li") == ["nothing by this name"]


def test_nothing_that_stands_in_the_data_runs(browser, make, tmp_path):
    make.article("n", INJECTION, publisher=INJECTION, date="2031-03-04", url="javascript:document.title='ran'")
    one, other = make.node("State", f"A{INJECTION}", INJECTION), make.node("State", f"B{INJECTION}", INJECTION)
    make.graph.nodes[one]["state"] = other
    make.assertion(
        "ACCUSES", one, other, f"{{0}} accused {{1}} {INJECTION}", "accused", "n",
        speaker=INJECTION, issue=INJECTION, event=INJECTION, role=INJECTION,
    )  # fmt: skip
    make.dispute((one, other), INJECTION, None)
    page = written(make.graph, tmp_path, title="Safe")
    browser.open(page)

    browser.click(*browser.run(MIDDLE_OF_LINE, one, other, "contention"))
    assert INJECTION in browser.texts("#panel blockquote")[0]
    assert browser.run("return byId('panel').querySelectorAll('a').length") == 0
    browser.run("actions.openEntity(arguments[0])", one)
    browser.click_on("#panel summary")
    assert browser.texts_in_time("#panel blockquote")
    browser.type("#search", "onerror")
    assert INJECTION in browser.texts("#found li")[0]
    browser.run("network.body.emitter.emit('hoverEdge', {edge: 0})")
    browser.run("document.body.append(nodeTitle(arguments[0]), lineTitle(lines[0]))", one)

    assert browser.run("return document.title") == "Safe"
    assert browser.run("return document.querySelectorAll('img').length") == 0
    assert browser.requested() == [page.as_uri()]
    assert browser.logged("browser") == []


def test_an_empty_graph_says_so(browser, tmp_path):
    browser.open(written(nx.MultiDiGraph(), tmp_path))
    assert browser.run("return byId('empty').checkVisibility()")
    assert browser.texts("#empty") == ["Nothing to draw: no edge joins two entities here."]
    assert browser.logged("browser") == []


def test_entities_without_an_edge_are_counted_in_the_legend(browser, make, tmp_path):
    make.node("State", "Kesh")
    browser.open(written(make.graph, tmp_path))
    assert browser.texts("#legend .notes p") == ["1 entity without an edge left out."]


def test_an_entity_without_an_edge_can_be_the_centre(browser, make, tmp_path):
    kesh = make.node("State", "Kesh")
    browser.open(written(make.graph, tmp_path, around=kesh))
    assert shown_nodes(browser) == {kesh}
    browser.click(*browser.run(PLACE_OF_NODE, kesh))
    assert browser.texts("#panel h2") == ["Kesh"]
    assert browser.logged("browser") == []


def test_an_edge_of_a_node_to_itself_is_drawn(browser, make, tmp_path):
    make.article("n", "News")
    kesh = make.node("State", "Kesh")
    make.assertion("ACCUSES", kesh, kesh, "{0} accused {1}", "accused", "n")
    browser.open(written(make.graph, tmp_path))
    browser.click(*browser.run(TOP_OF_LOOP))
    assert browser.texts("#panel blockquote") == ["Kesh accused Kesh."]
    assert browser.logged("browser") == []
