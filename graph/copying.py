"""A graph goes from one store into another, a batch of articles at a time, and is proved to have arrived.

An empty store gets the rows as they are, so that the graphs are identical. Each batch is one transaction of whole
articles: a copy that was stopped holds a part of the source's rows and nothing else, and goes on from there. A store
that holds anything else is refused, or added to by registering each article with its reading, as loading does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from disputes.graph.errors import StoreError
from disputes.graph.model import Article, Reading
from disputes.graph.registry import Outcome, Registry, reading_from
from disputes.graph.store import rows
from disputes.graph.store.checksum import Seen, Summary, digest, summarize, summarize_readings
from disputes.graph.store.protocol import Row, Store, Transaction
from disputes.graph.store.records import article_from
from disputes.graph.store.rows import BATCH_ARTICLES, BATCH_NODES, Bundle, sliced


class Step(StrEnum):
    """What a copy is doing."""

    COMPARING = "comparing"
    COPYING = "copying"
    CHECKING = "checking"


Watch = Callable[[Step, int, int | None], None]
"""Called with the step, how many articles (of a check: rows) are done, and how many there are, where that is known."""


def unwatched(step: Step, done: int, total: int | None) -> None:
    """Watch nothing."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy did: from where to where, how many `articles` there were, and how many of them it had to write.

    `summary` is the same for both stores: of the whole graph, or of what the articles say where they were `merged` into
    others.
    """

    source: str
    target: str
    articles: int
    written: int
    merged: bool
    summary: Summary


def copy(
    source: Store,
    target: Store,
    *,
    merge: bool = False,
    batch_articles: int = BATCH_ARTICLES,
    watch: Watch = unwatched,
) -> Copied:
    """Make `target` hold what `source` holds. Stopped midway, it goes on when run again.

    Raises StoreError where both are one store; where the target holds anything that the source does not, unless told to
    `merge`; and where the two are not equal afterwards, as when somebody else writes to one of them meanwhile.
    """
    return _Copying(source, target, batch_articles, watch).run(merge=merge)


@dataclass(frozen=True, slots=True)
class _Copying:
    """A copy under way."""

    source: Store
    target: Store
    batch_articles: int
    watch: Watch

    def run(self, *, merge: bool) -> Copied:
        """Copy what is missing and prove that nothing is."""
        places = self._places()
        ids, held = self.source.read(rows.article_ids), self.target.read(rows.article_ids)
        difference = self._difference(ids, held)
        if difference is None:
            written = self._transfer(sorted(set(ids) - set(held)))
            return Copied(*places, len(ids), written, False, self._proved(summarize))
        if not merge:
            raise StoreError(self.target.uri, f"{difference}; name an empty store, or add to this one with --merge")
        written = self._merge(ids)
        return Copied(*places, len(ids), written, True, self._proved(partial(summarize_readings, ids)))

    def _places(self) -> tuple[str, str]:
        """Tell where the two stores are. Raises StoreError where they are one."""
        one, other = self.source.location(), self.target.location()
        if one.key == other.key:
            raise StoreError(self.target.uri, f"is the same store as {self.source.uri}; name another to copy into")
        return one.told, other.told

    def _difference(self, ids: Sequence[str], held: Sequence[str]) -> str | None:
        """Tell what the target holds that the source does not; None where its rows are some of the source's."""
        if others := set(held) - set(ids):
            return f"holds articles that {self.source.uri} does not have ({len(others)})"
        for batch in self._watched(held, Step.COMPARING):
            if not self._has_rows(partial(rows.of_articles, ids=batch)):
                return f"holds articles of {self.source.uri}, but with other readings, sources or entities"
        for batch in sliced(self.target.read(rows.unmentioned_ids), BATCH_NODES):
            if not self._has_rows(partial(rows.of_unmentioned, ids=batch)):
                return f"holds entities or disputes that {self.source.uri} does not have"
        return None

    def _has_rows(self, read: Callable[[Transaction], Bundle]) -> bool:
        """Whether the source has whatever of a bundle the target has."""
        ours, theirs = ({digest(row) for row in store.read(read).rows()} for store in (self.target, self.source))
        return ours <= theirs

    def _transfer(self, missing: Sequence[str]) -> int:
        """Write the missing articles, then the disputes, as they are; give how many articles that were."""
        for batch in self._watched(missing, Step.COPYING):
            self._put(self.source.read(partial(rows.of_articles, ids=batch)))
        for batch in sliced(self.source.read(rows.unmentioned_ids), BATCH_NODES):
            self._put(self.source.read(partial(rows.of_unmentioned, ids=batch)))
        return len(missing)

    def _put(self, found: Bundle) -> None:
        self.target.write(partial(rows.put, found=found))

    def _merge(self, ids: Sequence[str]) -> int:
        """Register the articles with their readings; give how many changed anything."""
        registry = Registry(self.target)
        written = 0
        for batch in self._watched(ids, Step.COPYING):
            found = self.source.read(partial(rows.of_articles, ids=batch))
            registered = registry.register_all(_readings(found))
            written += sum(outcome is not Outcome.UNCHANGED for _, outcome in registered)
        registry.refresh_disputes()
        return written

    def _proved(self, summed_up: Callable[[Store, Seen], Summary]) -> Summary:
        """Sum up both stores and give what they have in common. Raises StoreError where that is not all."""
        self.watch(Step.CHECKING, 0, None)
        expected = summed_up(self.source, lambda seen: self.watch(Step.CHECKING, seen, None))
        found = summed_up(self.target, lambda seen: self.watch(Step.CHECKING, seen, expected.rows))
        if found != expected:
            raise StoreError(
                self.target.uri,
                f"is not what {self.source.uri} is: {found}, against {expected}; was one of them written to "
                "meanwhile? Copy again",
            )
        return found

    def _watched(self, ids: Sequence[str], step: Step) -> Iterator[Sequence[str]]:
        """Give the ids in batches, and tell the watcher how many are dealt with."""
        self.watch(step, 0, len(ids))
        for number, batch in enumerate(sliced(ids, self.batch_articles)):
            yield batch
            self.watch(step, number * self.batch_articles + len(batch), len(ids))


def _readings(found: Bundle) -> Iterator[tuple[Article, Reading]]:
    mentions: dict[str, list[Row]] = defaultdict(list)
    assertions: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for link in found.mentions:
        mentions[link.source].append(link.properties)
    for link in found.assertions:
        assertions[link.properties["article"]].append((link.type, link.properties))
    for node in found.articles:
        article = article_from(node.properties)
        reader = node.properties["extractor"], node.properties["extractor_version"]
        yield article, reading_from(article.id, *reader, mentions[article.id], assertions[article.id])
