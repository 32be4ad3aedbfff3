"""What holds for Neo4j alone: its connections, its layout, its writers, and what a question may reach there."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j_server import DATABASE, Server, blank, driver, emptied, needed

from disputes.graph.errors import QueryError, StoreError
from disputes.graph.store import schema
from disputes.graph.store.connection import Access
from disputes.graph.store.neo4j import Neo4jStore, check_release
from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Store, Table, Transaction

SIGNS = [
    "'",
    '"',
    "`",
    "\\",
    "\\\\",
    "\\'",
    "\\u0027",
    "\\u000a",
    "//",
    "/*",
    "*/",
    "\n",
    "\r",
    "\u2028",
    "$",
    "{",
    "}",
    ";",
]
INDEXES = {"entity_id", "article_id", "entity_block", "entity_state", f"disputes_layout_{schema.VERSION}"}


@pytest.fixture
def server() -> Server:
    return needed()


@pytest.fixture
def uri() -> str:
    return emptied()


@pytest.fixture
def blank_uri() -> Iterator[str]:
    """Name a database that the product has never seen; afterwards it is so again."""
    yield blank()
    blank()


def run(server: Server, cypher: str) -> list[tuple[object, ...]]:
    """Run a statement beside the product."""
    with driver(server) as opened:
        return [tuple(record) for record in opened.execute_query(cypher, database_=DATABASE).records]


def indexes(server: Server) -> list[object]:
    return sorted(name for (name,) in run(server, "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"))


def add(name: str) -> object:
    return lambda tx: tx.run("MERGE (n:Entity {id: $id}) SET n.name = $id", id=name)


def ids(transaction: Transaction) -> set[str]:
    return {row["id"] for row in transaction.run("MATCH (n:Entity) RETURN n.id AS id")}


def ask(store: Store, cypher: str, **parameters: object) -> Table:
    return store.ask(cypher, parameters, timeout_seconds=30, max_rows=100)


def complaint(uri: str, access: Access | None = None, *, read_only: bool = True) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(uri, read_only=read_only, access=access)
    assert caught.value.uri == uri
    assert "\n" not in str(caught.value)
    return caught.value.reason


class TestConnection:
    def test_a_wrong_password_is_told_where_to_set_it(self, server: Server) -> None:
        if not server.password:
            pytest.skip("this server asks for no password")
        for access in (Access(password="not the password"), Access("nobody", server.password), Access()):
            reason = complaint(server.uri, access)
            assert "NEO4J_USERNAME" in reason
            assert "--password-file" in reason

    @pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
    def test_an_unknown_database_is_named(self, server: Server, scheme: str) -> None:
        host = server.uri.partition("://")[2]
        reason = complaint(f"{scheme}://{host}/nosuchdatabase")
        assert "no database nosuchdatabase" in reason
        assert "--database" in reason

    def test_a_database_may_be_named_beside_the_uri(self, server: Server) -> None:
        reason = complaint(server.uri, Access(server.username, server.password, "nosuchdatabase"))
        assert "no database nosuchdatabase" in reason

    def test_two_names_for_the_database_are_one_too_many(self, server: Server) -> None:
        reason = complaint(f"{server.uri}/one", Access(server.username, server.password, "other"))
        assert "one" in reason
        assert "other" in reason

    def test_an_unknown_host_is_told(self) -> None:
        assert "no Neo4j answers there" in complaint("neo4j://no-such-host.invalid")

    def test_tls_to_a_server_without_it_is_told_which_scheme_to_take(self, server: Server) -> None:
        host = server.uri.partition("://")[2]
        assert "leave +s or +ssc out" in complaint(f"bolt+ssc://{host}")

    @pytest.mark.parametrize(
        "agent", ["Neo4j/5.25.1", "Neo4j/4.4.38", "Neo4j/3.5.0", "Neo4j/v5.11.0 compatible graph database server"]
    )
    def test_an_older_release_or_another_product_is_refused(self, agent: str) -> None:
        with pytest.raises(StoreError, match=r"Neo4j 5\.26 or later") as caught:
            check_release("neo4j://host", agent)
        assert agent in caught.value.reason

    @pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/5.26.30", "Neo4j/5.27.0-aura", "Neo4j/2026.08.1"])
    def test_a_newer_release_is_taken(self, agent: str) -> None:
        check_release("neo4j://host", agent)


@contextmanager
def tls_server(certificate: Path, key: Path) -> Iterator[str]:
    """Give the host and port of something that shows a certificate and says no more."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with suppress(OSError), connection, context.wrap_socket(connection, server_side=True) as secured:
                    secured.recv(1)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{listener.getsockname()[1]}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="certificates are made by openssl")
