"""A meeting as one person may read it: no minutes and no result of what they leave the room for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from guideline.calendar_file import Appointment
from guideline.codes import ATTENDANCES
from guideline.models import Attendance, Meeting, PanelMember
from guideline.permissions import place_of, stays_in_the_room
from voting.models import AgendaItem, Poll, Round
from voting.queries import result_of, sight_for
from voting.recusal import why_refused
from voting.results.words import sentence
from voting.rounds.agenda_forms import must_leave


@dataclass(frozen=True)
class ShownRound:
    """A closed round with what it came to, as far as the reader may see it."""

    round: Round
    sentence: str


@dataclass(frozen=True)
class ShownItem:
    """An item of the agenda; `why_hidden` says why the reader sees its name and nothing more."""

    item: AgendaItem
    why_hidden: str
    must_leave: Sequence[PanelMember]
    rounds: Sequence[ShownRound]
    may_write: bool


@dataclass(frozen=True)
class Held:
    """What was decided on one item of an agenda; `item` None: what stands on none."""

    item: AgendaItem | None
    rounds: tuple[Round, ...]
    polls: tuple[Poll, ...]


def meeting_page(user: Any, meeting: Meeting) -> dict[str, Any]:
    """What the page of a meeting shows to this person."""
    manages = user.has_perm("guideline.manage_meeting", meeting)
    since = rounds_since(meeting)
    items = meeting.items.select_related(
        "question", "recommendation", "round", "meeting__guideline"
    )
    shown = [_item(user, each, since, manages) for each in items.prefetch_related("left")]
    listed = {each.round.pk for item in shown for each in item.rounds}
    attendances = Attendance.objects.filter(meeting=meeting).select_related("member")
    by_state = sorted(attendances, key=lambda each: ATTENDANCES.index(each.state))
    return {
        "guideline": meeting.guideline,
        "meeting": meeting,
        "items": shown,
        "unlisted": [each for each in _shown(user, since) if each.round.pk not in listed],
        "attendances": by_state,
        "manages": manages,
        "may_confirm": user.has_perm("guideline.confirm_minutes", meeting),
    }


def rounds_since(meeting: Meeting) -> list[Round]:
    """The rounds closed since the meeting before this one began, until this one was over."""
    return [each for each in rounds_over(meeting) if each.status == "closed"]


def rounds_over(meeting: Meeting) -> list[Round]:
    """The same with those that were withdrawn."""
    over = Round.objects.filter(recommendation__guideline=meeting.guideline).exclude(status="open")
    rows = over.filter(_since(meeting)).select_related(
        "recommendation__question", "recommendation__guideline"
    )
    return list(rows.order_by("closed_at", "pk"))


def polls_over(meeting: Meeting) -> list[Poll]:
    """The polls closed since the meeting before this one began, until this one was over."""
    over = Poll.objects.filter(question__guideline=meeting.guideline, status="closed")
    rows = over.filter(_since(meeting)).select_related("question__guideline", "recommendation")
    return list(rows.order_by("closed_at", "pk"))


def _since(meeting: Meeting) -> Q:
    before = meeting.guideline.meetings.filter(
        starts_at__lt=meeting.starts_at, cancelled_at=None
    ).order_by("starts_at", "id")
    until, last = Q(closed_at__lte=meeting.probable_end), before.last()
    return until & Q(closed_at__gt=last.starts_at) if last else until


def held_at(meeting: Meeting) -> list[Held]:
    """What was decided on each item of the agenda, in its order; at the end what stands on none.

    A round belongs to the item that names it, else to the first that names its recommendation, else
    its question.
    """
    items = list(
        meeting.items.select_related(
            "question", "recommendation__question", "meeting__guideline"
        ).prefetch_related("left", "round__recommendation__question__guideline")
    )
    rounds: dict[AgendaItem | None, list[Round]] = {}
    over = rounds_over(meeting)
    known = {each.pk for each in over}
    over += [each.round for each in items if each.round and each.round.pk not in known]
    for each in over:
        draft = each.recommendation_id
        ways = (
            lambda item, each=each: item.round_id == each.pk,
            lambda item, draft=draft: item.recommendation_id == draft,
            lambda item, each=each: item.question_id == each.recommendation.question_id,
        )
        rounds.setdefault(_first(items, ways), []).append(each)
    polls: dict[AgendaItem | None, list[Poll]] = {}
    for poll in polls_over(meeting):
        ways = (
            lambda item, poll=poll: (
                poll.recommendation_id is not None
                and item.recommendation_id == poll.recommendation_id
            ),
            lambda item, poll=poll: item.question_id == poll.question_id,
        )
        polls.setdefault(_first(items, ways), []).append(poll)
    return [
        Held(item, tuple(rounds.get(item, ())), tuple(polls.get(item, ())))
        for item in (*items, None)
    ]


def _first(
    items: list[AgendaItem], ways: Iterable[Callable[[AgendaItem], bool]]
) -> AgendaItem | None:
    return next((item for belongs in ways for item in items if belongs(item)), None)


def appointment(meeting: Meeting) -> Appointment:
    """The meeting as an entry of a calendar: titles of its agenda, and nothing of its minutes."""
    host = settings.SITE_URL.partition("://")[2] or "plenary"
    agenda = [f"{number}. {item}" for number, item in enumerate(meeting.items.all(), start=1)]
    lines = [str(meeting.guideline), *agenda, meeting.link]
    return Appointment(
        uid=f"meeting-{meeting.pk}@{host}",
        title=str(meeting),
        starts=meeting.starts_at,
        ends=meeting.probable_end,
        changed=meeting.changed_at,
        description="\n".join(line for line in lines if line),
        place=meeting.place or meeting.link,
        link=f"{settings.SITE_URL}{meeting.get_absolute_url()}",
        remind=timedelta(hours=1),
        is_cancelled=meeting.is_cancelled,
    )


def _item(user: Any, item: AgendaItem, since: list[Round], manages: bool) -> ShownItem:
    stays = stays_in_the_room(user, item)
    hidden = "" if stays else why_refused(user, item) or _("You leave the room for this item.")
    own = [each for each in since if each.recommendation_id == item.recommendation_id]
    if item.round and item.round not in own:
        own.append(item.round)
    return ShownItem(
        item=item,
        why_hidden=hidden,
        must_leave=must_leave(item.question, item) if manages else (),
        rounds=_shown(user, own) if stays else (),
        may_write=manages
        and stays
        and not item.meeting.is_closed
        and not item.meeting.is_cancelled,
    )


def _shown(user: Any, rounds: list[Round]) -> list[ShownRound]:
    """The rounds whose tally this person may see; of others not even that they were held."""
    return [
        ShownRound(each, sentence(result_of(each)))
        for each in rounds
        if _may_see(user, each) and sight_for(user, each).tally
    ]


def _may_see(user: Any, round: Round) -> bool:
    place = place_of(user, round.guideline)
    return place is not None and user.has_perm("voting.view_round", round)
