"""What is told where a server cannot be used: its address, its password, its database, its release."""

from __future__ import annotations

import pytest
from neo4j_server import Server
from stores import complaint

from disputes.graph.errors import StoreError
from disputes.graph.store.connection import Access
from disputes.graph.store.neo4j_driver import check_release


class TestConnection:
    def test_a_wrong_password_is_told_where_to_set_it(self, server: Server) -> None:
        if not server.password:
            pytest.skip("this server asks for no password")
        for access in (Access(password="not the password"), Access("nobody", server.password), Access()):
            reason = complaint(server.uri, access)
            assert "NEO4J_USERNAME" in reason
            assert "--password-file" in reason

    @pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
    def test_an_unknown_database_is_named(self, server: Server, scheme: str) -> None:
        host = server.uri.partition("://")[2]
        reason = complaint(f"{scheme}://{host}/nosuchdatabase")
        assert "no database nosuchdatabase" in reason
        assert "--database" in reason

    def test_a_database_may_be_named_beside_the_uri(self, server: Server) -> None:
        reason = complaint(server.uri, Access(server.username, server.password, "nosuchdatabase"))
        assert "no database nosuchdatabase" in reason

    def test_two_names_for_the_database_are_one_too_many(self, server: Server) -> None:
        reason = complaint(f"{server.uri}/one", Access(server.username, server.password, "other"))
        assert "one" in reason
        assert "other" in reason

    def test_an_unknown_host_is_told(self) -> None:
        assert "no Neo4j answers there" in complaint("neo4j://no-such-host.invalid")

    def test_tls_to_a_server_without_it_is_told_which_scheme_to_take(self, server: Server) -> None:
        host = server.uri.partition("://")[2]
        assert "leave +s or +ssc out" in complaint(f"bolt+ssc://{host}")

    @pytest.mark.parametrize(
        "agent", ["Neo4j/5.25.1", "Neo4j/4.4.38", "Neo4j/3.5.0", "Neo4j/v5.11.0 compatible graph database server"]
    )
    def test_an_older_release_or_another_product_is_refused(self, agent: str) -> None:
        with pytest.raises(StoreError, match=r"Neo4j 5\.26 or later") as caught:
            check_release("neo4j://host", agent)
        assert agent in caught.value.reason

    @pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/5.26.30", "Neo4j/5.27.0-aura", "Neo4j/2026.08.1"])
    def test_a_newer_release_is_taken(self, agent: str) -> None:
        check_release("neo4j://host", agent)
