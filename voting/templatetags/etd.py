"""What the profile says of a criterion, for the templates of evidence to decision."""

from django import template

from voting.etd.evidence import ProfileEvidence, Shown
from voting.etd.poll_results import Said

register = template.Library()


@register.filter
def rows_on(evidence: ProfileEvidence, criterion: str) -> list[Shown]:
    """The rows of the evidence profile that bear on a criterion."""
    return evidence.on(criterion)


@register.filter
def said_on(polled: dict[str, Said], criterion: str) -> Said | None:
    """What the last closed poll came to on a criterion."""
    return polled.get(criterion)
