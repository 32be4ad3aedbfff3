"""Sentences, entities and mentions of an article, by lexicons and patterns alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disputes.graph.model import Article, Assertion, LocalEntity, Mention
from disputes.graph.vocabulary import EdgeType
from disputes.loaders.extractors.rules.agreements import find_agreements
from disputes.loaders.extractors.rules.anaphora import find_anaphora
from disputes.loaders.extractors.rules.bodies import find_bodies
from disputes.loaders.extractors.rules.coreference import Group, group, mention
from disputes.loaders.extractors.rules.findings import Found, Sentence
from disputes.loaders.extractors.rules.meetings import find_meetings
from disputes.loaders.extractors.rules.officials import find_officials, find_strangers
from disputes.loaders.extractors.rules.properties import find_properties
from disputes.loaders.extractors.rules.recurrences import find_property_names, find_repeated
from disputes.loaders.extractors.rules.scene import Draft, Row, Scene, TieDraft
from disputes.loaders.extractors.rules.sites import find_sites
from disputes.loaders.extractors.rules.states import find_known, tie_known
from disputes.loaders.extractors.rules.units import units_of
from disputes.loaders.sentences import sentences_of

STAGES = (
    find_known,
    tie_known,
    find_bodies,
    find_officials,
    find_properties,
    find_meetings,
    find_agreements,
    find_sites,
    find_property_names,
    find_repeated,
    find_strangers,
    find_anaphora,
)
"""What is looked for, in order: each stage finds the phrases of the ones before it as single units."""
SAID, GUESSED = 0.9, 0.6
"""The confidence of a tie whose both ends the words name, and of one whose other end is the likeliest."""
_SMALL = re.compile(r"\b[a-z][a-z'’]+")


def find(article: Article) -> Found:
    """Find the sentences, the entities, their mentions and the ties that their names tell.

    Pure: the same article gives the same findings. What is boilerplate holds no mention.
    """
    scene = Scene(article.text, list(_rows(article)))
    for stage in STAGES:
        stage(scene)
    groups = group(scene)
    entities = _entities(article, groups)
    keys = {draft: entities[made].key for draft, made in groups.items()}
    mentions = sorted((mention(draft, key) for draft, key in keys.items() if not draft.is_inner), key=_start)
    hidden = [mention(draft, key) for draft, key in keys.items() if draft.is_inner]
    hidden += [Mention(draft.wide, draft.kind, key) for draft, key in keys.items() if draft.wide is not None]
    return Found(
        sentences=tuple(row.sentence for row in scene.rows),
        entities=tuple(sorted(entities.values(), key=lambda entity: int(entity.key.rsplit(":", 1)[1].split("-")[0]))),
        mentions=tuple(mentions),
        ties=tuple(_ties(article, scene, keys)),
        inner=tuple(sorted(hidden, key=_start)),
    )


def _rows(article: Article) -> Iterator[Row]:
    common = frozenset(_SMALL.findall(article.text))
    for span, is_headline in sentences_of(article):
        units = units_of(article.text, span, common)
        yield Row(Sentence(span, is_headline), units, [None] * len(units))


def _entities(article: Article, groups: dict[Draft, Group]) -> dict[Group, LocalEntity]:
    return {made: made.entity(article.id) for made in dict.fromkeys(groups.values())}


def _start(mention: Mention) -> tuple[int, int]:
    return mention.span


def _certain(ties: list[TieDraft], keys: dict[Draft, str]) -> Iterator[TieDraft]:
    """Leave out whom an official may serve where the article says it elsewhere, and all such guesses but the first."""
    said = {keys[tie.source] for tie in ties if tie.type is EdgeType.SERVES and not tie.is_guess}
    guessed: dict[tuple[str, EdgeType], Draft] = {}
    for tie in sorted(ties, key=lambda tie: tie.evidence):
        key = keys[tie.source]
        if not tie.is_guess or (key not in said and guessed.setdefault((key, tie.type), tie.source) is tie.source):
            yield tie


def _ties(article: Article, scene: Scene, keys: dict[Draft, str]) -> Iterator[Assertion]:
    seen = set()
    for tie in _certain(scene.ties, keys):
        source, target = keys[tie.source], keys[tie.target]
        if source == target or (tie.type, source, target, tie.trigger) in seen:
            continue
        seen.add((tie.type, source, target, tie.trigger))
        yield Assertion(
            article=article.id,
            type=tie.type,
            source=source,
            target=target,
            trigger=tie.trigger,
            evidence=tie.evidence,
            source_span=tie.source.span,
            target_span=tie.target.span,
            detail=tie.detail,
            confidence=GUESSED if tie.is_guess else SAID,
        )
