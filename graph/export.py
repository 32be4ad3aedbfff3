"""The graph in a file: JSON from which a store can be rebuilt, and GraphML and GEXF for other programs.

The JSON is one object: ``format``, ``version``, then three lists, one record a line.

* ``nodes``: entities and disputes with ``id``, ``type`` and the properties that the store has of them;
* ``edges``: ``id``, ``source``, ``target``, ``type``. An assertion has all of `ASSERTION_KEYS` besides, null where the
  store has no value: an end that is not said in words has null spans. The ties of a dispute, which are derived, have
  nothing besides;
* ``articles``: all properties, and as ``mentions`` all mentions, each with the id of its ``entity``.

Records and their keys come in one order, so that equal graphs give equal bytes, whichever stores they are in.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import msgspec

from disputes.graph.errors import InputError
from disputes.graph.mirror import edges, known, mirror, nodes
from disputes.graph.store.protocol import Row, Store, Transaction

if TYPE_CHECKING:
    import networkx as nx

FORMAT = "disputes"
VERSION = 1

ARTICLE_KEYS = ("id", "title", "date", "publisher", "author", "url", "sources", "text")
ASSERTION_KEYS = (
    *("article", "start", "end", "evidence"),
    *("source_start", "source_end", "target_start", "target_end", "source_local", "target_local"),
    *("trigger", "trigger_start", "trigger_end", "speaker", "speaker_id", "speaker_local"),
    *("negated", "hypothetical", "fact", "issue", "event", "intensity", "date", "role", "action", "confidence"),
)

BATCH_ARTICLES = 200
_ARTICLE_IDS = "MATCH (a:Article) RETURN a.id AS id ORDER BY id"
_ARTICLES = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN properties(a) AS properties
"""
_MENTIONS = """
UNWIND $ids AS id
MATCH (:Article {id: id})-[m:MENTIONS]->(e:Entity)
RETURN id AS article, e.id AS entity, properties(m) AS properties
ORDER BY article, m.start, m.id
"""


def write_export(store: Store, path: Path) -> None:
    """Write the graph to a file, in the format that its ending names.

    The file is there only once it is whole. Raises InputError for an ending that names no format, and for a folder
    that is not there.
    """
    ending = next((ending for ending in _WRITERS if path.name.casefold().endswith(ending)), None)
    if ending is None:
        raise InputError(path, f"no format goes by this ending; there are: {', '.join(_WRITERS)}")
    if not path.parent.is_dir():
        raise InputError(path, f"no folder {path.parent}; make it first")
    with _replacing(path) as stream:
        _WRITERS[ending](store, stream)


def write_json(store: Store, stream: IO[bytes]) -> None:
    """Write the graph as JSON, from one consistent state of the store; articles are read a few at a time."""

    def work(transaction: Transaction) -> None:
        _rewind(stream)
        stream.writelines(_json(transaction))

    store.read(work)


def _rewind(stream: IO[bytes]) -> None:
    """Take back what was written before the server was lost: it is asked anew."""
    stream.seek(0)
    stream.truncate()


def _json(transaction: Transaction) -> Iterator[bytes]:
    yield b'{"format": %s, "version": %d' % (msgspec.json.encode(FORMAT), VERSION)
    lists: dict[bytes, Iterable[Row]] = {
        b"nodes": nodes(transaction),
        b"edges": map(_full, edges(transaction)),
        b"articles": _articles(transaction),
    }
    for name, records in lists.items():
        yield b',\n"%s": [' % name
        for number, record in enumerate(records):
            yield (b",\n" if number else b"\n") + msgspec.json.encode(record)
        yield b"\n]"
    yield b"}\n"


def _full(edge: Row) -> Row:
    """Give an assertion all its keys; leave the tie of a dispute as it is."""
    if "article" not in edge:
        return edge
    ends = {key: edge[key] for key in ("id", "source", "target", "type")}
    return ends | dict.fromkeys(ASSERTION_KEYS) | edge


def _articles(transaction: Transaction) -> Iterator[Row]:
    ids = [row["id"] for row in transaction.run(_ARTICLE_IDS)]
    for first in range(0, len(ids), BATCH_ARTICLES):
        batch = ids[first : first + BATCH_ARTICLES]
        mentions: dict[str, list[Row]] = {article: [] for article in batch}
        for row in transaction.run(_MENTIONS, ids=batch):
            mentions[row["article"]].append({"entity": row["entity"]} | known(row["properties"]))
        found = {row["properties"]["id"]: row["properties"] for row in transaction.run(_ARTICLES, ids=batch)}
        for article in batch:
            # The embedded engine counts a node's label among its properties.
            own = {key: value for key, value in known(found[article]).items() if key != "type"}
            yield dict.fromkeys(ARTICLE_KEYS) | own | {"mentions": mentions[article]}


def write_graphml(store: Store, stream: IO[bytes]) -> None:
    """Write the mirror as GraphML."""
    import networkx as nx

    nx.write_graphml_xml(_flat(mirror(store)), stream)


def write_gexf(store: Store, stream: IO[bytes]) -> None:
    """Write the mirror as GEXF.

    There, ``start`` and ``end`` are moments and an edge's ``type`` is its directedness; so spans of the evidence are
    ``evidence_start`` and ``evidence_end``, and labels are the names of nodes and the types of edges.
    """
    import networkx as nx

    graph = _flat(mirror(store))
    for _, data in graph.nodes(data=True):
        data["label"] = data["name"]
    for _, _, data in graph.edges(data=True):
        data["label"] = data.pop("type")
        for key in {"start", "end"} & data.keys():
            data[f"evidence_{key}"] = data.pop(key)
    nx.write_gexf(graph, stream)


def _flat(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Make every value of the graph one that XML can hold; the articles' titles go onto their edges."""
    articles = graph.graph.pop("articles")
    for _, data in graph.nodes(data=True):
        data.update({key: _xml(value) for key, value in data.items()})
    for _, _, data in graph.edges(data=True):
        title = articles.get(data.get("article"), {}).get("title")
        data.update({key: _xml(value) for key, value in data.items()} | ({"title": _xml(title)} if title else {}))
    return graph


def _xml(value: Any) -> Any:
    """Give lists as text, and text without what XML 1.0 cannot hold."""
    if isinstance(value, list):
        return _xml("; ".join(map(str, value)))
    return "".join(filter(_is_xml, value)) if isinstance(value, str) else value


def _is_xml(character: str) -> bool:
    """Whether it is a character of XML 1.0: https://www.w3.org/TR/xml/#charsets."""
    return (
        character in "\t\n\r"
        or " " <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufffd"
        or character > "\uffff"
    )


def _write_gzip(store: Store, stream: IO[bytes]) -> None:
    def work(transaction: Transaction) -> None:
        _rewind(stream)
        # Without a time, the same graph gives the same bytes.
        with gzip.GzipFile("", "wb", fileobj=stream, mtime=0) as packed:
            packed.writelines(_json(transaction))

    store.read(work)


_WRITERS: dict[str, Callable[[Store, IO[bytes]], None]] = {
    ".json": write_json,
    ".json.gz": _write_gzip,
    ".graphml": write_graphml,
    ".gexf": write_gexf,
}


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give a file beside `path` to write, and put it in its place once it is whole and on disk."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as exc:
        raise InputError(path, f"cannot be written: {exc.strerror or exc}") from exc
    finally:
        temporary.unlink(missing_ok=True)
