"""What a search finds is the same on every store, whether it has full-text indexes or not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import spellings
from hypothesis import strategies as st
from stores import EMBEDDED, NEO4J, empty_store, fresh_store, holds_on_each_store, run_beside
from written import put_edge, put_node

from disputes.graph.errors import QueryError
from disputes.graph.store import schema
from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Store, Transaction
from disputes.queries.search import Findings, FoundEdge, FoundName, FoundSentence, search
from disputes.queries.words import fit, words

INDEXED_AND_NOT = (EMBEDDED, NEO4J, f"{NEO4J} without full-text indexes")
ENTITIES = [
    ("state:no", "State", "Norland", ["Norland", "Kingdom of Norland", "N.L."]),
    ("organization:no-bank", "Organization", "Bank of Norland", ["Bank of Norland"]),
    ("official:ines-berg", "Official", "Inés Berg", ["Inés Berg", "Envoy Berg"]),
    ("property:villa", "Property", "Lindenhof estate", ["Lindenhof estate", "villa of Norland’s envoy"]),
]
ARTICLES = [("a1", "Villa closed", "2031-01-10"), ("a2", "Envoys meet", "2031-02-20"), ("a3", "Notes", None)]
SEALED = "Norland’s guards sealed the villa."
EDGES = [
    ("e1", "state:no", "RESTRICTS", "property:villa", "a1", 0, SEALED, {}),
    ("e2", "state:no", "OWNS", "property:villa", "a1", 0, SEALED, {"negated": True}),
    ("e3", "official:ines-berg", "SERVES", "state:no", "a2", 0, "Envoy Inés Berg of the U.S.-led group spoke.", {}),
    (
        "e4",
        "official:ines-berg",
        "CLAIMS",
        "property:villa",
        "a2",
        50,
        "A villa,\nshe said.",
        {"speaker": "Berg"},
    ),
    ("e5", "official:ines-berg", "MEETS", "state:no", "a2", 90, "The sealing of a villa", {"date": "2031-02-18"}),
    ("e6", "state:no", "MEETS", "official:ines-berg", "a3", 0, "Nothing is sealed; the guards left the villa.", {}),
]


def fill(transaction: Transaction) -> None:
    for ident, title, date in ARTICLES:
        put_node(transaction, "Article", ident, {"title": title, "publisher": "The Wire", "date": date})
    for ident, kind, name, aliases in ENTITIES:
        put_node(transaction, "Entity", ident, {"name": name, "aliases": aliases}, kind)
    for ident, source, kind, target, article, start, evidence, more in EDGES:
        told = {"article": article, "evidence": evidence, "start": start, "negated": False, "hypothetical": False}
        put_edge(transaction, source, kind, target, {"id": ident, **told, **more})


@pytest.fixture(scope="module", params=INDEXED_AND_NOT)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    kind, _, lacks_indexes = request.param.partition(" ")
    with open_store(empty_store(kind, tmp_path_factory.mktemp("search"))) as opened:
        opened.write(fill)
        if lacks_indexes:
            for name in (schema.NAMES_INDEX.name, schema.EVIDENCE_INDEX.name):
                run_beside(opened.uri, f"DROP INDEX {name}")
        yield opened


def found(store: Store, text: str, limit: int = 10) -> Findings:
    return search(store, text, limit=limit)


def sentences(store: Store, text: str) -> list[str]:
    return [one.words for one in found(store, text).sentences]


class TestNames:
    def test_the_more_of_a_name_is_looked_for_the_higher_it_stands(self, store: Store) -> None:
        assert found(store, "norland").names == (
            FoundName("state:no", "State", "Norland", "Norland", 1.0),
            FoundName("organization:no-bank", "Organization", "Bank of Norland", "Bank of Norland", 0.333),
            FoundName("property:villa", "Property", "Lindenhof estate", "villa of Norland’s envoy", 0.2),
        )

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("NORLAND kingdom", "Kingdom of Norland"),
            ("NL", "N.L."),
            ("ines", "Inés Berg"),
            ("Inés", "Inés Berg"),
            ("linden", "Lindenhof estate"),
            ("envoy’s villa", "villa of Norland’s envoy"),
        ],
    )
    def test_any_name_of_an_entity_finds_it(self, store: Store, text: str, expected: str) -> None:
        assert [one.words for one in found(store, text).names] == [expected]

    def test_all_words_must_stand_in_one_name(self, store: Store) -> None:
        assert found(store, "Inés Envoy").names == ()


class TestSentences:
    def test_a_sentence_comes_with_its_article_and_all_its_edges(self, store: Store) -> None:
        norland, villa = ("state:no", "Norland"), ("property:villa", "Lindenhof estate")
        ends = {"source": norland[0], "target": villa[0], "source_name": norland[1], "target_name": villa[1]}
        assert found(store, "guards sealed villa").sentences[0] == FoundSentence(
            words=SEALED,
            edges=(
                FoundEdge(id="e2", type="OWNS", negated=True, **ends),
                FoundEdge(id="e1", type="RESTRICTS", **ends),
            ),
            article="a1",
            title="Villa closed",
            publisher="The Wire",
            date="2031-01-10",
            score=0.75,
        )

    def test_the_closer_the_words_the_higher_then_the_newer(self, store: Store) -> None:
        assert sentences(store, "villa") == [EDGES[3][6], EDGES[4][6], SEALED, EDGES[5][6]]
        assert sentences(store, "villa sealed") == [SEALED, EDGES[5][6]]
        assert sentences(store, "seal") == [EDGES[4][6], SEALED, EDGES[5][6]]

    @pytest.mark.parametrize("text", ["us", "U.S.", "u.s", "INES", "Ine\u0301s", "led group"])
    def test_spelling_makes_no_difference(self, store: Store, text: str) -> None:
        assert sentences(store, text) == [EDGES[2][6]]

    def test_words_of_a_sentence_may_stand_on_two_lines(self, store: Store) -> None:
        assert sentences(store, "villa she") == [EDGES[3][6]]


class TestSearching:
    def test_so_many_of_each_are_given_the_best(self, store: Store) -> None:
        everything, some = found(store, "villa"), found(store, "villa", limit=1)
        assert (some.names, some.sentences) == (everything.names[:1], everything.sentences[:1])

    def test_nothing_is_found_without_a_complaint(self, store: Store) -> None:
        assert not found(store, "nowhere")

    @pytest.mark.parametrize(
        "text",
        [
            'villa" OR "x',
            "villa AND (sealed",
            "villa:sealed",
            "vil*la~2 ^3",
            "+villa -sealed",
            "/villa/ [a TO b]",
            "villa && sealed || !x",
            r"villa\\",
            "villa {",
            "`villa`'}) DETACH DELETE n //",
        ],
    )
    def test_signs_mean_nothing(self, store: Store, text: str) -> None:
        assert found(store, text) == found(store, " ".join(words(text)))

    @pytest.mark.parametrize("text", ["AND", "or", "NOT", "TO"])
    def test_words_of_the_index_are_words(self, store: Store, text: str) -> None:
        assert not found(store, text).names

    def test_a_text_without_a_word_is_refused(self, store: Store) -> None:
        with pytest.raises(QueryError):
            found(store, "?")


@holds_on_each_store(st.lists(spellings.texts, min_size=1, max_size=30, unique=True))
def test_whatever_is_written_the_words_decide(kind: str, texts: list[str]) -> None:
    """What a search finds is what a look at each text would find."""

    def work(transaction: Transaction) -> None:
        put_node(transaction, "Article", "a", {"title": "t"})
        for number, text in enumerate(texts):
            put_node(transaction, "Entity", f"n{number}", {"name": text, "aliases": [text]}, "State")
            told = {
                "id": f"e{number}",
                "evidence": text,
                "article": "a",
                "start": number,
                "negated": False,
                "hypothetical": False,
            }
            put_edge(transaction, "n0", "ACCUSES", f"n{number}", told)

    with fresh_store(kind) as store:
        store.write(work)
        for wanted in sorted({word[:length] for text in texts for word in words(text) for length in (2, 3, 9)}):
            hits = search(store, wanted, limit=len(texts))
            expected = {text for text in texts if fit([wanted], words(text))}
            assert {one.words for one in hits.sentences} == expected
            assert {one.words for one in hits.names} == expected
