"""What of an inbox is shown, said in the address; fifty comments a page, along their numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch, QuerySet

from guideline.numbers import whole_number
from guideline.permissions import place_of
from hearing.answering.states import STATES
from hearing.codes import COMMENTER_KINDS
from hearing.models import Comment, CommentTheme, Hearing, Theme
from hearing.publishing.states import with_redactions

PAGE = 50


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; an empty word asks for nothing. What an address says wrongly is not asked."""

    state: str = ""
    theme: int = 0
    campaign: int = 0
    part: str = ""
    kind: str = ""
    assigned: str = ""
    text: str = ""

    @property
    def address(self) -> str:
        """As the part of an address behind the question mark."""
        return urlencode({key: value for key, value in self.as_data().items() if value})

    def as_data(self) -> dict[str, Any]:
        """The words of the address with what they ask for."""
        return {
            "state": self.state,
            "theme": self.theme,
            "campaign": self.campaign,
            "part": self.part,
            "kind": self.kind,
            "assigned": self.assigned,
            "q": self.text,
        }

    def but(self, **other: Any) -> "Filter":
        """The same with something else asked for."""
        return replace(self, **other)

    @property
    def is_narrowed(self) -> bool:
        """Whether more is asked for than a state."""
        return not self.but(state="").is_empty

    @property
    def is_empty(self) -> bool:
        """Whether it shows everything."""
        return self == Filter()


def filter_from(said: Mapping[str, str]) -> Filter:
    """The filter of an address or of a form that carries it along."""
    state, kind = said.get("state", ""), said.get("kind", "")
    return Filter(
        state=state if state in STATES else "",
        theme=number_from(said.get("theme", "")),
        campaign=number_from(said.get("campaign", "")),
        part=said.get("part", "")[:200],
        kind=kind if kind in COMMENTER_KINDS else "",
        assigned=said.get("assigned", "")[:100],
        text=said.get("q", "").strip().replace("\x00", "")[:200],
    )


def number_from(said: str) -> int:
    """A number of a comment or a theme; 0 for what is none."""
    return whole_number(said) or 0


def matching(hearing: Hearing, asked: Filter, user: Any) -> QuerySet[Comment]:
    """The comments that a filter shows, in no order yet."""
    return _within(hearing, asked, user)


def _along(asked: Filter) -> str:
    """The column of the numbers along which an index finds what the filter shows."""
    return "theme_rows__number" if asked.theme else "number"


def _within(hearing: Hearing, asked: Filter, user: Any, **bounds: int) -> QuerySet[Comment]:
    """The same within bounds of its `_along`: said of the one row of the theme, not of any theme's."""
    if asked.theme:
        bounds |= {"theme_rows__theme": asked.theme, "theme_rows__theme__hearing": hearing.pk}
    rows = Comment.objects.filter(hearing=hearing, **bounds).order_by()
    if asked.state:
        rows = rows.filter(STATES[asked.state][1])
    if asked.campaign:
        rows = rows.filter(campaign=asked.campaign)
    if asked.part:
        rows = rows.filter(part=asked.part)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.text:
        # What is blacked out must not be found either: a redacted comment is found by no word.
        rows = rows.filter(body__icontains=asked.text).exclude(redactions__is_confirmed=True)
    return _assigned(rows, hearing, asked.assigned, user)


def _assigned(
    rows: QuerySet[Comment], hearing: Hearing, assigned: str, user: Any
) -> QuerySet[Comment]:
    if assigned == "nobody":
        return rows.filter(assigned_to=None)
    if assigned == "me":
        return rows.filter(assigned_to=place_of(user, hearing.guideline) or 0)
    if assigned:
        return rows.filter(assigned_to__guideline=hearing.guideline, assigned_to__ref=assigned)
    return rows


@dataclass(frozen=True, slots=True)
class Page:
    """Some comments in order, and where the pages before and after them begin."""

    rows: list[Comment]
    before: int = 0
    after: int = 0


def page_of(hearing: Hearing, asked: Filter, user: Any, *, after: int = 0, before: int = 0) -> Page:
    """The fifty comments behind one number, or before one; however many there are, it reads one more."""
    along = _along(asked)
    if before:
        rows = _within(hearing, asked, user, **{f"{along}__lt": before})
        found = list(_loaded(rows.order_by(f"-{along}")))
        more, found = len(found) > PAGE, found[:PAGE][::-1]
        return _page(hearing, found, is_first=not more, is_last=False)
    rows = _within(hearing, asked, user, **{f"{along}__gt": after})
    found = list(_loaded(rows.order_by(along)))
    more, found = len(found) > PAGE, found[:PAGE]
    return _page(hearing, found, is_first=not after, is_last=not more)


def neighbours(hearing: Hearing, asked: Filter, user: Any, number: int) -> tuple[int, int]:
    """The numbers of the comments before and after one in what a filter shows; 0 where there is none."""
    along = _along(asked)
    earlier = _within(hearing, asked, user, **{f"{along}__lt": number}).order_by(f"-{along}")
    later = _within(hearing, asked, user, **{f"{along}__gt": number}).order_by(along)
    return tuple(each.values_list("number", flat=True).first() or 0 for each in (earlier, later))


def _loaded(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    themes = CommentTheme.objects.select_related("theme").order_by("theme__name")
    rows = with_redactions(rows)
    return rows.select_related("answer__by", "proposal__by", "assigned_to__user").prefetch_related(
        Prefetch("theme_rows", queryset=themes)
    )[: PAGE + 1]


def _page(hearing: Hearing, rows: list[Comment], *, is_first: bool, is_last: bool) -> Page:
    for row in rows:
        # The draft that was laid open is large; one copy of it serves the page.
        row.hearing = hearing
    if not rows:
        return Page(rows)
    return Page(
        rows,
        before=0 if is_first else rows[0].number,
        after=0 if is_last else rows[-1].number,
    )


def themes_of(hearing: Hearing) -> list[Theme]:
    """The themes of a hearing by name."""
    return list(hearing.themes.order_by("name"))
