"""What holds for every store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from stores import add, ids

from disputes.graph.errors import StoreError
from disputes.graph.store.opening import open_store
from disputes.graph.store.protocol import Store, Table, Transaction

Ask = Callable[..., Table]


class TestWriting:
    def test_a_transaction_sees_what_it_has_written(self, store: Store) -> None:
        def work(tx: Transaction) -> list[dict[str, object]]:
            add("new")(tx)
            return tx.run("MATCH (n:Entity {id: 'new'}) RETURN n.name AS name")

        assert store.write(work) == [{"name": "new"}]

    def test_what_is_written_is_there_for_the_next_who_opens(self, uri: str) -> None:
        with open_store(uri) as store:
            store.write(add("new"))
        with open_store(uri, read_only=True) as store:
            assert store.read(ids) == {"new"}
        with open_store(uri) as store:
            assert store.read(ids) == {"new"}

    def test_an_error_leaves_nothing_behind(self, store: Store) -> None:
        before = store.read(ids)

        def work(tx: Transaction) -> None:
            add("new")(tx)
            raise KeyError("on purpose")

        with pytest.raises(KeyError, match="on purpose"):
            store.write(work)
        assert store.read(ids) == before

    @pytest.mark.parametrize("kind", [ValueError, TypeError, OSError])
    def test_an_error_of_the_work_itself_stays_what_it_is(self, store: Store, kind: type[Exception]) -> None:
        def work(tx: Transaction) -> None:
            raise kind("on purpose")

        for use in (store.read, store.write):
            with pytest.raises(kind, match="on purpose"):
                use(work)

    def test_a_parameter_of_an_unknown_kind_is_told(self, store: Store) -> None:
        with pytest.raises(StoreError):
            store.write(lambda tx: tx.run("RETURN $x AS x", x=object()))

    def test_a_failed_statement_leaves_nothing_behind(self, store: Store) -> None:
        before = store.read(ids)

        def work(tx: Transaction) -> None:
            add("new")(tx)
            tx.run("CREATE (:Entity {id: 'state:no', name: 'again'})")

        with pytest.raises(StoreError, match="state:no"):
            store.write(work)
        assert store.read(ids) == before

    @pytest.mark.parametrize("label", ["Entity", "Article"])
    def test_an_id_is_there_once(self, store: Store, label: str) -> None:
        store.write(lambda tx: tx.run(f"CREATE (:{label} {{id: 'x', name: 'x'}})"))
        with pytest.raises(StoreError):
            store.write(lambda tx: tx.run(f"CREATE (:{label} {{id: 'x', name: 'x'}})"))

    def test_writing_goes_on_after_a_failure(self, store: Store) -> None:
        with pytest.raises(StoreError):
            store.write(lambda tx: tx.run("this is no statement"))
        store.write(add("new"))
        assert "new" in store.read(ids)

    def test_reading_and_asking_between_writes_is_in_nobodys_way(self, store: Store, ask: Ask) -> None:
        for name in ("p", "q"):
            store.write(add(name))
            assert name in store.read(ids)
            assert ask("MATCH (n:Entity {id: $id}) RETURN n.id", id=name).rows == ((name,),)


class TestReadOnly:
    def test_does_not_write(self, store: Store, uri: str) -> None:
        store.close()
        with open_store(uri, read_only=True) as reader, pytest.raises(StoreError, match="opened to read"):
            reader.write(add("new"))

    def test_read_cannot_write(self, store: Store) -> None:
        before = store.read(ids)
        with pytest.raises(StoreError):
            store.read(add("new"))
        assert store.read(ids) == before


class TestClosing:
    def test_twice_is_once(self, store: Store) -> None:
        store.close()
        store.close()

    def test_a_closed_store_says_so(self, store: Store, ask: Ask) -> None:
        store.close()
        for use in (lambda: store.read(ids), lambda: store.write(add("new")), lambda: ask("RETURN 1")):
            with pytest.raises(StoreError, match="closed"):
                use()
