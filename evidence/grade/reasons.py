"""Why a derived value is what it is: a code and its figures, for a page to turn into a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Figure = int | str | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of an explanation.

    `code` is a word that a page has a sentence for; `figures` fill that sentence's gaps by name.
    """

    code: str
    figures: Mapping[str, Figure] = field(default_factory=dict)
