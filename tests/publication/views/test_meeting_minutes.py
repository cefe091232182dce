"""The minutes of a meeting: who was there, whom an interest kept out, what was decided on each item."""

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from docx import Document

from guideline.actions.meetings import plan_meeting
from publication.exports.minutes_formats import FORMATS
from publication.minutes.meetings import meeting_minutes_of
from tests import factories
from voting.actions.agenda import add_item
from voting.actions.ballots import cast_vote
from voting.actions.dissents import state_dissent
from voting.actions.hands import confirm_hands, count_hands
from voting.actions.minutes import close_minutes, confirm_minutes, mark_attendance, write_minutes
from voting.actions.polls import answer_poll, close_poll, open_poll
from voting.actions.rounds import close_round, open_round, withdraw_round
from voting.actions.ways_out import take_way_out

ONE_ROUND = {"preset": "over-70", "rounds": 1}


@pytest.fixture
def meeting(guideline, chair, secretariat):
    begun = timezone.now() - timedelta(hours=1)
    return plan_meeting(
        by=secretariat, guideline=guideline, starts_at=begun, title="Spring", place="Room 4"
    )


@pytest.fixture
def held(meeting, guideline, question, chair, member, secretariat, conflicted_member):
    """A withdrawn round, a way out, a secret round of two, hands on a second draft, a poll."""
    conflict = conflicted_member.places.get().conflicts.get()
    conflict.decided_by_user, conflict.decided_at = chair, timezone.now()
    conflict.save()
    draft = factories.make_recommendation(question=question, ref="q1r1")
    poll = open_poll(by=chair, question=question)
    answer_poll(by=member, poll=poll, answers={"equity": ("reduced", "Two centres.")})
    close_poll(by=chair, poll=poll)
    withdraw_round(
        by=chair, round=open_round(by=chair, recommendation=draft), reason="A word was wrong."
    )
    split = open_round(by=chair, recommendation=draft, rule=ONE_ROUND)
    cast_vote(by=chair, round=split, choice="weak-for")
    cast_vote(by=member, round=split, choice="strong-for")
    split = close_round(by=chair, round=split)
    take_way_out(by=chair, round=split, choice="weak", reason="Both are for it.")
    state_dissent(by=member, round=split, text="It should be strong.")
    secret = factories.make_recommendation(question=question, ref="q1r3")
    hidden = open_round(by=chair, recommendation=secret, secrecy="secret")
    cast_vote(by=chair, round=hidden, choice="strong-against", comment="Between us.")
    close_round(by=chair, round=hidden)
    other = factories.make_recommendation(
        question=factories.make_question(guideline=guideline, ref="q2"), ref="q2r1"
    )
    shown = open_round(by=chair, recommendation=other, mode="hands")
    there = list(shown.voters.filter(member__ref__in=["chair", "member"]))
    show = count_hands(by=secretariat, round=shown, counts={"weak-for": 2}, present=there)
    confirm_hands(by=chair, show=show)
    item = add_item(by=chair, meeting=meeting, title="Opening")
    write_minutes(by=chair, item=item, title="Opening", minutes="Begun at six.")
    item = add_item(by=chair, meeting=meeting, question=question)
    left = [conflicted_member.places.get()]
    write_minutes(by=chair, item=item, minutes="They weighed the harms.", left=left)
    states = {"chair": "present", "member": "excused", "secretariat": "absent"}
    mark_attendance(by=secretariat, meeting=meeting, states=states, guests="A guest")
    return meeting


def lines(user, meeting) -> list[str]:
    found = []
    for block in meeting_minutes_of(user, meeting).blocks:
        found += [block.text] if block.text else []
        found += [": ".join(row) for row in block.rows]
    return found


