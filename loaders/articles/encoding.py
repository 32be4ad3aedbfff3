"""Bytes become text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_BEGINNING_BYTES = 4096
_NAMES_OF_WINDOWS_1252 = frozenset({"ascii", "iso8859-1"})
"""Browsers read these two names as Windows-1252, and pages count on it."""
_LIKELIEST = "cp1252"
"""What an English text that is not UTF-8 nearly always is; it wins where its bytes allow it as well as another."""
_CYRILLIC = "cp1251"
_CYRILLIC_WORD = re.compile("[\u0400-\u04ff]{3,}")
_ACCENTED, _ACCENTED_RUN = re.compile(r"[À-ÿ]"), re.compile(r"[À-ÿ]{3,}")
_MISREAD = re.compile(
    "[a-zà-ÿ](?:[À-ÖØ-ÞŠŽŸ]|[\u201a\u201e\u0192\u2020\u2021\u02c6\u2030\u2039\u203a\xa2-\xac\xae-\xb9\xba\xbc-\xbe\xd7\xf7](?=[a-zà-ÿ]))"
)
"""What stands in no word of a Western language: a sign, or a capital with an accent after a small letter."""
_UNMARKED = (("utf-16-le", 1), ("utf-16-be", 0))
"""Of a text in plain letters, the bytes at every other place, from this one on, are NUL."""
LEAST_NULS = 0.7
"""The share of them that tells UTF-16; curly quotes and dashes have none."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


class UndecodableError(ValueError):
    """The bytes are no text; the message says why."""


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode a file: by its byte order mark, the encoding it declares, as UTF-8, and else by what its bytes look like.

    A byte order mark is not part of the text, and what was decoded wrongly before is set right; nothing else changes.
    Raises UndecodableError.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(_decoded(data, name))
    if b"\0" in data:
        return _checked(_unmarked(data))
    if declared is not None and (text := _tried(data, declared)) is not None:
        return _checked(text)
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError as exc:
        return _checked(_guessed(data, exc))


def declared_charset(page: bytes) -> str | None:
    """Give the encoding that an HTML page declares in its beginning, as Python names it; None where it names none."""
    found = _CHARSET.search(page[:_BEGINNING_BYTES])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    return "cp1252" if name in _NAMES_OF_WINDOWS_1252 else name


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as exc:
        raise UndecodableError(f"its byte order mark says {exc.encoding}, but byte {exc.start} is not") from exc


def _tried(data: bytes, name: str, fits: Callable[[str], bool] = bool) -> str | None:
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
    return text if fits(text) else None


def _unmarked(data: bytes) -> str:
    """Decode UTF-16 that has no byte order mark."""
    for name, place in _UNMARKED:
        zeros, others = data[place::2].count(0), data[1 - place :: 2].count(0)
        if not others and zeros > LEAST_NULS * (len(data) // 2) and (text := _tried(data, name)) is not None:
            return text
    raise UndecodableError("holds NUL bytes, so it is no text")


def _guessed(data: bytes, failure: UnicodeDecodeError) -> str:
    """Guess the encoding of bytes that are not UTF-8."""
    if _is_mostly_utf8(data):
        raise UndecodableError(f"is UTF-8 with broken bytes (the first is byte {failure.start})") from failure
    if (western := _tried(data, _LIKELIEST, _is_western)) is not None:
        return western
    from charset_normalizer import from_bytes

    best = _tried(data, _CYRILLIC, _is_cyrillic) or from_bytes(data).best()
    if best is None:
        raise UndecodableError("its encoding cannot be told; save it as UTF-8") from failure
    return str(best)


def _is_western(text: str) -> bool:
    """Whether letters beyond ASCII stand alone, as in "café"; whole words of them are another alphabet misread.

    So are signs within words, and accented capitals at their ends.
    """
    letters = sum(map(len, _ACCENTED.findall(text)))
    return sum(map(len, _ACCENTED_RUN.findall(text))) * 2 <= letters and _MISREAD.search(text) is None


def _is_cyrillic(text: str) -> bool:
    """Whether letters beyond ASCII make whole Cyrillic words."""
    return sum(map(len, _CYRILLIC_WORD.findall(text))) > 0.9 * sum(not c.isascii() and c.isalpha() for c in text)


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether more characters beyond ASCII are whole UTF-8 than are not."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(not character.isascii() for character in text) - broken > broken


def unmangled(text: str) -> str:
    """Undo what decoding in a wrong encoding has made of letters, however often.

    >>> unmangled("JÃ¶rg MÃ¼llerâ€™s cafÃƒÂ©"), unmangled("“CAFÉ”")
    ('Jörg Müller’s café', '“CAFÉ”')
    """
    from ftfy import fix_encoding

    return fix_encoding(text)


def _checked(text: str) -> str:
    if len(_CONTROLS.findall(text)) * 200 > len(text) or "\0" in text:
        raise UndecodableError("is full of control characters, so it is no text")
    return unmangled(text)
