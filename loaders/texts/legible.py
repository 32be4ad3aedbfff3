"""What extractors are given to read: the article's text without what no reader reads, and the way back from it.

Soft hyphens, joiners and marks of direction go, with pictographs, addresses and the marks of Markdown; ligatures and
accents become plain letters; text in one sort of letters gets both. The stored text stays as it is: what is read is
said of its offsets.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass, replace
from html import unescape

from disputes.graph.model import Article, Span
from disputes.loaders.texts.casing import with_casing

_ADDRESS = r"(?:https?://|www\.)[^\s<>()\[\]]*[^\s<>()\[\].,;:!?'\"”’]|(?<![\w.+-])[\w.+-]++@[\w-]+\.\w[\w.-]*\w"
_TARGET = r"\((?:https?:|mailto:|[/#.])[^)\s]*(?: \"[^\"\n]*\")?\)"
_TAG = r"</?(?:a|b|i|u|p|br|em|strong|span|div|su[bp]|small|font|img|t[rdh]|table|[uod]l|li|h[1-6]|ref)\b[^<>\n]*>"
_ENTITY = r"&(?:amp|nbsp|quot|apos|lt|gt|shy|[lr][sd]quo|[nm]dash|hellip|#\d{1,6}|#x[\da-fA-F]{1,5});"
_UNREAD = re.compile(
    r"(?P<dropped>[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
    rf"|\[(?=[^\[\]\n]*\]{_TARGET})|\]{_TARGET}|{_ADDRESS}"
    r"|(?<![\w*])\*{1,3}(?=\w)|(?<=[\w.,!?)])\*{1,3}(?![\w*])|(?<!\w)_{1,2}(?=[^\W_])|(?<=[^\W_])_{1,2}(?!\w)|'{2,5}|`+)"
    rf"|(?P<blank>{_TAG}|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
    r"|[\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u2bff\ufffc\U0001f000-\U0001faff]+)"
    r"|(?P<line>\r\n?|[\x0b\x0c\x85\u2028])|(?P<paragraph>\u2029)"
    rf"|(?P<folded>{_ENTITY}|[\ufb00-\ufb06\uff01-\uff5e]|[^\W\d_][\u0300-\u036f]+)"
)
_READ_AS = {"dropped": "", "blank": " ", "line": "\n", "paragraph": "\n\n"}


@dataclass(frozen=True, slots=True)
class Legible:
    """An article as it is read. `starts` and `ends` are where each of its characters stands in the stored text."""

    article: Article
    starts: array[int] | range
    ends: array[int] | range

    def stored(self, span: Span) -> Span:
        """Give where the words at `span` stand in the stored text."""
        return Span(self.starts[span.start], self.ends[span.end - 1]) if span.start < span.end else span


def legible(article: Article) -> Legible:
    r"""Give what is to be read of `article`: the same id, the text made plain, its spans moved with it.

    >>> from disputes.graph.model import article_id
    >>> text = "THE EN\u00adVOY\u00a0LEFT TEHRAN."
    >>> read = legible(Article(article_id(text), text, "-"))
    >>> read.article.text, read.stored(Span(4, 9)).of(text)
    ('The envoy left Tehran.', 'EN\xadVOY')
    """
    text, starts, ends = _plain(article.text)
    headline = None if article.headline is None else _moved(article.headline, starts)
    boilerplate = tuple(_moved(span, starts) for span in article.boilerplate)
    return Legible(replace(article, text=with_casing(text), headline=headline, boilerplate=boilerplate), starts, ends)


def _plain(text: str) -> tuple[str, array[int] | range, array[int] | range]:
    if _UNREAD.search(text) is None:
        return text, range(len(text)), range(1, len(text) + 1)
    pieces: list[str] = []
    starts, ends = array("l"), array("l")
    at = 0
    for found in _UNREAD.finditer(text):
        pieces += [text[at : found.start()], read := _read_as(found)]
        starts.extend([*range(at, found.start()), *[found.start()] * len(read)])
        ends.extend([*range(at + 1, found.start() + 1), *[found.end()] * len(read)])
        at = found.end()
    pieces.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return "".join(pieces), starts, ends


def _read_as(found: re.Match[str]) -> str:
    sort = str(found.lastgroup)
    return unicodedata.normalize("NFKC", unescape(found.group())) if sort == "folded" else _READ_AS[sort]


def _moved(span: Span, starts: array[int] | range) -> Span:
    return Span(bisect_left(starts, span.start), bisect_left(starts, span.end))
