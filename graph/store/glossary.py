"""What a question may name: the labels and properties that a graph can have, whatever else its server keeps.

What nothing has is remarked on, in the same words by every store. A server would tell of all that it keeps, and so of
what other applications have there; its own remarks are not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from disputes.graph.store.graphs import is_graph_label
from disputes.graph.store.patterns import Path, Patterns
from disputes.graph.store.tokens import Token, refuse
from disputes.graph.vocabulary import NodeType

LABELS = ("Article", "Entity", *map(str, NodeType))
"""What the nodes of a graph are."""
PROPERTIES = frozenset(
    "id name title text sources date publisher author url headline boilerplate extractor extractor_version "
    "aliases ids block state issue first last intensity assertions "
    "article start end kind local type code distinct bare "
    "evidence trigger trigger_start trigger_end source_start source_end target_start target_end source_local "
    "target_local speaker speaker_id speaker_local negated hypothetical fact event role action confidence".split()
)
"""What is told of the nodes and relationships of a graph."""
_OWN = "`{}` tells which graph a node belongs to, and is none of its labels; leave it out: a question sees one graph"
_NO_LABEL = "no node has the label `{}`; there are " + ", ".join(LABELS)
_NO_PROPERTY = "nothing in the graph has the property `{}`"
_JOINS_LABELS = (":", "&", "|", "!", "IS")


def check_labels(text: str, tokens: Sequence[Token]) -> None:
    """Refuse the label that tells the graph itself: a file has none, and a server adds it to whatever is asked."""
    for place, token in enumerate(tokens):
        if is_graph_label(_name(token)) and _stands_as_label(tokens, place):
            refuse(text, token, _OWN.format(_name(token)))


def remarks(text: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Tell which of the labels and properties that a question names no graph has, each once."""
    patterns = Patterns(text, tokens)
    paths = [path for place in range(len(tokens)) if (path := patterns.path(place)) is not None]
    labels = (name for name in _labels(tokens, paths) if name not in LABELS)
    properties = (name for name in _properties(tokens, patterns, paths) if name not in PROPERTIES)
    return tuple(dict.fromkeys([*map(_NO_LABEL.format, labels), *map(_NO_PROPERTY.format, properties)]))


def _stands_as_label(tokens: Sequence[Token], place: int) -> bool:
    before = place - 1
    while before > 0 and tokens[before].text == "(":
        before -= 1
    return before >= 0 and tokens[before].key in _JOINS_LABELS


def _labels(tokens: Sequence[Token], paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        for node in path.nodes:
            yield from (_name(tokens[place]) for place in node.labels if tokens[place].kind in ("word", "name"))


def _properties(tokens: Sequence[Token], patterns: Patterns, paths: Sequence[Path]) -> Iterator[str]:
    """Give the names of the properties that are asked of nodes and relationships, and those within patterns."""
    for opening in sorted(_brackets(paths)):
        yield from _keys(tokens, opening, patterns.closings[opening])
    variables = _variables(tokens, paths)
    for place in range(2, len(tokens)):
        owner, dot, name = tokens[place - 2 : place + 1]
        is_read = dot.text == "." and owner.kind in ("word", "name") and name.kind in ("word", "name")
        if is_read and _name(owner) in variables and (place < 3 or tokens[place - 3].text != "."):
            yield _name(name)


def _keys(tokens: Sequence[Token], opening: int, closing: int) -> Iterator[str]:
    """Give the keys of the map in a pattern, which begins after its name, labels and types."""
    within = range(opening + 1, closing)
    if start := next((place for place in within if tokens[place].text == "{"), None):
        for place in range(start + 1, closing):
            before, token, after = tokens[place - 1 : place + 2]
            if before.text in ("{", ",") and after.text == ":" and token.kind in ("word", "name"):
                yield _name(token)


def _brackets(paths: Sequence[Path]) -> set[int]:
    nodes = {node.opening for path in paths for node in path.nodes}
    return nodes | {hop.bracket for path in paths for hop in path.hops if hop.bracket is not None}


def _variables(tokens: Sequence[Token], paths: Sequence[Path]) -> set[str]:
    """Give the names of nodes and relationships that are not given to anything else, which could be a map."""
    openings = {node.opening for path in paths for node in path.nodes if node.named > node.opening}
    places = {hop.variable for path in paths for hop in path.hops if hop.variable is not None and not hop.is_long}
    named = {_name(tokens[place]) for place in places | {opening + 1 for opening in openings}}
    pairs = list(pairwise(tokens))
    given = {_name(token) for before, token in pairs if before.key == "AS"}
    return named - given - {_name(token) for token, after in pairs if after.key in ("IN", "=")}


def _name(token: Token) -> str:
    return token.text[1:-1].replace("``", "`") if token.kind == "name" else token.text
