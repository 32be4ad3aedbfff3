"""The annotated training articles: reading and checking them.

One file holds many articles, one statement a line; what a line is, its first character says::

    # id | style | issues          starts an article; the id is unique over all files
    @ id Type Canonical name       an entity
    H text                         the headline, S a sentence, B a line that is no prose (byline, caption)
    P                              a paragraph ends
    > source TYPE target | trigger | flags

Mentions are marked in the text: ``[[Ankara|tr]]`` stands for the entity `tr`, ``[[President|=]]`` is a title and stands
for none. An edge belongs to the line above it. Flags: ``neg``, ``hyp``, ``implied`` (an end is not said in the line),
``by=ID`` (who is reported as saying it), ``issue=ISSUE``, ``role=WORDS``, with underscores for blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from disputes.graph.errors import InputError
from disputes.graph.model import Span
from disputes.graph.vocabulary import READ_TYPES, RULES, EdgeType, Issue, NodeType

ARTICLES = Path(__file__).parent / "articles"
STYLES = frozenset("wire broadcaster agency newspaper official bulletin analysis translated".split())
TITLE = "="
_MARK = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]|]+)\]\]")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity of the article and its full name."""

    id: str
    type: NodeType
    name: str


@dataclass(frozen=True, slots=True)
class GoldMention:
    """Words of a sentence that stand for an entity, or, where `entity` is None, are a title."""

    span: Span
    sentence: int
    entity: str | None


@dataclass(frozen=True, slots=True)
class GoldEdge:
    """What one sentence says of two entities. `trigger` is a span of the article's text."""

    sentence: int
    source: str
    type: EdgeType
    target: str
    trigger: Span
    negated: bool = False
    hypothetical: bool = False
    implied: bool = False
    speaker: str | None = None
    issue: Issue | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """A text, its sentences in order (a headline is one; lines that are no prose are none), and what they hold."""

    id: str
    style: str
    issues: tuple[Issue, ...]
    text: str
    sentences: tuple[Span, ...]
    entities: tuple[GoldEntity, ...]
    mentions: tuple[GoldMention, ...]
    edges: tuple[GoldEdge, ...]
    has_headline: bool = False

    def type_of(self, entity: str) -> NodeType:
        """Give the type of the entity with this id."""
        return next(each.type for each in self.entities if each.id == entity)


def read_all(paths: Iterable[Path] | None = None) -> list[AnnotatedArticle]:
    """Read the articles of all `paths` (default: all that the project keeps), in the order of the file names.

    Raises InputError, with file and line, on the first mistake, an id that stands twice included.
    """
    articles: dict[str, AnnotatedArticle] = {}
    for path in sorted(ARTICLES.glob("*.txt")) if paths is None else paths:
        for article in read(path):
            if article.id in articles:
                raise InputError(path, f"the id {article.id!r} stands twice")
            articles[article.id] = article
    return list(articles.values())


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """Read and check the articles of one file."""
    draft: _Draft | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            if line[0] == "#":
                if draft:
                    yield draft.finished()
                draft = _Draft(line[1:])
            elif draft is None:
                raise ValueError("an article starts with '#'")
            else:
                draft.take(line[0], line[1:].strip())
        except ValueError as error:
            raise InputError(f"{path}:{number}", f"{error}: {line[:100]}") from error
    if draft:
        yield draft.finished()


