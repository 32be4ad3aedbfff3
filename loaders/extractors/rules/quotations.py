"""Who is reported as saying which part of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from disputes.loaders.extractors.rules.clauses import QUOTES, Clauses
from disputes.loaders.extractors.rules.phrases import object_heads
from disputes.loaders.extractors.rules.subjects import subject
from disputes.loaders.extractors.rules.tokens import Line
from disputes.loaders.extractors.rules.verbs import Shape, Verb
from disputes.loaders.extractors.rules.words import sayings, word_class

ADJUNCTS = frozenset(
    {
        ",",
        ".",
        ";",
        "on",
        "in",
        "at",
        "to",
        "late",
        "reporters",
        "journalists",
        "after",
        "during",
        '"',
        "”",
        "by",
        "",
        "earlier",
    }
)
OPENING, CLOSING = frozenset("“«"), frozenset("”»")
UNNAMED_TOKENS = 6
ARTICLES = frozenset({"a", "an", "the", "one", "another", "of", "by", "its", "his", "her", "their"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: `local` is the key of the entity, None for "a senior official"."""

    name: str
    local: str | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """Tokens `[start, end)` of a line are what `speaker` is reported as saying."""

    start: int
    end: int
    speaker: Speaker
    is_quoted: bool = False


def speeches_of(article: Iterable[Clauses]) -> Iterator[tuple[Speech, ...]]:
    """Give the speeches of every line in order; a quotation without a speaker of its own goes on with the last one."""
    last: Speaker | None = None
    for clauses in article:
        found = (*_reported(clauses), *_attributed(clauses.line))
        quoted = _is_quotation(clauses.line)
        if not found and quoted and last:
            found = (Speech(0, len(clauses.line.tokens), last, is_quoted=True),)
        last = found[-1].speaker if found else last if quoted else None
        yield found


def speakers_ahead(lines: Sequence[Line], speeches: Sequence[Sequence[Speech]]) -> list[Speaker | None]:
    """Give who speaks in each line of a quotation whose speaker is named only after it, in a later paragraph too.

    A paragraph that ends within a quotation leaves it open, and the next one begins with a mark again.
    """
    is_open = list(_open_at_end(lines))
    found: list[Speaker | None] = [None] * len(lines)
    ahead: Speaker | None = None
    for at in reversed(range(len(lines))):
        if mine := speeches[at]:
            is_within = _is_quotation(lines[at]) or (at > 0 and is_open[at - 1])
            ahead = mine[0].speaker if is_within and mine[0].start == 0 else None
        elif is_open[at]:
            found[at] = ahead
        else:
            ahead = None
    return found


def _open_at_end(lines: Iterable[Line]) -> Iterator[bool]:
    """Tell of each line whether a quotation goes on after it."""
    is_open = False
    for line in lines:
        for at, token in enumerate(line.tokens):
            if token.text in OPENING:
                is_open = True
            elif token.text in CLOSING:
                is_open = False
            elif token.text in QUOTES:
                is_open = at == 0 or not is_open
        yield is_open


def speaker_at(speeches: Iterable[Speech], index: int) -> Speaker | None:
    """Give who says the token at `index`: the innermost speech around it."""
    around = [speech for speech in speeches if speech.start <= index < speech.end]
    return min(around, key=lambda speech: speech.end - speech.start).speaker if around else None


def _is_quotation(line: Line) -> bool:
    return line.lower(0) in QUOTES


def _reported(clauses: Clauses) -> Iterator[Speech]:
    for verb in clauses.verbs:
        if verb.lemma in sayings().verbs and not verb.is_passive and verb.shape is not Shape.INFINITIVE:
            yield from _speech(clauses, verb)


def _speech(clauses: Clauses, verb: Verb) -> Iterator[Speech]:
    line = clauses.line
    follows = verb.lemma not in sayings().never_inverted and line.lower(verb.start - 1) in {*QUOTES, ","}
    if follows and (inverted := _inverted(line, verb)):
        yield Speech(0, verb.start, inverted)
        yield from _quoted_after(line, verb.index + 1, inverted)
        return
    speaker = _named(line, subject(clauses, verb)) or _unnamed(line, verb)
    if speaker is None:
        return
    begin = _subject_start(line, verb.start)
    if line.lower(begin - 1) in {*QUOTES, ","} and begin > 1 and line.lower(verb.index + 1) in ADJUNCTS:
        yield Speech(0, begin, speaker)
        yield from _quoted_after(line, verb.index + 1, speaker)
    else:
        yield Speech(verb.index + 1, len(line.tokens), speaker)


def _inverted(line: Line, verb: Verb) -> Speaker | None:
    """Find X in "said X": a name, or a noun of those who speak."""
    if line.lower(verb.index + 1) in word_class("prepositions") | word_class("subordinators"):
        return None
    end = next(
        (at for at in range(verb.index + 1, len(line.tokens)) if line.lower(at) in {*QUOTES, ";", "."}),
        len(line.tokens),
    )
    named = _named(line, object_heads(line, verb.index + 1, end) or _near(line, verb.index + 1, end))
    return named or _noun(line, verb.index + 1, min(end, verb.index + 6))


def _near(line: Line, start: int, end: int) -> list[int]:
    """Find the official among the names right after: "said ambassador to Gorna Ada Birn"."""
    return [index for index in line.mentions(start, min(end, start + 8)) if line.kind(index) == "Official"][:1]


def _quoted_after(line: Line, start: int, speaker: Speaker) -> Iterator[Speech]:
    opening = next((at for at in range(start, len(line.tokens)) if line.lower(at) in QUOTES), None)
    if opening is not None:
        yield Speech(opening, len(line.tokens), speaker, is_quoted=True)


def _subject_start(line: Line, end: int) -> int:
    """Go left from a verb of saying to the comma or quotation mark before its subject."""
    at = end
    while at > 0 and line.lower(at - 1) not in {*QUOTES, ",", ";"}:
        at -= 1
    return at


def _named(line: Line, heads: list[int]) -> Speaker | None:
    entity = line.entity(heads[0]) if heads else None
    return Speaker(entity.name, entity.key) if entity and entity.type in {"Official", "State", "Organization"} else None


def _unnamed(line: Line, verb: Verb) -> Speaker | None:
    return _noun(line, max(_subject_start(line, verb.start), verb.start - 8), verb.start)


def _noun(line: Line, start: int, end: int) -> Speaker | None:
    """Give the words of an unnamed speaker: up to the noun, without the article."""
    for at in range(start, end):
        if line.lower(at) in sayings().unnamed:
            articles = [place for place in range(start, at) if line.lower(place) in ARTICLES]
            first = articles[-1] + 1 if articles else start
            return Speaker(" ".join(line.tokens[place].text for place in range(first, at + 1)))
    return None


def _attributed(line: Line) -> Iterator[Speech]:
    """Find "according to X" and the like."""
    for at in range(len(line.tokens)):
        for phrase in sayings().phrases:
            words = phrase.split()
            after = at + len(words)
            if [line.lower(place) for place in range(at, after)] != words:
                continue
            named = _named(line, object_heads(line, after, len(line.tokens)))
            if speaker := named or _noun(line, after, min(after + UNNAMED_TOKENS, len(line.tokens))):
                yield Speech(0, len(line.tokens), speaker)
