"""How wide text will be, by a table of advance widths, so that nothing overlaps in any reader.

Source: Adobe Font Metrics of Helvetica, which Arial, Liberation Sans and Arimo share, and which the
fonts that stand in for them on phones do not exceed. Widths are in thousandths of the font size.
"""

from __future__ import annotations

import unicodedata

_BY_WIDTH = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft\u00a0\u202f\u00b7",
    333: "()-`r{}\u00b2\u00b9\u00b3⁰⁴⁵⁶⁷⁸⁹⁻",
    350: "•",
    355: '"',
    389: "*",
    400: "τ°",
    469: "^",
    500: "Jckvxyzsχ",
    556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~−±×",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…←→∞≥≤",
    1015: "@",
}
_ADVANCE = {character: width for width, row in _BY_WIDTH.items() for character in row}
_OTHER = 640
_WIDE = 1000
# Bold is a little wider; a reader's stand-in font may be as well.
_BOLD = 1.07
_MARGIN = 1.02
# What no line of Japanese or Chinese begins with, and what none ends with.
_NOT_FIRST, _NOT_LAST = (
    "、。，．・：；）」』】〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ!?)],.:;",
    "（「『【〔([",
)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of one line in the unit of `size`, rather too much than too little."""
    thousandths = sum(_advance(character) for character in text)
    return thousandths / 1000 * size * _MARGIN * (_BOLD if bold else 1)


def _advance(character: str) -> int:
    if character in _ADVANCE:
        return _ADVANCE[character]
    if unicodedata.combining(character):
        return 0
    if _is_wide(character):
        return _WIDE
    return _ADVANCE.get(unicodedata.normalize("NFD", character)[0], _OTHER)


def elided(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as much of it as fits with an ellipsis behind."""
    if text_width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + "…", size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrapped(
    text: str, size: float, room: float, *, lines: int = 2, bold: bool = False
) -> tuple[str, ...]:
    """The text in at most `lines` lines no wider than `room`; what is left over is elided."""
    if text_width(text, size, bold=bold) <= room:
        return (text,)
    if lines == 1:
        return (elided(text, size, room, bold=bold),)
    cut = _break(text, size, room, bold)
    head, rest = text[:cut].rstrip(), text[cut:].lstrip()
    return (head, *wrapped(rest, size, room, lines=lines - 1, bold=bold)) if rest else (head,)


def _break(text: str, size: float, room: float, bold: bool) -> int:
    """Where the first line ends: after the last word or hyphen that fits, else within the word.

    Japanese and Chinese have no spaces: a line ends between any two of their characters.
    """
    fits = 1
    while fits < len(text) and text_width(text[: fits + 1], size, bold=bold) <= room:
        fits += 1
    ends = max(text.rfind(" ", 1, fits + 1), text.rfind("-", 1, fits) + 1, _between(text, fits))
    return ends if ends > 1 else fits


def _between(text: str, fits: int) -> int:
    """The last place up to `fits` where a wide character stands on one side at least; 0 without one."""
    for i in range(min(fits, len(text) - 1), 1, -1):
        before, after = text[i - 1], text[i]
        apart = not (before in _NOT_LAST or after in _NOT_FIRST)
        if apart and (_is_wide(before) or _is_wide(after)):
            return i
    return 0


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"
