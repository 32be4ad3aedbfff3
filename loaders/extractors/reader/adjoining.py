"""A person's name that is heard in two parts: "Vera A." and "Orel" are one."""

from __future__ import annotations

from dataclasses import replace

from disputes.graph.model import Span
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.decoding import Heard
from disputes.loaders.extractors.reader.hearing import Hearing


def with_whole_names(hearing: Hearing) -> Hearing:
    """Make one mention of persons' names that nothing but a blank stands between: no sentence names two so."""
    joined: list[Heard] = []
    for one in hearing.heard:
        if joined and _goes_on(hearing.text, joined[-1], one):
            first = joined[-1]
            found = first.found._replace(last=one.found.last)
            joined[-1] = Heard(found, Span(first.span.start, one.span.end), min(first.chance, one.chance))
        else:
            joined.append(one)
    return replace(hearing, heard=tuple(joined))


def _goes_on(text: str, first: Heard, second: Heard) -> bool:
    is_person = first.kind == second.kind == NodeType.OFFICIAL
    is_near = first.found.sentence == second.found.sentence and text[first.span.end : second.span.start] == " "
    return is_person and is_near and first.span.of(text).istitle() and second.span.of(text)[:1].isupper()
