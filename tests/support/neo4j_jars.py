"""Neo4j Community on this machine, from the jars on Maven Central: started, killed, started again.

The benchmarks use it too; it needs nothing of pytest.
"""

from __future__ import annotations

import ctypes
import secrets
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from neo4j_software import VERSION, NoServerError, java, neo4j_jars

START_SECONDS = 180
STOP_SECONDS = 60

CONFIGURATION = """
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.directories.import=import
server.directories.plugins=plugins
server.memory.pagecache.size=128m
db.tx_log.preallocate=false
db.transaction.monitor.check.interval=100ms
dbms.usage_report.enabled=false
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""
QUICK_START = ("-Xms64m", "-Xmx512m", "-XX:TieredStopAtLevel=1")
"""What makes a server soon ready and small, if slower than it could be."""
JAVA_OPTIONS = [
    "-Dfile.encoding=UTF-8",
    *(
        f"--add-opens=java.base/{package}=ALL-UNNAMED"
        for package in ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
    ),
]
BOLT_HANDSHAKE = bytes.fromhex("6060b01700080805000404040000000000000000")
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Server:
    """A server that answers. `imports` is the folder that its LOAD CSV reads, where that is on this machine."""

    uri: str
    username: str = "neo4j"
    password: str = field(default="", repr=False)
    imports: Path | None = None


class LocalServer:
    """A server with all its files in the folder `home`.

    `settings` are further lines of its configuration, `options` what Java is told of memory and compilation.
    """

    def __init__(
        self, home: Path, *settings: str, options: tuple[str, ...] = QUICK_START, version: str = VERSION
    ) -> None:
        if not sys.platform.startswith("linux"):
            raise NoServerError("a server is started from jars on Linux alone; name one with NEO4J_URI")
        self.home, self._port, password = home, _free_port(), secrets.token_hex(8)
        self.server = Server(f"bolt://127.0.0.1:{self._port}", "neo4j", password, home / "import")
        self._version, jars = version, neo4j_jars(version)
        self._java = [java(version), *options, *JAVA_OPTIONS, "-cp", f"{jars}/*:{home / 'plugins'}/*"]
        self._command = [*self._java, _main_class(jars, version), f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("conf", "import", "logs", "plugins"):
            (home / name).mkdir(exist_ok=True)
        text = CONFIGURATION.format(port=self._port) + "\n".join(settings)
        (home / "conf" / "neo4j.conf").write_text(text, encoding="utf-8")
        self.admin("dbms", "set-initial-password", password)

    def admin(self, *arguments: str) -> None:
        """Run ``neo4j-admin`` with these arguments, while the server is stopped."""
        subprocess.run([self.admin_program(), *arguments], cwd=self.home, check=True, capture_output=True)

    def admin_program(self) -> Path:
        """Give the path of the program ``neo4j-admin``, as a distribution of the server has one."""
        program = self.home / "neo4j-admin"
        environment = {"NEO4J_HOME": self.home, "NEO4J_CONF": self.home / "conf"}
        settings = [f"{name}={value}" for name, value in environment.items()]
        call = shlex.join(["env", *settings, *self._java, "org.neo4j.cli.AdminTool"])
        program.write_text(f'#!/bin/sh\nexec {call} "$@"\n', encoding="utf-8")
        program.chmod(0o700)
        return program

    def start(self) -> None:
        """Start the server on what is on disk, and wait until it answers."""
        self._process = _started(self._command, self.home)
        self.await_answer()

    def await_answer(self) -> None:
        """Wait until the server answers."""
        end = time.monotonic() + START_SECONDS
        while not _answers(self._port):
            if self._process is None or self._process.poll() is not None or time.monotonic() > end:
                said = (self.home / "logs" / "console.log").read_text(encoding="utf-8", errors="replace")
                self.kill()
                raise NoServerError(f"Neo4j {self._version} did not start: {said[-500:]}")
            time.sleep(0.1)

    def kill(self) -> None:
        """End the server at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """End the server in good order."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def local_server(
    *settings: str, plugins: Path | None = None, options: tuple[str, ...] = QUICK_START, version: str = VERSION
) -> Iterator[LocalServer]:
    """Run a server in a folder of its own, with the jars in `plugins` as its plugins; at the end nothing is left."""
    with tempfile.TemporaryDirectory(prefix="neo4j-") as folder:
        local = LocalServer(Path(folder), *settings, options=options, version=version)
        for jar in plugins.iterdir() if plugins else ():
            (Path(folder) / "plugins" / jar.name).symlink_to(jar)
        local.start()
        try:
            yield local
        finally:
            local.stop()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def _main_class(jars: Path, version: str) -> str:
    with zipfile.ZipFile(jars / f"neo4j-{version}.jar") as jar:
        return jar.read("META-INF/services/org.neo4j.server.startup.EntryPoint").decode().split()[0]


def _started(command: list[str], home: Path) -> subprocess.Popen[bytes]:
    libc = ctypes.CDLL(None)
    with (home / "logs" / "console.log").open("wb") as log:
        return subprocess.Popen(
            command,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            # The server ends with the tests, even where they are killed.
            preexec_fn=lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM),
        )


def _answers(port: int) -> bool:
    """Whether the server takes part in the Bolt handshake: its port is open some time before."""
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as connection:
            connection.settimeout(2)
            connection.sendall(BOLT_HANDSHAKE)
            return connection.recv(4) not in (b"", bytes(4))
    except OSError:
        return False
