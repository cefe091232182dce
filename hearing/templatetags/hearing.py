"""Template filters of hearing pages: one instant in two zones, languages by name."""

from collections.abc import Mapping
from datetime import UTC, datetime

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime

from guideline.languages import language_name
from guideline.models import Guideline
from guideline.times import in_zone
from hearing.answering.counting import counted
from hearing.models import Comment, Hearing
from hearing.part_words import part_in_words
from hearing.publishing.beside import Beside, beside_of
from hearing.publishing.states import words_of

register = template.Library()


@register.filter
def in_both_zones(when: datetime | None, guideline: Guideline) -> str:
    """`Fri 27 Nov 2026, 18:00 JST (09:00 UTC)`: the guideline's zone, then UTC with its day if another."""
    if when is None:
        return ""
    here, there = localtime(when, guideline.zone), localtime(when, UTC)
    if here.utcoffset() == there.utcoffset():
        return in_zone(when, guideline, UTC)
    same_day = here.date() == there.date()
    utc = date_format(there, "H:i" if same_day else "D j M Y, H:i")
    return f"{in_zone(when, guideline)} ({utc} UTC)"


@register.filter
def on_it(commented: Mapping[str, list[Hearing]], part: str) -> list[Hearing]:
    """The hearings with comments on a part, of what `commented_in` found."""
    return commented.get(part, [])


@register.filter
def words_shown(comment: Comment) -> str:
    """The comment as anybody may read it, with what is redacted blacked out."""
    return words_of(comment)


register.filter("part_in_words", part_in_words)
register.filter("counted", counted)


@register.filter
def beside(comment: Comment) -> Beside:
    """What stands beside the words, as the committee may see it."""
    return beside_of(comment, "committee")


@register.filter
def language_named(code: str) -> str:
    """`Japanese` in the reader's language."""
    return language_name(code) or code
