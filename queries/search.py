"""What the graph has to say of some words: the names and the sentences in which they all stand, the best first.

A store with full-text indexes finds by them where to look, any other is looked through. Which of it is a hit and which
comes first is decided here alone, so that every store gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from disputes.graph.store.parts import LISTING
from disputes.graph.store.protocol import Row, Store, Transaction
from disputes.graph.store.schema import EVIDENCE_INDEX, NAMES_INDEX
from disputes.graph.vocabulary import NodeType
from disputes.queries.holdings import cited
from disputes.queries.words import fit, pattern, wanted_words, words

_NAMES_INDEXED = "CALL db.index.fulltext.queryNodes($index, $words) YIELD node AS n MATCH (n:Entity)"
_NAMES_LOOKED_THROUGH = "MATCH (n:Entity) WHERE any(form IN [n.name] + coalesce(n.aliases, []) WHERE {has_words})"
_NAMES = "{found} RETURN n.id AS id, n.name AS name, n.aliases AS aliases, labels(n) AS labels"

_EDGES_INDEXED = """
CALL db.index.fulltext.queryRelationships($index, $words) YIELD relationship AS r
MATCH (a:Entity)-[r]->(b:Entity)"""
_EDGES_LOOKED_THROUGH = "MATCH (a:Entity)-[r]->(b:Entity) WHERE {has_words}"
# A common word has many: what only the best of them are shown with is read later.
_EDGES = """{found}
RETURN r.id AS id, type(r) AS type, a.id AS source, b.id AS target, r.speaker AS speaker, r.negated AS negated,
       r.hypothetical AS hypothetical, r.evidence AS evidence, r.start AS start, r.article AS article, r.date AS date
