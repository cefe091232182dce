"""Raters in templates: by how many a rating was made."""

from django import template

from evidence.models import Rating
from evidence.raters.words import rated_by as rated_by_words
from guideline.models import Guideline

register = template.Library()


@register.filter
def rated_by(rating: Rating, guideline: Guideline) -> str:
    """`rated by one rater`, or `rated by two, reconciled by ... on ...`."""
    return rated_by_words(rating, guideline)
