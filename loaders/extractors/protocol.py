"""What every reader of articles is."""

from __future__ import annotations

from typing import Protocol

from disputes.graph.model import Article, Reading


class Extractor(Protocol):
    """Reads one article at a time.

    It is pure: it touches no store and no network, and the same article gives the same reading. `name` and `version`
    are kept with each article, so that what an older version read can be found and read again.
    """

    name: str
    version: str

    def read(self, article: Article) -> Reading:
        """Find the entities, their mentions and the assertions of `article`."""
        ...