class TestCertificates:
    @staticmethod
    def certificate(folder: Path, name: str, days: int) -> tuple[Path, Path]:
        """Make a certificate for `name` that holds for so many days, and its key."""
        key, request, file = folder / "key.pem", folder / "request.pem", folder / "certificate.pem"
        subject = ["-subj", "/CN=test", "-addext", f"subjectAltName={name}"]
        validity = ["-days", str(days), "-copy_extensions", "copy"]
        for command in (
            ["req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", request, *subject],
            ["x509", "-req", "-in", request, "-signkey", key, "-out", file, *validity],
        ):
            subprocess.run(["openssl", *command], check=True, capture_output=True)
        return file, key

    @pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
    @pytest.mark.parametrize(
        ("name", "days", "is_trusted", "expected"),
        [
            ("IP:127.0.0.1", -1, True, "has expired"),
            ("DNS:elsewhere.example", 2, True, "is for another host"),
            ("IP:127.0.0.1", 2, False, "made itself"),
        ],
    )
    def test_a_certificate_that_does_not_hold_is_told_why(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        scheme: str,
        name: str,
        days: int,
        is_trusted: bool,
        expected: str,
    ) -> None:
        certificate, key = self.certificate(tmp_path, name, days)
        if is_trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with tls_server(certificate, key) as host:
            reason = complaint(f"{scheme}://{host}")
        assert expected in reason
        assert "+ssc" in reason

    def test_without_tls_a_server_that_wants_it_is_told(self, tmp_path: Path) -> None:
        with tls_server(*self.certificate(tmp_path, "IP:127.0.0.1", 2)) as host:
            assert "no Neo4j answers there" in complaint(f"bolt://{host}")


