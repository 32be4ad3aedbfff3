"""The stores that tests run over, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from neo4j_server import emptied

from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Store

EMBEDDED, NEO4J = "embedded", "neo4j"
KINDS = (EMBEDDED, NEO4J)
SERVER_EXAMPLES = 10


def empty_store(kind: str, folder: Path) -> str:
    """Give the URI of a store of this kind that has nothing in it; one in a file is not there yet."""
    return emptied() if kind == NEO4J else str(folder / "store")


@contextmanager
def fresh_store(kind: str) -> Iterator[Store]:
    """Give a store with nothing in it, open to write. There is one at a time on a server."""
    with TemporaryDirectory() as folder, open_store(empty_store(kind, Path(folder))) as opened:
        yield opened


def holds_on_each_store(
    *strategies: st.SearchStrategy[Any], examples: int = 100
) -> Callable[[Callable[..., None]], Callable[[str], None]]:
    """Make a test of a property of a kind of store and of drawn values, with few examples on a server."""

    def decorated(holds: Callable[..., None]) -> Callable[[str], None]:
        @pytest.mark.parametrize("kind", KINDS)
        def test(kind: str) -> None:
            @settings(max_examples=SERVER_EXAMPLES if kind == NEO4J else examples)
            @given(st.tuples(*strategies))
            def checked(drawn: tuple[Any, ...]) -> None:
                holds(kind, *drawn)

            checked()

        test.__name__, test.__doc__ = holds.__name__, holds.__doc__
        return test

    return decorated
