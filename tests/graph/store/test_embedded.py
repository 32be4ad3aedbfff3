"""What holds for the embedded store alone: its files, its processes, and what kglite answers wrongly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import kglite
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disputes.graph.errors import QueryError, StoreBusyError, StoreError
from disputes.graph.store import schema
from disputes.graph.store.embedded import DISABLED_PASSES, EmbeddedStore
from disputes.graph.store.protocol import Store, Table, Transaction

SIGNS = [
    "RETURN 'a' AS l",
    "'",
    '"',
    "`",
    "\\",
    "\\\\",
    "\\'",
    "''",
    "//",
    "/*",
    "*/",
    "\n",
    "\r",
    "\u2028",
    "\\u0027",
    "$",
    " ",
    "{",
    "}",
    ";",
]

WRITER = """
import sys
from pathlib import Path
from disputes.graph.store.embedded import EmbeddedStore

store = EmbeddedStore(Path(sys.argv[1]))
add = lambda name: store.write(lambda tx: tx.run("MERGE (n:Entity {id: $id}) SET n.name = $id", id=name))
add("first")
for line in sys.stdin:
    if line == "save\\n":
        store.checkpoint()
    elif line != "look\\n":
        add(line.strip())
    print("done", flush=True)
"""


class Writer:
    """A process that has a store open for writing and does what it is told."""

    def __init__(self, path: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.tell("look")

    def tell(self, line: str) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(line, file=self.process.stdin, flush=True)
        assert self.process.stdout.readline() == "done\n"

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    writer = Writer(path)
    try:
        yield writer
    finally:
        writer.kill()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def uri(path: Path) -> str:
    return str(path)


def ids(store: Store) -> set[str]:
    return {row["id"] for row in store.read(lambda tx: tx.run("MATCH (n:Entity) RETURN n.id AS id"))}


def seen(path: Path) -> set[str]:
    """Give what a reader sees."""
    with EmbeddedStore(path, read_only=True) as store:
        return ids(store)


def add(store: Store, name: str) -> None:
    store.write(lambda tx: tx.run("MERGE (n:Entity {id: $id}) SET n.name = $id", id=name))


def ask(store: Store, cypher: str, **parameters: object) -> Table:
    return store.ask(cypher, parameters, timeout_seconds=30, max_rows=100)


class TestProcesses:
    def test_a_second_writer_is_told_who_writes(self, path: Path) -> None:
        with writing(path) as writer:
            with pytest.raises(StoreBusyError) as caught:
                EmbeddedStore(path)
            assert caught.value.pid == writer.process.pid
            assert str(writer.process.pid) in str(caught.value)

    def test_a_second_writer_in_the_same_process_is_told_so_too(self, path: Path) -> None:
        with EmbeddedStore(path):
            with pytest.raises(StoreBusyError) as caught:
                EmbeddedStore(path)
            assert caught.value.pid == os.getpid()

    def test_a_reader_sees_what_a_live_writer_has_been_told_is_written(self, path: Path) -> None:
        with writing(path) as writer:
            assert seen(path) == {"first"}
            writer.tell("second")
            assert seen(path) == {"first", "second"}
            writer.tell("save")
            assert seen(path) == {"first", "second"}
            writer.tell("third")
            assert seen(path) == {"first", "second", "third"}

    def test_a_reader_keeps_the_moment_at_which_it_opened(self, path: Path) -> None:
        with writing(path) as writer, EmbeddedStore(path, read_only=True) as reader:
            for line in ("second", "save", "third"):
                writer.tell(line)
                assert ids(reader) == {"first"}

    def test_a_reader_is_in_no_writers_way(self, path: Path) -> None:
        with EmbeddedStore(path) as store:
            add(store, "first")
        with EmbeddedStore(path, read_only=True), EmbeddedStore(path) as store:
            add(store, "second")
        assert seen(path) == {"first", "second"}

    @pytest.mark.parametrize("lines", [[], ["second"], ["second", "save"], ["second", "save", "third"]])
    def test_what_was_written_outlives_a_killed_writer(self, path: Path, lines: list[str]) -> None:
        expected = {"first", *lines} - {"save"}
        with writing(path) as writer:
            for line in lines:
                writer.tell(line)
        assert writer.process.returncode == -signal.SIGKILL
        assert seen(path) == expected
        assert seen(path) == expected
        with EmbeddedStore(path) as store:
            assert ids(store) == expected
        assert seen(path) == expected

    def test_what_was_written_outlives_a_store_that_nobody_closed(self, path: Path) -> None:
        store = EmbeddedStore(path)
        add(store, "first")
        del store
        with EmbeddedStore(path) as store:
            assert ids(store) == {"first"}

    def test_a_torn_end_of_the_log_costs_only_what_was_not_acknowledged(self, path: Path) -> None:
        with writing(path) as writer:
            writer.tell("second")
        log = path.with_name("store-wal")
        log.write_bytes(log.read_bytes()[:-3])
        assert seen(path) == {"first"}

    def test_threads_wait_for_each_other(self, path: Path) -> None:
        with EmbeddedStore(path) as store:

            def work(number: int) -> None:
                for step in range(5):
                    add(store, f"{number}-{step}")
                    assert (f"{number}-{step}",) in ask(store, "MATCH (n:Entity) RETURN n.id").rows

            threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert ids(store) == {f"{number}-{step}" for number in range(4) for step in range(5)}


class TestFiles:
    def test_reading_touches_no_file(self, path: Path) -> None:
        with writing(path):
            pass
        before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
        assert seen(path) == {"first"}
        assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before

    def test_reading_leaves_no_copy_behind(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = path.parent / "temporary"
        folder.mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(folder))
        with writing(path):
            assert seen(path) == {"first"}
        assert list(folder.iterdir()) == []

    def test_closing_writes_all_to_the_file(self, path: Path) -> None:
        with EmbeddedStore(path) as store:
            add(store, "first")
        path.with_name("store-wal").unlink()
        assert seen(path) == {"first"}

    def test_a_checkpoint_writes_all_to_the_file(self, path: Path) -> None:
        with EmbeddedStore(path) as store:
            add(store, "first")
            store.checkpoint()
            assert kglite.load(str(path)).cypher("MATCH (n) RETURN n.id AS id").to_list() == [{"id": "first"}]

    def test_folders_on_the_way_are_made_by_a_writer_only(self, tmp_path: Path) -> None:
        path = tmp_path / "some" / "where" / "store"
        with pytest.raises(StoreError, match="no store there"):
            EmbeddedStore(path, read_only=True)
        assert list(tmp_path.iterdir()) == []
        EmbeddedStore(path).close()
        assert path.is_file()

    @pytest.mark.parametrize("read_only", [True, False])
    @pytest.mark.parametrize(
        ("content", "message"),
        [(b"some text", "not a store"), (b"", "not a store"), (b"RGF\x08rest", "cannot be read")],
    )
    def test_a_file_of_another_kind_is_refused(self, path: Path, content: bytes, message: str, read_only: bool) -> None:
        path.write_bytes(content)
        with pytest.raises(StoreError, match=message) as caught:
            EmbeddedStore(path, read_only=read_only)
        assert "\n" not in str(caught.value)
        assert path.read_bytes() == content

    @pytest.mark.parametrize("read_only", [True, False])
    def test_a_damaged_file_is_refused_and_left_as_it_is(self, path: Path, read_only: bool) -> None:
        with EmbeddedStore(path) as store:
            add(store, "first")
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 0xFF
        path.write_bytes(content)
        with pytest.raises(StoreError, match=r"cannot be read.*disputes export"):
            EmbeddedStore(path, read_only=read_only)
        assert path.read_bytes() == content

    @pytest.mark.parametrize("read_only", [True, False])
    def test_a_folder_is_refused(self, tmp_path: Path, read_only: bool) -> None:
        with pytest.raises(StoreError, match="a folder"):
            EmbeddedStore(tmp_path, read_only=read_only)

    @pytest.mark.parametrize("read_only", [True, False])
    def test_a_path_through_a_file_is_refused(self, tmp_path: Path, read_only: bool) -> None:
        (tmp_path / "file").write_text("x")
        with pytest.raises(StoreError):
            EmbeddedStore(tmp_path / "file" / "store", read_only=read_only)

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is permitted here")
    def test_a_forbidden_folder_is_refused(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o500)
        with pytest.raises(StoreError, match=r"(?i)permission denied$"):
            EmbeddedStore(tmp_path / "store")


class TestLayout:
    @pytest.fixture
    def foreign(self, path: Path) -> kglite.KnowledgeGraph:
        """Give a graph that something else keeps at `path`."""
        graph = kglite.open(str(path))
        graph.cypher("CREATE (:Thing {id: 1, name: 'thing'})")
        return graph

    @pytest.mark.parametrize("read_only", [True, False])
    def test_another_graph_is_refused_and_left_as_it_is(
        self, path: Path, foreign: kglite.KnowledgeGraph, read_only: bool
    ) -> None:
        foreign.close()
        before = path.read_bytes()
        with pytest.raises(StoreError, match="not one that `disputes load` made"):
            EmbeddedStore(path, read_only=read_only)
        assert path.read_bytes() == before

    @pytest.mark.parametrize("read_only", [True, False])
    @pytest.mark.parametrize(("step", "age"), [(1, "newer"), (-1, "older")])
    def test_another_edition_is_refused_with_advice(
        self, path: Path, monkeypatch: pytest.MonkeyPatch, read_only: bool, step: int, age: str
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(schema, "VERSION", 7 + step)
            EmbeddedStore(path).close()
        monkeypatch.setattr(schema, "VERSION", 7)
        with pytest.raises(StoreError, match=rf"{age} version.*disputes export.*disputes import"):
            EmbeddedStore(path, read_only=read_only)

    def test_a_refused_store_can_be_opened_by_others(self, path: Path, foreign: kglite.KnowledgeGraph) -> None:
        foreign.close()
        with pytest.raises(StoreError):
            EmbeddedStore(path)
        kglite.open(str(path)).close()

    def test_a_store_in_the_making_is_none_to_a_reader(self, path: Path) -> None:
        graph = kglite.open(str(path))
        with pytest.raises(StoreError, match="no store there"):
            EmbeddedStore(path, read_only=True)
        graph.save()
        with pytest.raises(StoreError, match="no store there"):
            EmbeddedStore(path, read_only=True)

    def test_an_empty_store_can_be_read(self, path: Path) -> None:
        EmbeddedStore(path).close()
        assert seen(path) == set()

    def test_constraints_and_indexes_are_there_once(self, path: Path) -> None:
        for _ in range(2):
            with EmbeddedStore(path) as store:
                rows = store.read(lambda tx: tx.run("SHOW INDEXES"))
        expected = {("Entity", "id"), ("Article", "id"), ("Entity", "block"), ("Entity", "state")}
        assert sorted((*row["labelsOrTypes"], *row["properties"]) for row in rows) == sorted(expected)


class TestEngine:
    """The mistakes of kglite that the store stands in for: a new version that mends one fails here."""

    def test_the_step_left_out_miscounts(self, store: EmbeddedStore, path: Path) -> None:
        store.close()
        cypher = "MATCH (a)-[:ACCUSES]-(b)-[:ACCUSES]-(c) RETURN count(*) AS n"
        graph = kglite.load(str(path))
        assert graph.cypher(cypher).to_list() == [{"n": 0}]
        assert graph.cypher(cypher, disabled_passes=DISABLED_PASSES).to_list() == [{"n": 8}]

    def test_an_unbounded_path_is_remarked_on(self, store: EmbeddedStore, path: Path) -> None:
        store.close()
        remarks = kglite.load(str(path)).cypher("MATCH (a)-[*]->(b) RETURN count(*)").warnings
        assert any("ceiling" in remark for remark in remarks)

    def test_a_graph_that_is_asked_is_closed_to_changes(self, store: EmbeddedStore) -> None:
        """The check of the question is not all that stands between a user and the store."""
        with store._reading() as graph, pytest.raises(kglite.ReadOnlyError):
            graph.cypher("CREATE (:Entity {id: 'x', name: 'x'})")

    def test_a_question_that_holds_too_much_is_ended(
        self, store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("disputes.graph.store.embedded.WORK_UNITS", 1000)
        with pytest.raises(QueryError, match="too much at once"):
            ask(store, "UNWIND range(1, 50) AS a UNWIND range(1, 50) AS b RETURN a, b")

    def test_a_transaction_in_whose_way_its_own_work_gets_is_given_up(self, store: EmbeddedStore) -> None:
        tries = []

        def work(tx: Transaction) -> None:
            tries.append(tx)
            tx.run("MERGE (n:Entity {id: 'outer'}) SET n.name = 'outer'")
            add(store, f"inner-{len(tries)}")

        with pytest.raises(StoreError, match="try again"):
            store.write(work)
        assert len(tries) > 1
        assert "outer" not in ids(store)


@given(before=st.lists(st.sampled_from(SIGNS), max_size=6), after=st.lists(st.sampled_from(SIGNS), max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=500)
def test_no_spelling_reaches_a_file(before: list[str], after: list[str], canary: tuple[EmbeddedStore, str]) -> None:
    store, file = canary
    reach = "UNION LOAD CSV FROM $file AS l RETURN l "
    try:
        table = ask(store, f"RETURN 1 AS l {''.join(before)} {reach} {''.join(after)}", file=file)
    except QueryError:
        return
    assert "yellow bird" not in repr(table)


@pytest.fixture
def canary(store: EmbeddedStore, tmp_path: Path) -> tuple[EmbeddedStore, str]:
    """Give a store and a file that no question may see, but kglite could."""
    file = tmp_path / "canary.csv"
    file.write_text("yellow bird\n")
    rows = kglite.KnowledgeGraph().cypher("LOAD CSV FROM $file AS l RETURN l", params={"file": str(file)}).to_list()
    assert rows == [{"l": ["yellow bird"]}]
    return store, str(file)
