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


@register.simple_tag
def raters_of(ratings: dict[str, Rating], guideline: Guideline) -> list[tuple[str, str]]:
    """Each part with `rated by one rater` or `rated by two, reconciled by ... on ...`.

    What holds for every part is said once, with no part before it.
    """
    said = [(part, rated_by_words(rating, guideline)) for part, rating in ratings.items()]
    if len({words for _part, words in said}) > 1:
        return said
    return [("", words) for _part, words in said[:1]]
