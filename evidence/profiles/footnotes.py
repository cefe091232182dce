"""Numbers for the reasons of a table: one for each text, in the order in which a reader meets them. Pure."""

from __future__ import annotations

from evidence.profiles.table import Footnote


class Footnotes:
    """Hands out numbers; a text that was met before keeps its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> tuple[int, ...]:
        """The number of a reason as the footnotes of its cell; none for no reason."""
        said = " ".join(text.split())
        if not said:
            return ()
        return (self._numbers.setdefault(said, len(self._numbers) + 1),)

    def listed(self) -> tuple[Footnote, ...]:
        """Every footnote in order."""
        return tuple(Footnote(number, text) for text, number in self._numbers.items())
