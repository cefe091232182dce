"""What a correction changed, for templates."""

from typing import Any

from django import template

from voting.drafts.differences import Difference, text_differences

register = template.Library()


@register.filter
def differences_of(correction: Any) -> list[Difference]:
    """What differs between a correction's wordings; it comes as a row, or as a version froze it."""
    if isinstance(correction, dict):
        return text_differences(correction["before"], correction["after"])
    return text_differences(correction.before, correction.after)
