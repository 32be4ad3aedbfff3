"""The article while its mentions are being found: rows of units, drafts of mentions, drafts of ties."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from disputes.graph.model import MentionKind, Span
from disputes.graph.vocabulary import RULES, EdgeType, NodeType
from disputes.loaders.extractors.rules.findings import Sentence
from disputes.loaders.extractors.rules.units import Unit

LETTERS = {
    NodeType.STATE: "S",
    NodeType.ORGANIZATION: "O",
    NodeType.OFFICIAL: "M",
    NodeType.PROPERTY: "X",
    NodeType.AGREEMENT: "T",
    NodeType.TALKS: "E",
    NodeType.PLACE: "P",
}
"""The kind of the unit that stands for a phrase already read, beside those of `units`: M, X, E."""


@dataclass(slots=True, eq=False)
class Draft:
    """A mention and what is known of its entity from these words.

    `head` is the lexicon entry of the noun that heads it; `state` the code of the state it belongs to; `others` are
    further names the words give; `wide` is where all words for it stand, when `span` is but a list's member of them
    ("consulates in Basra and Erbil"); `is_inner` says that a longer mention covers it; `refers_to` is the draft that a
    noun or a pronoun stands for.
    """

    type: NodeType
    span: Span
    name: str
    kind: MentionKind = MentionKind.NAME
    code: str | None = None
    state: str | None = None
    head: str | None = None
    place: str | None = None
    others: tuple[str, ...] = ()
    is_distinct: bool = True
    is_inner: bool = False
    wide: Span | None = None
    refers_to: Draft | None = None

    @property
    def state_code(self) -> str | None:
        """The code of the state it is, or belongs to."""
        return self.code if self.type is NodeType.STATE else self.state


def _start(draft: Draft) -> int:
    return draft.span.start


@dataclass(frozen=True, slots=True)
class TieDraft:
    """A tie between two drafts, and the words that say it; `is_guess`, where they leave the target to be guessed."""

    type: EdgeType
    source: Draft
    target: Draft
    trigger: Span
    evidence: Span
    detail: str | None = None
    is_guess: bool = False


@dataclass(slots=True)
class Row:
    """A sentence: its units, and the draft that each stands for, if any."""

    sentence: Sentence
    units: list[Unit]
    drafts: list[Draft | None]
    kinds: str = ""

    def __post_init__(self) -> None:
        self.spell()

    def spell(self) -> None:
        """Bring `kinds` up to date."""
        self.kinds = "".join(unit.kind for unit in self.units)

    @property
    def is_title_cased(self) -> bool:
        """Whether it is a headline that writes all its words large, so that capitals tell nothing."""
        words = [unit for unit in self.units if unit.text[:1].isalpha()]
        large = sum(unit.is_capitalised for unit in words)
        return self.sentence.is_headline and 3 * large > 2 * len(words)

    def words(self, text: str, first: int, last: int) -> str:
        """Give the article's words from unit `first` to before unit `last`, with single blanks."""
        return " ".join(text[self.units[first].start : self.units[last - 1].end].split())

    def span(self, first: int, last: int) -> Span:
        """Give the span from unit `first` to before unit `last`."""
        return Span(self.units[first].start, self.units[last - 1].end)

    def before(self, place: int, *types: NodeType) -> Draft | None:
        """Give the nearest draft of one of `types` before unit `place`."""
        return next((d for d in reversed(self.drafts[:place]) if d is not None and d.type in types), None)


@dataclass(slots=True)
class Scene:
    """All rows of an article and what has been read in them so far."""

    text: str
    rows: list[Row]
    drafts: list[Draft] = field(default_factory=list)
    ties: list[TieDraft] = field(default_factory=list)
    nations: dict[str | None, Draft] = field(default_factory=dict)
    """The first draft of each state by its code."""
    _states: list[Draft] = field(default_factory=list)

    def add(self, row: Row, place: int, draft: Draft) -> Draft:
        """Let unit `place` of `row` stand for `draft`."""
        row.drafts[place] = draft
        self._note(draft)
        return draft

    def drop(self, draft: Draft) -> None:
        """Forget a draft for which a longer one will stand."""
        del self.drafts[next(place for place in range(len(self.drafts) - 1, -1, -1) if self.drafts[place] is draft)]
        if draft.type is NodeType.STATE:
            self._states.remove(draft)
            if self.nations[draft.code] is draft:
                del self.nations[draft.code]

    def _note(self, draft: Draft) -> None:
        self.drafts.append(draft)
        if draft.type is NodeType.STATE:
            insort(self._states, draft, key=_start)
            known = self.nations.get(draft.code)
            if known is None or draft.span.start < known.span.start:
                self.nations[draft.code] = draft

    def reduce(self, row: Row, first: int, last: int, draft: Draft) -> Draft:
        """Make one unit of those from `first` to before `last`: they are `draft`, what they were is inside it."""
        for place in range(first, last):
            inside = row.drafts[place]
            if inside is not None:
                inside.is_inner = True
        span = row.span(first, last)
        row.units[first:last] = [Unit(LETTERS[draft.type], span.start, span.end, row.words(self.text, first, last))]
        row.drafts[first:last] = [draft]
        row.spell()
        self._note(draft)
        return draft

    def tie(
        self,
        row: Row,
        kind: EdgeType,
        source: Draft,
        target: Draft,
        trigger: Span,
        detail: str | None = None,
        *,
        is_guess: bool = False,
    ) -> None:
        """Note a tie that `row` states, unless entities of these types cannot be so tied."""
        if source is not target and RULES[kind].joins(source.type, target.type):
            self.ties.append(TieDraft(kind, source, target, trigger, row.sentence.span, detail, is_guess))

    def states(self, until: int | None = None) -> Iterator[Draft]:
        """Give the drafts of states, last first, that begin before offset `until`."""
        end = len(self._states) if until is None else bisect_left(self._states, until, key=_start)
        for place in range(end - 1, -1, -1):
            yield self._states[place]
