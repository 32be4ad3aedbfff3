"""How fast a graph is written: by the product, and by what it stands on, side by side in one run on the same rows.

    python benchmarks/neo4j_load.py [--scale 1.0] [--even] [--only embedded|neo4j]

At scale 1 each writer gets 100,000 nodes and 300,000 assertions, made as they are asked for, and writes them in
transactions of 5,000. The writers take turns, a batch each, so that whatever else the machine does slows all of them;
only a writer's own time counts. `x raw` is its edges/s as a multiple of the first writer's. A few actors have most of
the edges, as in the news, unless `--even` gives all the same chance.

A Neo4j Community server is started for the run, with the product's constraints and indexes, in which each writer has
nodes of its own. neo4j-graphrag, from the extra `benchmark`, takes part where it is installed, with the APOC it needs.
neo4j-rust-ext, from the extra `fast`, is used where it is installed.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import math
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import kglite
import neo4j
from rows import edges, nodes
from writers import GraphRag, Product, Raw, Writer, in_driver, in_kglite

from disputes.graph.batches import batched
from disputes.graph.store import schema
from disputes.graph.store.connection import Access
from disputes.graph.store.graphs import DEFAULT_LABEL
from disputes.graph.store.opening import open_store

sys.path.append(str(Path(__file__).parents[1] / "tests" / "support"))

from neo4j_jars import local_server
from neo4j_software import fetched

NODES, EDGES, BATCH_ROWS = 100_000, 300_000, 5_000
WARM_UP_SCALE = 0.05
APOC = [("org.neo4j.procedure", name, "5.26.12") for name in ("apoc-core", "apoc-common")]
JAVA_OPTIONS = ("-Xmx1g",)
"""The server's Java compiles as well as it can, as in production."""

Writers = Mapping[str, Writer]


def race(writers: Writers, scale: float, *, is_even: bool, round_name: str = "") -> tuple[Counter[str], Counter[str]]:
    """Let each of the writers write the rows; give the seconds that each took for nodes and for edges."""
    marks = [f"{round_name}{number}:" for number in range(len(writers))]
    ends, count = int(NODES * scale), int(EDGES * scale)
    for_nodes = turns({name: one.nodes for name, one in writers.items()}, [nodes(ends, mark) for mark in marks])
    rows = [edges(count, ends, mark, is_even=is_even) for mark in marks]
    return for_nodes, turns({name: one.edges for name, one in writers.items()}, rows)


def turns(writes: Mapping[str, Callable[[Any], None]], rows: Sequence[Iterator[Any]]) -> Counter[str]:
    """Let each write its rows, a batch in turn; give the seconds that each took."""
    taken: Counter[str] = Counter()
    rounds = zip(*(batched(one, BATCH_ROWS, math.inf) for one in rows), strict=True)
    for number, batches in enumerate(rounds):
        turn = list(zip(writes.items(), batches, strict=True))
        # Nobody always comes after the same one.
        first = number % len(turn)
        for (name, write), batch in chain(turn[first:], turn[:first]):
            start = time.perf_counter()
            write(batch)
            taken[name] += time.perf_counter() - start
    return taken


def report(writers: Writers, scale: float, *, is_even: bool) -> None:
    """Print a line of figures for each writer; the first is what the others are compared with."""
    before = resident_mib()
    for_nodes, for_edges = race(writers, scale, is_even=is_even)
    raw = for_edges[next(iter(writers))]
    for name in writers:
        nodes_speed, edges_speed = NODES * scale / for_nodes[name], EDGES * scale / for_edges[name]
        ratio = raw / for_edges[name]
        print(f"{name:30} {nodes_speed:9,.0f} nodes/s {edges_speed:9,.0f} edges/s {ratio:6.2f} x raw")
    print(f"memory of this process: {before:.0f} MiB before, {resident_mib():.0f} MiB after")


def resident_mib() -> float:
    """Give how much memory this process has."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@contextmanager
def on_server(*, with_graphrag: bool) -> Iterator[Writers]:
    """Start a server and give the writers to it."""
    with ExitStack() as stack:
        plugins = fetched(f"apoc-{APOC[0][2]}", *APOC) if with_graphrag else None
        server = stack.enter_context(local_server(plugins=plugins, options=JAVA_OPTIONS)).server
        auth = server.username, server.password
        store = stack.enter_context(open_store(server.uri, access=Access(*auth)))
        driver = stack.enter_context(neo4j.GraphDatabase.driver(server.uri, auth=auth))
        writers: dict[str, Writer] = {
            "driver: UNWIND … MERGE": Raw(partial(in_driver, driver), "MERGE", DEFAULT_LABEL),
            "driver: UNWIND … CREATE": Raw(partial(in_driver, driver), "CREATE", DEFAULT_LABEL),
            "disputes": Product(store),
        }
        yield writers | ({"neo4j-graphrag: Neo4jWriter": GraphRag(driver)} if with_graphrag else {})


@contextmanager
def on_files() -> Iterator[Writers]:
    """Give the writers to files of the embedded store."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        graph = stack.enter_context(kglite.open(str(folder / "raw.kgl"), durable="full"))
        for plan in schema.PLANS:
            graph.cypher(plan.statement)
        store = stack.enter_context(open_store(str(folder / "product.kgl")))
        yield {"kglite: UNWIND … MERGE": Raw(partial(in_kglite, graph), "MERGE"), "disputes": Product(store)}


def main() -> None:
    """Time the writers and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--even", action="store_true", help="give all nodes the same chance of an edge")
    parser.add_argument("--only", choices=["embedded", "neo4j"])
    options = parser.parse_args()
    is_fast = any(found.name == "neo4j-rust-ext" for found in importlib.metadata.distributions())
    accelerated = "with" if is_fast else "without"
    print(f"{NODES * options.scale:,.0f} nodes, {EDGES * options.scale:,.0f} edges, {accelerated} neo4j-rust-ext")
    if options.only != "neo4j":
        with on_files() as writers:
            report(writers, options.scale, is_even=options.even)
    if options.only != "embedded":
        with on_server(with_graphrag=importlib.util.find_spec("neo4j_graphrag") is not None) as writers:
            race(writers, WARM_UP_SCALE, is_even=True, round_name="warm-up-")
            report(writers, options.scale, is_even=options.even)


if __name__ == "__main__":
    main()
