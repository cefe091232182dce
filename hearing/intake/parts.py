"""The part of a draft that a comment is about: `document`, `section:NAME`, a recommendation's id. Pure."""

from collections.abc import Collection

SECTION = "section:"
NAME_LENGTH = 150


def own_name(said: str, slug: str) -> str:
    """The part as its own draft calls it, whether the guideline is named with it or not."""
    return said.strip().removeprefix(f"{slug}:")


def part_meant(said: str, slug: str, known: Collection[str]) -> str | None:
    """The part as it is kept; None where the draft has no such part.

    A recommendation is `SLUG:ID` of its bundle, or its id alone. Sections are called as the reader
    finds them called in the document, which has more of them than the draft has questions.
    """
    if said.strip() in known:
        return said.strip()
    said = own_name(said, slug)
    if said.startswith(SECTION):
        name = said.removeprefix(SECTION).strip()
        usable = name and len(name) <= NAME_LENGTH and name.isprintable()
        return SECTION + name if usable else None
    return said if said in known else None


def addressed(part: str, slug: str) -> str:
    """The part as it is told to others: a recommendation with its guideline's slug."""
    return part if part == "document" or part.startswith(SECTION) else f"{slug}:{part}"
