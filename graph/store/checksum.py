"""What a store holds, told by counts and one checksum: two stores with the same hold the same graph.

The checksum is the sum, modulo 2**256, of the SHA-256 of every row in canonical JSON: neither the order of the rows nor
the store that they come from matters. A sum, unlike an exclusive or, sees a row that stands twice.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import msgspec

from disputes.graph.store import rows
from disputes.graph.store.ledger import ARTICLE
from disputes.graph.store.protocol import Row, Store, Transaction
from disputes.graph.store.rows import Bundle, Link, Node
from disputes.graph.vocabulary import MENTIONS, NodeType

Seen = Callable[[int], None]
"""Called with how many rows have been summed up."""
SEEN_EVERY = 1_000

_MODULUS = 2**256
_CANONICAL = msgspec.json.Encoder(order="sorted")
_SAID = ("id", "text", "extractor", "extractor_version")
"""What an article says and who read it; the rest may have come from the same text elsewhere."""
_DECIDED = ("speaker_id", "block")
"""What of a mention or an assertion depends on who is who in the whole graph."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How many rows of each kind there are, and the checksum over them all, in hexadecimal; None is not summed up."""

    articles: int
    entities: int | None
    mentions: int
    assertions: int
    disputes: int | None
    checksum: str

    @property
    def rows(self) -> int:
        """How many rows that are, the ties of disputes not counted."""
        return sum(number for _, number in self._counts())

    def __str__(self) -> str:
        counts = (f"{number} {kind}" for kind, number in self._counts())
        return ", ".join((*counts, f"checksum {self.checksum}"))

    def _counts(self) -> Iterator[tuple[str, int]]:
        for kind in ("articles", "entities", "mentions", "assertions", "disputes"):
            if (number := getattr(self, kind)) is not None:
                yield kind, number


def digest(row: Node | Link) -> bytes:
    """Give the SHA-256 of a row. The order of properties does not matter, and one that is null is one that is absent.

    >>> digest(Node("State", {"id": "a", "block": None})) == digest(Node("State", {"id": "a"}))
    True
    """
    *ends, properties = row
    return hashlib.sha256(_CANONICAL.encode([*ends, _without_nulls(properties)])).digest()


def summarize(store: Store, seen: Seen = lambda rows: None) -> Summary:
    """Sum up all that a store holds. Cost: one pass over it."""

    def work(tx: Transaction) -> Summary:
        return _summed(chain(rows.articles(tx), rows.entities(tx), rows.mentions(tx), rows.edges(tx)), seen)

    return store.read(work)


def summarize_readings(articles: Sequence[str], store: Store, seen: Seen = lambda rows: None) -> Summary:
    """Sum up what the articles say, whoever that is taken for: entities and disputes are left out.

    So it is the same in a store that holds other articles besides. Cost: as `rows.of_articles` for all of them.
    """

    def work(tx: Transaction) -> Summary:
        found = (rows.of_articles(tx, ids) for ids in rows.sliced(articles, rows.BATCH_ARTICLES))
        said = _summed((row for bundle in found for row in _said(bundle)), seen)
        return replace(said, entities=None, disputes=None)

    return store.read(work)


def _said(bundle: Bundle) -> Iterator[Node | Link]:
    for node in bundle.articles:
        yield Node(ARTICLE, {key: node.properties.get(key) for key in _SAID})
    for link in (*bundle.mentions, *bundle.assertions):
        yield Link(link.type, "", "", {key: value for key, value in link.properties.items() if key not in _DECIDED})


def _summed(found: Iterable[Node | Link], seen: Seen) -> Summary:
    counts: Counter[str] = Counter()
    total = 0
    for number, row in enumerate(found, 1):
        counts[_counted_as(row)] += 1
        total = (total + int.from_bytes(digest(row), "big")) % _MODULUS
        if number % SEEN_EVERY == 0:
            seen(number)
    return Summary(
        articles=counts["articles"],
        entities=counts["entities"],
        mentions=counts["mentions"],
        assertions=counts["assertions"],
        disputes=counts["disputes"],
        checksum=f"{total:064x}",
    )


def _counted_as(row: Node | Link) -> str:
    match row:
        case Node(kind=kind):
            return "articles" if kind == ARTICLE else "disputes" if kind == NodeType.DISPUTE else "entities"
        case Link(type=kind, properties=properties):
            # The ties of a dispute, which have no article, are part of it.
            return "mentions" if kind == MENTIONS else "assertions" if "article" in properties else "ties"


def _without_nulls(properties: Row) -> Row:
    return {key: value for key, value in properties.items() if value is not None}
