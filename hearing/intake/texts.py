"""What is typed, as it is kept: composed characters (NFC), nothing that a database cannot hold. Pure."""

import unicodedata


class UnusableText(ValueError):
    """Text with something in it that is no character."""


def kept(text: str) -> str:
    """The text in NFC; marks that turn the direction of reading stay. UnusableText for NUL and halves of pairs."""
    if "\x00" in text:
        raise UnusableText("NUL")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise UnusableText("surrogate")
    return unicodedata.normalize("NFC", text)
