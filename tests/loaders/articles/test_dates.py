from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disputes.loaders.articles.dates import iso_date


@given(st.dates(min_value=date(1500, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%b %d, %Y"]))
def test_a_full_date_is_read_back(day: date, form: str) -> None:
    assert iso_date(day.strftime(form)) == day.isoformat()


@pytest.mark.parametrize(
    "words", ["", "may march", "July 10", "10/07/2025", "2025-02-30", "in May 2021", "1234567890", "soon"]
)
def test_what_is_no_clear_full_date_gives_none(words: str) -> None:
    assert iso_date(words) is None


@pytest.mark.parametrize(
    "words",
    ["Thu, 10 Jul 2025 12:00:00 GMT", "2025-07-10T23:59:00Z", "20250710", "10.7.2025", "July 10th, 2025", "2025/07/10"],
)
def test_the_forms_of_feeds_and_pages_are_read(words: str) -> None:
    assert iso_date(words) == "2025-07-10"


def test_a_day_above_twelve_tells_the_order_of_slashes() -> None:
    assert iso_date("23/07/2025") == iso_date("07/23/2025") == "2025-07-23"
