"""What every reader of articles is."""

from __future__ import annotations

from typing import Protocol

from disputes.graph.model import Article, Reading


class Extractor(Protocol):
    """Reads one article at a time; several threads may ask it at once.

    It is pure: it touches no store and no network, and the same article gives the same reading. `name` and `version`
    are kept with each article, so that what an older version read can be found and read again. `frees_lock` says that
    it reads for the most part without the interpreter's lock: threads then read side by side.
    """

    name: str
    version: str
    frees_lock: bool

    def read(self, article: Article) -> Reading:
        """Find the entities, their mentions and the assertions of `article`.

        Raises InputError where it can read nothing at all: what it needs is missing or broken.
        """
        ...


def version_at(version: str, least: float | None) -> str:
    """Give the version of an extractor that leaves out what is less sure than `least`, if that is given.

    >>> version_at("1", None), version_at("1", 0.8)
    ('1', '1 (0.8)')
    """
    return version if least is None else f"{version} ({least:g})"
