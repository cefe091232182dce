"""What the profile says of a criterion, for the templates of evidence to decision."""

from django import template

from voting.etd_evidence import ProfileEvidence, Shown

register = template.Library()


@register.filter
def rows_on(evidence: ProfileEvidence, criterion: str) -> list[Shown]:
    """The rows of the evidence profile that bear on a criterion."""
    return evidence.on(criterion)
