"""Bytes to text, and which characters a bundle may hold."""

import codecs
import re

from publication.bundle.problems import BundleRefused, Problem, refusal

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
# Control characters but tab and line ends, halves of surrogate pairs, and non-characters.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
MOST_NAMED = 5


def text_of(raw: bytes) -> str:
    """The text of a file; BundleRefused where it is not plain UTF-8, with the place."""
    for mark, name in BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            raise refusal(f"is encoded as {name}; save it as plain UTF-8")
    # Some editors mark UTF-8 at its start; YAML 1.2 (section 5.2) allows it.
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = place_of(raw[: error.start].decode("utf-8", "replace"), error.start)
        raise refusal(f"byte 0x{raw[error.start]:02x} is not UTF-8 text", place) from None
    _refuse_forbidden(text)
    return text


def _refuse_forbidden(text: str) -> None:
    found = list(zip(range(MOST_NAMED), FORBIDDEN.finditer(text), strict=False))
    if found:
        raise BundleRefused(
            Problem(line_and_column(text, match.start()), forbidden_message(match[0]))
            for _, match in found
        )


def forbidden_message(char: str) -> str:
    """What to say of a character that may not stand in a bundle."""
    return f"the character U+{ord(char):04X} may not stand in a bundle"


def line_and_column(text: str, index: int) -> str:
    """A place in a text, from 1, as editors count."""
    line = text.count("\n", 0, index) + 1
    return f"line {line}, column {index - text.rfind(chr(10), 0, index)}"


def place_of(before: str, byte: int) -> str:
    """The place after `before`, with its byte for those who look with a hex viewer."""
    return f"{line_and_column(before, len(before))} (byte {byte})"