"""
_NAMES_OF = "UNWIND $ids AS id MATCH (n:Entity {id: id}) RETURN id, n.name AS name"


@dataclass(frozen=True, slots=True)
class FoundName:
    """An entity or dispute by one of whose names it was found, `words`, and how much of that name was looked for."""

    id: str
    type: str
    name: str
    words: str
    score: float


@dataclass(frozen=True, slots=True)
class FoundEdge:
    """An edge that was read from a sentence."""

    id: str
    type: str
    source: str
    target: str
    source_name: str
    target_name: str
    speaker: str | None = None
    negated: bool = False
    hypothetical: bool = False


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence as its article has it, with the edges read from it; `score` is higher the closer the words stand."""

    words: str
    edges: tuple[FoundEdge, ...]
    article: str
    title: str | None
    publisher: str | None
    date: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, the best first: names in order of score, sentences in order of score, the newest first."""

    names: tuple[FoundName, ...]
    sentences: tuple[FoundSentence, ...]

    def __bool__(self) -> bool:
        return bool(self.names or self.sentences)


def search(store: Store, text: str, *, limit: int) -> Findings:
    """Find the names and the sentences that have all the words of `text`: the `limit` best of each.

    Scores run from 0 to 1: all that is looked for, and nothing between it. Raises QueryError for a text without a word.
    """
    wanted = wanted_words(text)

    def work(tx: Transaction) -> Findings:
        listed = tx.run(LISTING)
        names = _candidate_names(tx, wanted, NAMES_INDEX.ready_name(listed))
        edges = _candidate_edges(tx, wanted, EVIDENCE_INDEX.ready_name(listed))
        return Findings(_best_names(names, wanted, limit), _best_sentences(tx, edges, wanted, limit))

    return store.read(work)


def _candidate_names(tx: Transaction, wanted: Sequence[str], index: str | None) -> list[Row]:
    if index:
        return tx.run(_NAMES.format(found=_NAMES_INDEXED), index=index, words=_lucene(wanted))
    found = _NAMES_LOOKED_THROUGH.format(has_words=_has_words("form", wanted))
    return tx.run(_NAMES.format(found=found), **_patterns(wanted))


def _candidate_edges(tx: Transaction, wanted: Sequence[str], index: str | None) -> list[Row]:
    if index:
        return tx.run(_EDGES.format(found=_EDGES_INDEXED), index=index, words=_lucene(wanted))
    found = _EDGES_LOOKED_THROUGH.format(has_words=_has_words("r.evidence", wanted))
    return tx.run(_EDGES.format(found=found), **_patterns(wanted))


def _lucene(wanted: Iterable[str]) -> str:
    """Give a question to a full-text index: each word must be there. Nothing in it is as a person typed it."""
    return " ".join(f"+/{pattern(word)}/" for word in wanted)


def _has_words(text: str, wanted: Sequence[str]) -> str:
    return " AND ".join(f"{text} =~ $word_{number}" for number in range(len(wanted)))


def _patterns(wanted: Iterable[str]) -> dict[str, str]:
    return {f"word_{number}": f"(?is){pattern(word)}" for number, word in enumerate(wanted)}


def _best_names(rows: Iterable[Row], wanted: Sequence[str], limit: int) -> tuple[FoundName, ...]:
    found = [best for row in rows if (best := _best_name(row, wanted))]
    return tuple(sorted(found, key=lambda one: (-one.score, one.name, one.id))[:limit])


def _best_name(row: Row, wanted: Sequence[str]) -> FoundName | None:
    """Give the entity by that of its names which fits best, None where none fits."""
    kind = next(str(kind) for kind in NodeType if kind in row["labels"])
    fits = []
    for form in dict.fromkeys((row["name"], *(row["aliases"] or ()))):
        parts = words(form)
        if found := fit(wanted, parts):
            fits.append(FoundName(row["id"], kind, row["name"], form, _score(found.weight, len(parts))))
    return max(fits, key=lambda one: one.score, default=None)


def _best_sentences(
    tx: Transaction, rows: Iterable[Row], wanted: Sequence[str], limit: int
) -> tuple[FoundSentence, ...]:
    hits = _hits(rows, wanted)
    articles = cited(tx, (hit.article for hit in hits))
    # The newest first among those of one score: of two sorts that keep an order, the last decides.
    hits.sort(key=lambda hit: hit.date or articles[hit.article]["date"] or "", reverse=True)
    best = sorted(hits, key=lambda hit: -hit.score)[:limit]
    ends = {row[end] for hit in best for row in hit.rows for end in ("source", "target")}
    names = {row["id"]: row["name"] for row in tx.run(_NAMES_OF, ids=sorted(ends))}
    return tuple(_sentence(hit, articles[hit.article], names) for hit in best)


@dataclass(frozen=True, slots=True)
class _Hit:
    """The edges that were read from a sentence which has the words."""

    rows: tuple[Row, ...]
    score: float

    @property
    def article(self) -> str:
        return str(self.rows[0]["article"])

    @property
    def date(self) -> str | None:
        return max((row["date"] for row in self.rows if row["date"]), default=None)


def _hits(rows: Iterable[Row], wanted: Sequence[str]) -> list[_Hit]:
    """Give the sentences that have the words, in the order of their places."""
    ordered = sorted(rows, key=_place)
    groups = ((place, tuple(group)) for place, group in groupby(ordered, key=_place))
    return [
        _Hit(group, _score(found.weight, found.window))
        for (_, _, evidence), group in groups
        if (found := fit(wanted, words(evidence)))
    ]


def _place(row: Row) -> tuple[str, int, str]:
    return row["article"], row["start"], row["evidence"]


def _sentence(hit: _Hit, article: Row, names: Mapping[str, str]) -> FoundSentence:
    edges = (_edge(row, names) for row in hit.rows)
    return FoundSentence(
        words=hit.rows[0]["evidence"],
        edges=tuple(sorted(edges, key=lambda one: (one.type, one.source_name, one.target_name, one.id))),
        article=hit.article,
        title=article["title"],
        publisher=article["publisher"],
        date=hit.date or article["date"],
        score=hit.score,
    )


def _edge(row: Row, names: Mapping[str, str]) -> FoundEdge:
    return FoundEdge(
        id=row["id"],
        type=row["type"],
        source=row["source"],
        target=row["target"],
        source_name=names[row["source"]],
        target_name=names[row["target"]],
        speaker=row["speaker"],
        negated=row["negated"],
        hypothetical=row["hypothetical"],
    )


def _score(weight: float, length: int) -> float:
    return round(min(1.0, weight / length), 3)
