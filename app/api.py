"""The public API: a graph over a store, and the questions to it.

A `Graph` opens its store for each piece of work: to read, beside whoever else reads or writes; to write, alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, TypeVar

from disputes.settings import Settings

if TYPE_CHECKING:
    import networkx as nx

    from disputes.graph.copying import Copied, Watch
    from disputes.graph.store.connection import Access
    from disputes.graph.store.ledger import Holding
    from disputes.graph.store.protocol import Store, Table
    from disputes.graph.store.schema import Layout
    from disputes.loaders.pipeline import LoadReport, Watcher
    from disputes.queries.paths import Path
    from disputes.queries.profile import Profile
    from disputes.queries.search import Findings

T = TypeVar("T")
TIMEOUT_SECONDS = 30.0
MAX_ROWS = 1000
MAX_DISPUTES = 10_000
MAX_FOUND = 20


class Graph:
    """A graph of actors and disputes in a store.

    `db` is a path (the embedded store) or a URI; by default what ``DISPUTES_DB`` says, else ``disputes.kgl`` in the
    working directory. `graph` names one of several that a server keeps, apart from all else there. `access` tells who
    opens a server's, ``neo4j://host``; by default what the environment says, see
    `disputes.graph.store.connection.Access`. Names of entities are what a person would type: see
    `disputes.queries.names.find`.

    All methods raise StoreError where the store can't be opened or read, NotFoundError for an unknown or ambiguous
    name.
    """

    def __init__(
        self, db: str | FilePath | None = None, *, graph: str | None = None, access: Access | None = None
    ) -> None:
        from disputes.graph.store.connection import Access

        self.db = str(db) if db is not None else Settings.from_environment().db
        self._access = access or Access.from_environment()
        if graph is not None:
            self._access = replace(self._access, graph=graph)

    def load(
        self,
        *paths: str | FilePath,
        extractor: str | None = None,
        reader: str | FilePath | None = None,
        min_confidence: float | None = None,
        workers: int | None = None,
        watch: Watcher | None = None,
    ) -> LoadReport:
        """Read articles from files, folders or ``-`` into the graph; see `disputes.loaders.pipeline.load`.

        Raises InputError where not one of the paths is there, or no such extractor, before a store is made.
        """
        from disputes.loaders.extractors.choice import make_extractor
        from disputes.loaders.pipeline import load

        name = extractor or Settings.from_environment().extractor
        model = FilePath(reader) if reader is not None else None
        make_extractor(name, model, min_confidence)
        _check_some_exist(paths)
        return self._write(
            lambda store: load(
                paths,
                store,
                extractor=name,
                reader=model,
                min_confidence=min_confidence,
                workers=workers,
                watch=watch,
            )
        )

    def articles(self) -> list[Holding]:
        """List the articles, the oldest first."""
        from disputes.queries.holdings import holdings

        return self._read(holdings)

    def forget(self, article: str) -> Holding:
        """Take an article out with all that only it supports. It is named by id, source or title."""
        from disputes.graph.registry import Registry
        from disputes.queries.holdings import find_article

        def work(store: Store) -> Holding:
            found = find_article(store, article)
            registry = Registry(store)
            registry.forget([found.id])
            registry.refresh_disputes()
            return found

        return self._write(work)

    def show(self, name: str) -> Profile:
        """Tell who or what goes by `name`: names, roles, and all edges with the words they were read from."""
        from disputes.queries.names import find, names_of
        from disputes.queries.profile import profile

        return self._read(lambda store: profile(store, find(names_of(store), name)))

    def path(
        self,
        source: str,
        target: str,
        *,
        k: int = 3,
        max_hops: int = 6,
        via: Iterable[str] = (),
        only: Collection[str] = (),
        without: Collection[str] = (),
        facts_only: bool = True,
        through_disputes: bool = False,
    ) -> list[Path]:
        """Give the `k` shortest paths between two actors, each hop with all edges behind it; none: an empty list."""
        from disputes.queries.names import find, names_in
        from disputes.queries.paths import paths

        graph = self.networkx()
        names = names_in(graph)
        return paths(
            graph,
            find(names, source),
            find(names, target),
            k=k,
            max_hops=max_hops,
            via=[find(names, name) for name in via],
            only=only,
            without=without,
            facts_only=facts_only,
            through_disputes=through_disputes,
        )

    def cypher(
        self, text: str, *, timeout_seconds: float = TIMEOUT_SECONDS, max_rows: int = MAX_ROWS, **parameters: Any
    ) -> Table:
        """Answer a Cypher question, its parameters given by name. It can only read.

        Raises QueryError for what is wrong with it.
        """
        return self.ask(text, parameters, timeout_seconds=timeout_seconds, max_rows=max_rows)

    def ask(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout_seconds: float = TIMEOUT_SECONDS,
        max_rows: int = MAX_ROWS,
    ) -> Table:
        """Answer a Cypher question like `cypher`, with parameters of any name."""
        return self._read(lambda store: store.ask(text, parameters, timeout_seconds=timeout_seconds, max_rows=max_rows))

    def query(
        self, name: str, *, timeout_seconds: float = TIMEOUT_SECONDS, max_rows: int = MAX_ROWS, **values: Any
    ) -> Table:
        """Answer a named query; `disputes.queries.catalog.catalog` lists them."""
        from disputes.queries.catalog import run

        return self._read(lambda store: run(store, name, values, timeout_seconds=timeout_seconds, max_rows=max_rows))

    def search(self, text: str, *, limit: int = MAX_FOUND) -> Findings:
        """Find the names and the sentences that have all words of `text`, the `limit` best of each.

        Raises QueryError where there is no word in it.
        """
        from disputes.queries.search import search

        return self._read(lambda store: search(store, text, limit=limit))

    def names(self) -> dict[str, str]:
        """Give the name of each entity and dispute by its id."""
        from disputes.queries.names import names_of

        return {named.id: named.name for named in self._read(names_of)}

    def disputes(self) -> Table:
        """List the disputes: parties, issue, stakes, first and last seen, those with most assertions first."""
        return self.query("disputes", max_rows=MAX_DISPUTES, limit=MAX_DISPUTES)

    def networkx(self) -> nx.MultiDiGraph[str]:
        """Give the mirror: entities and disputes as nodes, one edge an assertion, with all properties."""
        from disputes.graph.mirror import mirror

        return self._read(mirror)

    def map(self, path: str | FilePath, *, around: str | None = None, hops: int = 2) -> FilePath:
        """Write the relationship map, one HTML file that needs no network; `around` keeps to an entity's neighbours."""
        from disputes.graph.errors import InputError
        from disputes.graph.map.page import write_map
        from disputes.queries.names import find, names_in

        graph = self.networkx()
        center = find(names_in(graph), around) if around is not None else None
        try:
            write_map(graph, FilePath(path), around=center, hops=hops)
        except OSError as error:
            raise InputError(path, f"cannot be written: {error.strerror or error}") from error
        return FilePath(path)

    def export(self, path: str | FilePath) -> FilePath:
        """Write the graph to a file: ``.json`` (complete), ``.graphml`` or ``.gexf``."""
        from disputes.graph.export import write_export

        self._read(lambda store: write_export(store, FilePath(path)))
        return FilePath(path)

    def export_bulk(self, folder: str | FilePath) -> FilePath:
        """Write the graph into a new folder as `neo4j-admin database import` takes it: see `disputes.graph.bulk`."""
        from disputes.graph.bulk import write_bulk

        self._read(lambda store: write_bulk(store, FilePath(folder)))
        return FilePath(folder)

    def import_json(self, path: str | FilePath) -> int:
        """Take in what `export` wrote as JSON; give how many articles it had."""
        from disputes.loaders.exchange import read_export, take_in

        articles = list(read_export(FilePath(path)))
        return self._write(lambda store: take_in(store, articles))

    def copy_to(self, target: Graph, *, merge: bool = False, watch: Watch | None = None) -> Copied:
        """Copy the graph into the store of another one, and prove that it arrived; stopped midway, go on.

        A store that holds anything else is refused, unless told to `merge`: see `disputes.graph.copying.copy`.
        """
        from disputes.graph.copying import copy, unwatched

        return self._read(
            lambda source: target._write(lambda store: copy(source, store, merge=merge, watch=watch or unwatched))
        )

    def location(self) -> str:
        """Tell where the graph is: the file, or the server, its database and the graph's name there."""
        return self._read(lambda store: store.location().told)

    def drop(self) -> None:
        """Take the graph away, with all that was made for it in the server or its files, and nothing else."""
        self._write(lambda store: store.remove())

    def schema(self) -> Layout:
        """Tell of which edition the store's layout is, and which constraints and indexes it has and lacks.

        The edition is 0 where a server has no such graph yet.
        """
        return self._read(lambda store: store.layout(), may_be_blank=True)

    def apply_schema(self) -> Layout:
        """Give the store what it lacks, and bring one of an older layout up to date; what is whole stays as it is."""
        return self._write(lambda store: store.layout(), migrates=True)

    def _read(self, work: Callable[[Store], T], *, may_be_blank: bool = False) -> T:
        from disputes.graph.store.opening import open_store

        with open_store(self.db, read_only=True, access=self._access, may_be_blank=may_be_blank) as store:
            return work(store)

    def _write(self, work: Callable[[Store], T], *, migrates: bool = False) -> T:
        from disputes.graph.store.opening import open_store

        with open_store(self.db, access=self._access, migrates=migrates) as store:
            return work(store)


def _check_some_exist(paths: Collection[str | FilePath]) -> None:
    from disputes.graph.errors import InputError

    if not any(str(path) == "-" or (str(path) and FilePath(path).exists()) for path in paths):
        raise InputError(next(filter(None, map(str, paths)), "''"), "no such file or folder")


def open(db: str | FilePath | None = None, *, graph: str | None = None, access: Access | None = None) -> Graph:
    """Give the graph in a store; the store is made when articles are first loaded. See `Graph`."""
    return Graph(db, graph=graph, access=access)


def load(
    *paths: str | FilePath,
    db: str | FilePath | None = None,
    graph: str | None = None,
    extractor: str | None = None,
) -> Graph:
    """Read articles into a store and give its graph. What can't be read is logged as a warning and left out.

    Raises InputError where not one of the paths is there.
    """
    import logging

    opened = Graph(db, graph=graph)
    report = opened.load(*paths, extractor=extractor)
    for error in report.skipped:
        logging.getLogger(__name__).warning("left out: %s", error)
    return opened
