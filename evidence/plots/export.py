"""A figure as PNG for Word and as PDF for journals, by Typst, with the fonts in the file.

The fonts are those of a package, so that a figure looks the same on every machine; only where a
figure has characters which they lack (Japanese, say) are the machine's own fonts asked.
"""

from __future__ import annotations

import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

Format = Literal["png", "pdf"]
FORMATS: tuple[Format, ...] = ("png", "pdf")
FONT_PACKAGE = "font_source_sans_pro"
# For print: a figure 16 cm wide has then some 1900 pixels.
PIXELS_PER_INCH = 300.0
# What the fonts of the package can write, by the first word of a letter's name.
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "COMBINING", "FEMININE", "MASCULINE", "MICRO")
# Text travels as data, so that nothing in a title or a label is read as Typst's markup.
_PAGE = b"""
#set document(title: sys.inputs.title, date: none)
#set page(width: auto, height: auto, margin: 6pt)
#image(bytes(sys.inputs.svg), format: "svg", alt: sys.inputs.description)
"""


def exported(
    svg: str, format: Format, *, title: str, description: str, ppi: float = PIXELS_PER_INCH
) -> bytes:
    """The drawing as a PNG of `ppi` pixels an inch, or as a tagged PDF with its text alternative."""
    import typst  # slow import: a compiler, only when somebody takes a figure away

    made = typst.compile(  # type: ignore[misc]  # its stub asks for a type that nobody can give
        _PAGE,
        format=format,
        ppi=ppi,
        font_paths=font_paths(),
        ignore_system_fonts=not beyond_the_package(svg),
        sys_inputs={"svg": svg, "title": title, "description": description},
    )
    if not isinstance(made, bytes):
        raise TypeError("a figure has one page")
    return made


def font_paths() -> list[str]:
    spec = find_spec(FONT_PACKAGE)
    if spec is None or spec.origin is None:
        return []
    return [str(Path(spec.origin).parent / "files")]


def beyond_the_package(text: str) -> bool:
    """Whether there are letters of a script that the package's fonts lack, Japanese or Arabic say."""
    return any(
        unicodedata.name(character, "").partition(" ")[0] not in _SCRIPTS
        for character in set(text)
        if unicodedata.category(character) in ("Lo", "Ll", "Lu", "Mn", "Mc")
    )