class TestLayout:
    def test_a_blank_database_is_none_to_a_reader_and_stays_blank(self, server: Server, blank_uri: str) -> None:
        assert "no store there" in complaint(blank_uri)
        assert indexes(server) == []

    def test_constraints_and_indexes_are_there_once(self, server: Server, blank_uri: str) -> None:
        for _ in range(2):
            open_store(blank_uri).close()
            assert set(indexes(server)) == INDEXES
        open_store(blank_uri, read_only=True).close()

    def test_many_may_make_them_at_once(self, server: Server, blank_uri: str) -> None:
        failures: list[Exception] = []

        def opened() -> None:
            try:
                open_store(blank_uri).close()
            except StoreError as error:
                failures.append(error)

        threads = [threading.Thread(target=opened) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert set(indexes(server)) == INDEXES

    def test_what_is_lost_of_them_comes_back(self, server: Server, blank_uri: str) -> None:
        open_store(blank_uri).close()
        run(server, "DROP CONSTRAINT entity_id")
        run(server, "DROP INDEX entity_block")
        open_store(blank_uri).close()
        assert set(indexes(server)) == INDEXES

    @pytest.mark.parametrize("read_only", [True, False])
    @pytest.mark.parametrize("label", ["Entity", "Article"])
    def test_another_graph_with_these_labels_is_refused_and_left_as_it_is(
        self, server: Server, blank_uri: str, label: str, read_only: bool
    ) -> None:
        run(server, f"CREATE (:{label} {{id: 'theirs'}})")
        assert "not one that `disputes load` made" in complaint(blank_uri, read_only=read_only)
        assert indexes(server) == []
        assert run(server, "MATCH (n) RETURN n.id") == [("theirs",)]

    def test_other_nodes_beside_it_are_left_alone(self, server: Server, blank_uri: str) -> None:
        run(server, "CREATE (:Thing {id: 'theirs'})")
        with open_store(blank_uri) as store:
            store.write(add("ours"))
            assert store.read(ids) == {"ours"}
        assert run(server, "MATCH (n:Thing) RETURN n.id") == [("theirs",)]

    @pytest.mark.parametrize("read_only", [True, False])
    @pytest.mark.parametrize(("step", "age"), [(1, "newer"), (-1, "older")])
    def test_another_edition_is_refused_with_advice(
        self, blank_uri: str, monkeypatch: pytest.MonkeyPatch, read_only: bool, step: int, age: str
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(schema, "VERSION", 7 + step)
            open_store(blank_uri).close()
        monkeypatch.setattr(schema, "VERSION", 7)
        reason = complaint(blank_uri, read_only=read_only)
        assert f"{age} version" in reason
        assert "disputes export" in reason


class TestWriters:
    def test_one_waits_until_the_other_is_done_and_sees_what_it_wrote(self, uri: str) -> None:
        events: list[str] = []
        is_first_in, is_second_in = threading.Event(), threading.Event()

        def first(tx: Transaction) -> None:
            is_first_in.set()
            # Long enough for the second to get in, if nothing holds it.
            assert not is_second_in.wait(0.5)
            tx.run("MERGE (n:Entity {id: 'first'}) SET n.name = 'first'")
            events.append("first")

        def second(tx: Transaction) -> None:
            is_second_in.set()
            assert ids(tx) == {"first"}
            events.append("second")

        with open_store(uri) as one, open_store(uri) as other:
            thread = threading.Thread(target=one.write, args=(first,))
            thread.start()
            assert is_first_in.wait(60)
            other.write(second)
            thread.join()
        assert events == ["first", "second"]

    def test_readers_wait_for_nobody(self, uri: str) -> None:
        with open_store(uri) as writer, open_store(uri, read_only=True) as reader:

            def work(tx: Transaction) -> None:
                add("new")(tx)
                assert reader.read(ids) == set()
                assert ask(reader, "MATCH (n:Entity) RETURN n.id").rows == ()

            writer.write(work)
            assert reader.read(ids) == {"new"}

    def test_waiting_for_a_turn_leaves_no_node(self, server: Server, uri: str) -> None:
        with open_store(uri) as store:
            store.write(lambda tx: None)
            assert run(server, "MATCH (n) RETURN labels(n)") == []

    def test_an_edge_that_somebody_else_holds_up_is_tried_again(self, server: Server, uri: str) -> None:
        """Two transactions that wait for each other: the server ends one, and the product's runs again."""
        tries = []
        with open_store(uri) as store, driver(server) as opened, opened.session(database=DATABASE) as session:
            for name in ("a", "b"):
                store.write(add(name))
            other = session.begin_transaction()
            other.run("MATCH (n:Entity {id: 'a'}) SET n.by = 'other'").consume()

            def work(tx: Transaction) -> None:
                tries.append(tx)
                tx.run("MATCH (n:Entity {id: 'b'}) SET n.by = 'us'")
                if len(tries) == 1:
                    thread.start()
                tx.run("MATCH (n:Entity {id: 'a'}) SET n.by = 'us'")

            def close_the_circle() -> None:
                with suppress(Exception):
                    other.run("MATCH (n:Entity {id: 'b'}) SET n.by = 'other'").consume()
                    other.commit()

            thread = threading.Thread(target=close_the_circle)
            store.write(work)
            thread.join()
            other.close()
            found = store.read(lambda tx: tx.run("MATCH (n:Entity) RETURN n.by AS by"))
        assert {row["by"] for row in found} <= {"us", "other"}
        assert len({row["by"] for row in found}) == 1


class TestQuestions:
    @pytest.fixture
    def store(self, uri: str) -> Iterator[Store]:
        with open_store(uri) as opened:
            opened.write(add("one"))
            yield opened

    def test_the_server_itself_refuses_changes(self, store: Neo4jStore) -> None:
        """The check of the question is not all that stands between a user and the store."""
        with pytest.raises(StoreError, match="read access mode"):
            store.read(lambda tx: tx.run("CREATE (:Entity {id: 'x', name: 'x'})"))
        with pytest.raises(StoreError):
            store.read(lambda tx: tx.run("DROP CONSTRAINT entity_id"))

    def test_unknown_labels_types_and_properties_are_remarked_on(self, store: Store) -> None:
        remarks = " ".join(ask(store, "MATCH (n:Nobody)-[:NOWHERE]->() RETURN n.nothing AS x").remarks)
        for word in ("`Nobody`", "`NOWHERE`", "`nothing`"):
            assert word in remarks
        assert ask(store, "MATCH (n:Entity) RETURN n.name").remarks == ()

    def test_a_mistake_is_placed_by_line_and_column(self, store: Store) -> None:
        with pytest.raises(QueryError) as caught:
            ask(store, "MATCH (n)\nRETURN m")
        assert (caught.value.line, caught.value.column) == (2, 8)
        assert str(caught.value) == "line 2, column 8: Variable `m` not defined"

    def test_durations_points_and_zones_are_plain(self, store: Store) -> None:
        [row] = ask(store, "RETURN duration('P1M2DT3S'), time('04:05+02:00'), [point({x: 1, y: 2})]").rows
        assert row[:2] == ({"months": 1, "days": 2, "seconds": 3}, "04:05:00+02:00")
        assert row[2] == [[1.0, 2.0]]

    def test_many_rows_come_in_parts(self, store: Store) -> None:
        table = store.ask("UNWIND range(1, 5000) AS i RETURN i", timeout_seconds=30, max_rows=4000)
        assert table.is_cut
        assert table.rows == tuple((number,) for number in range(1, 4001))

    def test_what_a_question_does_not_wait_for_is_not_left_running(self, server: Server, store: Store) -> None:
        with pytest.raises(QueryError, match="--timeout"):
            store.ask("UNWIND range(1, 1000000000) AS i RETURN sum(i % 7)", timeout_seconds=0.2, max_rows=1)
        running = run(server, "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS '1000000000' RETURN 1")
        assert [row for row in running if row != (1,)] == []
        assert len(running) <= 1

    @given(before=st.lists(st.sampled_from(SIGNS), max_size=6), after=st.lists(st.sampled_from(SIGNS), max_size=4))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
    def test_no_spelling_reaches_a_file(self, before: list[str], after: list[str], canary: Store) -> None:
        reach = "UNION LOAD CSV FROM 'file:///canary.csv' AS l RETURN l "
        try:
            table = ask(canary, f"RETURN 1 AS l {''.join(before)} {reach} {''.join(after)}")
        except QueryError:
            return
        assert "yellow bird" not in repr(table)

    @pytest.fixture
    def canary(self, server: Server, store: Store) -> Store:
        """Give a store whose server has a file that no question may see, but the server could show."""
        if server.imports is None:
            pytest.skip("the files of this server are not on this machine")
        (server.imports / "canary.csv").write_text("yellow bird\n", encoding="utf-8")
        assert run(server, "LOAD CSV FROM 'file:///canary.csv' AS l RETURN l") == [(["yellow bird"],)]
        return store
