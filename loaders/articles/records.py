"""A JSON record becomes an article."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
from msgspec.structs import replace

from disputes.graph.errors import InputError
from disputes.graph.model import Article
from disputes.loaders.articles.assembly import LARGEST_ARTICLE_BYTES, assemble, source_of
from disputes.loaders.articles.encoding import UndecodableError, decode, unmangled
from disputes.loaders.articles.header import Facts

_MARK = codecs.BOM_UTF8
"""Some programs put it before the first record."""
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", b"{\0": "utf-16-le", b"\0{": "utf-16-be"}
"""How a file of UTF-16 begins: with its byte order mark, or with a record."""


class Record(msgspec.Struct, frozen=True):
    """One line of a JSONL file; fields that are not listed here are passed over."""

    text: str
    id: str | int | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None


_DECODER = msgspec.json.Decoder(Record)


def read_records(path: Path) -> Iterator[Article | InputError]:
    """Read a ``.jsonl`` or ``.jsonl.gz`` file, an article a line, one line in memory at a time.

    A record that gives no article becomes an InputError that names ``FILE:LINE``; the others go on. A record
    without URL has the file's absolute path as source, with its id (``PATH#ID``: ids are often mere numbers, the same
    in other files) or else its line, which it also has where its id stood before in the file. A broken gzip stream
    ends the file with an error.
    """
    number = 0
    seen: set[str | int] = set()
    try:
        with _opened(path) as read_line:
            for number, line in enumerate(_lines(read_line), 1):
                if line is None or line.strip():
                    yield _read(line, path, number, seen)
    except (EOFError, zlib.error, gzip.BadGzipFile) as exc:
        yield InputError(f"{path}:{number + 1}", f"the gzip stream is broken here ({exc})")
    except OSError as exc:
        yield InputError(path, f"cannot be read: {exc.strerror or exc}")


@contextmanager
def _opened(path: Path) -> Iterator[Callable[[int], bytes]]:
    """Give what reads a line of at most so many bytes, or characters of UTF-16, as UTF-8."""
    with closing(gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb")) as file:
        wide = _WIDE.get(file.peek(2)[:2])
        if wide is None:
            yield file.readline
            return
        with io.TextIOWrapper(file, wide, "replace", newline="\n") as text:
            yield lambda limit: text.readline(limit).encode("utf-8", "replace")


def _lines(read_line: Callable[[int], bytes]) -> Iterator[bytes | None]:
    """Give the lines, and None for one that is longer than an article may be."""
    is_first = True
    while line := read_line(LARGEST_ARTICLE_BYTES + 1):
        if len(line) > LARGEST_ARTICLE_BYTES:
            while line and not line.endswith(b"\n"):
                line = read_line(LARGEST_ARTICLE_BYTES)
            yield None
        else:
            yield line.removeprefix(_MARK) if is_first else line
        is_first = False


def _read(line: bytes | None, path: Path, number: int, seen: set[str | int]) -> Article | InputError:
    where = f"{path}:{number}"
    if line is None:
        return InputError(where, f"is larger than {LARGEST_ARTICLE_BYTES // 10**6} MB; an article is shorter")
    try:
        record = _record(line)
        place = f":{number}" if record.id is None or record.id in seen else f"#{record.id}"
        if record.id is not None:
            seen.add(record.id)
        source = f"{source_of(path)}{place}"
        return assemble(record.text, where=where, source=source, fallback=path.name, known=_facts(record))
    except msgspec.ValidationError as exc:
        return InputError(where, _told(str(exc)))
    except (msgspec.DecodeError, UndecodableError) as exc:
        return InputError(where, f"is no JSON record: {exc}")
    except InputError as exc:
        return exc


def _record(line: bytes) -> Record:
    """Decode a record, which is UTF-8 by the rules of JSON, and else what its bytes look like."""
    try:
        record = _DECODER.decode(line)
    except UnicodeDecodeError:
        record = _DECODER.decode(decode(line).encode("utf-8"))
    return replace(record, text=unmangled(record.text))


def _facts(record: Record) -> Facts:
    def words(value: str | None) -> str | None:
        return unmangled(value or "").strip() or None

    return Facts(
        words(record.title),
        record.date,
        words(record.publisher),
        words(record.author),
        words(record.url),
    )


def _told(message: str) -> str:
    """Turn msgspec's "Expected `str`, got `int` - at `$.date`" into a sentence about the field.

    >>> _told("Expected `str`, got `int` - at `$.text`")
    "field 'text': expected `str`, got `int`"
    """
    if found := re.fullmatch(r"(?P<what>.*) - at `\$\.(?P<field>.*)`", message):
        return f"field {found['field']!r}: {found['what'][:1].lower()}{found['what'][1:]}"
    return message[:1].lower() + message[1:]
