"""Template filters for what guideline data holds as codes, as text in languages, and as times in UTC."""

from collections.abc import Mapping
from datetime import datetime

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.translation import get_language

from accounts.zones import readers_zone
from guideline.models import Guideline
from guideline.text import Text
from guideline.text import localized as localized_text
from guideline.times import in_zone as time_in_zone
from guideline.words import words as words_for

register = template.Library()


@register.filter
def words(code: str | None) -> str:
    """The words for a code."""
    return words_for(code)


@register.simple_tag(takes_context=True)
def word(context: Context, code: str | None) -> str:
    """The words for a code on a page about a `guideline`, which may have labels of its own.

    A guideline that says `conditional` for `weak` says so on each of its pages.
    """
    guideline = context.get("guideline")
    for labels in (getattr(guideline, "labels", None) or context.get("labels") or {}).values():
        if code in labels:
            return localized_text(labels[code], _language())
    return words_for(code)


@register.filter
def localized(text: Text) -> str:
    """Text in the reader's language, else in one that it has."""
    return localized_text(text, _language())


@register.simple_tag
def lang(text: Text) -> str:
    """The `lang` attribute for what `localized` shows, where that is not the page's language."""
    if not isinstance(text, Mapping):
        return ""
    shown = localized_text(text, _language())
    found = next((code for code, words in text.items() if words == shown), _language())
    return "" if found == _language() else format_html(' lang="{}"', found)


@register.filter
def in_zone(when: datetime | None, guideline: Guideline) -> str:
    """A time in the reader's own zone, else the guideline's, with the zone's name; empty for none."""
    return time_in_zone(when, guideline, readers_zone())


def _language() -> str:
    return get_language() or "en"
