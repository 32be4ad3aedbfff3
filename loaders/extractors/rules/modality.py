"""Whether an act is told as done, denied or merely meant, and whether its sense is turned round."""

from __future__ import annotations

from dataclasses import dataclass, replace

from disputes.loaders.extractors.rules.clauses import QUOTES, Clauses
from disputes.loaders.extractors.rules.verbs import Shape, Verb
from disputes.loaders.extractors.rules.words import grammar, word_class


@dataclass(frozen=True, slots=True)
class Mood:
    """`is_reversed`: the act is brought to an end ("lifted the ban", "stopped seizing")."""

    negated: bool = False
    hypothetical: bool = False
    is_reversed: bool = False

    def under(self, other: Mood) -> Mood:
        """Give this mood as it is within a clause of the other one."""
        return Mood(
            self.negated != other.negated,
            self.hypothetical or other.hypothetical,
            self.is_reversed != other.is_reversed,
        )


_PERCEIVING = frozenset({"see", "hear"})
"""What "could be seen" was seen."""


def mood_of_verb(clauses: Clauses, verb: Verb, depth: int = 0) -> Mood:
    """Read the mood from the verb's auxiliaries, its conjunction, and the verb it hangs on."""
    is_seen = verb.is_passive and verb.lemma in _PERCEIVING
    is_meant = (verb.is_modal and not is_seen) or _is_conditional(clauses, verb) or _is_arranged(clauses, verb)
    mood = Mood(verb.is_negated, is_meant)
    if depth > 3:
        return mood
    if verb.shape in (Shape.INFINITIVE, Shape.GERUND):
        governor = clauses.governor(verb)
        if clauses.at(verb.start - 1) is None:
            mood = mood.under(_by_noun(clauses, verb))
        return mood.under(_governed(clauses, governor, verb, depth)) if governor else mood
    return mood.under(_by_report(clauses, verb))


def _governed(clauses: Clauses, governor: Verb, verb: Verb, depth: int) -> Mood:
    line = clauses.line
    before = line.lower(verb.start - 1)
    if verb.shape is Shape.GERUND and (before in {",", "after", "by", "in", "while", "before"}):
        return Mood()
    words = grammar().governors
    lemma = governor.lemma
    mood = Mood(
        lemma in words.negated,
        lemma in words.hypothetical and not (verb.shape is Shape.GERUND and before in {"of", "for"}),
        lemma in words.reversed and verb.shape is Shape.GERUND and before not in {"of", "for", "from"},
    )
    if before in {"of", "for"}:
        return mood
    return mood.under(mood_of_verb(clauses, governor, depth + 1))


def _by_noun(clauses: Clauses, verb: Verb) -> Mood:
    """Read the noun or adjective that an infinitive hangs on: "plans to seize", "ready to lift"."""
    words = grammar().governors
    at = verb.start - 1
    if clauses.line.lower(at) == "of" and clauses.line.lower(at - 1) in words.intentions:
        return Mood(clauses.line.lower(at - 2) == "no", hypothetical=True)
    return Mood(clauses.line.lower(at) in words.negated, clauses.line.lower(at) in words.hypothetical)


def _is_arranged(clauses: Clauses, verb: Verb) -> bool:
    """Whether something "is to" be done. "What it did was to seize" tells what is done, as does "it was to seize"."""
    line = clauses.line
    is_due = verb.shape is Shape.INFINITIVE and line.lower(verb.start - 1) in word_class("be")
    return is_due and line.lower(clauses.start(verb.start - 1)) != "what" and line.lower(verb.start - 2) not in _CLEFT


_CLEFT = frozenset({"it", "did", "does", "do"})


def _is_conditional(clauses: Clauses, verb: Verb) -> bool:
    for at in range(verb.start, -1, -1):
        word = clauses.line.lower(at)
        if word in word_class("conditionals") or (word == "should" and _begins_clause(clauses, at)):
            return True
        if word in {",", ";", "that", ":"}:
            return False
    return False


def _begins_clause(clauses: Clauses, at: int) -> bool:
    """Whether the word at `at` stands first: "should Gorna strike" is a condition, "Gorna should strike" is none."""
    return at == 0 or clauses.line.lower(at - 1) in _OPENING


_OPENING = frozenset({",", ";", ":", "that", "and", "but"}) | QUOTES


def _by_report(clauses: Clauses, verb: Verb) -> Mood:
    """Read the verb before a "that": "denied that it had seized", "demanded that Gorna lift"."""
    at = verb.start - 1
    while at > 0 and clauses.line.lower(at) not in {"that", ",", ";", ":", "which", "who"}:
        at -= 1
    governor = clauses.before(at) if clauses.line.lower(at) == "that" else None
    if governor is None or at - governor.index > 2 or clauses.has_verb(at + 1, verb.index):
        return Mood()
    words = grammar().governors
    is_untrue = governor.shape is Shape.INFINITIVE and clauses.line.lower(governor.start - 1) in words.untrue
    return Mood(is_untrue or governor.lemma in words.negated, governor.lemma in words.reported_wishes)


def mood_of_noun(clauses: Clauses, index: int, governor: Verb | None) -> Mood:
    """Read the mood from the verb that the noun is an object of, and from the words right before it."""
    words = grammar().governors
    mood = Mood()
    for at in range(index - 1, max(index - 5, -1), -1):
        word = clauses.line.lower(at)
        if not clauses.line.tokens[at].is_word or clauses.at(at) is not None:
            break
        near = Mood(word == "no", word in words.hypothetical or word == "any", word in words.endings)
        mood = mood.under(near)
    if governor is None:
        return mood
    reversal = Mood(
        governor.lemma in words.negated,
        governor.lemma in words.hypothetical - words.weak,
        governor.lemma in words.reversed,
    )
    return mood.under(reversal).under(replace(mood_of_verb(clauses, governor)))
