"""The articles of a store: which they are, and which one is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches

from disputes.graph.errors import NotFoundError
from disputes.graph.store import ledger
from disputes.graph.store.ledger import Holding
from disputes.graph.store.protocol import Row, Store, Transaction

_CITED = """
UNWIND $ids AS id
MATCH (a:Article {id: id})
RETURN a.id AS id, a.title AS title, a.publisher AS publisher, a.date AS date
"""
LEAST_PREFIX = 6
"""So many digits of an id are enough, if no other id starts with them."""


def holdings(store: Store) -> list[Holding]:
    """List the articles that the store holds, the oldest first, those without a date last."""
    return sorted(store.read(ledger.holdings), key=lambda held: (held.date is None, held.date, held.title, held.id))


def cited(tx: Transaction, ids: Iterable[str]) -> dict[str, Row]:
    """Give the id, title, publisher and date of those of the articles that are there, by id."""
    return {row["id"]: row for row in tx.run(_CITED, ids=sorted(set(ids)))}


def find_article(store: Store, text: str) -> Holding:
    """Give the article that `text` means: an id, the start of one, a source, the last part of a source, or a title.

    Raises NotFoundError: `ambiguous` if several fit equally well, else with the nearest titles.
    """
    held = store.read(ledger.holdings)
    wanted = text.strip()
    tests: tuple[Callable[[Holding], bool], ...] = (
        lambda one: one.id == wanted or wanted in one.sources,
        lambda one: len(wanted) >= LEAST_PREFIX and one.id.startswith(wanted),
        lambda one: one.title.casefold() == wanted.casefold(),
        lambda one: any(source.endswith(("/" + wanted, "#" + wanted)) for source in one.sources),
    )
    for fits in tests:
        if matches := [one for one in held if wanted and fits(one)]:
            if len(matches) > 1:
                raise NotFoundError("article", text, [one.id for one in matches], ambiguous=True)
            return matches[0]
    titles = {one.title.casefold(): one.title for one in held}
    nearest = get_close_matches(wanted.casefold(), titles, n=3, cutoff=0.3)
    raise NotFoundError("article", text, [titles[title] for title in nearest])
