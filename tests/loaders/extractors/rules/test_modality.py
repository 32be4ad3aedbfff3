from __future__ import annotations

import pytest
from lines import line

from disputes.loaders.extractors.rules.clauses import Clauses
from disputes.loaders.extractors.rules.modality import Mood, mood_of_verb

PLAIN, DENIED, MEANT = Mood(), Mood(negated=True), Mood(hypothetical=True)


def mood(text: str, word: str) -> Mood:
    """Give the mood of the verb `word` of a sentence about Gorna and Birn."""
    clauses = Clauses.of(line(text, *(name for name in ("Gorna", "Birn") if name in text)))
    return next(mood_of_verb(clauses, verb) for verb in clauses.verbs if clauses.line.lower(verb.index) == word)


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("Gorna seized the ship.", "seized", PLAIN),
        ("Gorna has not seized the ship.", "seized", DENIED),
        ("Gorna would have condemned Birn.", "condemned", MEANT),
        ("If Gorna had invaded Birn in May, the court would be shut.", "invaded", MEANT),
        ("Gorna denied seizing the ship.", "seizing", DENIED),
        ("Gorna does not deny seizing the ship.", "seizing", PLAIN),
        ("Gorna failed to seize the ship.", "seize", DENIED),
        ("Gorna denied that it had seized the ship.", "seized", DENIED),
        ("Observers doubted that Gorna had seized the ship.", "seized", DENIED),
        ("Gorna dismissed reports that it had seized the ship.", "seized", DENIED),
        ("It is wrong to say that Gorna seized the ship.", "seized", DENIED),
        ("It would be a mistake to think that Gorna seized the ship.", "seized", DENIED),
        ("It is right to say that Gorna seized the ship.", "seized", PLAIN),
        ("Gorna almost cut ties with Birn.", "cut", DENIED),
        ("Gorna had nearly cut ties with Birn.", "cut", DENIED),
        ("Tanks could be seen moving on Birn.", "moving", PLAIN),
        ("Almost all members cut ties with Birn.", "cut", PLAIN),
        ("Gorna persuaded Birn to lift the ban.", "lift", PLAIN),
        ("Gorna failed to persuade Birn to lift the ban.", "lift", DENIED),
        ("Gorna was to seize the ship on Friday.", "seize", MEANT),
        ("The ships are to be seized.", "seized", MEANT),
        ("What Gorna did was to seize the ship.", "seize", PLAIN),
        ("It was to seize the ship that Gorna came.", "seize", PLAIN),
    ],
)
def test_what_is_denied_or_merely_meant(text: str, word: str, wanted: Mood) -> None:
    assert mood(text, word) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Should they strike Birn, the port will close.", MEANT),
        ("The port will close, should they strike Birn.", MEANT),
        ("The court ruled that Gorna should have asked it before Birn struck.", PLAIN),
    ],
)
def test_should_is_a_condition_where_it_stands_first(text: str, wanted: Mood) -> None:
    assert mood(text, "struck" if "struck" in text else "strike") == wanted
