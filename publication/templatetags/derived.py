"""Derived values in templates: decisions, votes, reasons and flags as sentences."""

from collections.abc import Mapping
from typing import Any

from django import template

from evidence.grade.reasons import Reason
from publication.reasons import FLAGS, decision_in_words, sentence, votes_in_words
from publication.why import pooled_in_words, reported_in_words, result_in_words

register = template.Library()


@register.filter
def decision(derived: Any) -> str:
    """What a recommendation is in a few words: `weak, for`, `no consensus`."""
    return decision_in_words(derived)


@register.filter
def votes(counts: Mapping[str, int]) -> str:
    """`36 weak for, 4 strong for, 3 abstained`."""
    return votes_in_words(counts)


@register.filter
def reason(step: Reason) -> str:
    """One reason as a sentence."""
    return sentence(step)


@register.filter
def flag(code: str) -> str:
    """What a flag warns of, as a sentence."""
    return str(FLAGS[code])


@register.filter
def result(row: Any) -> str:
    """The numbers of one study's result."""
    return result_in_words(row)


@register.filter
def pooled(effect: Any) -> str:
    """A pooled effect with its interval, studies and spread."""
    return pooled_in_words(effect)


@register.filter
def reported(synthesis: Mapping[str, Any]) -> str:
    """A synthesis as its source reports it, the printed text first."""
    return reported_in_words(synthesis)
