"""A place in a bundle's plain data that never complains: what is not there, or is no such thing, is nothing."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from publication.bundle.problems import Problem, Step, path_text
from publication.bundle.shape.fields import Part

Shaped = TypeVar("Shaped", bound=Part)


@dataclass(frozen=True, slots=True)
class Place:
    """A value with its path; every reading of it is safe, however malformed the data."""

    value: object
    path: tuple[Step, ...] = ()

    def __getitem__(self, key: str) -> "Place":
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Place(value, (*self.path, key))

    def each(self, key: str) -> Iterator["Place"]:
        """The items of the list at a key."""
        items = self[key].value
        for number, item in enumerate(items if isinstance(items, list) else []):
            yield Place(item, (*self.path, key, number))

    def entries(self) -> Iterator[tuple[str, "Place"]]:
        """The keys of a mapping with what stands there."""
        for key in self.value if isinstance(self.value, dict) else ():
            if isinstance(key, str):
                yield key, self[key]

    @property
    def given(self) -> bool:
        """Whether anything stands here."""
        return self.value is not None

    @property
    def filled(self) -> bool:
        """Whether anything but an empty text, list or mapping stands here."""
        empty = isinstance(self.value, str) and not self.value.strip()
        return self.given and not empty and self.value not in ([], {})

    @property
    def text(self) -> str | None:
        """The value if it is text."""
        return self.value if isinstance(self.value, str) else None

    @property
    def whole(self) -> int | None:
        """The value if it is a whole number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            return None
        return self.value

    @property
    def number(self) -> float | None:
        """The value if it is a finite number."""
        value = self.value if isinstance(self.value, float) else self.whole
        return value if value is not None and math.isfinite(value) else None

    def says(self, message: str) -> Problem:
        """A problem with this place."""
        return Problem(path_text(self.path), message)


def shaped(part: type[Shaped], place: Place) -> Shaped | None:
    """A part of the bundle with its types, None where its shape is wrong."""
    try:
        return part.model_validate(place.value)
    except ValidationError:
        return None
