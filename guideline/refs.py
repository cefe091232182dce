"""Short ids that people read in addresses and bundles."""

from collections.abc import Iterable

from django.utils.text import slugify

_LONGEST = 60


def free_ref(wanted: str, taken: Iterable[str]) -> str:
    """`wanted` as an id, with a number added when it is taken already."""
    known = set(taken)
    base = slugify(wanted)[:_LONGEST].strip("-") or "x"
    ref, number = base, 2
    while ref in known:
        ref, number = f"{base}-{number}", number + 1
    return ref


def next_ref(prefix: str, taken: Iterable[str]) -> str:
    """The first of prefix1, prefix2, ... above every such id in use."""
    numbers = [
        int(ref.removeprefix(prefix))
        for ref in taken
        if ref.startswith(prefix) and ref.removeprefix(prefix).isdecimal()
    ]
    return f"{prefix}{max(numbers, default=0) + 1}"
