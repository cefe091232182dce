"""Figures in templates."""

from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString, mark_safe

from evidence.outcome_figures import figure_of, kinds_of
from evidence.plots.figure import Figure, Table
from evidence.profile import BodyChain

register = template.Library()
# What stands on a page; the others are a click away.
SHOWN = ("forest", "accuracy", "sroc")


@dataclass(frozen=True)
class Shown:
    """A figure on a page; its SVG escapes every text in it (`evidence.plots.canvas`)."""

    kind: str
    figure: Figure

    @property
    def title(self) -> str:
        """What it shows, for its caption."""
        return self.figure.title

    @property
    def wide(self) -> SafeString:
        """The drawing for a desk and for paper."""
        return mark_safe(self.figure.wide)  # noqa: S308  # written by Canvas, which escapes

    @property
    def compact(self) -> SafeString:
        """The drawing for a phone."""
        return mark_safe(self.figure.compact)  # noqa: S308  # written by Canvas, which escapes

    @property
    def table(self) -> Table:
        """The same numbers as rows."""
        return self.figure.table


@register.simple_tag
def figures(body: BodyChain) -> list[Shown]:
    """The figures of a body that stand on its page."""
    return [Shown(kind, figure_of(body, kind)) for kind in kinds_of(body) if kind in SHOWN]


@register.simple_tag
def further_figures(body: BodyChain) -> list[str]:
    """The kinds of figures that a body has besides."""
    return [kind for kind in kinds_of(body) if kind not in SHOWN]
