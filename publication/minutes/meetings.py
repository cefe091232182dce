"""The minutes of a meeting: when and where, who was there, and item by item what was decided.

What somebody leaves the room for is a heading to them, and no more.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guideline.codes import ATTENDANCES
from guideline.models import Meeting
from guideline.permissions import stays_in_the_room
from guideline.text import localized
from guideline.times import in_zone
from guideline.words import words
from publication.minutes.blocks import Block, Minutes, signatures
from publication.minutes.rounds import round_blocks
from voting.models import Poll
from voting.queries import viewer_of
from voting.recusal import kept_out_of, why_refused
from voting.rounds.meetings import Held, held_at
from voting.visibility import poll_sight


def meeting_minutes_of(user: Any, meeting: Meeting) -> Minutes:
    """The minutes of a meeting as far as this person may read them."""
    language = get_language() or "en"
    blocks = [*_state(meeting), Block("facts", rows=tuple(_when_and_where(meeting)))]
    blocks.append(Block("facts", _("Attendance"), tuple(_attendance(meeting))))
    for number, held in enumerate(held_at(meeting), start=1):
        blocks += _item(user, held, number, language) if held.item else _loose(user, held, language)
    return Minutes(
        title=_("Minutes: {meeting}").format(meeting=meeting),
        subject=localized(meeting.guideline.title, language),
        language=language,
        footer=f"{meeting.guideline.slug}, {meeting.ref}",
        blocks=(*blocks, signatures()),
    )


def _state(meeting: Meeting) -> list[Block]:
    if meeting.is_cancelled:
        why = _("The meeting was called off: {why}").format(why=meeting.cancelled_because)
        return [Block("statement", why)]
    if not meeting.is_closed:
        return [Block("statement", _("Draft: these minutes are not closed yet."))]
    return []


def _when_and_where(meeting: Meeting) -> Iterable[tuple[str, str]]:
    guideline = meeting.guideline
    yield _("Begins"), in_zone(meeting.starts_at, guideline)
    if meeting.ends_at:
        yield _("Ends"), in_zone(meeting.ends_at, guideline)
    if meeting.place:
        yield _("Place"), meeting.place
    if meeting.link:
        yield _("Link"), meeting.link
    if meeting.closed_at:
        yield _("Minutes closed"), in_zone(meeting.closed_at, guideline)
    if meeting.confirmed_at:
        confirmed = in_zone(meeting.confirmed_at, guideline)
        by = f", {meeting.confirmed_by}" if meeting.confirmed_by else ""
        yield _("Minutes confirmed"), f"{confirmed}{by}"


def _attendance(meeting: Meeting) -> Iterable[tuple[str, str]]:
    there: dict[str, list[str]] = {state: [] for state in ATTENDANCES}
    for each in meeting.attendances.select_related("member"):
        there[each.state].append(str(each.member))
    for state, names in there.items():
        if names:
            yield f"{str(words(state)).capitalize()} ({len(names)})", ", ".join(names)
    if not any(there.values()):
        yield _("Present"), _("Nobody has said who was there.")
    if meeting.guests:
        yield _("Guests"), meeting.guests


def _item(user: Any, held: Held, number: int, language: str) -> list[Block]:
    item = held.item
    title = _("Item {n}: {item}").format(n=number, item=item)
    blocks = [Block("heading", title)]
    if not stays_in_the_room(user, item):
        away = _("You leave the room for this item, and see neither its minutes nor its result.")
        return [*blocks, Block("text", f"{away} {why_refused(user, item)}".strip())]
    out = kept_out_of(item.question) if item.question else ()
    if out:
        rows = tuple((line,) for line in out)
        blocks.append(Block("list", _("Kept out by an interest"), rows))
    left = ", ".join(str(place) for place in item.left.all())
    if left:
        blocks.append(Block("facts", rows=((_("Left the room"), left),)))
    blocks += [Block("text", each) for each in item.minutes.splitlines() if each.strip()]
    return blocks + _decided(user, held, language)


def _loose(user: Any, held: Held, language: str) -> list[Block]:
    """What was decided since the meeting before and stands on no agenda."""
    decided = _decided(user, held, language)
    title = _("Decided since the meeting before, not on the agenda")
    return [Block("heading", title), *decided] if decided else []


def _decided(user: Any, held: Held, language: str) -> list[Block]:
    rounds = [each for each in held.rounds if user.has_perm("voting.view_round", each)]
    polls = [
        each
        for each in held.polls
        if poll_sight(viewer_of(user, each.question), each.status).results
    ]
    return [
        block for each in rounds for block in round_blocks(user, each, language, kind="subheading")
    ] + [block for each in polls for block in _poll(each)]


def _poll(poll: Poll) -> list[Block]:
    about = poll.recommendation.ref if poll.recommendation else poll.question.ref
    title = _("Poll {number} on the criteria of {about}").format(number=poll.number, about=about)
    closed = in_zone(poll.closed_at, poll.guideline)
    answered = _("Closed on {when}; {answered} answered. It informs the panel and judges nothing.")
    rows = tuple(
        (
            words(row["criterion"]),
            ", ".join(f"{words(each)}: {n}" for each, n in row["counts"].items()),
        )
        for row in poll.distribution()
        if row["counts"]
    )
    said = Block("text", answered.format(when=closed, answered=poll.took_part()))
    return [Block("subheading", title), said, *([Block("facts", rows=rows)] if rows else [])]
