from collections import Counter
from collections.abc import Iterator

import pytest
from stores import KINDS, fresh_store
from worlds import POOL, made

from disputes.graph.registry import Registry
from disputes.graph.store import rows
from disputes.graph.store.protocol import Store
from disputes.graph.vocabulary import MENTIONS, EdgeType, NodeType

ARLAND, BORDURIA, OFFICIAL = POOL[0], POOL[1], POOL[4]
WORLD = [
    made([(ARLAND, EdgeType.ACCUSES, BORDURIA), (OFFICIAL, EdgeType.SERVES, ARLAND)], "2025-04-10", "one"),
    made([(ARLAND, EdgeType.THREATENS, BORDURIA), (ARLAND, EdgeType.ACCUSES, BORDURIA)], None, "two"),
    made([(BORDURIA, EdgeType.REJECTS, ARLAND)], None, "three"),
]
ASSERTIONS = {found.id for _, reading in WORLD for found in reading.assertions}


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with fresh_store(request.param) as opened:
        registry = Registry(opened)
        for article, reading in WORLD:
            registry.register(article, reading)
        registry.refresh_disputes()
        yield opened


def test_all_rows_are_given_once(store: Store) -> None:
    articles = store.read(lambda tx: list(rows.articles(tx)))
    assert [node.properties["id"] for node in articles] == sorted(article.id for article, _ in WORLD)
    kinds = Counter(store.read(lambda tx: [kind for kind, _ in rows.entities(tx)]))
    assert kinds == {NodeType.STATE: 2, NodeType.OFFICIAL: 1, NodeType.DISPUTE: 1}
    mentions = store.read(lambda tx: list(rows.mentions(tx)))
    assert {link.type for link in mentions} == {MENTIONS}
    assert (
        len({link.properties["id"] for link in mentions})
        == len(mentions)
        == sum(len(reading.mentions) for _, reading in WORLD)
    )


@pytest.mark.parametrize("batch_edges", [1, 2, 3, 1000])
def test_edges_are_the_same_in_pages_of_any_size(store: Store, batch_edges: int) -> None:
    found = store.read(lambda tx: list(rows.edges(tx, batch_edges)))
    assert sorted(link.type for link in found if "article" not in link.properties) == [EdgeType.PARTY_TO] * 2
    assertions = [link.properties["id"] for link in found if "article" in link.properties]
    assert sorted(assertions) == sorted(ASSERTIONS)


def test_articles_come_with_all_that_they_give_and_nothing_else(store: Store) -> None:
    article, reading = WORLD[0]
    found = store.read(lambda tx: rows.of_articles(tx, [article.id]))
    assert [node.properties["text"] for node in found.articles] == [article.text]
    assert {link.properties["id"] for link in found.assertions} == {one.id for one in reading.assertions}
    assert {link.source for link in found.mentions} == {article.id}
    assert {node.kind for node in found.entities} == {NodeType.STATE, NodeType.OFFICIAL}
    assert not found.ties


def test_what_no_article_mentions_are_the_disputes_with_their_ties(store: Store) -> None:
    ids = store.read(rows.unmentioned_ids)
    found = store.read(lambda tx: rows.of_unmentioned(tx, ids))
    assert [node.kind for node in found.entities] == [NodeType.DISPUTE]
    assert {(link.type, link.source) for link in found.ties} == {
        (EdgeType.PARTY_TO, "state:ar"),
        (EdgeType.PARTY_TO, "state:bo"),
    }


def test_rows_written_again_change_nothing(store: Store) -> None:
    def everything() -> list[rows.Node | rows.Link]:
        return store.read(lambda tx: [*rows.articles(tx), *rows.entities(tx), *rows.mentions(tx), *rows.edges(tx)])

    before = everything()
    bundle = store.read(lambda tx: rows.of_articles(tx, [article.id for article, _ in WORLD]))
    disputes = store.read(lambda tx: rows.of_unmentioned(tx, rows.unmentioned_ids(tx)))
    for found in (bundle, disputes):
        store.write(lambda tx, found=found: rows.put(tx, found))
    assert len(everything()) == len(before)
    assert all(row in before for row in everything())
