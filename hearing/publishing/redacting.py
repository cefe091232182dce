"""Blacking out passages of a comment. Pure.

A span is (start, end) in the characters of the text as it was kept; the text itself is never changed.
"""

from collections.abc import Iterable, Sequence

Span = tuple[int, int]


def spans_of(text: str, passage: str) -> list[Span]:
    """Where the passage stands in the text, every time; all of the text for an empty passage.

    Line breaks are those of the text, whatever the form that sent the passage made of them.
    """
    if not passage.strip():
        return [(0, len(text))]
    plain = passage.replace("\r\n", "\n")
    for wording in (passage, plain, plain.replace("\n", "\r\n")):
        if found := _found(text, wording):
            return found
    return []


def _found(text: str, wording: str) -> list[Span]:
    found, start = [], text.find(wording)
    while start >= 0:
        found.append((start, start + len(wording)))
        start = text.find(wording, start + len(wording))
    return found


def blacked_out(text: str, marks: Iterable[tuple[Sequence[Span], str]]) -> str:
    """The text with what stands in each span replaced by its mark, such as '[redacted: ...]'.

    Where spans overlap, or touch under the same mark, the first one's mark stands for all of it.
    """
    wanted = sorted((start, end, mark) for spans, mark in marks for start, end in spans)
    pieces: list[str] = []
    at, last = 0, None
    for start, end, mark in wanted:
        if end <= at:
            continue
        if start > at:
            pieces.append(text[at:start])
        if start >= at and (start > at or mark != last):
            pieces.append(mark)
        at, last = end, mark
    return "".join([*pieces, text[at:]])


def covers(text: str, spans: Iterable[Span]) -> bool:
    """Whether nothing but white space is left of the text outside the spans."""
    return not blacked_out(text, [(list(spans), "")]).strip()
