"""Triage: who answers a comment, and what it is about."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.models import PanelMember
from guideline.roles import permits
from hearing.actions.answer_mails import mail_assigned
from hearing.actions.answer_rows import update_each
from hearing.answering.numbers import spans
from hearing.models import Comment, CommentTheme, Hearing, Theme
from hearing.models.theme import THEME_LENGTH

ANSWER = "hearing.answer_comment"


@transaction.atomic
def assign_comments(
    *, by: Any, hearing: Hearing, numbers: Iterable[int], place: PanelMember | None
) -> list[int]:
    """Say who answers these comments, None for nobody; returns the numbers of those that changed hands.

    Whoever gets them is told by one mail, unless they took them on themselves.
    """
    require(by, ANSWER, hearing)
    rows = _chosen(hearing, numbers)
    refuse_if(_blockers_to_choosing(rows) + _blockers_to_place(hearing, place))
    moved = [each for each in rows if each.assigned_to_id != (place.pk if place else None)]
    if not moved:
        return []
    fields = {"assigned_to": place, "assigned_at": timezone.now() if place else None}
    update_each(moved, **fields)
    kept = [each.number for each in moved]
    event = record(
        "comments-assigned" if place else "comments-unassigned",
        by=by,
        guideline=hearing.guideline.slug,
        target=hearing.ref,
        comments=spans(kept),
        **({"place": str(place)} if place else {}),
    )
    if place and place.user_id != by.pk:
        mail_assigned(hearing, place, kept, key=f"comments-assigned-{event.sequence}")
    return kept


@transaction.atomic
def add_theme(*, by: Any, hearing: Hearing, numbers: Iterable[int], name: str) -> Theme:
    """Put these comments under a theme, a new one where the hearing has none of this name."""
    require(by, ANSWER, hearing)
    rows = _chosen(hearing, numbers)
    refuse_if(_blockers_to_choosing(rows) + _blockers_to_name(name))
    theme, _new = Theme.objects.get_or_create(hearing=hearing, name=_plain(name))
    had = set(theme.rows.values_list("comment", flat=True))
    added = [each for each in rows if each.pk not in had]
    CommentTheme.objects.bulk_create(
        (CommentTheme(theme=theme, comment=each, number=each.number) for each in added),
        batch_size=500,
    )
    if added:
        _tell("theme-added", by, theme, [each.number for each in added])
    return theme


@transaction.atomic
def remove_theme(*, by: Any, theme: Theme, numbers: Iterable[int]) -> None:
    """Take these comments out of a theme; the theme stays."""
    require(by, ANSWER, theme)
    rows = theme.rows.filter(number__in=list(numbers))
    removed = list(rows.order_by("number").values_list("number", flat=True))
    rows.delete()
    if removed:
        _tell("theme-removed", by, theme, removed)


@transaction.atomic
def rename_theme(*, by: Any, theme: Theme, name: str) -> Theme:
    """Give a theme another name; with the name of another theme of the hearing it is refused."""
    require(by, ANSWER, theme)
    theme = Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk)
    blockers = _blockers_to_name(name)
    others = theme.hearing.themes.exclude(pk=theme.pk)
    if others.filter(name=_plain(name)).exists():
        blockers.append(Blocker(_("There is a theme of this name already.")))
    refuse_if(blockers)
    before, theme.name = theme.name, _plain(name)
    if before != theme.name:
        theme.save(update_fields=["name"])
        record(
            "theme-renamed",
            by=by,
            guideline=theme.guideline.slug,
            target=theme.hearing.ref,
            theme=theme.name,
            before=before,
        )
    return theme


@transaction.atomic
def delete_theme(*, by: Any, theme: Theme) -> None:
    """Give a theme up; its comments stay. The log keeps which they were."""
    require(by, ANSWER, theme)
    theme = Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk)
    numbers = list(theme.rows.order_by("number").values_list("number", flat=True))
    _tell("theme-deleted", by, theme, numbers)
    theme.delete()


def assignable(hearing: Hearing) -> list[PanelMember]:
    """The places that may answer, in the panel's order."""
    panel = hearing.guideline.panel.select_related("user").order_by("position", "pk")
    return [each for each in panel if each.user_id and permits(each.role, ANSWER)]


def _blockers_to_choosing(rows: list[Comment]) -> list[Blocker]:
    return [] if rows else [Blocker(_("Choose at least one comment."))]


def _blockers_to_place(hearing: Hearing, place: PanelMember | None) -> list[Blocker]:
    if place is None or place in assignable(hearing):
        return []
    return [Blocker(_("{name} may not answer comments.").format(name=place))]


def _blockers_to_name(name: str) -> list[Blocker]:
    if not _plain(name):
        return [Blocker(_("Name the theme."))]
    if len(_plain(name)) > THEME_LENGTH:
        sentence = _("The name of a theme has at most {limit} characters.")
        return [Blocker(sentence.format(limit=THEME_LENGTH))]
    return []


def _plain(name: str) -> str:
    return " ".join(name.split())


def _chosen(hearing: Hearing, numbers: Iterable[int]) -> list[Comment]:
    rows = hearing.comments.select_for_update(of=("self",)).filter(number__in=list(numbers))
    return list(rows.only("number", "assigned_to", "hearing").order_by("number"))


def _tell(verb: str, by: Any, theme: Theme, numbers: list[int]) -> None:
    record(
        verb,
        by=by,
        guideline=theme.guideline.slug,
        target=theme.hearing.ref,
        theme=theme.name,
        comments=spans(numbers),
    )
