import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest
from neo4j_jars import LocalServer
from neo4j_software import NoServerError
from stores import EMBEDDED, KINDS, fresh_store
from worlds import POOL, Actor, made

from disputes.graph.bulk import AFTER, COLUMNS, SCRIPT, write_bulk
from disputes.graph.copying import copy
from disputes.graph.errors import InputError
from disputes.graph.model import Article, Dispute, Entity, LocalEntity, Mention, MentionKind, Reading, Span
from disputes.graph.registry import Registry
from disputes.graph.store import records
from disputes.graph.store.checksum import summarize
from disputes.graph.store.connection import Access
from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Store
from disputes.graph.vocabulary import EdgeType, Issue, NodeType

ODD: Actor = (NodeType.STATE, 'Isles "of; the", \\n\\"North', "state:is", None, True)
BROKEN: Actor = (NodeType.ORGANIZATION, "  League\r\nof\tHarbours\u2028 \U0001f3db ", None, None, True)
WORLD: list[tuple[Article, Reading]] = [
    made([(POOL[0], EdgeType.ACCUSES, ODD), (POOL[4], EdgeType.SERVES, POOL[0])], "2025-04-10", '/a;b/"c",d'),
    made([(BROKEN, EdgeType.MEETS, ODD), (POOL[0], EdgeType.RESTRICTS, POOL[9])], None, "two"),
    made([(POOL[1], EdgeType.CLAIMS, POOL[9]), (POOL[0], EdgeType.CLAIMS, POOL[9])], "2025-09-01", "three"),
]


def register(store: Store, world: list[tuple[Article, Reading]]) -> None:
    registry = Registry(store)
    for article, reading in world:
        registry.register(article, reading)
    registry.refresh_disputes()


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    with fresh_store(request.param) as opened:
        register(opened, WORLD)
        yield opened


@pytest.fixture
def local(tmp_path: Path) -> Iterator[LocalServer]:
    """A server that has not been started yet."""
    home = tmp_path / "a server"
    home.mkdir()
    try:
        server = LocalServer(home)
    except NoServerError as error:
        if os.environ.get("DISPUTES_NEED_NEO4J") == "1":
            raise
        pytest.skip(f"no Neo4j: {error}")
    yield server
    server.stop()


def run_statements(local: LocalServer, file: Path) -> None:
    """Run the statements in a file one by one, each in a transaction of its own, as cypher-shell does."""
    auth = (local.server.username, local.server.password)
    with neo4j.GraphDatabase.driver(local.server.uri, auth=auth) as driver, driver.session() as session:
        for statement in file.read_text(encoding="utf-8").split(";\n")[:-1]:
            session.run(statement).consume()


def test_a_real_import_gives_the_same_graph(local: LocalServer, tmp_path: Path) -> None:
    folder = tmp_path / "the 'graph'"
    with fresh_store(EMBEDDED) as source:
        register(source, WORLD)
        write_bulk(source, folder)
        environment = {**os.environ, "NEO4J_ADMIN": str(local.admin_program())}
        subprocess.run(["sh", folder / SCRIPT], cwd=local.home, env=environment, check=True, capture_output=True)
        local.start()
        run_statements(local, folder / AFTER)
        access = Access(local.server.username, local.server.password)
        with open_store(local.server.uri, access=access) as imported:
            assert summarize(imported) == summarize(source)
            assert copy(source, imported).written == 0
            register(imported, [made([(ODD, EdgeType.ACCUSES, POOL[1])], None, "four")])
            assert summarize(imported).articles == len(WORLD) + 1
            assert {part.state for part in imported.layout().parts} == {"online"}


def test_a_folder_has_the_files_and_the_script_that_imports_them(store: Store, tmp_path: Path) -> None:
    write_bulk(store, tmp_path / "bulk")
    assert {file.name for file in (tmp_path / "bulk").iterdir()} == {
        SCRIPT,
        AFTER,
        *(f"{name}.csv" for name in COLUMNS),
    }
    script = (tmp_path / "bulk" / SCRIPT).read_text("utf-8")
    assert all(f"$folder/{name}.csv" in script for name in COLUMNS)
    subprocess.run(["sh", "-n", tmp_path / "bulk" / SCRIPT], check=True)


def test_both_stores_write_the_same_lines(tmp_path: Path) -> None:
    found = []
    for kind in KINDS:
        with fresh_store(kind) as store:
            register(store, WORLD)
            write_bulk(store, tmp_path / kind)
        found.append({name: sorted((tmp_path / kind / f"{name}.csv").read_bytes().splitlines()) for name in COLUMNS})
    assert found[0] == found[1]


def names(table: str) -> set[str]:
    return {column.partition(":")[0] for column in COLUMNS[table]} - {""}


def test_there_is_a_column_for_whatever_the_stores_are_given() -> None:
    article, reading = WORLD[0]
    assert names("articles") == records.article_properties(article, "rules", "1").keys()
    local = LocalEntity(f"{article.id}:0-6", NodeType.STATE, "Arland")
    mention = Mention(Span(0, 6), MentionKind.NAME, local.key)
    assert names("mentions") == records.mention_properties(article.id, mention, local, None).keys()
    found = [records.assertion_properties(one, article.text) for one in reading.assertions]
    assert {one.type for one in reading.assertions} == {EdgeType.SERVES, EdgeType.ACCUSES}
    assert names("edges") == {key for properties in found for key in properties}
    entity = records.entity_properties(Entity("a", NodeType.STATE, "A"))
    dispute = records.dispute_properties(Dispute("d", "A – B", ("a", "b"), Issue.TRADE))
    assert names("entities") == entity.keys() | dispute.keys()


def test_a_property_of_somebody_else_is_refused(store: Store, tmp_path: Path) -> None:
    store.write(lambda tx: tx.run("MATCH (n:State {id: 'state:ar'}) SET n.capital = 'Klow'"))
    with pytest.raises(InputError, match="state:ar has a property 'capital'"):
        write_bulk(store, tmp_path / "bulk")
    assert not list(tmp_path.glob("*bulk*"))


def test_a_name_that_has_the_separator_in_it_is_refused(tmp_path: Path) -> None:
    with fresh_store(EMBEDDED) as store:
        register(store, [made([(POOL[0], EdgeType.ACCUSES, POOL[1])], None, "a\x1fb")])
        with pytest.raises(InputError, match=r"U\+001F"):
            write_bulk(store, tmp_path / "bulk")


def test_a_folder_that_is_there_is_left_alone(store: Store, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine", "utf-8")
    with pytest.raises(InputError, match="name a new folder"):
        write_bulk(store, tmp_path)
    with pytest.raises(InputError, match="make it first"):
        write_bulk(store, tmp_path / "nowhere" / "bulk")
    assert [file.name for file in tmp_path.iterdir()] == ["notes"]


def test_an_empty_folder_is_taken(store: Store, tmp_path: Path) -> None:
    (tmp_path / "bulk").mkdir()
    write_bulk(store, tmp_path / "bulk")
    assert (tmp_path / "bulk" / SCRIPT).is_file()
