from __future__ import annotations

import pytest

from disputes.graph.model import Article
from disputes.loaders.articles.assembly import assemble

PROSE = "The two ministries met on Monday and did not agree on the villa."
TITLE = "Two ministries quarrel over a villa"


def article(text: str) -> Article:
    return assemble(text, where="x.txt", source="/x.txt", fallback="x")


@pytest.mark.parametrize(
    "before", ["", "\n\n", "Breadcrumb\n", "Breadcrumb\n\nShare\n\n", "April 19, 2005\n\n", "Advertisement\n"]
)
@pytest.mark.parametrize("after", ["\n\n", "\n", "\r\n", "\n\nApril 19, 2005\n\n", "\nBy Ann Other\n"])
def test_a_first_line_without_full_stop_is_the_title(before: str, after: str) -> None:
    found = article(f"{before}{TITLE}{after}{PROSE} {PROSE}\n{PROSE}")
    assert found.title == TITLE
    assert found.headline is not None
    assert found.headline.of(found.text) == TITLE


@pytest.mark.parametrize("title", ["Who owns the villa?", "Envoy complains to the U.N.", "No deal: talks end"])
def test_a_title_may_end_with_a_question_or_an_abbreviation(title: str) -> None:
    assert article(f"{title}\n\n{PROSE}").headline is not None


def test_a_title_of_two_lines_is_one_title() -> None:
    found = article(f"Two ministries quarrel\nOver a villa by the sea\n\n{PROSE}")
    assert found.title == "Two ministries quarrel Over a villa by the sea"


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        f"{PROSE}\n\n{PROSE}",
        "The minister said on Monday that the larger of the two countries had,\nas before, not replied. He left.\n",
    ],
)
def test_prose_is_no_headline_and_gives_its_first_words_as_title(text: str) -> None:
    found = article(text)
    assert found.headline is None
    assert found.title == " ".join(text.split()[:12]) + "…"


def test_a_text_without_words_takes_the_name_of_its_file() -> None:
    assert article("By Ada Birn").title == "x"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("April 19, 2005", "2005-04-19"),
        ("Thursday, 10 July 2025", "2025-07-10"),
        ("Published: 10 July 2025, 12:30", "2025-07-10"),
        ("ISTANBUL, July 10, 2025 (Agency) -", "2025-07-10"),
        ("10.07.2025", "2025-07-10"),
        ("July 10", None),
    ],
)
def test_the_date_is_found_below_the_title(line: str, date: str | None) -> None:
    assert article(f"{TITLE}\n\n{line}\n\n{PROSE}").date == date


def test_a_date_within_the_prose_is_not_the_date_of_the_article() -> None:
    assert article(f"{TITLE}\n\n{PROSE} It was built on April 19, 1905, in a park.").date is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ann Other", "Ann Other"),
        ("By Ann Other and Joe van Doe", "Ann Other and Joe van Doe"),
        ("Ann Other reports", "Ann Other"),
        ("By our foreign desk", None),
        ("By Staff Reporters", None),
        ("Translation by Ann Other", None),
    ],
)
def test_the_author_is_who_the_byline_names(line: str, author: str | None) -> None:
    assert article(f"{TITLE}\n\n{line}\n\n{PROSE}").author == author


@pytest.mark.parametrize(
    ("line", "publisher"), [("PARIS, July 10 (Newsline) -", "Newsline"), ("PARIS, July 10 (Agencies) -", None)]
)
def test_the_publisher_stands_in_the_brackets_of_the_dateline(line: str, publisher: str | None) -> None:
    assert article(f"{TITLE}\n\n{line} {PROSE}").publisher == publisher
