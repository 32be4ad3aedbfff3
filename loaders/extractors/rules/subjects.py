"""Who a verb is said of: its subject, however far it stands, or nobody where that is not plain."""

from __future__ import annotations

from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.rules.clauses import STOPS, Clauses
from disputes.loaders.extractors.rules.inflection import Form
from disputes.loaders.extractors.rules.phrases import object_heads, subject_heads
from disputes.loaders.extractors.rules.verbs import Shape, Verb, is_modifier
from disputes.loaders.extractors.rules.words import forms_at, grammar, word_class

LONGEST_CHAIN = 4
"""How many verbs may lead to a subject: "agreed to try to persuade"."""
JOINABLE = frozenset({Shape.REDUCED, Shape.GERUND})
SINGULAR = frozenset({"is", "was", "has", "does"})
BEFORE_TIMES = frozenset({"on", "in", "last", "this", "late", "since", "earlier", "next"})
OF_ANOTHER = frozenset({"of", "for", "from"})
"""Prepositions after which a gerund is the object's deed: "accuses Gorna of hiding"."""
OF_THE_SAME = frozenset({"after", "before", "by", "in", "while", "since", "without"})


def subject(clauses: Clauses, verb: Verb, depth: int = 0) -> list[int]:
    """Find the mentions that the verb is said of; none where that is not plain."""
    if depth > LONGEST_CHAIN:
        return []
    if verb.shape is Shape.INFINITIVE:
        return _of_infinitive(clauses, verb, depth)
    if verb.shape is Shape.GERUND:
        return _of_gerund(clauses, verb, depth)
    place = _before_times(clauses, verb.start)
    if verb.shape is Shape.REDUCED and clauses.line.entity(place - 1):
        return [place - 1]
    return _before(clauses, verb, place, depth)


def _before(clauses: Clauses, verb: Verb, place: int, depth: int) -> list[int]:
    """Find the subject of a finite verb or participle from what stands right before it, at `place`."""
    line = clauses.line
    previous = line.lower(place - 1)
    if previous in {"and", "but", "then", "or"} and (earlier := _joined(clauses, verb, place - 1)):
        return subject(clauses, earlier, depth + 1)
    if previous in word_class("relatives"):
        return _antecedent(clauses, place - 1)
    if previous == "," and verb.shape is Shape.REDUCED:
        return subject_heads(line, clauses.start(place - 1), place - 1)
    if previous == ",":
        return _before_insertion(clauses, place - 1) or _of_series(clauses, place - 1, depth)
    heads = subject_heads(line, clauses.start(place), place)
    return heads[-1:] if _is_singular(clauses, verb) else heads


def patient(clauses: Clauses, verb: Verb) -> list[int]:
    """Find whose thing a passive verb is said of: "Gorna's assets were frozen"."""
    start = clauses.start(verb.start)
    return [at for at in clauses.line.mentions(start, verb.start) if is_modifier(clauses.line, at)][:1]


def _is_singular(clauses: Clauses, verb: Verb) -> bool:
    """Whether the verb's form asks for one subject: "accuses", "has accused"."""
    first = clauses.line.lower(verb.start)
    return first in SINGULAR if verb.start < verb.index else forms_at(first) == {Form.PRESENT}


def _before_times(clauses: Clauses, place: int) -> int:
    """Step left over "on Tuesday", "last week"."""
    line, at = clauses.line, place
    while at and (line.lower(at - 1) in word_class("times") or line.tokens[at - 1].text.isdigit()):
        at -= 1
    return at - 1 if at < place and line.lower(at - 1) in BEFORE_TIMES else at


def _joined(clauses: Clauses, verb: Verb, place: int) -> Verb | None:
    """Give the verb that "and" joins this one to: one of the same shape, or both participles."""
    wanted = JOINABLE if verb.shape in JOINABLE else {verb.shape}
    return next((other for other in reversed(clauses.verbs) if other.index < place and other.shape in wanted), None)