class _Draft:
    """An article of which some lines have been read. Mistakes raise ValueError."""

    def __init__(self, head: str) -> None:
        self.id, self.style, issues = (part.strip() for part in head.split("|"))
        if self.style not in STYLES:
            raise ValueError(f"unknown style {self.style!r}")
        self.issues = tuple(Issue(issue.strip()) for issue in issues.split(";") if issue.strip())
        self.text = ""
        self.sentences: list[Span] = []
        self.entities: dict[str, GoldEntity] = {}
        self.mentions: list[GoldMention] = []
        self.edges: list[GoldEdge] = []
        self.has_headline = False
        self.is_open = False  # whether the line before may have edges

    def take(self, kind: str, rest: str) -> None:
        """Add one line."""
        if kind == "@":
            self._add_entity(*_parts(rest.split(None, 2), 3))
        elif kind in "HS":
            self._add_sentence(kind, rest)
        elif kind == "B":
            if "[[" in rest:
                raise ValueError("markup in a line that is no prose")
            self._append(rest)
            self.text += "\n\n"
            self.is_open = False
        elif kind == "P":
            self.text = self.text.rstrip(" ") + "\n\n"
            self.is_open = False
        elif kind == ">":
            self._add_edge(*_parts([part.strip() for part in rest.split("|")] + [""], 3))
        else:
            raise ValueError(f"unknown kind of line {kind!r}")

    def finished(self) -> AnnotatedArticle:
        """Give the article."""
        return AnnotatedArticle(
            self.id,
            self.style,
            self.issues,
            self.text.rstrip() + "\n",
            tuple(self.sentences),
            tuple(self.entities.values()),
            tuple(self.mentions),
            tuple(self.edges),
            self.has_headline,
        )

    def _add_entity(self, ident: str, kind: str, name: str) -> None:
        if ident in self.entities:
            raise ValueError(f"the entity {ident!r} stands twice")
        if NodeType(kind) not in READ_TYPES:
            raise ValueError(f"{kind} is derived, not read")
        self.entities[ident] = GoldEntity(ident, NodeType(kind), name)

    def _append(self, words: str) -> Span:
        if self.text and not self.text.endswith("\n"):
            self.text += " "
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def _add_sentence(self, kind: str, marked: str) -> None:
        plain = _MARK.sub(r"\1", marked)
        if "[[" in plain or "]]" in plain:
            raise ValueError("broken markup")
        span = self._append(plain)
        removed = 0
        for mark in _MARK.finditer(marked):
            if mark[2] != TITLE and mark[2] not in self.entities:
                raise ValueError(f"a mention of the unknown entity {mark[2]!r}")
            start = span.start + mark.start() - removed
            entity = None if mark[2] == TITLE else mark[2]
            self.mentions.append(GoldMention(Span(start, start + len(mark[1])), len(self.sentences), entity))
            removed += len(mark[0]) - len(mark[1])
        self.sentences.append(span)
        if kind == "H":
            self.text += "\n\n"
            self.has_headline = self.has_headline or len(self.sentences) == 1
        self.is_open = True

    def _add_edge(self, head: str, trigger: str, flags: str) -> None:
        if not self.is_open:
            raise ValueError("an edge without its line")
        source, kind, target = _parts(head.split(), 3)
        rule = RULES[EdgeType(kind)]
        for end in (source, target):
            if end not in self.entities:
                raise ValueError(f"an edge of the unknown entity {end!r}")
        if not rule.joins(self.entities[source].type, self.entities[target].type):
            raise ValueError(f"{kind} can't join {self.entities[source].type} and {self.entities[target].type}")
        edge = GoldEdge(len(self.sentences) - 1, source, EdgeType(kind), target, self._trigger(trigger))
        edge = replace(edge, **self._flags(flags))
        said = {mention.entity for mention in self.mentions if mention.sentence == edge.sentence}
        if not edge.implied and not {source, target} <= said:
            raise ValueError("an end is not mentioned in the line: mark it, or flag the edge as implied")
        self.edges.append(edge)

    def _trigger(self, words: str) -> Span:
        sentence = self.sentences[-1]
        said = sentence.of(self.text)
        whole = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", said)
        at = whole.start() if whole else said.find(words)
        if not words or at < 0:
            raise ValueError(f"the trigger {words!r} is not in the line")
        return Span(sentence.start + at, sentence.start + at + len(words))

    def _flags(self, flags: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for flag in flags.split():
            key, _, value = flag.partition("=")
            words = value.replace("_", " ")
            if key in _SWITCHES and not value:
                found[_SWITCHES[key]] = True
            elif key == "by" and value in self.entities:
                found["speaker"] = value
            elif key == "issue":
                found["issue"] = Issue(words)
            elif key == "role":
                found["role"] = words
            else:
                raise ValueError(f"unknown flag {flag!r}")
        return found


_SWITCHES = {"neg": "negated", "hyp": "hypothetical", "implied": "implied"}


def _parts(found: list[str], wanted: int) -> list[str]:
    """Give the first `wanted` parts of a line, of which there must be as many."""
    if len(found) < wanted:
        raise ValueError(f"{wanted} parts wanted")
    return found[:wanted]
