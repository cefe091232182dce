"""What is typed, as it is kept: composed characters (NFC), nothing that a database cannot hold. Pure."""

import re
import unicodedata

_HALF_OF_A_PAIR = re.compile("[\ud800-\udfff]")


class UnusableText(ValueError):
    """Text with something in it that is no character."""


def kept(text: str) -> str:
    """The text in NFC; marks that turn the direction of reading stay. UnusableText for NUL and halves of pairs."""
    if "\x00" in text:
        raise UnusableText("NUL")
    if _HALF_OF_A_PAIR.search(text):
        raise UnusableText("surrogate")
    return unicodedata.normalize("NFC", text)
