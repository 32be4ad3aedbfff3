"""Files, folders and standard input become articles."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from disputes.graph.errors import InputError
from disputes.graph.model import Article
from disputes.loaders.articles.assembly import LARGEST_ARTICLE_BYTES, assemble, source_of
from disputes.loaders.articles.encoding import UndecodableError, declared_charset, decode
from disputes.loaders.articles.front_matter import front_matter
from disputes.loaders.articles.markdown import markdown_marks
from disputes.loaders.articles.pages import read_page
from disputes.loaders.articles.records import read_records

STDIN = "-"
RECORDS = (".jsonl", ".jsonl.gz")


def read_articles(paths: Iterable[str | Path]) -> Iterator[Article | InputError]:
    """Give the articles of files and folders one after another, and an InputError for each that gives none.

    A folder is read with all below it, in order; hidden files and files of other kinds in it are passed over. ``-`` is
    standard input, one plain text. Kinds: ``.txt``, ``.md`` (with YAML front matter), ``.html``, ``.htm``, and
    ``.jsonl``, ``.jsonl.gz`` with an article a line (`text`, and `id`, `title`, `date`, `url`, `publisher`,
    `author` where they are known). The text of an article is what the file holds, decoded and otherwise unchanged:
    line ends stay what they are, CRLF too, and characters are not normalised; only a byte order mark goes. Memory
    stays flat. Errors are values, so that one bad file does not keep the rest out.
    """
    for path in paths:
        for file in _files(path):
            if isinstance(file, InputError):
                yield file
            else:
                yield from _read(file)


def count_sources(paths: Iterable[str | Path]) -> int | None:
    """Give how many values `read_articles` will give, None where only reading can tell (records)."""
    total = 0
    for path in paths:
        for file in _files(path):
            if isinstance(file, Path) and file.name.lower().endswith(RECORDS):
                return None
            total += 1
    return total


def passed_over(paths: Iterable[str | Path]) -> Counter[str]:
    """Count the files of other kinds that `read_articles` passes over in folders, by ending; none is told as ``""``."""
    folders = (Path(path) for path in paths if str(path) != STDIN and Path(path).is_dir())
    files = (file for folder in folders for file in _all_below(folder, onerror=None))
    return Counter(file.suffix.lower() for file in files if _kind(file) is None)


def _files(path: str | Path) -> Iterator[Path | InputError]:
    """Give the files that a path stands for."""
    file = Path(path)
    if str(path) == STDIN:
        yield file
    elif not str(path) or not file.exists():
        yield InputError(str(path) or "''", "no such file or folder")
    elif file.is_dir():
        yield from _files_below(file)
    elif _kind(file) is None:
        yield InputError(path, f"is of no known kind; known endings: {', '.join(ENDINGS)}")
    else:
        yield _if_regular(file)


def _files_below(folder: Path) -> Iterator[Path | InputError]:
    errors: list[InputError] = []
    is_empty = True
    for file in _all_below(folder, onerror=lambda exc: errors.append(_unreadable(exc.filename, exc))):
        if _kind(file) is not None:
            is_empty = False
            yield _if_regular(file)
    yield from errors
    if is_empty and not errors:
        yield InputError(folder, f"holds no article; known endings: {', '.join(ENDINGS)}")


def _all_below(folder: Path, *, onerror: Callable[[OSError], None] | None) -> Iterator[Path]:
    """Give the files in a folder and all below it, in order, without hidden ones."""
    for parent, folders, names in os.walk(folder, onerror=onerror):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))


def _if_regular(file: Path) -> Path | InputError:
    """Pass on what can be read to its end: a pipe or a device may have none."""
    return file if file.is_file() else InputError(file, "is not a regular file")


def _read(file: Path) -> Iterator[Article | InputError]:
    kind = _kind(file)
    if kind in RECORDS:
        yield from read_records(file)
        return
    try:
        yield _READERS[kind or ".txt"](file, _bytes(file))
    except UndecodableError as exc:
        yield InputError(file, str(exc))
    except OSError as exc:
        yield _unreadable(file, exc)
    except InputError as exc:
        yield exc


def _kind(file: Path) -> str | None:
    return next((ending for ending in ENDINGS if file.name.lower().endswith(ending)), None)


def _bytes(file: Path) -> bytes:
    """Read a file of one article; what is too large for one is not read to its end."""
    if str(file) == STDIN:
        data = sys.stdin.buffer.read(LARGEST_ARTICLE_BYTES + 1)
    else:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_ARTICLE_BYTES + 1)
    if len(data) > LARGEST_ARTICLE_BYTES:
        raise InputError(file, f"is larger than {LARGEST_ARTICLE_BYTES // 10**6} MB; an article is shorter")
    return data


def _read_text(file: Path, data: bytes) -> Article:
    is_stdin = str(file) == STDIN
    return assemble(
        decode(data),
        where=str(file),
        source=None if is_stdin else source_of(file),
        fallback="stdin" if is_stdin else Path(source_of(file)).stem,
    )


def _read_markdown(file: Path, data: bytes) -> Article:
    text = decode(data)
    known, front = front_matter(text, str(file))
    marks = (*front, *markdown_marks(text, front[0].span.end if front else 0))
    source = source_of(file)
    return assemble(text, where=str(file), source=source, fallback=Path(source).stem, known=known, marked=marks)


def _read_html(file: Path, data: bytes) -> Article:
    html = decode(data, declared_charset(data))
    return read_page(html, where=str(file), source=source_of(file), fallback=Path(source_of(file)).stem)


def _unreadable(path: str | Path, exc: OSError) -> InputError:
    return InputError(path, f"cannot be read: {exc.strerror or exc}")


_READERS: dict[str, Callable[[Path, bytes], Article]] = {
    ".txt": _read_text,
    ".md": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
}
ENDINGS = (*_READERS, *RECORDS)
