"""Who "I" is: the speaker, who is often named only after the words."""

from __future__ import annotations

from collections.abc import Sequence

from disputes.graph.model import LocalEntity, MentionKind
from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.reader.members import Member
from disputes.loaders.extractors.rules.clauses import Clauses
from disputes.loaders.extractors.rules.quotations import speaker_at, speakers_ahead, speeches_of
from disputes.loaders.extractors.rules.tokens import Line

_I = frozenset("i me my mine myself".split())


def with_speakers(
    members: Sequence[Member], named: Sequence[LocalEntity | None], lines: Sequence[Line]
) -> list[LocalEntity | None]:
    """Give the entity of each member: that of "I" is who is reported as saying it, where an official is.

    `lines` are the sentences with the members as they are `named` now.
    """
    found = list(named)
    wanted = [at for at, member in enumerate(members) if _is_speaker(member)]
    if not wanted:
        return found
    known = {entity.key: entity for entity in named if entity is not None and entity.type is NodeType.OFFICIAL}
    speeches = list(speeches_of(map(Clauses.of, lines)))
    ahead = speakers_ahead(lines, speeches)
    for at in wanted:
        span = members[at].span
        for line, spoken, later in zip(lines, speeches, ahead, strict=True):
            if line.span.covers(span):
                place = line.index_at(span)
                speaker = (None if place is None else speaker_at(spoken, place)) or later
                found[at] = known.get(speaker.local or "", named[at]) if speaker else named[at]
    return found


def _is_speaker(member: Member) -> bool:
    is_pronoun = member.kind is MentionKind.PRONOUN and member.type is NodeType.OFFICIAL
    return is_pronoun and member.name.lower() in _I
