"""What differs between two wordings, word by word. Pure.

Characters of scripts that are written without spaces are words of their own, so that a change of one
kanji is not the change of a whole sentence.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from guideline.text import Text

Kind = Literal["same", "gone", "new"]

_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORDS = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+|\s+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
# Comparing takes time with the square of the words: longer texts are compared line by line.
MOST_WORDS = 3000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one language; `language` is empty where the text has none of its own."""

    language: str
    pieces: tuple[Piece, ...]

    @property
    def is_change(self) -> bool:
        """Whether anything went or came."""
        return any(piece.kind != "same" for piece in self.pieces)


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order.

    What stayed and what went make up `before`, what stayed and what came make up `after`.
    """
    one, other = _tokens(before), _tokens(after)
    if max(len(one), len(other)) > MOST_WORDS:
        one, other = _LINES.findall(before), _LINES.findall(after)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(one[a:b])))
            continue
        if gone := "".join(one[a:b]):
            pieces.append(Piece("gone", gone))
        if new := "".join(other[c:d]):
            pieces.append(Piece("new", new))
    return _joined(pieces)


def text_differences(before: Text, after: Text) -> list[Difference]:
    """The languages in which two texts differ, with what differs there."""
    one, other = in_languages(before), in_languages(after)
    if len(one) == len(other) == 1 and "" in {*one, *other}:
        # One of them says which language it is in, the other does not: it is the same one.
        (language,) = {*one, *other} - {""} or {""}
        one, other = {language: next(iter(one.values()))}, {language: next(iter(other.values()))}
    found = [
        Difference(language, differences(one.get(language, ""), other.get(language, "")))
        for language in dict.fromkeys((*one, *other))
    ]
    return [each for each in found if each.is_change]


def in_languages(text: Text) -> dict[str, str]:
    """A text by language; by an empty one where it does not say."""
    if not text:
        return {}
    return dict(text) if isinstance(text, Mapping) else {"": text}


def _tokens(text: str) -> list[str]:
    return _WORDS.findall(text)


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbouring changes as one: a space between two changed words went and came with them."""
    found: list[Piece] = []
    gone = new = ""
    for at, piece in enumerate(pieces):
        follows = at + 1 < len(pieces)
        if piece.kind == "same" and not ((gone or new) and piece.text.isspace() and follows):
            found += _changed(gone, new)
            gone = new = ""
            found.append(piece)
            continue
        gone += piece.text if piece.kind != "new" else ""
        new += piece.text if piece.kind != "gone" else ""
    return tuple(found + _changed(gone, new))


def _changed(gone: str, new: str) -> list[Piece]:
    pieces = [Piece("gone", gone), Piece("new", new)]
    return [piece for piece in pieces if piece.text]