def _of_series(clauses: Clauses, comma: int, depth: int) -> list[int]:
    """Find the subject of the second verb in "warned X, thanked Y and left"."""
    earlier = clauses.finite_before(comma)
    if earlier is None or clauses.is_cut(earlier.index, comma):
        return []
    return subject(clauses, earlier, depth + 1)


def _antecedent(clauses: Clauses, relative: int) -> list[int]:
    """Find what "which" or "who" stands for: the mention right before it, or who acts for it."""
    line = clauses.line
    end = relative - 1 if line.lower(relative - 1) == "," else relative
    if line.entity(end - 1) is not None:
        return [end - 1]
    if line.lower(end - 1) not in grammar().actor_nouns:
        return []
    return subject_heads(line, clauses.start(end), end)


def _before_insertion(clauses: Clauses, comma: int) -> list[int]:
    """Find the subject before "…, which …," or an apposition that ends at `comma`."""
    line = clauses.line
    for at in range(comma - 1, 0, -1):
        if line.lower(at) in STOPS:
            return []
        if line.lower(at) == ",":
            if line.kind(comma - 1) is NodeType.OFFICIAL and not clauses.has_verb(at, comma):
                return [comma - 1]
            if heads := subject_heads(line, clauses.start(at), at):
                return heads if clauses.has_verb(at, comma) or not clauses.has_verb(0, at) else []
    return []


def _of_infinitive(clauses: Clauses, verb: Verb, depth: int) -> list[int]:
    """Find who is to do it: whom the verb before tells to, else its subject, else whose plan it is."""
    governor = clauses.governor(verb)
    if governor is None:
        return subject_heads(clauses.line, clauses.start(verb.start), verb.start)
    told = object_heads(clauses.line, governor.index + 1, verb.start) or _addressed(clauses, verb)
    if told and governor.lemma in word_class("object_control") and not governor.is_passive:
        return told
    return _planner(clauses, governor, verb) or subject(clauses, governor, depth + 1)


def _addressed(clauses: Clauses, verb: Verb) -> list[int]:
    """Find whom "called on Gorna to leave" is said to: the name right before."""
    return [verb.start - 1] if clauses.line.entity(verb.start - 1) else []


def _planner(clauses: Clauses, governor: Verb, verb: Verb) -> list[int]:
    """Find Gorna in "condemned Gorna's decision to fill"."""
    if clauses.line.lower(verb.start - 1) not in word_class("plans"):
        return []
    near = clauses.line.mentions(governor.index + 1, verb.start)
    return [at for at in near if is_modifier(clauses.line, at)][-1:]


def _of_gerund(clauses: Clauses, verb: Verb, depth: int) -> list[int]:
    previous = clauses.line.lower(verb.start - 1)
    governor = clauses.governor(verb)
    if previous == "and" and (earlier := _joined(clauses, verb, verb.start - 1)):
        return subject(clauses, earlier, depth + 1)
    if previous == "," and (main := _main(clauses, verb)):
        return subject(clauses, main, depth + 1)
    if previous in OF_ANOTHER and governor and not governor.is_passive:
        return object_heads(clauses.line, governor.index + 1, verb.start)
    if governor is None and previous in OF_THE_SAME:
        following = clauses.after(verb.index + 1)
        return subject(clauses, following, depth + 1) if following and following.shape is Shape.FINITE else []
    if governor is None or governor.shape is Shape.REDUCED:
        return []
    is_plain = previous in word_class("prepositions") or governor.index == verb.start - 1
    return subject(clauses, governor, depth + 1) if is_plain else []


def _main(clauses: Clauses, verb: Verb) -> Verb | None:
    """Give the first finite verb of the part of the sentence that the verb stands in: ", saying" goes with it."""
    cut = next((at for at in range(verb.start - 1, -1, -1) if clauses.line.lower(at) in STOPS), -1)
    here = (verb for verb in clauses.verbs if verb.shape is Shape.FINITE and verb.index > cut)
    return next((other for other in here if other.index < verb.start), None)
