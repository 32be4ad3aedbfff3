"""The mistakes of kglite that the embedded store stands in for: a new version that mends one fails here."""

from __future__ import annotations

from pathlib import Path

import kglite
import pytest
from stores import EMBEDDED, add, ids

from disputes.graph.errors import QueryError, StoreError
from disputes.graph.store.dialect import FORGETS, LOSES_GROUPS, MISCOUNTS, MISTAKES_ENDS, TURNS_ROUTES
from disputes.graph.store.embedded import EmbeddedStore
from disputes.graph.store.protocol import Transaction


@pytest.fixture
def kind() -> str:
    return EMBEDDED


class TestEngine:
    def test_the_step_left_out_miscounts(self, store: EmbeddedStore, path: Path) -> None:
        store.close()
        cypher = "MATCH (a)-[:ACCUSES]-(b)-[:ACCUSES]-(c) RETURN count(*) AS n"
        graph = kglite.load(str(path))
        assert graph.cypher(cypher).to_list() == [{"n": 0}]
        assert graph.cypher(cypher, disabled_passes=[MISCOUNTS]).to_list() == [{"n": 8}]

    def test_the_next_step_left_out_forgets_relationships(self, store: EmbeddedStore, path: Path) -> None:
        store.write(lambda tx: tx.run("MATCH ()-[r:ACCUSES {id: 'e1'}]->() SET r.speaker_id = 'org:isles'"))
        store.close()
        cypher = "MATCH ()-[r:ACCUSES]->() WITH r MATCH (c:Entity) WHERE c.id = r.speaker_id RETURN c.id AS id"
        graph = kglite.load(str(path))
        assert graph.cypher(cypher).to_list() == []
        assert graph.cypher(cypher, disabled_passes=[FORGETS]).to_list() == [{"id": "org:isles"}]

    def test_the_third_step_left_out_loses_groups(self, store: EmbeddedStore, path: Path) -> None:
        store.close()
        cypher = "OPTIONAL MATCH (n:State) WITH n, count(*) AS times RETURN n.id AS id, times ORDER BY id"
        expected = [{"id": "state:no", "times": 1}, {"id": "state:so", "times": 1}]
        graph = kglite.load(str(path))
        assert graph.cypher(cypher).to_list() != expected
        assert graph.cypher(cypher, disabled_passes=[LOSES_GROUPS]).to_list() == expected

    def test_the_step_left_out_for_ends_mistakes_them(self, store: EmbeddedStore, path: Path) -> None:
        store.close()
        cypher = "MATCH (a)-[r]-()<-[:ACCUSES]-() WHERE startNode(r) = a RETURN a.id AS id, r.id AS edge"
        graph = kglite.load(str(path))
        assert graph.cypher(cypher).to_list() != [{"id": "a1", "edge": "m1"}]
        mended = graph.cypher(cypher, disabled_passes=[MISTAKES_ENDS]).to_list()
        assert mended == [{"id": "a1", "edge": "m1"}]

    def test_the_step_left_out_for_routes_turns_them(self, store: EmbeddedStore, path: Path) -> None:
        store.close()
        cypher = "MATCH (a:Entity)-[r:ACCUSES*2]-(:Entity {id: 'org:isles'}) RETURN DISTINCT r[1].id AS last"
        graph = kglite.load(str(path))
        assert graph.cypher(cypher, disabled_passes=[MISCOUNTS]).to_list() != [{"last": "e3"}]
        assert graph.cypher(cypher, disabled_passes=[MISCOUNTS, TURNS_ROUTES]).to_list() == [{"last": "e3"}]

    def test_an_unbounded_path_is_remarked_on(self, store: EmbeddedStore, path: Path) -> None:
        store.close()
        remarks = kglite.load(str(path)).cypher("MATCH (a)-[*]->(b) RETURN count(*)").warnings
        assert any("ceiling" in remark for remark in remarks)

    def test_a_graph_that_is_asked_is_closed_to_changes(self, store: EmbeddedStore) -> None:
        """The check of the question is not all that stands between a user and the store."""
        with store._reading() as graph, pytest.raises(kglite.ReadOnlyError):
            graph.cypher("CREATE (:Entity {id: 'x', name: 'x'})")

    def test_a_question_that_holds_too_much_is_ended(
        self, store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("disputes.graph.store.embedded.WORK_UNITS", 1000)
        with pytest.raises(QueryError, match="too much at once"):
            store.ask("UNWIND range(1, 50) AS a UNWIND range(1, 50) AS b RETURN a, b", timeout_seconds=30, max_rows=9)

    def test_a_transaction_in_whose_way_its_own_work_gets_is_given_up(self, store: EmbeddedStore) -> None:
        tries = []

        def work(tx: Transaction) -> None:
            tries.append(tx)
            tx.run("MERGE (n:Entity {id: 'outer'}) SET n.name = 'outer'")
            store.write(add(f"inner-{len(tries)}"))

        with pytest.raises(StoreError, match="try again"):
            store.write(work)
        assert len(tries) > 1
        assert "outer" not in store.read(ids)
