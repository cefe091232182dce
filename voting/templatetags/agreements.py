"""The agreement rate as a sentence, for templates."""

from collections.abc import Mapping
from typing import Any

from django import template

from voting.results.ways_out_words import agreement_in_words
from voting.rules.agreement import Agreement

register = template.Library()


@register.filter
def agreed(agreement: Agreement | Mapping[str, Any]) -> str:
    """`Agreement: 29 of 31, 93.5 %`, as computed or as a version froze it."""
    return agreement_in_words(agreement)
