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
