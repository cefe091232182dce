"""The agenda of a meeting: what is put on it, its order, what is taken off."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.actions.meetings import PERMISSION, about, blockers_to_changing, touch
from guideline.models import Meeting, Question
from guideline.order import change_places
from guideline.queries import next_position, take_turns
from guideline.text import Text, localized
from voting.models import AgendaItem, Recommendation, Round


@transaction.atomic
def add_item(
    *,
    by: Any,
    meeting: Meeting,
    title: Text = None,
    question: Question | None = None,
    recommendation: Recommendation | None = None,
    round: Round | None = None,
) -> AgendaItem:
    """Put something on the agenda: a question, a recommendation, a round that was held, or words.

    What hangs from a question carries it as well: whoever leaves the room for it leaves it for this.
    """
    require(by, PERMISSION, meeting)
    recommendation = round.recommendation if round else recommendation
    question = recommendation.question if recommendation else question
    refuse_if(blockers_to_changing(meeting) + _blockers_to_item(meeting, title, question))
    take_turns(meeting)
    item = AgendaItem.objects.create(
        meeting=meeting,
        title=title,
        question=question,
        recommendation=recommendation,
        round=round,
        position=next_position(meeting.items.all()),
    )
    touch(meeting)
    record("agenda-item-added", by=by, **about_item(item))
    return item


@transaction.atomic
def move_item(*, by: Any, item: AgendaItem, up: bool) -> AgendaItem:
    """Take an item one place up or down the agenda; at its end it stays."""
    require(by, PERMISSION, item)
    refuse_if(blockers_to_changing(item.meeting))
    take_turns(item.meeting)
    moved = change_places(item.meeting.items, item, up=up)
    if moved:
        touch(item.meeting)
        record("agenda-item-moved", by=by, to=moved[1], **about_item(item))
    return item


@transaction.atomic
def remove_item(*, by: Any, item: AgendaItem) -> None:
    """Take an item off the agenda; one that has minutes stays."""
    require(by, PERMISSION, item)
    blockers = blockers_to_changing(item.meeting)
    if item.minutes.strip():
        blockers.append(Blocker(_("The item has minutes; it stays on the agenda.")))
    refuse_if(blockers)
    record("agenda-item-removed", by=by, **about_item(item))
    touch(item.meeting)
    item.delete()


def about_item(item: AgendaItem) -> dict[str, Any]:
    """What every event of an item says; the question keeps it from those who left the room."""
    concerned = {"question": item.question.ref} if item.question else {}
    return about(item.meeting) | {"item": str(item)} | concerned


def _blockers_to_item(meeting: Meeting, title: Text, question: Question | None) -> list[Blocker]:
    if question is None and not localized(title).strip():
        return [Blocker(_("Choose a question or a recommendation, or say what the item is."))]
    if question is not None and question.guideline_id != meeting.guideline_id:
        return [Blocker(_("The question belongs to another guideline."))]
    return []
