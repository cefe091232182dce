"""Text that may stand in several languages. Pure."""

from collections.abc import Mapping

Text = str | Mapping[str, str] | None


def localized(text: Text, language: str = "en") -> str:
    """The text in `language`, else in English, else in the first language that it has."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    for wanted in (language, language.split("-")[0], "en"):
        if wanted in text:
            return text[wanted]
    return next(iter(text.values()), "")


def reworded(text: Text, wording: str, language: str = "en") -> Text:
    """The text with its wording in `language` replaced; its other languages stay. None when empty.

    A wording that a reader of `language` already sees changes nothing.
    """
    wording = wording.strip()
    if wording == localized(text, language).strip():
        return text or None
    if isinstance(text, Mapping):
        kept = {**text, language: wording}
        return {tongue: words for tongue, words in kept.items() if words} or None
    return wording or None
