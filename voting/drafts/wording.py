"""What became of the wording that was voted on: it stands, was corrected, or was changed. Pure."""

from collections.abc import Iterable, Mapping
from typing import Literal

from guideline.text import Text

WordingState = Literal["as-voted", "corrected", "changed"]


def wording_state(voted: Text, corrections: Iterable[tuple[Text, Text]], now: Text) -> WordingState:
    """Whether the wording now is the one voted on, follows from it by confirmed corrections, or neither.

    `corrections` are (before, after) in the order of their confirmation; one that does not begin where
    the one before it ended corrects nothing of what was voted on.
    """
    expected = voted
    for before, after in corrections:
        if same(before, expected):
            expected = after
    if not same(now, expected):
        return "changed"
    return "as-voted" if same(expected, voted) else "corrected"


def same(one: Text, other: Text) -> bool:
    """Whether two texts say the same in the same languages; one that names no language is in either's."""
    a, b = _plain(one), _plain(other)
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return a == b
    if isinstance(a, Mapping):
        return list(a.values()) == [b]
    if isinstance(b, Mapping):
        return list(b.values()) == [a]
    return a == b


def _plain(text: Text) -> str | dict[str, str]:
    if isinstance(text, Mapping):
        said = {language: words.strip() for language, words in text.items() if words.strip()}
        return said or ""
    return (text or "").strip()
