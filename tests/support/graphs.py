"""Small random graphs of the product's schema, as the ledger writes them.

They are not what articles would give, but all that a store may hold. Names, issues and dates come from short lists, so
that questions about them find something.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from disputes.graph.model import Dispute, Entity
from disputes.graph.store import ledger
from disputes.graph.store.disputes import replace_disputes
from disputes.graph.store.protocol import Transaction
from disputes.graph.vocabulary import MENTIONS, READ_TYPES, RULES, EdgeType, Issue, NodeType

NAMES = ("Northland", "northland", "Örtland", "O'Land", "N. (East) land", "Hafen", "Ines Berg", "İnes\tBerg")
ISSUES = (Issue.DIPLOMATIC_PROPERTY, Issue.VISAS, Issue.TRADE)
DATES = ("2031-01-10", "2031-02-20", "2032-01-10")
SENTENCES = ("Northland closed the villa.", "Hafen: “no”.", 'It\'s said that "nobody" was there.')
INTENSITIES = (-10.0, -2.5, 0.0, 6.0)
ROLES = ("ambassador", "minister")
ARTICLES = ("a1", "a2", "a3")

Properties = dict[str, Any]


@dataclass(frozen=True)
class Graph:
    """What stands in a store: articles, entities, mentions (entity id, properties), edges, disputes."""

    articles: tuple[Properties, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[tuple[str, Properties], ...]
    edges: tuple[ledger.Edge, ...]
    disputes: tuple[Dispute, ...]

    def write(self, transaction: Transaction) -> None:
        """Write all of it to a store without anything in it."""
        ledger.put_articles(transaction, self.articles)
        ledger.put_entities(transaction, self.entities)
        ledger.add_mentions(transaction, self.mentions)
        ledger.put_edges(transaction, self.edges)
        replace_disputes(transaction, self.disputes)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Draw up to three articles, a dozen entities, and the edges between them."""
    entities = tuple(draw(_entity(number)) for number in range(draw(st.integers(3, 12))))
    articles = tuple(draw(_article(ident)) for ident in ARTICLES)
    ids = [entity.id for entity in entities]
    mentions = tuple((draw(st.sampled_from(ids)), draw(_mention(number))) for number in range(draw(st.integers(0, 12))))
    numbers = range(draw(st.integers(4, 24)))
    edges = tuple(edge for number in numbers if (edge := draw(_edge(number, entities))) is not None)
    return Graph(articles, entities, mentions, edges, tuple(draw(_disputes(ids))))


def _maybe(values: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from((*values, None))


def _entity(number: int) -> st.SearchStrategy[Entity]:
    name = st.sampled_from(NAMES)
    return st.builds(
        lambda kind, name, others, state: Entity(
            f"e{number}", kind, name, (name, *others), (f"e{number}", *others), block=None, state=state
        ),
        st.sampled_from(READ_TYPES),
        name,
        st.lists(name, max_size=2).map(tuple),
        _maybe(("e0", "e1")),
    )


def _article(ident: str) -> st.SearchStrategy[Properties]:
    return st.fixed_dictionaries(
        {
            "id": st.just(ident),
            "title": st.just(f"Title {ident}"),
            "name": st.just(f"Title {ident}"),
            "text": st.lists(st.sampled_from(SENTENCES), min_size=1).map(" ".join),
            "sources": st.just([f"/{ident}.txt"]),
            "boilerplate": st.just([]),
            "date": _maybe(DATES),
            "publisher": _maybe(("Northline",)),
        }
    )


def _mention(number: int) -> st.SearchStrategy[Properties]:
    return st.fixed_dictionaries(
        {
            "id": st.just(f"m{number}"),
            "article": st.sampled_from(ARTICLES),
            "start": st.integers(0, 9),
            "end": st.integers(10, 19),
            "kind": st.sampled_from(("name", "noun", "pronoun")),
            "local": st.just(f"l{number}"),
            "type": st.sampled_from(READ_TYPES).map(str),
            "name": st.sampled_from(NAMES),
            "first": st.booleans(),
        }
    )


@st.composite
def _edge(draw: st.DrawFn, number: int, entities: tuple[Entity, ...]) -> ledger.Edge | None:
    source, target = draw(st.sampled_from(entities)), draw(st.sampled_from(entities))
    kinds = [kind for kind in EdgeType if RULES[kind].joins(source.type, target.type)]
    if not kinds:
        return None
    kind = draw(st.sampled_from(kinds))
    return source.id, target.id, str(kind), {"id": f"r{number}", **draw(_assertion())}


@st.composite
def _assertion(draw: st.DrawFn) -> Properties:
    negated, hypothetical = draw(st.booleans()), draw(st.booleans())
    speaker = draw(_maybe((("Ines Berg", "e1"), ("a resident", None))))
    return {
        "article": draw(st.sampled_from(ARTICLES)),
        "evidence": draw(st.sampled_from(SENTENCES)),
        "start": draw(st.integers(0, 9)),
        "end": draw(st.integers(10, 19)),
        "negated": negated,
        "hypothetical": hypothetical,
        "fact": not (negated or hypothetical),
        "issue": draw(_maybe(tuple(map(str, ISSUES)))),
        "intensity": draw(_maybe(INTENSITIES)),
        "date": draw(_maybe(DATES)),
        "speaker": speaker and speaker[0],
        "speaker_id": speaker and speaker[1],
        "role": draw(_maybe(ROLES)),
        "confidence": draw(st.sampled_from((0.5, 0.75))),
    }


@st.composite
def _disputes(draw: st.DrawFn, ids: list[str]) -> list[Dispute]:
    return [
        Dispute(
            f"d{number}",
            f"{ids[0]} – {ids[1]}: {issue}",
            parties=(ids[0], ids[1]),
            issue=issue,
            stakes=tuple(sorted(draw(st.sets(st.sampled_from(ids[2:]), max_size=2)))),
            first=draw(_maybe(DATES)),
            intensity=draw(st.sampled_from(INTENSITIES)),
            assertions=draw(st.integers(1, 4)),
        )
        for number, issue in enumerate(draw(st.sets(st.sampled_from(ISSUES), max_size=2)))
    ]


LABELS = (*(str(kind) for kind in NodeType), "Entity", "Article")
TYPES = (*(str(kind) for kind in EdgeType), MENTIONS, "OVER")
