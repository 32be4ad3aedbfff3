from __future__ import annotations

import pytest

from disputes.graph.errors import QueryError
from disputes.graph.store.question import checked_question
from disputes.graph.store.reach import INSTEAD


def refused(cypher: str, **parameters: object) -> QueryError:
    with pytest.raises(QueryError) as caught:
        checked_question(cypher, parameters)
    return caught.value


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (n:Entity) RETURN n.name",
        "match (n) return n",
        "OPTIONAL MATCH (n) RETURN n",
        "UNWIND [1] AS x RETURN x",
        "WITH 1 AS x RETURN x",
        "RETURN 'DELETE me', \"it's SET\", 'it\\'s; CREATE'",
        "MATCH (n:`DELETE`) RETURN n.set, n.`remove`",
        "MATCH ()-[r:OWNS]->() RETURN r.create AS delete",
        "MATCH (n) RETURN {merge: 1, drop: n.drop} AS detach",
        "RETURN 1 AS x // then DELETE it; LOAD CSV",
        "/* CREATE */ RETURN 1 AS x",
        "MATCH (n) WHERE n.created > 1 RETURN n.dataset",
        "MATCH (n) CALL { WITH n MATCH (n)--(m) RETURN m } RETURN m",
        "MATCH (n) WHERE EXISTS { (n)--() } RETURN n",
        "RETURN 1 AS x;",
        "RETURN 1 AS x ; // done",
        "MATCH (a)-[*1..6]->(b) RETURN b",
        "MATCH (a)-[r:ACCUSES|DEMANDS*..3]-(b) RETURN b",
        "MATCH (a)-[:ACCUSES*2]->(b) RETURN b",
        "RETURN 2 * 3 AS x, [x IN [1, 2] | x * 2] AS y",
        "RETURN 5 -[1, 2 * 3][0] AS x",
        "MATCH (n) RETURN count(*), n {.*}",
        "MATCH (n) RETURN *",
    ],
)
def test_a_question_that_reads_passes(cypher: str) -> None:
    assert checked_question(cypher, {}).text.strip().startswith(cypher.replace("/* CREATE */ ", "").split()[0])


@pytest.mark.parametrize("word", ["CREATE", "merge", "Set", "DELETE", "DETACH DELETE", "REMOVE", "DROP", "INSERT"])
def test_a_change_is_named_and_placed(word: str) -> None:
    error = refused(f"MATCH (n)\n  {word} n RETURN n")
    assert f"questions only read; {word.upper().split()[0]}" in str(error)
    assert (error.line, error.column) == (2, 3)


@pytest.mark.parametrize(
    "cypher",
    [
        "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "load  csv with headers from 'x' as row return row",
        "LOAD/**/CSV FROM 'x' AS row RETURN row",
        "LOAD // a comment\nCSV FROM 'x' AS row RETURN row",
        "RETURN 1 AS row UNION LOAD CSV FROM 'x' AS row RETURN row",
        "RETURN 1 AS row // x\rUNION LOAD CSV FROM 'x' AS row RETURN row",
        "RETURN 1 AS row // x\u2028UNION LOAD CSV FROM 'x' AS row RETURN row",
        "RETURN '\\\\' AS row UNION LOAD CSV FROM 'x' AS row RETURN row //'",
        "RETURN '\\'' AS row UNION LOAD CSV FROM 'x' AS row RETURN row //'",
        "RETURN `a\\` AS row UNION LOAD CSV FROM 'x' AS row RETURN row //`",
        "MATCH (n) RETURN n FORMAT CSV",
    ],
)
def test_files_and_networks_are_out_of_reach(cypher: str) -> None:
    assert "CSV is not open to questions" in str(refused(cypher))


@pytest.mark.parametrize(
    "cypher",
    [
        "RETURN '\\u0027 AS row UNION LOAD CSV FROM \"x\" AS row RETURN row //'",
        "RETURN 1 AS row UNION \\u004cOAD CSV FROM 'x' AS row RETURN row",
        "RETURN '\\uuu0027' AS x",
        "RETURN '\\u2028' AS x",
        "CALL \\u0061poc.load.json('x') YIELD value RETURN value",
        "MATCH (n) RETURN n\\",
    ],
)
def test_no_sign_is_written_so_that_only_the_store_resolves_it(cypher: str) -> None:
    assert "\\" in cypher
    assert refused(cypher).line == 1


def test_a_letter_may_be_written_by_its_number() -> None:
    assert checked_question("RETURN '\\u00e9t\\u00E9' AS x", {}).text == "RETURN '\\u00e9t\\u00E9' AS x"


