"""How the model's assertions are told: by whom, as done, asked, denied or meant, and in which words of an office.

The model guesses a speaker for every sentence; who is not even mentioned in it speaks there only where the grammar says
so: a quotation goes on with its speaker, who may be named at its end alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from disputes.graph.model import Assertion, Span
from disputes.graph.vocabulary import VERBS, EdgeType
from disputes.loaders.extractors.reader.private import without_private
from disputes.loaders.extractors.reader.victims import without_victims
from disputes.loaders.extractors.rules.clauses import Clauses
from disputes.loaders.extractors.rules.modality import Mood, mood_of_noun, mood_of_verb
from disputes.loaders.extractors.rules.noun_acts import governor_of
from disputes.loaders.extractors.rules.quotations import Speech, speaker_at, speakers_ahead, speeches_of
from disputes.loaders.extractors.rules.tokens import Line
from disputes.loaders.extractors.rules.words import word_class

_DONE = frozenset({EdgeType.RESTRICTS, EdgeType.ATTACKS, EdgeType.MEETS, EdgeType.AGREES, EdgeType.YIELDS})
"""Acts that are done. Others are words: a demand for what is merely meant is a demand."""
_OFFICES = frozenset({EdgeType.LEADS, EdgeType.SERVES, EdgeType.POSTED_TO})
_ADDRESSED = frozenset({"you", "your", "yours", "yourself"})
_CLOSING = frozenset("\"'”’)")
_ENDING = frozenset(".!?")
_OPENING = _ENDING | frozenset('"“‘:;—')
_AUXILIARIES = ("be", "have", "do", "modals")
_OPENERS = frozenset("and but so then now or yet well".split())
_WONDERING = frozenset("who whom whose what which why how when where".split())


def as_told(
    text: str, assertions: Iterable[Assertion], lines: Sequence[Line], titles: Sequence[Span]
) -> Iterator[Assertion]:
    """Set speaker, mood and office right; `lines` have the reader's mentions, `titles` are where offices are named."""
    parsed = [Clauses.of(line) for line in lines]
    speeches = list(speeches_of(parsed))
    told = {line.span: line for line in lines}
    clauses = dict(zip(told, parsed, strict=True))
    spoken = dict(zip(told, speeches, strict=True))
    ahead = dict(zip(told, speakers_ahead(lines, speeches), strict=True))
    for one in without_private(without_victims(assertions, clauses), clauses):
        line = told[one.evidence]
        if _is_away(one, line):
            one = _with_speaker(one, line, spoken[one.evidence])
        if one.speaker is None and (speaker := ahead[one.evidence]) is not None:
            one = replace(one, speaker=speaker.name, speaker_local=speaker.local)
        if one.type in VERBS and (_is_addressed(line) or _is_asked(line, one.trigger)):
            one = replace(one, hypothetical=True)
        mood = _mood(one, clauses[one.evidence])
        one = replace(one, negated=one.negated or mood.negated, hypothetical=one.hypothetical or mood.hypothetical)
        title = next((title for title in titles if title.covers(one.trigger)), None) if one.type in _OFFICES else None
        yield one if title is None else replace(one, trigger=title, detail=title.of(text))


def _mood(one: Assertion, clauses: Clauses) -> Mood:
    """Give how the grammar says that what is done is told: "almost cut ties", "called for a truce"."""
    place = one.trigger if one.type in _DONE else one.target_span if one.type is EdgeType.PARTY_TO else None
    at = None if place is None else clauses.line.index_at(place)
    if at is None:
        return Mood()
    if one.type in _DONE:
        verb = clauses.at(at)
        return mood_of_verb(clauses, verb) if verb else Mood()
    governor = governor_of(clauses, at)
    return mood_of_noun(clauses, at, governor) if governor else Mood()


def _is_away(one: Assertion, line: Line) -> bool:
    """Whether the speaker is another than who acts, and not mentioned in the sentence."""
    if one.speaker_local is None or one.speaker_local == one.source:
        return False
    return all(token.entity is None or token.entity.key != one.speaker_local for token in line.tokens)


def _with_speaker(one: Assertion, line: Line, spoken: Sequence[Speech]) -> Assertion:
    """Give the speaker that the grammar finds, or none."""
    at = line.index_at(one.trigger)
    found = None if at is None else speaker_at(spoken, at)
    return replace(one, speaker=found.name if found else None, speaker_local=found.local if found else None)


def _is_addressed(line: Line) -> bool:
    """Whether the sentence is a question to somebody: it asks what is so, and says nothing."""
    words = [token.lower for token in line.tokens if token.text not in _CLOSING]
    return words[-1:] == ["?"] and not _ADDRESSED.isdisjoint(words)


def _is_asked(line: Line, trigger: Span) -> bool:
    """Whether the trigger stands in a question for yes or no: "Did Gorna attack Birn?". One for why says it did."""
    at = line.index_at(trigger)
    if at is None:
        return False
    ending = next((token.text for token in line.tokens[at:] if token.text in _ENDING), "")
    first = next((back + 1 for back in range(at - 1, -1, -1) if line.tokens[back].text in _OPENING), 0)
    return ending == "?" and any(_is_turned(line, start) for start in _clauses_before(line, first, at))


def _clauses_before(line: Line, first: int, end: int) -> Iterator[int]:
    """Give where clauses begin before `end`, up to the first that asks who or why."""
    begins = True
    for at in range(first, end):
        if line.lower(at) in _WONDERING:
            return
        if begins and line.lower(at) not in _OPENERS:
            yield at
            begins = False
        begins = begins or line.tokens[at].text == ","


def _is_turned(line: Line, start: int) -> bool:
    """Whether an auxiliary stands first, before the subject."""
    return any(line.lower(start) in word_class(name) for name in _AUXILIARIES)
