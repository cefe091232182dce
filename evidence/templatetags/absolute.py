"""Absolute effects in templates."""

from django import template

from evidence.absolute_rows import (
    AbsoluteRow,
    absolute_rows,
    difference_in_words,
    needed_in_words,
)
from evidence.grade.absolute import Absolute
from evidence.grade.number_needed import NumberNeeded
from evidence.profile import BodyChain

register = template.Library()


@register.simple_tag
def absolute_of(body: BodyChain) -> list[AbsoluteRow]:
    """What the pooled effect means at each baseline risk."""
    return list(absolute_rows(body))


@register.filter
def difference(effect: Absolute) -> str:
    """`40 fewer per 1000 (70 fewer to 10 fewer)`."""
    return difference_in_words(effect)


@register.filter
def needed(found: NumberNeeded) -> str:
    """`NNTB 25 (15 to 100)`."""
    return needed_in_words(found)
