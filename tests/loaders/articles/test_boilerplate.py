from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.graph.errors import InputError
from disputes.graph.model import Span
from disputes.loaders.articles.boilerplate import default_patterns, find_boilerplate, read_patterns

TITLE = "Two ministries quarrel over a villa"
PROSE = "The two ministries met on Monday and did not agree."


def marked(text: str, headline: Span | None = None) -> list[str]:
    return [mark.span.of(text) for mark in find_boilerplate(text, headline, default_patterns())]


def below_title(line: str) -> list[str]:
    return marked(f"{TITLE}\n\n{line}\n\n{PROSE}", Span(0, len(TITLE)))


@pytest.mark.parametrize(
    "line",
    [
        "Breadcrumb",
        "Share",
        "Share this article",
        "Advertisement",
        "By Ann Other",
        "By our correspondent in Examplia City",
        "Ann Other reports",
        "Translation by Ann Other",
        "Photo: A guard at the gate.",
        "A guard at the gate. (AP Photo/Ann Other)",
        "Image: Ministry of Works",
        "Photo by Ann Other",
        "Read more: Why the villa matters",
        "Read also: Why the villa matters",
        "Related: The villa in pictures",
        "Sign up for our newsletter",
        "© 2024 The Examplia Post",
        "Copyright 2024 The Examplia Post. All rights reserved.",
        "All rights reserved",
        "This website uses cookies to make it better.",
        "Follow us on Facebook",
        "April 19, 2005",
        "Thursday, 10 July 2025",
        "Updated 14:20",
        "(Reporting by Ann Other; editing by Joe Doe)",
        "Reporting by Ann Other in Port Example; editing by Joe Doe.",
        "EXAMPLIA CITY",
        "Analysis | 3 May 2021",
        "Foreign desk",
        "For immediate release",
    ],
)
def test_a_line_that_is_no_prose_is_marked_whole(line: str) -> None:
    assert below_title(line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices in the capital fell by a tenth.",
        "Reporting by the daily found that twelve guards had left.",
        "Reporting from the border is dangerous, the union said.",
        "Translated from the old tongue, the word means peace.",
        "Published in 1990, the book was banned at once.",
        "Written in haste, the note said nothing.",
        "Mr. Ivo (Examplia): We shall reply in kind.",
        "Image is everything, the envoy said.",
        "Screenshots of the chat, which leaked, show anger.",
        "By Friday the two sides had agreed.",
        "More on that will come on Tuesday, he promised.",
        "They met. Published 3 May 2020, the report names both.",
        "May 2021 was a bad month.",
        "Sources close to the talks said so.",
        "Contact with the boat was lost at dawn, said its owner.",
        "For more information, see the note of the ministry.",
        "From the start they disagreed.",
        "NATO - which both had joined - said no.",
        "AFP / Reuters reported that both had left.",
    ],
)
def test_prose_that_begins_like_boilerplate_stays(line: str) -> None:
    assert below_title(line) == []


@pytest.mark.parametrize(
    "dateline",
    [
        "ISTANBUL, July 10 (Agency) -",
        "ISTANBUL, July 10 -",
        "ISTANBUL —",
        "PARIS/LONDON, Oct 28 (Agencies) -",
        "MOSCOW, June 29. /AGENCY/.",
        "SEOUL, Jan. 23 (News) --",
        "Havana, Nov 2 -",
        "ST. PAUL, Minn., Oct. 30 -",
    ],
)
def test_of_a_paragraph_only_the_dateline_is_marked(dateline: str) -> None:
    assert below_title(f"{dateline} {PROSE}") == [dateline]


@pytest.mark.parametrize(
    "tail",
    ["Translation by Ann Other", "(Reporting by Ann Other; editing by Joe Doe)", "Read more: The villa", "(END)"],
)
def test_boilerplate_glued_to_the_end_of_a_paragraph_is_marked(tail: str) -> None:
    assert below_title(f"{PROSE} {tail}") == [tail]


def test_several_tails_are_all_marked() -> None:
    assert below_title(f"{PROSE} (END) Translation by Ann Other") == ["(END)", "Translation by Ann Other"]


def test_lines_without_empty_lines_between_are_marked_each() -> None:
    text = f"Breadcrumb\n{TITLE}\nBy Ann Other\n{PROSE}\nAdvertisement\n{PROSE}\nTranslation by Joe Doe"
    headline = Span(text.index(TITLE), text.index(TITLE) + len(TITLE))
    assert marked(text, headline) == ["Breadcrumb", "By Ann Other", "Advertisement", "Translation by Joe Doe"]


def test_the_headline_is_never_marked() -> None:
    assert marked(f"Share this\n\n{PROSE}", Span(0, 10)) == []


def test_a_sentence_broken_at_the_end_of_a_line_goes_on() -> None:
    text = (
        "The treaty on the rivers of the two countries was signed, after a night of talks that\n"
        "neither of the two delegations is going to forget, in the smaller of the capitals on\n"
        "July 10, 2025\nin the presence of the press."
    )
    assert marked(text) == []


@given(st.lists(st.sampled_from([TITLE, PROSE, "Share", "(END)", "PARIS -", " ", "\n", "\r\n", "Ω", "By Ann Other"])))
def test_marks_are_ordered_disjoint_and_inside_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    position = 0
    for mark in find_boilerplate(text, None, default_patterns()):
        assert position <= mark.span.start < mark.span.end <= len(text)
        position = mark.span.end


HEAD = "title: T\nlanguage: en\nsource: S\nlicence: MIT\nknown_gaps: []\nfragments: {a: b}\nentries:\n"


@pytest.mark.parametrize(
    ("entries", "named"),
    [
        ("  - {id: x, regex: '('}", "entry 'x'"),
        ("  - {id: x, regex: '{nowhere}'}", "{nowhere}"),
        ("  - {id: x, regex: a, where: [above]}", "above"),
        ("  - {id: x, regex: a, whre: [line]}", "whre"),
        ("  - {regex: a}", "entry 1"),
        ("  - {id: x, regex: a}\n  - {id: x, regex: b}", "entry 'x' is there twice"),
        ("  - [", "while parsing"),
    ],
)
def test_a_mistake_in_a_lexicon_names_file_and_entry(entries: str, named: str) -> None:
    with pytest.raises(InputError) as caught:
        read_patterns(HEAD + entries, "mine.yaml")
    assert caught.value.path == "mine.yaml"
    assert named in caught.value.reason


def test_a_lexicon_without_its_head_is_refused() -> None:
    with pytest.raises(InputError, match="title"):
        read_patterns("entries: []", "mine.yaml")
