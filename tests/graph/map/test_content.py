from __future__ import annotations

import pytest

from disputes.graph.map.bundles import bundles_of
from disputes.graph.map.content import articles_of, entities_of, is_link, lines_of


def test_only_web_addresses_are_links(make):
    make.article("good", "News", url="https://news.example/1")
    make.article("bad", "News", url="javascript:alert(1)")
    kesh, orsk = make.node("State", "Kesh"), make.node("State", "Orsk")
    for article in ("good", "bad"):
        make.assertion("ACCUSES", kesh, orsk, "{0} accused {1}", "accused", article)
    assert articles_of(make.graph, bundles_of(make.graph)) == {
        "good": {"title": "News", "url": "https://news.example/1"},
        "bad": {"title": "News"},
    }


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd",
     "//news.example", "https:", "http://[", ""],
)  # fmt: skip
def test_what_leads_elsewhere_is_no_link(url):
    assert not is_link(url)


def test_articles_that_no_drawn_edge_cites_are_left_out(make):
    make.article("n", "News")
    assert articles_of(make.graph, bundles_of(make.graph)) == {}


def test_nought_is_told_and_nothing_is_not(make):
    make.article("n", "News")
    kesh, orsk = make.node("State", "Kesh"), make.node("State", "Orsk")
    make.assertion("ACCUSES", kesh, orsk, "{0} accused {1}", "accused", "n", intensity=0.0, speaker=None)
    ((edge,),) = (line["edges"] for line in lines_of(bundles_of(make.graph)))
    assert edge["intensity"] == 0.0
    assert not {"speaker", "negated"} & edge.keys()


def test_other_names_and_the_state_it_acts_for_are_told(make):
    kesh = make.node("State", "Kesh")
    hale = make.node("Official", "Sunniva Hale", "Hale", state=kesh)
    told = entities_of(make.graph, [hale])[hale]
    assert told == {
        "type": "Official", "name": "Sunniva Hale", "others": ["Hale"], "state": kesh, "stateName": "Kesh",
    }  # fmt: skip
