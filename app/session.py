"""What the commands of one run of the command line share: what was said before the command, and how to end."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from disputes.api import Graph

FAILED = 1
STOPPED = 130


@dataclass
class State:
    """What was said before the command, and what to say if the command is stopped from the keyboard."""

    debug: bool = False
    database: str | None = None
    graph: str | None = None
    password_file: Path | None = None
    if_stopped: str = ""


state = State()


def open_graph(db: str) -> Graph:
    """Give the graph in the store `db`, opened by whoever the options and the environment name."""
    from disputes.api import Graph
    from disputes.credentials import server_access

    access = server_access(db, database=state.database, graph=state.graph, password_file=state.password_file)
    return Graph(db, access=access)


def fail(message: str, *, code: int = FAILED) -> NoReturn:
    """Say in one line what went wrong, and end."""
    print(f"disputes: {message}", file=sys.stderr)
    sys.exit(code)


class Speaker(logging.Handler):
    """Says what is logged in one line each, above a progress bar if there is one."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say it."""
        print(f"disputes: {record.getMessage()}", file=sys.stderr)


def write_map(graph: Graph, out: Path, around: str | None, hops: int, *, quiet: bool = False) -> None:
    """Draw the map and say where it is."""
    graph.map(out, around=around, hops=hops)
    if not quiet:
        print(f"wrote {out}: open it in a browser")
