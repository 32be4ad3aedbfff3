"""Names that read like keywords: what follows them must not slip past the checks."""

from __future__ import annotations

import pytest

from disputes.graph.errors import QueryError
from disputes.graph.store.question import checked_question


@pytest.mark.parametrize(
    "text",
    [
        "WITH 1 AS as MATCH (n) RETURN n",
        "WITH {as: true} AS m WHERE m.as MATCH (n) RETURN count(n)",
        "MATCH (a:State) WHERE NOT a:AS MATCH (n) RETURN n",
        "UNWIND [1] AS as CALL dbms.components() YIELD name RETURN name",
        "WITH 1 AS ends MATCH (n) RETURN n.name",
        "MATCH p = (:State)-[:WHERE|LEADS*1..3]-(b) RETURN b.name",
    ],
)
def test_a_name_that_is_a_telling_keyword_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="backticks"):
        checked_question(text, {})


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n:State) WHERE n.name STARTS WITH 'A' AND n.name ENDS WITH 'a' RETURN n.name AS name",
        "WITH * WHERE true RETURN 1 AS one",
        "MATCH (n) WITH n, count(*) AS times WHERE times > 1 RETURN [x IN n.aliases WHERE x <> '' | x] AS `as`",
        "MATCH (n WHERE n.id = $id) RETURN CASE WHEN n.id IS NULL THEN 1 ELSE 2 END AS found",
    ],
)
def test_keywords_are_let_through(text: str) -> None:
    checked_question(text, {"id": 1})
