"""Meetings of the panel, from a bundle to rows and back."""

from typing import Any

from guideline.models import Attendance, Guideline, Meeting, PanelMember, Question
from publication.bundle import columns
from publication.bundle.rows import Batch, row
from voting.models import AgendaItem

Data = dict[str, Any]
LEFT = AgendaItem.left.through


def add_meetings(
    guideline: Guideline,
    items: list[Data],
    questions: dict[str, Question],
    panel: dict[str, PanelMember],
) -> None:
    """Save meetings with their agendas; recommendations and rounds are there already."""
    if not items:
        return
    known = guideline.recommendations.prefetch_related("rounds").select_related("question")
    drafts = {each.ref: each for each in known}
    batch = Batch(Meeting, Attendance, AgendaItem, LEFT)
    for said in items:
        more = {"guideline": guideline, "confirmed_by": panel.get(said.get("confirmed_by", ""))}
        meeting = batch.add(row(Meeting, said, columns.MEETING, **more))
        for ref, state in said.get("attendance", {}).items():
            batch.add(Attendance(meeting=meeting, member=panel[ref], state=state))
        for position, each in enumerate(said.get("items", [])):
            draft = drafts.get(each.get("recommendation", ""))
            about = draft.question if draft else questions.get(each.get("question", ""))
            held = list(draft.rounds.all())[each["round"] - 1] if "round" in each else None
            more = {"meeting": meeting, "question": about, "recommendation": draft, "round": held}
            item = batch.add(row(AgendaItem, each, columns.ITEM, position=position, **more))
            for ref in each.get("left", []):
                batch.add(LEFT(agendaitem=item, panelmember=panel[ref]))
    batch.save()


def meetings_of(guideline: Guideline) -> list[Data]:
    """Every meeting as a bundle tells it, in a constant number of queries."""
    meetings = guideline.meetings.select_related("confirmed_by").prefetch_related(
        "attendances__member",
        "items__question",
        "items__recommendation__rounds",
        "items__left",
    )
    return [_meeting(each) for each in meetings]


def _meeting(meeting: Meeting) -> Data:
    attendance = {each.member.ref: each.state for each in meeting.attendances.all()}
    return columns.values(meeting, columns.MEETING) | {
        "attendance": attendance,
        "items": [_item(each) for each in meeting.items.all()],
        "confirmed_by": meeting.confirmed_by.ref if meeting.confirmed_by else None,
    }


def _item(item: AgendaItem) -> Data:
    said = columns.values(item, columns.ITEM)
    said["left"] = [place.ref for place in item.left.all()]
    if item.recommendation is None:
        return said | {"question": item.question.ref if item.question else None}
    # Rounds are counted as the bundle lists them: closed ones, without those of practice.
    held = [each.pk for each in item.recommendation.rounds.all() if each.status == "closed"]
    number = held.index(item.round_id) + 1 if item.round_id in held else None
    return said | {"recommendation": item.recommendation.ref, "round": number}
