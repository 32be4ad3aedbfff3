"""Random questions: clauses of Cypher around the expressions of `expressions`."""

from __future__ import annotations

from typing import NamedTuple

from expressions import EDGE, NODE, NUMBER, PATH, ROUTE, TEXT, TEXTS, WHOLE, Writer
from hypothesis import strategies as st

BAG = "bag"
"""Columns whose names begin so hold lists in no order: what was collected."""
LENGTHS = ("*1..2", "*2", "*0..1", "*..2", "*1..3")
SCALARS = (TEXT, NUMBER, WHOLE)


class Question(NamedTuple):
    """A question, and whether it says in which order its rows come."""

    text: str
    is_ordered: bool


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Draw a question that begins with MATCH or UNWIND and goes through up to two further clauses."""
    writer = Writer(draw)
    clauses = [_match(writer) if writer.chance(90) else _unwind(writer)]
    further = st.sampled_from((_match, _match, _optional, _unwind, _with, _grouped, _call, _sorted, _top, _gathered))
    clauses += [draw(further)(writer) for _ in range(draw(st.integers(0, 2)))]
    returned, is_ordered = _return(writer)
    text = " ".join([*clauses, returned])
    if not is_ordered and writer.chance(5):
        text += f" UNION {writer.one('', 'ALL ')}{text}"
    return Question(text, is_ordered)


def _match(writer: Writer) -> str:
    patterns = [_pattern(writer) for _ in range(2 if writer.chance(15) else 1)]
    return f"MATCH {', '.join(patterns)}{_where(writer)}"


def _optional(writer: Writer) -> str:
    return f"OPTIONAL MATCH {_pattern(writer)}{_where(writer)}"


def _where(writer: Writer) -> str:
    return f" WHERE {writer.claim()}" if writer.chance(40) else ""


def _pattern(writer: Writer) -> str:
    """Write a chain of up to three hops; what it binds is bound when it is written whole."""
    steps, found = [], dict[str, str]()
    known = list(writer.bound[NODE])
    hops = writer.draw(st.integers(0, 2))
    for number in range(hops + 1):
        if number:
            steps.append(_edge(writer, found))
        steps.append(_node(writer, known, found))
    text = "".join(steps)
    if hops and writer.chance(25):
        path = writer.name(PATH)
        found[path], text = PATH, f"{path} = {text}"
    for name, kind in found.items():
        writer.bound[kind].append(name)
    writer.of_patterns |= found.keys()
    return text


def _node(writer: Writer, known: list[str], found: dict[str, str]) -> str:
    if known and writer.chance(40):
        return f"({writer.one(*known)})"
    name = ""
    if writer.chance(80):
        name = writer.name(NODE)
        found[name] = NODE
    return f"({name}{writer.label()}{_properties(writer)})"


def _properties(writer: Writer) -> str:
    if not writer.chance(10):
        return ""
    ident = writer.one("'e0'", "'e1'", "'a1'", *writer.bound[TEXT])
    return writer.one(" {name: $name}", f" {{id: {ident}}}")


def _edge(writer: Writer, found: dict[str, str]) -> str:
    length = writer.one(*LENGTHS) if writer.chance(20) else ""
    name = ""
    if writer.chance(70):
        kind = ROUTE if length else EDGE
        name = writer.name(kind)
        found[name] = kind
    properties = writer.one(" {fact: true}", " {issue: 'trade', negated: false}") if writer.chance(10) else ""
    return writer.hop(name, length, properties)


def _unwind(writer: Writer) -> str:
    text = f"UNWIND {writer.texts(1)} AS "
    return text + writer.bind(TEXT)


def _with(writer: Writer) -> str:
    """Write a WITH of rows as they are; where it keeps some of them only, it says which."""
    kept = _carried(writer)
    items = [(kind, writer.write(kind)) for kind in _kinds(writer)]
    if not kept and not items:
        items = [(TEXT, writer.text(1))]
    return _project(writer, kept, items, "DISTINCT " if writer.chance(30) else "")


def _grouped(writer: Writer) -> str:
    return _project(writer, _carried(writer), [_aggregate(writer)], "")


def _call(writer: Writer) -> str:
    """Write a subquery that counts what hangs on a node."""
    if not writer.bound[NODE]:
        return _with(writer)
    node, edge = writer.one(*writer.bound[NODE]), writer.name(EDGE)
    inner = f"WITH {node} MATCH ({node}){writer.hop(edge)}({writer.label()}) RETURN "
    value = writer.one(f"count({edge})", f"count(DISTINCT {edge}.issue)", "count(*)")
    return f"CALL {{ {inner}{value} AS {writer.bind(WHOLE)} }}"


def _sorted(writer: Writer) -> str:
    """Write a list in the order of what it holds."""
    value, kept = writer.text(1), _carried(writer)
    writer.bound.clear()
    names = []
    for kind, name in kept:
        writer.bound[kind].append(name)
        names.append(name)
    item = writer.name(TEXT)
    first = f"WITH {', '.join([*names, f'{value} AS {item}'])} ORDER BY {item}{writer.one('', ' DESC')}"
    distinct = writer.one("", "DISTINCT ")
    return f"{first} WITH {', '.join([*names, f'collect({distinct}{item}) AS {writer.bind(TEXTS)}'])}"


def _top(writer: Writer) -> str:
    """Write a WITH of some nodes only, and of how often each was met."""
    if not writer.bound[NODE]:
        return _with(writer)
    node = writer.one(*writer.bound[NODE])
    writer.bound.clear()
    writer.bound[NODE].append(node)
    count = writer.bind(WHOLE)
    order = writer.one(f"{count} DESC, {node}.id", f"{node}.id DESC", f"{node}.name, {node}.id")
    return f"WITH {node}, count(*) AS {count} ORDER BY {order}{writer.one('', ' SKIP 1')} LIMIT {writer.one('1', '3')}"


def _gathered(writer: Writer) -> str:
    """Write that nodes or relationships are collected and taken apart again."""
    kind = EDGE if writer.bound[EDGE] and writer.chance(50) else NODE
    if not writer.bound[kind]:
        return _with(writer)
    name, items = writer.one(*writer.bound[kind]), writer.name("items")
    writer.bound.clear()
    return f"WITH collect({writer.one('', 'DISTINCT ')}{name}) AS {items} UNWIND {items} AS {writer.bind(kind)}"


def _project(writer: Writer, kept: list[tuple[str, str]], items: list[tuple[str, str]], distinct: str) -> str:
    writer.bound.clear()
    carried = [_handed_on(writer, kind, name) for kind, name in kept]
    named = [f"{text} AS {writer.bind(kind)}" for kind, text in items]
    rest = ""
    if not kept and writer.chance(30):
        rest = f" ORDER BY {_order(writer, [item.rpartition(' ')[2] for item in named])} LIMIT 4"
    return f"WITH {distinct}{', '.join(carried + named)}{rest}{_where(writer)}"


def _handed_on(writer: Writer, kind: str, name: str) -> str:
    if writer.chance(20):
        return f"{name} AS {writer.bind(kind)}"
    writer.bound[kind].append(name)
    return name


def _carried(writer: Writer) -> list[tuple[str, str]]:
    every = [(kind, name) for kind in (NODE, EDGE) for name in writer.bound[kind]]
    return writer.draw(st.lists(st.sampled_from(every), max_size=2, unique=True)) if every else []


def _kinds(writer: Writer) -> list[str]:
    return writer.draw(st.lists(st.sampled_from(SCALARS), max_size=2))


def _aggregate(writer: Writer) -> tuple[str, str]:
    """Write an aggregate whose value does not depend on the order of the rows."""
    kind = writer.one(*SCALARS)
    value = writer.write(kind, 1)
    counted = ["count(*)", f"count({value})", f"count(DISTINCT {value})", f"size(collect({value}))"]
    counted += [f"count({name})" for name in writer.bound[NODE] + writer.bound[EDGE]]
    counted += [f"count(DISTINCT {name})" for name in writer.bound[NODE] + writer.bound[EDGE]]
    if writer.chance(50):
        return WHOLE, writer.one(*counted)
    return (
        (kind, f"{writer.one('min', 'max')}({value})") if kind == TEXT or writer.chance(50) else (kind, f"sum({value})")
    )


def _return(writer: Writer) -> tuple[str, bool]:
    """Write what is returned; in an order only where all columns together say which."""
    columns = {f"c{number}": writer.write(kind) for number, kind in enumerate(_kinds(writer) or [TEXT])}
    if not writer.chance(30):
        shown = _grouping(writer) if writer.chance(30) else _whole(writer)
        distinct = "DISTINCT " if writer.chance(20) else ""
        return f"RETURN {distinct}{_aliased(columns | shown)}", False
    order = f" ORDER BY {_order(writer, list(columns))}"
    skip = " SKIP 1" if writer.chance(30) else ""
    limit = f" LIMIT {writer.one('1', '3', '7')}" if writer.chance(40) else ""
    if writer.chance(30):
        columns["c9"] = _aggregate(writer)[1]
        order += ", c9"
    return f"RETURN {_aliased(columns)}{order}{skip}{limit}", True


def _grouping(writer: Writer) -> dict[str, str]:
    value = writer.write(writer.one(*SCALARS), 1)
    collected = f"collect({'DISTINCT ' if writer.chance(40) else ''}{value})"
    return {BAG: collected, "mean": f"avg({writer.number(1)})", "g": _aggregate(writer)[1]}


def _whole(writer: Writer) -> dict[str, str]:
    """Write columns of what is not a text or a number."""
    every = [name for kind in (NODE, EDGE, PATH, ROUTE, TEXTS) for name in writer.bound[kind]]
    every += [f"properties({name})" for name in writer.bound[EDGE]]
    every += [f"{name} {{.id, .name}}" for name in writer.bound[NODE] if name in writer.of_patterns]
    every += [f"{{id: {name}.id, name: {name}.name}}" for name in writer.bound[NODE]]
    every += [writer.texts(1), writer.claim(1)]
    return {f"w{number}": text for number, text in enumerate(writer.draw(st.lists(st.sampled_from(every), max_size=2)))}


def _order(writer: Writer, columns: list[str]) -> str:
    return ", ".join(column + writer.one("", " DESC") for column in columns)


def _aliased(columns: dict[str, str]) -> str:
    return ", ".join(f"{text} AS {name}" for name, text in columns.items())
