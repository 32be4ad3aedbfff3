"""To whom a verb or noun is done, by whom, and whose a noun is."""

from __future__ import annotations

from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.rules.clauses import STOPS, Clauses
from disputes.loaders.extractors.rules.phrases import POSSESSIVE, SIGNS, coordinated, object_heads, subject_heads
from disputes.loaders.extractors.rules.verbs import Verb, is_modifier
from disputes.loaders.extractors.rules.words import grammar, word_class

OBJECT_RELATIVES = frozenset({"which", "whom"})
PARTING = frozenset({"during", "after", "before", "on", "at", "about", "over", "who", "which", "amid"})
"""Words that end a row of roles and names."""
RELATIVE_TOKENS = 8
OWNER_TOKENS = 6


def objects(clauses: Clauses, start: int, slot: str) -> list[int]:
    """Find the mentions in one slot of what follows `start`.

    A slot is "object", "that" (the subject of the clause after it) or a preposition.
    """
    line, end = clauses.line, clauses.end(start)
    if slot == "object":
        return object_heads(line, start, end)
    if slot == "that":
        return _clause_subject(clauses, start)
    for at in range(start, end):
        if line.lower(at) == slot and (found := object_heads(line, at + 1, end)):
            return found
        if line.lower(at) in SIGNS - {","}:
            break
    return []


def _clause_subject(clauses: Clauses, start: int) -> list[int]:
    """Find Gorna in "demanded that Gorna correct"."""
    line = clauses.line
    at = next((at for at in range(start, start + 3) if line.lower(at) == "that"), None)
    first = next(iter(line.mentions(at + 1, at + 5)), None) if at is not None else None
    if at is None or first is None:
        return []
    following = clauses.after(first)
    if following is None and not is_modifier(line, first):
        return coordinated(line, first, clauses.end(first))
    return subject_heads(line, at + 1, following.start if following else len(line.tokens))


def fronted(clauses: Clauses, verb: Verb) -> list[int]:
    """Find the object that stands before a relative clause: Gorna in "Gorna, which Birn accuses"."""
    line = clauses.line
    places = range(verb.start - 1, max(verb.start - RELATIVE_TOKENS, 0), -1)
    relative = next((at for at in places if line.lower(at) in OBJECT_RELATIVES), None)
    if relative is None or relative == verb.start - 1 or clauses.has_verb(relative, verb.index):
        return []
    thing = relative - 2 if line.lower(relative - 1) == "," else relative - 1
    return [thing] if line.entity(thing) is not None else []


def agent(clauses: Clauses, verb: Verb) -> list[int]:
    """Find who a passive verb is done by; of two joined by "and", who the second is done by."""
    if found := objects(clauses, verb.index + 1, "by"):
        return found
    following = clauses.after(verb.index + 1)
    if following and following.is_passive and clauses.line.lower(following.start - 1) in {"and", "or"}:
        return agent(clauses, following)
    return []


def officials(clauses: Clauses, start: int) -> list[int]:
    """Find the officials that a row of roles names: "the ambassador to Gorna, A, and the minister, B"."""
    found: list[int] = []
    for at in range(start, clauses.end(start)):
        if clauses.line.lower(at) in STOPS or clauses.line.lower(at) in PARTING:
            break
        if clauses.line.kind(at) is NodeType.OFFICIAL:
            found.append(at)
    return found


def owner(clauses: Clauses, start: int) -> list[int]:
    """Find whose the noun at `start` is: the name, adjective or possessive before it, a few words apart at most."""
    line = clauses.line
    for at in range(start - 1, max(start - OWNER_TOKENS, -1), -1):
        token = line.tokens[at]
        if token.entity is not None:
            return [at] if is_modifier(line, at) or not _are_two(clauses, at, start) else []
        if token.lower in POSSESSIVE or token.lower in word_class("adverbs"):
            continue
        if not token.is_word or token.lower in word_class("prepositions") | grammar().governors.reversed:
            return []
        if clauses.has_verb(at, at + 1):
            return []
    return []


def _are_two(clauses: Clauses, mention: int, noun: int) -> bool:
    """Whether the name and the noun are two phrases: a determiner stands between."""
    between = {clauses.line.lower(at) for at in range(mention + 1, noun)}
    return bool(between & (word_class("determiners") - {"own", "new", "last"}))
