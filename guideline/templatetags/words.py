"""Template filters for what guideline data holds as codes, as text in languages, and as times in UTC."""

from collections.abc import Mapping
from datetime import datetime

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language

from guideline.models import Guideline
from guideline.text import Text
from guideline.text import localized as localized_text
from guideline.words import words as words_for

register = template.Library()


@register.filter
def words(code: str | None, labels: Mapping[str, str] | None = None) -> str:
    """The words for a code; a guideline may have labels of its own (`conditional` for `weak`)."""
    if code and isinstance(labels, Mapping) and code in labels:
        return localized_text(labels[code], _language())
    return words_for(code)


@register.filter
def localized(text: Text) -> str:
    """Text in the reader's language, else in one that it has."""
    return localized_text(text, _language())


@register.filter
def language_of(text: Text) -> str:
    """The language that `localized` shows, where it is not the page's own; else nothing."""
    if not isinstance(text, Mapping):
        return ""
    shown = localized_text(text, _language())
    found = next((code for code, words in text.items() if words == shown), "")
    return "" if found == _language() else found


@register.filter
def in_zone(when: datetime | None, guideline: Guideline) -> str:
    """A time in the guideline's zone, with the zone's name; an empty string for none."""
    if when is None:
        return ""
    local = localtime(when, guideline.zone)
    return f"{date_format(local, 'D j M Y, H:i')} {local.tzname()}"


def _language() -> str:
    return get_language() or "en"