@pytest.mark.parametrize("sign", ["\u200b", "\u180e", "\u2013", "\u00ad", "“"])
def test_a_sign_that_stores_may_read_differently_is_named_and_placed(sign: str) -> None:
    error = refused(f"MATCH (n)\nLOAD{sign}CSV FROM 'x' AS row RETURN row")
    assert "has no meaning" in str(error)
    assert (error.line, error.column) == (2, 5)
    assert checked_question(f"RETURN '{sign}' AS x, 1 AS `{sign}`", {})


@pytest.mark.parametrize(
    "cypher",
    [
        "RETURN apoc.cypher.runFirstColumnSingle('LOAD CSV FROM \"x\" AS r RETURN r', {}) AS x",
        "MATCH (n) WHERE gds . util . NaN () = 1 RETURN n",
        "RETURN `apoc`.`load`.`json`('x') AS x",
        "RETURN graph.byName('other') AS x",
    ],
)
def test_the_functions_of_plugins_are_refused(cypher: str) -> None:
    assert "is not open to questions" in str(refused(cypher))


@pytest.mark.parametrize(
    "cypher",
    [
        "RETURN duration.between(date('2024-01-01'), date('2024-02-01')) AS d, date.truncate('year', date()) AS y",
        "MATCH (n) WHERE n.name IN ['x'] AND (n.id = 'y') RETURN count(n.id) AS c",
    ],
)
def test_functions_of_cypher_itself_and_properties_are_not_taken_for_those_of_plugins(cypher: str) -> None:
    assert checked_question(cypher, {})


@pytest.mark.parametrize(
    "cypher",
    [
        "CALL { USE system RETURN 1 AS x } RETURN x",
        "RETURN 1 AS x UNION USE other MATCH (n) RETURN n.x AS x",
        "RETURN 1 AS x UNION ALL use `other` RETURN 2 AS x",
        "MATCH (n) WHERE EXISTS { USE other MATCH (m) RETURN m } RETURN n",
        "USE system SHOW USERS",
    ],
)
def test_another_database_is_out_of_reach(cypher: str) -> None:
    assert "USE is not open to questions; name a server's database with --database" in str(refused(cypher))


@pytest.mark.parametrize("cypher", ["RETURN {use: 1} AS x", "MATCH (n) RETURN n.use AS use", "MATCH (use) RETURN use"])
def test_use_may_be_a_name(cypher: str) -> None:
    assert checked_question(cypher, {})


@pytest.mark.parametrize(
    "name",
    [
        "apoc.load.json",
        "db.cdc.enable",
        "dbms.killQuery",
        "db.index.fulltext.queryNodes",
        "db.labels.x",
        "`a.b`",
        "`a`.b",
    ],
)
def test_a_procedure_is_refused(name: str) -> None:
    message = str(refused(f"CALL {name}('x') YIELD value RETURN value"))
    assert f"procedure {name.replace('`', '')} is not open to questions" in message


@pytest.mark.parametrize("name", [*INSTEAD, "DB.Labels", "`db`.`schema`.visualization"])
def test_a_procedure_that_tells_of_other_graphs_is_refused_with_what_tells_of_this_one(name: str) -> None:
    message = str(refused(f"CALL {name}()"))
    instead = message.partition("on a server too; write ")[2]
    assert instead in INSTEAD.values()
    assert checked_question(instead, {})


@pytest.mark.parametrize("batches", ["TRANSACTIONS", "TRANSACTIONS OF 5 ROWS", "3 CONCURRENT TRANSACTIONS"])
def test_a_question_in_several_transactions_is_told_what_to_leave_out(batches: str) -> None:
    error = refused(f"MATCH (n) CALL (n) {{ RETURN n.name AS x }} IN {batches} RETURN x")
    assert "IN TRANSACTIONS is for changes, and questions only read; leave it out" in str(error)
    assert error.column == 43


@pytest.mark.parametrize("hop", ["*", "*2..", "*..", "r*", ":ACCUSES*", "r:ACCUSES|DEMANDS*0..", " * ", "r:`A B`*1.."])
def test_a_path_without_an_upper_bound_is_refused(hop: str) -> None:
    error = refused(f"MATCH (a)-[{hop}]->(b) RETURN b")
    assert "`*1..6`" in str(error)
    assert error.line == 1


@pytest.mark.parametrize(
    "pattern",
    [
        "(a)-[:ACCUSES]->+(b)",
        "(a)-->*(b)",
        "(a)<--{1,}(b)",
        "(a)--{,}(b)",
        "(a)((x)-->(y))+(b)",
        "((x)-->(y))*",
        "((x)-->(y) WHERE x.id > 1){2,}",
        "p = (a)--(b)-->+(c)",
        "ALL PATHS (a)-->+(b)",
        "(a) WHERE EXISTS { (a)-->+(c) } MATCH (b)",
        "SHORTEST 1 ((a)-->+(b) WHERE EXISTS { (a)--+(c) })",
    ],
)
def test_a_path_with_a_quantifier_without_an_upper_bound_is_refused(pattern: str) -> None:
    error = refused(f"MATCH {pattern} RETURN b")
    assert "`*1..6`" in str(error)
    assert error.line == 1


