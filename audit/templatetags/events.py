"""Events of the audit chain as sentences, for pages."""

from django import template

from audit.models import Event
from audit.sentences import sentence as sentence_of

register = template.Library()


@register.filter
def sentence(event: Event) -> str:
    """The event as a sentence."""
    return sentence_of(event)
