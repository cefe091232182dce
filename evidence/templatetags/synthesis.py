"""Syntheses in templates: the choice in words, and a kept result beside what there is now."""

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from django import template

from evidence.outcome_figures import figure_of, kinds_of
from evidence.plots.figure import Figure
from evidence.pooling_record import InputChange, KeptResult
from evidence.profile import BodyChain
from evidence.synthesis_words import change_in_words, choice_in_words, effect_in_words
from evidence.templatetags.plots import Shown

register = template.Library()


@register.filter
def choice(recipe: Any) -> str:
    """The options of a recipe as people read them."""
    said: Mapping[str, Any] = asdict(recipe) if is_dataclass(recipe) else recipe or {}
    return choice_in_words(said)


@register.filter
def was(kept: KeptResult) -> str:
    """The kept effect."""
    return effect_in_words(kept.result.figures, kept.result.recipe["measure"])


@register.filter
def now(kept: KeptResult) -> str:
    """What pooling gives now."""
    return effect_in_words(kept.now.figures, kept.now.recipe["measure"]) if kept.now else "–"


@register.filter
def change(changed: InputChange) -> str:
    """One input that is another now."""
    return change_in_words(changed)


@register.simple_tag
def figure_named(body: BodyChain, kind: str) -> Shown | None:
    """One figure of a body; None where it has none of this kind."""
    return Shown(kind, figure_of(body, kind)) if kind in kinds_of(body) else None


@register.filter
def drawn(figure: Figure, kind: str) -> Shown:
    """A figure that was drawn for one page, ready to stand on it."""
    return Shown(kind, figure)
