"""An exported graph comes back: the JSON document that the export writes gives articles with their readings."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from disputes.graph.errors import InputError
from disputes.graph.model import Article, Reading, article_id
from disputes.graph.registry import Registry, reading_from
from disputes.graph.store.protocol import Store
from disputes.graph.store.records import article_from
from disputes.loaders.readings.checks import checked

FORMAT = "disputes"
VERSION = 1


def take_in(store: Store, articles: Iterable[tuple[Article, Reading]]) -> int:
    """Register articles with their readings in `store` and derive its disputes; give how many they were.

    The same graph results, whatever the store held of it before.
    """
    registry = Registry(store)
    taken = sum(1 for _ in registry.register_all(articles))
    registry.refresh_disputes()
    return taken


def read_export(path: Path) -> Iterator[tuple[Article, Reading]]:
    """Give the articles of an exported document (``.json`` or ``.json.gz``) with their readings.

    Raises InputError for what is no such document.
    """
    document = _document(path)
    edges: dict[str, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
    for edge in document["edges"]:
        if edge.get("article"):
            edges[edge["article"]].append((edge["type"], edge))
    for row in document["articles"]:
        try:
            yield _article(row, edges[row["id"]])
        except KeyError as fault:
            raise InputError(path, f"article {row.get('id')!r} has no {fault}") from fault
        except (TypeError, ValueError) as fault:
            raise InputError(path, f"article {row.get('id')!r} is broken: {type(fault).__name__}: {fault}") from fault


def _document(path: Path) -> dict[str, Any]:
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        document = msgspec.json.decode(raw)
    except OSError as fault:
        raise InputError(path, fault.strerror or str(fault)) from fault
    except (msgspec.DecodeError, EOFError) as fault:
        raise InputError(path, f"not JSON: {fault}") from fault
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InputError(path, "not a graph that `disputes export FILE.json` wrote")
    if document.get("version") != VERSION:
        raise InputError(path, f"written in version {document.get('version')} of the format; this reads {VERSION}")
    if not all(isinstance(document.get(key), list) for key in ("articles", "edges")):
        raise InputError(path, "has no list of articles or of edges")
    return document


def _article(row: dict[str, Any], edges: list[tuple[str, Any]]) -> tuple[Article, Reading]:
    article = article_from(row)
    if article.id != article_id(article.text):
        raise ValueError("its text is not the one its id was made from")
    reading = reading_from(article.id, row["extractor"], row["extractor_version"], row["mentions"], edges)
    return article, checked(article, reading)
