"""The embedded store among several processes and threads, and after a process that was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from stores import add, ids, seen

from disputes.graph.errors import StoreBusyError
from disputes.graph.store.embedded import EmbeddedStore

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
                assert reader.read(ids) == {"first"}

    def test_a_reader_is_in_no_writers_way(self, path: Path) -> None:
        with EmbeddedStore(path) as store:
            store.write(add("first"))
        with EmbeddedStore(path, read_only=True), EmbeddedStore(path) as store:
            store.write(add("second"))
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
            assert store.read(ids) == expected
        assert seen(path) == expected

    def test_what_was_written_outlives_a_store_that_nobody_closed(self, path: Path) -> None:
        store = EmbeddedStore(path)
        store.write(add("first"))
        del store
        with EmbeddedStore(path) as store:
            assert store.read(ids) == {"first"}

    def test_a_torn_end_of_the_log_costs_only_what_was_not_acknowledged(self, path: Path) -> None:
        with writing(path) as writer:
            writer.tell("second")
        log = path.with_name("store-wal")
        log.write_bytes(log.read_bytes()[:-3])
        assert seen(path) == {"first"}

    def test_threads_wait_for_each_other(self, path: Path) -> None:
        with EmbeddedStore(path) as store:
            asked = "MATCH (n:Entity) RETURN n.id"

            def work(number: int) -> None:
                for step in range(5):
                    store.write(add(f"{number}-{step}"))
                    assert (f"{number}-{step}",) in store.ask(asked, timeout_seconds=30, max_rows=100).rows

            threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert store.read(ids) == {f"{number}-{step}" for number in range(4) for step in range(5)}

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