@pytest.mark.parametrize(
    "pattern",
    [
        "(a)-->{3}(b)",
        "(a)-->{,3}(b)",
        "(a)((x)-->(y)){1,3}(b)",
        "ANY SHORTEST (a)-->+(b)",
        "p = SHORTEST 3 (a)((x)-->(y))+(b)",
        "p = ALL SHORTEST PATHS (a)-->*(b)",
        "SHORTEST 2 PATH GROUPS (a)-->{2,}(b)",
        "ANY 2 PATHS (a)-->+(b)",
        "(a) WHERE (a.x)+(a.y) > (1)*(2)",
        "(a {x: [0][0]-+(3)})",
    ],
)
def test_a_path_that_a_quantifier_or_a_selector_bounds_passes(pattern: str) -> None:
    assert checked_question(f"MATCH {pattern} RETURN 1 AS x", {})


@pytest.mark.parametrize("types", ["KNOWS", "OWNS|KNOWS", "owns", "!OWNS", "%", "OWNS&CLAIMS", "`OWNS `"])
@pytest.mark.parametrize("hop", ["-[:{}]->", "<-[r:{} {{x: 1}}]-", "-[r:{}*..2]-", "-[:{}]->{{1,2}}"])
def test_a_type_that_no_relationship_has_is_refused_with_those_there_are(hop: str, types: str) -> None:
    error = refused(f"MATCH (a){hop.format(types)}(b) RETURN b")
    assert "is no type of a relationship" in str(error)
    assert "MENTIONS" in str(error)


@pytest.mark.parametrize("types", ["OWNS", "OWNS|CLAIMS", "OWNS|:CLAIMS", "`OWNS`|MENTIONS|OVER"])
def test_types_that_relationships_have_pass(types: str) -> None:
    assert checked_question(f"MATCH (a)-[r:{types}]->(b) RETURN {{a: b}} AS x", {})


def test_several_statements_are_refused() -> None:
    error = refused("RETURN 1 AS x; RETURN 2 AS x")
    assert "one question at a time" in str(error)
    assert error.column == 14


def test_a_semicolon_within_a_text_is_no_end() -> None:
    assert checked_question("RETURN ';' AS x;", {}).text == "RETURN ';' AS x "


@pytest.mark.parametrize("cypher", ["", "  \n", "// nothing", ";", "/* */ ;"])
def test_an_empty_question_is_told_what_to_ask(cypher: str) -> None:
    assert "MATCH" in str(refused(cypher))


@pytest.mark.parametrize("cypher", ["SELECT 1", "SHOW INDEXES", "EXPLAIN MATCH (n) RETURN n", "(n) RETURN n"])
def test_an_unknown_beginning_is_told_the_known_ones(cypher: str) -> None:
    assert "begins with MATCH" in str(refused(cypher))


@pytest.mark.parametrize("cypher", ["MATCH (n)", "MATCH (n) WHERE EXISTS { MATCH (n)--(m) RETURN m }"])
def test_a_question_that_returns_nothing_is_refused(cypher: str) -> None:
    assert "RETURN" in str(refused(cypher))


def test_missing_parameters_are_all_named() -> None:
    message = str(refused("MATCH (n {id: $id}) WHERE n.name <> '$no' RETURN $`odd name`, $id, $given", given=1))
    assert "$id, $odd name" in message
    assert "$no" not in message.replace("no value", "")


@pytest.mark.parametrize(
    ("cypher", "column"), [("RETURN 'open", 8), ('RETURN "open', 8), ("RETURN `open", 8), ("RETURN 1 /* open", 10)]
)
def test_what_is_never_closed_is_placed(cypher: str, column: int) -> None:
    error = refused(cypher)
    assert "never closed" in str(error)
    assert error.column == column


def test_what_is_left_stands_where_it_stood() -> None:
    cypher = "RETURN /* one\ntwo */ 1 // three\n AS x"
    text = checked_question(cypher, {}).text
    assert len(text) == len(cypher)
    assert text.count("\n") == cypher.count("\n")
    assert text.index("AS x") == cypher.index("AS x")
    assert text.split() == ["RETURN", "1", "AS", "x"]


@pytest.mark.parametrize(
    ("cypher", "shows"),
    [
        ("MATCH (n) RETURN keys(n)", True),
        ("MATCH (n) RETURN Properties (n)", True),
        ("MATCH (n) RETURN n {.*}", True),
        ("MATCH (n) RETURN 'keys(n)', n.keys, count(*)", False),
    ],
)
def test_it_knows_whether_keys_are_asked_for(cypher: str, shows: bool) -> None:
    assert checked_question(cypher, {}).shows_keys is shows
