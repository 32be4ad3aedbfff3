"""Who does it and to whom: the subject and the objects of a verb, the ends of a noun."""

from __future__ import annotations

from dataclasses import dataclass

from disputes.graph.vocabulary import NodeType
from disputes.loaders.extractors.rules.inflection import Form
from disputes.loaders.extractors.rules.phrases import POSSESSIVE, SIGNS, object_heads, subject_heads
from disputes.loaders.extractors.rules.tokens import Line
from disputes.loaders.extractors.rules.verbs import Shape, Verb, is_modifier
from disputes.loaders.extractors.rules.words import forms_at, grammar, word_class

JOINABLE = frozenset({Shape.REDUCED, Shape.GERUND})
PARTING = frozenset({"during", "after", "before", "on", "at", "about", "over", "who", "which", "amid"})
OBJECT_RELATIVES = frozenset({"which", "whom"})
QUOTES = frozenset({'"', "“", "”", "«", "»"})
STOPS = frozenset({";", "(", ")", "—", "–"}) | QUOTES


@dataclass(frozen=True, slots=True)
class Clauses:
    """A line and its verbs, and what can be asked about them."""

    line: Line
    verbs: tuple[Verb, ...]

    def before(self, index: int) -> Verb | None:
        """Give the last verb whose group ends before `index`."""
        return next((verb for verb in reversed(self.verbs) if verb.index < index), None)

    def after(self, index: int) -> Verb | None:
        """Give the first verb whose group begins at or after `index`."""
        return next((verb for verb in self.verbs if verb.index > index and verb.start >= index), None)

    def governor(self, verb: Verb) -> Verb | None:
        """Give the verb that an infinitive or gerund hangs on: the one before, within the same clause."""
        found = self.before(verb.start)
        return found if found and not self._is_cut(found.index + 1, verb.start) else None

    def _is_cut(self, start: int, end: int) -> bool:
        return any(self.line.lower(place) in STOPS for place in range(start, end))

    def subject(self, verb: Verb, depth: int = 0) -> list[int]:
        """Find the mentions that the verb is said of; [] where that is not plain."""
        if depth > 4:
            return []
        if verb.shape is Shape.INFINITIVE:
            return self._controller(verb, depth)
        if verb.shape is Shape.GERUND:
            return self._gerund_subject(verb, depth)
        place = self._skip_times(verb.start)
        if verb.shape is Shape.REDUCED and self.line.entity(place - 1):
            return [place - 1]
        previous = self.line.lower(place - 1)
        if previous in {"and", "but", "then", "or"} and (earlier := self._earlier(verb, place - 1)):
            return self.subject(earlier, depth + 1)
        if previous in word_class("relatives"):
            return self._antecedent(place - 1)
        if previous == "," and verb.shape is Shape.REDUCED:
            return subject_heads(self.line, self._clause_start(place - 1), place - 1)
        if previous == ",":
            return self._before_insertion(place - 1) or self._of_series(place - 1, depth)
        heads = subject_heads(self.line, self._clause_start(place), place)
        return heads[-1:] if self._is_singular(verb) else heads

    def _is_singular(self, verb: Verb) -> bool:
        """Whether the verb's form asks for one subject: "accuses", "has accused"."""
        first = self.line.lower(verb.start)
        if verb.start < verb.index:
            return first in {"is", "was", "has", "does"}
        return forms_at(first) == {Form.PRESENT}

    def _skip_times(self, place: int) -> int:
        """Step left over "on Tuesday", "last week"."""
        at = place
        while at and (self.line.lower(at - 1) in word_class("times") or self.line.tokens[at - 1].text.isdigit()):
            at -= 1
        if at < place and self.line.lower(at - 1) in {"on", "in", "last", "this", "late", "since", "earlier", "next"}:
            at -= 1
        return at if at < place else place

    def _earlier(self, verb: Verb, place: int) -> Verb | None:
        """Give the verb that "and" joins this one to: one of the same shape, or both participles."""
        wanted = JOINABLE if verb.shape in JOINABLE else {verb.shape}
        return next((other for other in reversed(self.verbs) if other.index < place and other.shape in wanted), None)

    def _of_series(self, comma: int, depth: int) -> list[int]:
        """Find the subject of the second verb in "warned X, thanked Y and left"."""
        earlier = next((verb for verb in reversed(self.verbs) if verb.index < comma and verb.shape is Shape.FINITE), None)
        if earlier is None or any(self.line.lower(at) in STOPS for at in range(earlier.index, comma)):
            return []
        return self.subject(earlier, depth + 1)

    def _main(self, verb: Verb) -> Verb | None:
        """Give the first finite verb of the sentence part that the verb stands in: ", saying" goes with it."""
        cut = next((at for at in range(verb.start - 1, -1, -1) if self.line.lower(at) in STOPS), -1)
        return next((other for other in self.verbs if cut < other.index < verb.start and other.shape is Shape.FINITE), None)

    def patient(self, verb: Verb) -> list[int]:
        """Find whose thing a passive verb is said of: "Egypt's assets were frozen"."""
        start = self._clause_start(verb.start)
        return [at for at in self.line.mentions(start, verb.start) if is_modifier(self.line, at)][:1]

    def _clause_start(self, place: int) -> int:
        """Go left to where the clause of the phrase that ends at `place` begins."""
        for at in range(place - 1, -1, -1):
            word = self.line.lower(at)
            if word in STOPS or word == ":" or word in word_class("subordinators"):
                return at + 1
            if any(verb.index == at and verb.shape is not Shape.REDUCED for verb in self.verbs):
                return at + 1
        return 0

    def _antecedent(self, relative: int) -> list[int]:
        """Find what "which" or "who" stands for: the mention right before it."""
        end = relative - 1 if self.line.lower(relative - 1) == "," else relative
        if self.line.entity(end - 1) is not None:
            return [end - 1]
        if self.line.lower(end - 1) not in grammar().actor_nouns:
            return []
        return subject_heads(self.line, self._clause_start(end), end)

    def _before_insertion(self, comma: int) -> list[int]:
        """Find the subject before "…, which …," or an apposition that ends at `comma`."""
        for at in range(comma - 1, 0, -1):
            if self.line.lower(at) in STOPS:
                return []
            if self.line.lower(at) == ",":
                if self.line.kind(comma - 1) is NodeType.OFFICIAL and not self._has_verb(at, comma):
                    return [comma - 1]
                if heads := subject_heads(self.line, self._clause_start(at), at):
                    return heads if self._has_verb(at, comma) or not self._has_verb(0, at) else []
        return []

    def _has_verb(self, start: int, end: int) -> bool:
        return any(start <= verb.index < end for verb in self.verbs)

    def _controller(self, verb: Verb, depth: int) -> list[int]:
        governor = self.governor(verb)
        if governor is None:
            return subject_heads(self.line, self._clause_start(verb.start), verb.start)
        told = object_heads(self.line, governor.index + 1, verb.start)
        if told and governor.lemma in OBJECT_CONTROL:
            return told
        if governor.is_passive or not told or governor.lemma not in OBJECT_CONTROL:
            return self._owner_of_plan(governor, verb) or self.subject(governor, depth + 1)
        return []

    def _owner_of_plan(self, governor: Verb, verb: Verb) -> list[int]:
        """Find Ethiopia in "condemned Ethiopia's decision to fill"."""
        near = [
            index
            for index in self.line.mentions(governor.index + 1, verb.start)
            if is_modifier(self.line, index) and self.line.lower(verb.start - 1) in PLANS
        ]
        return near[-1:]

    def _gerund_subject(self, verb: Verb, depth: int) -> list[int]:
        previous = self.line.lower(verb.start - 1)
        governor = self.governor(verb)
        if previous == "and" and (earlier := self._earlier(verb, verb.start - 1)):
            return self.subject(earlier, depth + 1)
        if previous == "," and (main := self._main(verb)):
            return self.subject(main, depth + 1)
        if previous in {"of", "for", "from"} and governor:
            told = object_heads(self.line, governor.index + 1, verb.start)
            return (self.subject(governor, depth + 1) if governor.is_passive else told) if told or governor.is_passive else []
        if governor and governor.shape is not Shape.REDUCED:
            if previous in word_class("prepositions") or previous == "," or not self.line.mentions(governor.index, verb.start):
                return self.subject(governor, depth + 1)
            return []
        if governor is None and previous in {"after", "before", "by", "in", "while", "since", "without"}:
            following = self.after(verb.index + 1)
            return self.subject(following, depth + 1) if following and following.shape is Shape.FINITE else []
        return []

    def object_end(self, start: int) -> int:
        """Go right to where the phrases that hang on a verb end: at a verb, a subordinator, a quotation mark."""
        for at in range(start, len(self.line.tokens)):
            word = self.line.lower(at)
            if word in STOPS or (word in word_class("subordinators") and word not in word_class("prepositions")):
                return at
            if any(verb.index == at and verb.shape is not Shape.GERUND for verb in self.verbs):
                return at
        return len(self.line.tokens)

    def objects(self, start: int, slot: str) -> list[int]:
        """Find the mentions in one slot of what follows `start`: "object", or after a preposition."""
        end = self.object_end(start)
        if slot == "object":
            return object_heads(self.line, start, end)
        if slot == "that":
            return self._clause_subject(start)
        for at in range(start, end):
            if self.line.lower(at) == slot:
                if found := object_heads(self.line, at + 1, end):
                    return found
            if self.line.lower(at) in SIGNS - {","}:
                break
        return []

    def _clause_subject(self, start: int) -> list[int]:
        """Find the subject of the clause after "that": Nauru in "demanded that Nauru correct"."""
        at = next((at for at in range(start, min(start + 3, len(self.line.tokens))) if self.line.lower(at) == "that"), None)
        first = next(iter(self.line.mentions(at + 1, at + 5)), None) if at is not None else None
        if at is None or first is None:
            return []
        following = self.after(first)
        return subject_heads(self.line, at + 1, following.start if following else len(self.line.tokens))

    def fronted(self, verb: Verb) -> list[int]:
        """Find the object that stands before a relative clause: Rwanda in "Rwanda, which Congo accuses"."""
        relative = next((at for at in range(verb.start - 1, max(verb.start - 8, 0), -1) if self.line.lower(at) in OBJECT_RELATIVES), None)
        if relative is None or relative == verb.start - 1 or any(relative < other.index < verb.index for other in self.verbs):
            return []
        thing = relative - 2 if self.line.lower(relative - 1) == "," else relative - 1
        return [thing] if self.line.entity(thing) is not None else []

    def agent(self, verb: Verb) -> list[int]:
        """Find who a passive verb is done by; of two joined by "and", who the second is done by."""
        if found := self.objects(verb.index + 1, "by"):
            return found
        following = self.after(verb.index + 1)
        joined = following and following.is_passive and self.line.lower(following.start - 1) in {"and", "or"}
        return self.agent(following) if following and joined else []

    def officials(self, start: int) -> list[int]:
        """Find the officials that a phrase of roles names: "by the ambassador to Egypt, A, and the minister, B"."""
        found: list[int] = []
        for at in range(start, self.object_end(start)):
            if self.line.lower(at) in STOPS or self.line.lower(at) in PARTING:
                break
            if self.line.kind(at) is NodeType.OFFICIAL:
                found.append(at)
        return found

    def owner(self, start: int) -> list[int]:
        """Find whose the noun at `start` is: the adjective or possessive before it, four words apart at most."""
        for at in range(start - 1, max(start - 6, -1), -1):
            token = self.line.tokens[at]
            if token.entity is not None:
                if is_modifier(self.line, at) or not self._noun_ends(at, start):
                    return [at]
                return []
            if token.lower in POSSESSIVE or token.lower in word_class("adverbs"):
                continue
            if not token.is_word or token.lower in word_class("prepositions") or token.lower in grammar().governors.reversed:
                return []
            if any(verb.index == at for verb in self.verbs):
                return []
        return []

    def _noun_ends(self, mention: int, noun: int) -> bool:
        """Whether the name and the noun are two phrases: a determiner or a verb stands between."""
        return any(self.line.lower(at) in word_class("determiners") - {"own", "new", "last"} for at in range(mention + 1, noun))


OBJECT_CONTROL = frozenset(
    {"urge", "ask", "tell", "order", "want", "call", "press", "demand", "invite", "allow", "force", "instruct", "require", "expect",
     "request", "push", "warn", "beg", "help", "let", "lobby", "persuade", "appeal", "remind"}
)
PLANS = frozenset({"decision", "plan", "plans", "move", "bid", "attempt", "effort", "efforts", "refusal", "offer", "threat", "right", "promise", "pledge", "proposal", "failure"})