def test_minutes_follow_the_agenda_with_attendance_interests_and_what_was_decided(held, chair):
    said = lines(chair, held)

    in_order = [
        "Draft: these minutes are not closed yet.",
        "Place: Room 4",
        "Present (1): chair",
        "Excused (1): member",
        "Absent (1): secretariat",
        "Guests: A guest",
        "Item 1: Opening",
        "Begun at six.",
        "Item 2: 1. Should it be done?",
        "Kept out by an interest",
        "Left the room: conflicted",
        "They weighed the harms.",
        "q1r1: round 1",
        "The round was withdrawn; it has no result.",
        "Reason: A word was wrong.",
        "q1r1: round 2",
        "Agreement on the direction: 2 of 2 votes are for, strong and weak together, 100.0 %",
        "After the last round without consensus chair decided: weak. Reason: Both are for it.",
        "Dissent",
        "It should be strong. (member)",
        "q1r3: round 1",
        "Too few secret ballots were cast to show what they say.",
        "Poll 1 on the criteria of q1",
        "Equity: reduced: 1",
        "Decided since the meeting before, not on the agenda",
        "q2r1: round 1",
        "Agreement: 2 of 2, 100.0 %",
        "Present: chair, member",
    ]
    assert [each for each in said if each in in_order and said.count(each) == 1] == [
        each for each in in_order if said.count(each) == 1
    ]
    assert [each for each in in_order if each not in said] == []
    (kept,) = [each for each in said if each.startswith("conflicted: leaves the room")]
    assert "Decided by chair on" in kept
    assert any(each.startswith("1 of 2 votes are") for each in said)


def test_minutes_name_nobody_in_a_secret_round_and_say_no_other_rule(held, chair):
    said = "\n".join(lines(chair, held))

    assert ("Between us." in said, "strong against: 1" in said) == (False, False)
    assert "other rules" not in said
    assert "GRADE grid" not in said


def test_whoever_leaves_the_room_reads_the_heading_of_the_item_and_nothing_more(
    held, conflicted_member, client_of
):
    address = reverse("meeting_minutes", args=["livers", held.ref])
    page = client_of(conflicted_member).get(address).content.decode()

    assert "Item 2: 1. Should it be done?" in page
    assert "You leave the room for this item" in page
    for hidden in ("weighed the harms", "q1r1", "q1r3", "Both are for it", "Poll 1"):
        assert (hidden, hidden in page) == (hidden, False)
    # What they may see of other questions stands there all the same.
    assert "q2r1: round 1" in page


def test_page_word_and_pdf_say_the_same(held, chair, client_of, tmp_path):
    browser = client_of(chair)
    page = browser.get(reverse("meeting_minutes", args=["livers", held.ref])).content.decode()
    there = ["livers", held.ref, "docx"]
    word = browser.get(reverse("meeting_minutes_export", args=there))
    pdf = browser.get(reverse("meeting_minutes_export", args=[*there[:2], "pdf"]))
    path = tmp_path / "minutes.docx"
    call_command("export_minutes", "livers", str(path), "--meeting", held.ref)

    told = ("It should be strong. (member)", "They weighed the harms.", "Excused (1)")
    written = "\n".join(each.text for each in Document(io.BytesIO(word.content)).paragraphs)
    assert [each in page for each in told] == [True] * 3
    assert [each in written for each in told] == [True] * 3
    assert pdf.content[:4] == b"%PDF"
    assert path.read_bytes() == word.content
    assert (
        word.headers["Content-Disposition"]
        == f'attachment; filename="livers-{held.ref}-minutes.docx"'
    )
    assert (
        browser.get(reverse("meeting_minutes_export", args=[*there[:2], "odt"])).status_code == 404
    )


def test_closed_and_confirmed_minutes_say_so_and_a_cancelled_meeting_why(held, chair, secretariat):
    close_minutes(by=secretariat, meeting=held)
    held.refresh_from_db()
    confirm_minutes(by=chair, meeting=held)
    held.refresh_from_db()

    said = lines(chair, held)

    assert "Draft: these minutes are not closed yet." not in said
    assert [each.split(":")[0] for each in said if each.startswith("Minutes ")] == [
        "Minutes closed",
        "Minutes confirmed",
    ]
    assert all(FORMATS[each].make(meeting_minutes_of(chair, held)) for each in FORMATS)


def test_what_an_earlier_meeting_decided_does_not_stand_in_a_later_one(held, guideline, chair):
    held.starts_at = held.ends_at = None
    later = plan_meeting(
        by=chair, guideline=guideline, starts_at=timezone.now() + timedelta(minutes=1)
    )
    guideline.meetings.exclude(pk=later.pk).update(starts_at=timezone.now())

    assert not any("round" in each for each in lines(chair, later))
