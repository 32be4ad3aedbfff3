import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from stores import KINDS, fresh_store

from disputes.graph.errors import InputError
from disputes.graph.export import ASSERTION_KEYS, write_export
from disputes.graph.mirror import mirror
from disputes.graph.model import Article, Assertion, Dispute, Entity, LocalEntity, Mention, MentionKind, Span
from disputes.graph.store import ledger, records
from disputes.graph.store.disputes import replace_disputes
from disputes.graph.store.protocol import Store, Transaction
from disputes.graph.vocabulary import EdgeType, Issue, NodeType

TEXT = 'Norland "sealed" the villa.\x0b Its owner, Sudovia, objects.\nEverybody waits. \U0001f3db'
ARTICLE = Article(
    "a1", TEXT, "Villa sealed", ("https://example.org/1", "/tmp/x"), "2031-01-10", boilerplate=(Span(60, 75),)
)
BARE = Article("a0", "Nothing here.", "Nothing", ("/tmp/y",))
LOCALS = [
    LocalEntity("a1:0-7", NodeType.STATE, "Norland", code="state:no"),
    LocalEntity("a1:21-26", NodeType.PROPERTY, "villa", ("residence",)),
]
ENTITIES = [
    Entity("state:no", NodeType.STATE, "Norland", ("Norland", "Kingdom; of Norland"), ("state:no",)),
    Entity("state:su", NodeType.STATE, "Sudovia", ("Sudovia",), ("state:su", "state:old")),
    Entity("property:villa", NodeType.PROPERTY, "villa", ("villa", "residence"), ("property:villa",), "villa"),
]
RESTRICTS = Assertion(
    "a1",
    EdgeType.RESTRICTS,
    "a1:0-7",
    "a1:21-26",
    trigger=Span(9, 15),
    evidence=Span(0, 28),
    source_span=Span(0, 7),
    issue=Issue.DIPLOMATIC_PROPERTY,
    intensity=-6.0,
    detail="sealed",
)
DISPUTE = Dispute(
    "dispute:no+su", "Norland – Sudovia", ("state:no", "state:su"), Issue.DIPLOMATIC_PROPERTY, ("property:villa",)
)


def fill(transaction: Transaction) -> None:
    ledger.put_articles(transaction, (records.article_properties(article, "rules", "1") for article in (ARTICLE, BARE)))
    ledger.put_entities(transaction, ENTITIES)
    for local, home in zip(LOCALS, ("state:no", "property:villa"), strict=True):
        start, end = map(int, local.key.partition(":")[2].split("-"))
        mention = Mention(Span(start, end), MentionKind.NAME, local.key)
        properties = records.mention_properties("a1", mention, local, None)
        ledger.add_mentions(transaction, [(home, properties)])
    properties = records.assertion_properties(RESTRICTS, TEXT)
    ledger.put_edges(transaction, [("state:no", "property:villa", "RESTRICTS", properties)])
    claims = {key: value for key, value in properties.items() if key != "intensity"} | {"id": "parallel"}
    ledger.put_edges(transaction, [("state:no", "property:villa", "CLAIMS", claims)])
    replace_disputes(transaction, [DISPUTE])


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest) -> Iterator[Store]:
    with fresh_store(request.param) as opened:
        yield opened


@pytest.fixture
def store(empty: Store) -> Store:
    empty.write(fill)
    return empty


@pytest.fixture
def document(store: Store, tmp_path: Path) -> dict[str, Any]:
    write_export(store, tmp_path / "out.json")
    found: dict[str, Any] = json.loads((tmp_path / "out.json").read_text("utf-8"))
    return found


def test_the_json_says_what_it_is_and_holds_all_nodes_edges_and_articles(document: dict[str, Any]) -> None:
    assert list(document) == ["format", "version", "nodes", "edges", "articles"]
    assert (document["format"], document["version"]) == ("disputes", 1)
    assert {node["id"] for node in document["nodes"]} == {entity.id for entity in ENTITIES} | {DISPUTE.id}
    assert sorted(edge["type"] for edge in document["edges"]) == ["CLAIMS", "OVER", "PARTY_TO", "PARTY_TO", "RESTRICTS"]
    assert [article["id"] for article in document["articles"]] == ["a0", "a1"]


def test_entities_can_be_rebuilt_from_the_json(document: dict[str, Any]) -> None:
    found = [node for node in document["nodes"] if node["type"] != "Dispute"]
    rebuilt = [records.entity_from(NodeType(node["type"]), node) for node in found]
    assert sorted(rebuilt, key=lambda entity: entity.id) == sorted(ENTITIES, key=lambda entity: entity.id)


