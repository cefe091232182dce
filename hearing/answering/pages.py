"""What the pages of the inbox show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, OuterRef, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guideline.words import words
from hearing.actions.triage import assignable
from hearing.answering.counting import BoundedCount, counted, counts_of
from hearing.answering.filters import (
    Filter,
    filter_from,
    matching,
    number_from,
    page_of,
    themes_of,
)
from hearing.answering.rooms import closed_rooms
from hearing.answering.states import DUE, STANDS, STATES, state_of
from hearing.codes import COMMENTER_KINDS
from hearing.drafts import parts_of
from hearing.models import Campaign, Comment, Hearing
from hearing.publishing.states import words_of


@dataclass(frozen=True, slots=True)
class StateLink:
    """A state with how many comments are in it, and the address that shows them."""

    code: str
    label: Any
    count: int
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A comment in the inbox; whoever leaves the room for its question reads no draft of an answer."""

    comment: Comment
    words: str
    state: str
    label: Any
    url: str
    hides_draft: bool
    alike: str = ""


def inbox_page(user: Any, hearing: Hearing, said: QueryDict) -> dict[str, Any]:
    """Fifty comments as filtered, with the counts of each state and what can be done to those chosen."""
    asked = filter_from(said)
    bounds = {name: number_from(said.get(name, "")) for name in ("after", "before")}
    page = page_of(hearing, asked, user, **bounds)
    closed = closed_rooms(user, hearing)
    alike = sizes_of(filter(None, (each.campaign_id for each in page.rows)))
    may_answer = user.has_perm("hearing.answer_comment", hearing)
    return {
        "hearing": hearing,
        "guideline": hearing.guideline,
        "asked": asked,
        "bounds": bounds,
        "everything": asked.but(state=""),
        "rows": [
            _row(hearing, each, asked, closed, alike.get(each.campaign_id, 0)) for each in page.rows
        ],
        "page": page,
        "states": states_of(hearing, asked),
        "themes": themes_of(hearing),
        "parts": [each for each in parts_of(hearing.draft) if each],
        "kinds": [(code, words(code)) for code in COMMENTER_KINDS],
        "places": assignable(hearing),
        "may_answer": may_answer,
        "may_draft": may_answer and hearing.is_over,
        "may_close": user.has_perm("hearing.open_hearing", hearing) and hearing.is_open,
    }


def states_of(hearing: Hearing, asked: Filter) -> list[StateLink]:
    """Each state with how many comments are in it, whatever else is asked for."""
    counts = counts_of(hearing, {code: rows for code, (_words, rows) in STATES.items()})
    return [
        StateLink(
            code,
            label,
            counts[code],
            asked.but(state="" if asked.state == code else code).address,
            asked.state == code,
        )
        for code, (label, _condition) in STATES.items()
    ]


def behind_page(hearing: Hearing) -> dict[str, Any]:
    """Who still has answers to give: how many, how many of them drafted, and since when."""
    due = hearing.comments.filter(DUE).order_by()
    counts = {
        row["assigned_to"]: row
        for row in due.values("assigned_to").annotate(
            due=Count("pk"),
            drafted=Count("pk", filter=Q(progress="draft")),
            since=Min("assigned_at"),
        )
    }
    rows = [
        {"place": place, **counts[place.pk], "address": f"assigned={place.ref}"}
        for place in hearing.guideline.panel.select_related("user").filter(
            pk__in=filter(None, counts)
        )
    ]
    return {
        "hearing": hearing,
        "guideline": hearing.guideline,
        "rows": sorted(rows, key=lambda row: -row["due"]),
        "nobody": counts.get(None, {}).get("due", 0),
        "waiting": hearing.comments.filter(STATES["waits"][1]).count(),
    }


def chosen_numbers(user: Any, hearing: Hearing, said: QueryDict) -> list[int]:
    """The comments that a form means: those ticked, or everything that its filter shows."""
    if said.get("everything"):
        rows = matching(hearing, filter_from(said), user)
        return list(rows.order_by("number").values_list("number", flat=True))
    return sorted({number for each in said.getlist("chosen") if (number := number_from(each))})


def chosen_to_answer(user: Any, hearing: Hearing, said: QueryDict) -> tuple[list[int], int]:
    """The comments that a form means to answer, and how many it leaves out.

    Of everything that a filter shows, what nobody, or not this person, can answer now is left out; who
    ticked such a one is told what stands in the way.
    """
    if not said.get("everything"):
        return chosen_numbers(user, hearing, said), 0
    rows = matching(hearing, filter_from(said), user)
    open_to_all = rows.filter(STANDS).exclude(progress="waits")
    answerable = open_to_all.exclude(part__in=closed_rooms(user, hearing))
    numbers = list(answerable.order_by("number").values_list("number", flat=True))
    return numbers, rows.count() - len(numbers)


def inbox_address(hearing: Hearing, asked: Filter | None = None, number: int = 0) -> str:
    """The inbox, filtered as before, at the row of a comment."""
    path = reverse("hearing_inbox", args=[hearing.guideline.slug, hearing.ref])
    behind = f"?{asked.address}" if asked and asked.address else ""
    return f"{path}{behind}" + (f"#comment-{number}" if number else "")


def comment_address(hearing: Hearing, asked: Filter, number: int) -> str:
    """The committee's page of a comment; what the inbox was filtered by is kept."""
    path = reverse("comment_answer", args=[hearing.guideline.slug, hearing.ref, number])
    return f"{path}?{asked.address}" if asked.address else path


def sizes_of(groups: Iterable[int]) -> dict[int, int]:
    """How many comments of each group stand, in one query; none is counted far beyond what is said."""
    rows = Comment.objects.filter(STANDS, campaign=OuterRef("pk"))
    found = Campaign.objects.filter(pk__in=set(groups)).order_by()
    return dict(found.values_list("pk", BoundedCount(rows)))


def alike_in_words(comment: Comment, size: int) -> str:
    """`One of 3 alike`; of a held one, which is none of those, `3 others are alike`; empty where it is alone."""
    if not comment.is_held:
        return _("One of {n} alike").format(n=counted(size)) if size > 1 else ""
    said = ngettext("{n} other is alike", "{n} others are alike", size)
    return said.format(n=counted(size)) if size else ""


def _row(hearing: Hearing, comment: Comment, asked: Filter, closed: set[str], size: int) -> Row:
    state = state_of(comment)
    return Row(
        comment,
        words_of(comment),
        state,
        STATES[state][0],
        comment_address(hearing, asked, comment.number),
        comment.part in closed,
        alike_in_words(comment, size) if comment.campaign_id else "",
    )
