"""Dates as news writes them, made ISO."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(rf"\b{form}(?!\d)", re.IGNORECASE)
    for form in (
        rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.]{_DAY}",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_NAME} {_DAY},? {_YEAR}",
        rf"{_DAY}[ -]{_NAME}[ ,-]+{_YEAR}",
        rf"{_DAY}\.(?P<month>\d{{1,2}})\.{_YEAR}",
    )
)
_ON = re.compile(r"\bon (?:the )?(?:\w+day,? (?:the )?)?", re.IGNORECASE)
_SLASHED = re.compile(rf"\b(\d{{1,2}})[/-](\d{{1,2}})[/-]{_YEAR}\b")


def iso_date(words: str) -> str | None:
    """Give the first full date in `words` as ``YYYY-MM-DD``, None where there is none.

    It needs a day, a month and a year. Of ``10/07/2025`` nobody can say whether it is in July or in October, so it
    gives None; ``23/07/2025`` is clear.

    >>> iso_date("Thursday, July 10, 2025"), iso_date("2025-07-10T12:30:00Z"), iso_date("may march")
    ('2025-07-10', '2025-07-10', None)
    """
    for form in _FORMS:
        if found := form.search(words):
            return _iso(found)
    if found := _SLASHED.search(words):
        first, second, year = int(found[1]), int(found[2]), int(found["year"])
        if first > 12 or first == second:
            return _checked(year, second, first)
        if second > 12:
            return _checked(year, first, second)
    return None


def day_told(sentence: str) -> str | None:
    """Give the day on which a sentence says that something was done, as ``YYYY-MM-DD``: after "on", and only one.

    >>> day_told("On 23 April 2021 Gorna left the treaty of 4 May 1990."), day_told("It left the treaty of 4 May 1990.")
    ('2021-04-23', None)
    """
    told = {
        _iso(found) for on in _ON.finditer(sentence) for form in _FORMS if (found := form.match(sentence, on.end()))
    }
    return told.pop() if len(told) == 1 else None


def _iso(found: re.Match[str]) -> str | None:
    month = found["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    return _checked(int(found["year"]), number, int(found["day"]))


def _checked(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