def test_assertions_can_be_rebuilt_from_the_json(document: dict[str, Any]) -> None:
    [edge] = [edge for edge in document["edges"] if edge["type"] == "RESTRICTS"]
    assert (edge["source"], edge["target"]) == ("state:no", "property:villa")
    assert records.assertion_from(EdgeType(edge["type"]), edge) == RESTRICTS
    assert edge["evidence"] == TEXT[0:28]


def test_an_end_that_is_not_said_in_words_has_null_spans(document: dict[str, Any]) -> None:
    [edge] = [edge for edge in document["edges"] if edge["type"] == "RESTRICTS"]
    assert set(ASSERTION_KEYS) <= edge.keys()
    assert (edge["source_start"], edge["source_end"]) == (0, 7)
    assert edge["target_start"] is edge["target_end"] is edge["speaker"] is None


def test_the_ties_of_a_dispute_have_no_evidence(document: dict[str, Any]) -> None:
    ties = [edge for edge in document["edges"] if DISPUTE.id in (edge["source"], edge["target"])]
    assert all(edge.keys() == {"id", "source", "target", "type"} for edge in ties)
    assert {(edge["source"], edge["type"], edge["target"]) for edge in ties} == {
        ("state:no", "PARTY_TO", DISPUTE.id),
        ("state:su", "PARTY_TO", DISPUTE.id),
        (DISPUTE.id, "OVER", "property:villa"),
    }


def test_articles_and_their_mentions_can_be_rebuilt_from_the_json(document: dict[str, Any]) -> None:
    bare, article = document["articles"]
    assert records.article_from(bare) == BARE
    assert (bare["date"], bare["mentions"]) == (None, [])
    assert records.article_from(article) == ARTICLE
    assert article["extractor"] == "rules"
    assert [mention["entity"] for mention in article["mentions"]] == ["state:no", "property:villa"]
    assert [records.local_from(mention) for mention in article["mentions"]] == LOCALS


def test_a_packed_file_has_the_same_json_and_the_same_bytes_each_time(store: Store, tmp_path: Path) -> None:
    plain, packed, again = tmp_path / "a.json", tmp_path / "a.json.gz", tmp_path / "b.JSON.GZ"
    for path in (plain, packed, again):
        write_export(store, path)
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    assert packed.read_bytes() == again.read_bytes()


def test_an_empty_store_gives_empty_lists(empty: Store, tmp_path: Path) -> None:
    write_export(empty, tmp_path / "out.json")
    found = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert found == {"format": "disputes", "version": 1, "nodes": [], "edges": [], "articles": []}


@pytest.mark.parametrize(
    ("ending", "read"),
    [(".graphml", lambda path: nx.read_graphml(path, force_multigraph=True)), (".gexf", nx.read_gexf)],
)
def test_graphml_and_gexf_read_again_are_the_mirror(
    store: Store, tmp_path: Path, ending: str, read: Callable[[Path], nx.MultiDiGraph]
) -> None:
    write_export(store, tmp_path / f"out{ending}")
    found, graph = read(tmp_path / f"out{ending}"), mirror(store)
    assert dict(found.nodes(data="type")) == dict(graph.nodes(data="type"))
    assert found.nodes["state:no"]["aliases"] == "Norland; Kingdom; of Norland"
    kind = "label" if ending == ".gexf" else "type"
    assert sorted((source, target, data[kind]) for source, target, data in found.edges(data=True)) == sorted(
        (source, target, data["type"]) for source, target, data in graph.edges(data=True)
    )
    [data] = [data for _, _, data in found.edges(data=True) if data[kind] == "RESTRICTS"]
    assert data["evidence"] == TEXT[0:28].replace("\x0b", "")
    assert (data["title"], data["intensity"], data["fact"]) == ("Villa sealed", -6.0, True)
    assert data["start" if ending == ".graphml" else "evidence_start"] == 0


def test_an_unknown_ending_is_refused_with_those_there_are(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.json, \.json\.gz, \.graphml, \.gexf"):
        write_export(store, tmp_path / "out.xlsx")


def test_a_missing_folder_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="make it first"):
        write_export(store, tmp_path / "nowhere" / "out.json")


def test_a_failed_export_leaves_the_old_file_and_nothing_else(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "out.json").write_text("old", "utf-8")
    store.close()
    with pytest.raises(Exception, match="closed"):
        write_export(store, folder / "out.json")
    assert [file.name for file in folder.iterdir()] == ["out.json"]
    assert (folder / "out.json").read_text("utf-8") == "old"
