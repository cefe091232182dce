"""Names of languages, and the page's own, for passages in several of them."""

from django import template
from django.utils.translation import get_language

from guideline.languages import language_name as name_of

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """`Japanese` in the reader's language."""
    return name_of(code)


@register.simple_tag
def own_language() -> str:
    """The language of the page around a passage."""
    return get_language() or "en"
