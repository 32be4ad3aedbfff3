"""The evidence of an assertion, cut where its trigger and its two ends are said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from disputes.graph.model import Span

MARKS = ("trigger", "source", "target")
"""What is marked. Where spans overlap, the earlier of these wins."""


def marked(assertion: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """Cut the evidence of an edge into pieces, each with its mark or None; joined, they are the evidence.

    The edge's offsets count code points of its article, which is why they are resolved here: a browser counts others.

    >>> marked({"evidence": "Kesh accused Orsk.", "start": 100, "source_start": 100, "source_end": 104,
    ...         "trigger_start": 105, "trigger_end": 112})
    [('Kesh', 'source'), (' ', None), ('accused', 'trigger'), (' Orsk.', None)]
    """
    evidence = assertion.get("evidence") or ""
    spans = dict(_spans(assertion, len(evidence)))
    cuts = sorted({0, len(evidence), *(place for span in spans.values() for place in span)})
    return [
        (evidence[start:end], next((mark for mark, span in spans.items() if span.covers(Span(start, end))), None))
        for start, end in pairwise(cuts)
    ]


def _spans(assertion: Mapping[str, Any], length: int) -> Iterator[tuple[str, Span]]:
    """Give the spans that are said within the evidence, relative to its beginning."""
    offset = assertion.get("start") or 0
    for mark in MARKS:
        start, end = assertion.get(f"{mark}_start"), assertion.get(f"{mark}_end")
        if start is not None and end is not None and offset <= start < end <= offset + length:
            yield mark, Span(start - offset, end - offset)
