"""A command that is stopped, from the keyboard or by a server that goes away: what is said, and that it goes on."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from neo4j_jars import LocalServer
from neo4j_server import of_ones_own
from worlds import many

from disputes import Graph, StoreError
from disputes.graph.export import write_json
from disputes.graph.registry import Outcome, Registry
from disputes.graph.store import neo4j_patience
from disputes.graph.store.connection import Access
from disputes.graph.store.opening import open_store
from disputes.loaders.pipeline import LoadReport

SENTENCES = (
    "Russia closed the French consulate in Kazan on Monday, the French Foreign Ministry said. "
    "France accused Russia of breaking the Vienna Convention.\n\n"
)
ARTICLES = 2000
GOES_ON = "the same command again goes on from there"


def started(folder: Path, *arguments: str, **environ: str) -> subprocess.Popen[str]:
    """Start a command, its complaints to be read as they come."""
    return subprocess.Popen(
        [sys.executable, "-m", "disputes", *arguments],
        cwd=folder,
        env=os.environ | environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(holds: Callable[[], bool]) -> None:
    while not holds():
        time.sleep(0.02)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file with a graph that takes several transactions to copy."""
    path = str(tmp_path_factory.mktemp("source") / "source.kgl")
    with open_store(path) as store:
        registry = Registry(store)
        for _ in registry.register_all(many(ARTICLES, random.Random(2))):
            pass
        registry.refresh_disputes()
    return path


class TestTheKeyboard:
    @pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="what a process has loaded is told by Linux")
    def test_stops_the_reading_of_a_long_article_at_once_and_in_good_order(self, tmp_path: Path) -> None:
        # Read to its end, each would take minutes.
        for name in ("one.txt", "two.txt"):
            (tmp_path / name).write_text(f"Borders reopen: {name}\n\n{SENTENCES * 2000}", encoding="utf-8")
        load = started(tmp_path, "load", "one.txt", "two.txt", "--workers", "2", DISPUTES_EXTRACTOR="reader")
        wait_for(lambda: "onnxruntime" in Path(f"/proc/{load.pid}/maps").read_text())
        for _ in range(3):
            load.send_signal(signal.SIGINT)
            time.sleep(0.1)
        out, err = load.communicate()
        assert (load.returncode, out) == (130, "")
        assert err == f"disputes: stopped; what was loaded stays; {GOES_ON}\n"

    def test_stops_a_copy_which_goes_on(self, source: str, tmp_path: Path) -> None:
        log = tmp_path / "copy.kgl-wal"
        copy = started(tmp_path, "copy", source, "copy.kgl")
        wait_for(lambda: log.exists() and log.stat().st_size > 1000)
        copy.send_signal(signal.SIGINT)
        assert copy.communicate() == ("", f"disputes: stopped; what was copied stays; {GOES_ON}\n")
        assert copy.returncode == 130
        done = Graph(source).copy_to(Graph(tmp_path / "copy.kgl"))
        assert 0 < done.written < done.articles

    def test_stops_a_question_of_which_nothing_is_left_to_say(self, source: str, tmp_path: Path) -> None:
        question = "MATCH (a:Entity), (b:Entity), (c:Entity) WHERE a.name + b.name = c.name RETURN count(*)"
        asked = started(tmp_path, "cypher", question, "--timeout", "1000", DISPUTES_DB=source)
        wait_for(lambda: "kglite" in Path(f"/proc/{asked.pid}/maps").read_text())
        asked.send_signal(signal.SIGINT)
        assert asked.communicate() == ("", "disputes: stopped\n")


@pytest.fixture(scope="module")
def local() -> Iterator[LocalServer]:
    """A server that may be stopped."""
    with of_ones_own() as running:
        yield running


class Lost(io.BytesIO):
    """A stream in the midst of whose lines something happens, once."""

    def __init__(self, happen: Callable[[], object]) -> None:
        super().__init__()
        self.times = 0
        self._happen = happen

    def writelines(self, lines: Iterable[Any]) -> None:
        for number, line in enumerate(lines):
            self.write(line)
            if number == 50 and not self.times:
                self.times += 1
                self._happen()


class TestAServerThatStops:
    def test_is_waited_for_which_is_said_and_the_copy_goes_on(self, local: LocalServer, source: str) -> None:
        access = Access(password=local.server.password)
        Graph(local.server.uri, access=access).apply_schema()
        copy = started(Path(source).parent, "copy", source, local.server.uri, NEO4J_PASSWORD=local.server.password)
        wait_for(lambda: bool(Graph(local.server.uri, access=access).articles()))
        local.kill()
        assert copy.stderr is not None
        assert copy.stderr.readline() == (
            f"disputes: {local.server.uri}: the server does not answer; trying again for 60 s\n"
        )
        local.start()
        out, err = copy.communicate()
        assert (copy.returncode, err) == (0, f"disputes: {local.server.uri}: the server answers again\n")
        held = len(Graph(source).articles())
        assert f"copied {held} of {held} articles" in out
        assert f"to {local.server.uri}, database neo4j\n" in out

    def test_midway_an_export_does_not_spoil_it(self, local: LocalServer, source: str, tmp_path: Path) -> None:
        access = Access(password=local.server.password)
        Graph(source).copy_to(Graph(local.server.uri, access=access))
        lost = Lost(lambda: (local.kill(), local.start()))
        with open_store(local.server.uri, access=access, read_only=True) as store:
            write_json(store, lost)
        assert lost.times == 1
        assert lost.getvalue() == Graph(source).export(tmp_path / "export.json").read_bytes()

    def test_and_stays_away_is_an_error_that_says_how_to_go_on(
        self, local: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(neo4j_patience, "PATIENCE_SECONDS", 1.0)
        access = Access(password=local.server.password)
        lines = (json.dumps({"id": str(number), "text": f"No. {number}. {SENTENCES}"}) for number in range(300))
        (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
        graph, loaded = Graph(local.server.uri, graph="many", access=access), []

        def kill(report: LoadReport) -> None:
            loaded.append(report.articles)
            if len(loaded) == 1:
                local.kill()

        with pytest.raises(StoreError, match=r"start the server, then run it again: .* it goes on from there"):
            graph.load(tmp_path / "many.jsonl", extractor="rules", watch=kill)
        assert [record.getMessage() for record in caplog.records] == [
            f"{local.server.uri}: the server does not answer; trying again for 1 s"
        ]
        local.start()
        report = graph.load(tmp_path / "many.jsonl", extractor="rules")
        assert report.outcomes[Outcome.UNCHANGED] >= len(loaded) > 0
        assert report.articles == 300
