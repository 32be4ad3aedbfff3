"""From what was found in an article to what it asserts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from disputes.graph.model import Article, Assertion, LocalEntity, Mention, Span
from disputes.graph.vocabulary import RULES, VERBS, EdgeType, Issue, NodeType
from disputes.loaders.extractors.rules.acts import Act, Setting
from disputes.loaders.extractors.rules.clauses import Clauses
from disputes.loaders.extractors.rules.noun_acts import noun_acts
from disputes.loaders.extractors.rules.places import neighbours_of
from disputes.loaders.extractors.rules.quotations import Speaker, speaker_at, speeches_of
from disputes.loaders.extractors.rules.sides import the_two
from disputes.loaders.extractors.rules.speech_acts import answers, spoken_acts
from disputes.loaders.extractors.rules.tokens import Line, line_of, mentions_within
from disputes.loaders.extractors.rules.topics import Topics, shares, topics_of
from disputes.loaders.extractors.rules.verb_acts import verb_acts
from disputes.loaders.gazetteer import heads_in
from disputes.loaders.tokenizer import words_of

HEADLINE_DISCOUNT = 0.1


def lines_of(
    article: Article,
    sentences: Sequence[tuple[Span, bool]],
    mentions: Sequence[Mention],
    entities: Sequence[LocalEntity],
) -> list[Line]:
    """Cut the sentences, each with whether it is the headline, into lines."""
    by_key = {entity.key: entity for entity in entities}
    shared = mentions_within([span for span, _ in sentences], mentions)
    return [
        line_of(article.text, span, here, by_key, is_headline=headline)
        for (span, headline), here in zip(sentences, shared, strict=True)
    ]


def assertions_of(article: Article, lines: Sequence[Line], entities: Sequence[LocalEntity]) -> Iterator[Assertion]:
    """Find what the lines assert of the entities, in the order of the text."""
    by_key = {entity.key: entity for entity in entities}
    two = tuple(by_key[key] for key in the_two(lines) or ())
    senders = dict(_senders(entities))
    settings = [Setting(Clauses.of(line), two, senders) for line in lines]
    topics = [topics_of(line) for line in lines]
    whole = shares(topics)
    speeches = speeches_of(setting.clauses for setting in settings)
    for setting, here, spoken in zip(settings, topics, speeches, strict=True):
        told = [*_told(setting), *spoken_acts(setting, spoken, by_key)]
        for act in (*told, *answers(setting, told), *neighbours_of(setting)):
            yield _assertion(article, setting.line, act, _issue(act, here, whole), speaker_at(spoken, act.at))


def _senders(entities: Sequence[LocalEntity]) -> Iterator[tuple[str, LocalEntity]]:
    """Give the state that speaks where an embassy or a consulate does, by the key of this."""
    states = {entity.code: entity for entity in entities if entity.type is NodeType.STATE}
    for entity in entities:
        heads = heads_in(words_of(entity.name.casefold())) if entity.type is NodeType.PROPERTY else ()
        if entity.state in states and any(head.is_diplomatic for head in heads):
            yield entity.key, states[entity.state]


def _told(setting: Setting) -> Iterator[Act]:
    """Find the acts of the verbs, then those of nouns that are no part of a verb's words."""
    taken = {verb.index for verb in setting.clauses.verbs}
    for verb in setting.clauses.verbs:
        for act in verb_acts(setting, verb):
            taken.update(range(act.at, act.until))
            yield act
    for index, token in enumerate(setting.line.tokens):
        if token.mention is None and index not in taken:
            yield from noun_acts(setting, index)


def _issue(act: Act, here: Topics, whole: Mapping[Issue, float]) -> Issue | None:
    if act.type not in VERBS:
        return None
    return here.weigh(act.at, whole, act.entry.issue if act.entry else None)


def _assertion(article: Article, line: Line, act: Act, issue: Issue | None, speaker: Speaker | None) -> Assertion:
    rule = RULES[act.type]
    entry = act.entry if act.entry and act.type in act.entry.types else None
    return Assertion(
        article=article.id,
        type=act.type,
        source=act.source.entity.key,
        target=act.target.entity.key,
        trigger=act.trigger,
        evidence=line.span,
        source_span=_span(line, act.source.at),
        target_span=_span(line, act.target.at),
        speaker=speaker.name if speaker else None,
        speaker_local=speaker.local if speaker else None,
        negated=act.mood.negated,
        hypothetical=act.mood.hypothetical,
        issue=issue,
        event=(entry.event if entry else None) or rule.event,
        intensity=entry.intensity if entry and entry.intensity is not None else rule.intensity,
        detail=act.trigger.of(article.text) if act.type is EdgeType.RESTRICTS else None,
        confidence=act.confidence - (HEADLINE_DISCOUNT if line.is_headline else 0),
    )


def _span(line: Line, at: int | None) -> Span | None:
    return None if at is None else line.tokens[at].span
