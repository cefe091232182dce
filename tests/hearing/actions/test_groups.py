"""One answer for a whole group, what joins it later, and what is taken out of it."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.blockers import Blocked
from audit.models import Event
from audit.sentences import sentence
from guideline.models import Conflict
from hearing.actions.answering import (
    approve_answer,
    ask_for_approval,
    discard_draft,
    propose_answer,
    undo_approval,
)
from hearing.actions.commenting import comment_on_draft
from hearing.actions.comments import withdraw_comment
from hearing.actions.groups import answer_group, put_back, take_out
from hearing.actions.hearings import close_hearing
from hearing.actions.held import release_comment
from hearing.actions.publishing import publish_comments
from hearing.answering.states import DUE
from hearing.intake.grouping import group
from hearing.models import Answer, Campaign, Comment, Proposal
from outbox.actions import relay
from outbox.models import Delivery
from tests import factories
from tests.hearing.intake.test_likeness import ENGLISH
from tests.voting.test_race import at_once

NO = {"changed": False, "text": "The title says so."}
WORK = ("join-answers", "settle-samples")


def letters(hearing, n: int, part: str = "document", **fields) -> Campaign:
    """A group of so many comments in nearly the same words, straight into the database."""
    group = factories.make_campaign(hearing=hearing, text_hash=str(Campaign.objects.count()))
    first = hearing.comments.count() + 1
    Comment.objects.bulk_create(
        Comment(hearing=hearing, number=number, part=part, body=ENGLISH, campaign=group, **fields)
        for number in range(first, first + n)
    )
    return group


def numbers(**asked) -> list[int]:
    return list(Comment.objects.filter(**asked).order_by("number").values_list("number", flat=True))


def work(hearing) -> None:
    """Do what grouping, joining and settling left to do, however early."""
    group({"hearing": hearing.pk, "delivery": f"round-{Delivery.objects.count()}"})
    for _round in range(2):
        Delivery.objects.filter(kind__in=WORK, done_at=None).update(due=Now())
        relay()


def answered(member, chair, group, **said) -> Proposal:
    proposal = answer_group(by=member, campaign=group, ask=True, **NO | said)
    return approve_answer(by=chair, proposal=proposal)


@pytest.fixture
def alike(closed):
    """Comments 2 to 4, in nearly the same words; comment 1 stands alone."""
    return letters(closed, 3)


# --- One answer --------------------------------------------------------------------------------------


def test_one_answer_is_for_all_and_stands_on_its_sample(alike, member, chair):
    proposal = answer_group(by=member, campaign=alike, ask=True, sample=3, **NO)
    approve_answer(by=chair, proposal=proposal)

    assert numbers(progress="answered") == [2, 3, 4]
    assert (proposal.sample.number, numbers(answered_with=proposal.sample)) == (3, [2, 4])
    assert numbers(progress="unanswered") == [1]
    assert Event.objects.filter(verb="answer-approved").count() == 1


def test_three_hundred_are_answered_in_as_many_statements_as_three(closed, member, chair):
    counts = []
    for n in (2, 3, 300):  # the first warms up what is remembered of a person
        each = letters(closed, n)
        with CaptureQueriesContext(connection) as seen:
            answered(member, chair, each)
        # SQLite takes 999 values at once: the answers themselves enter in pieces.
        said = [query["sql"] for query in seen]
        counts.append(len([sql for sql in said if 'INSERT INTO "hearing_answer"' not in sql]))

    assert counts[1] == counts[2]
    assert Answer.objects.count() == 305


def test_what_has_an_answer_of_its_own_keeps_it(closed, alike, member, chair):
    own = propose_answer(by=member, hearing=closed, numbers=[3], ask=True, **NO | {"text": "Own."})
    approve_answer(by=chair, proposal=own)
    propose_answer(by=member, hearing=closed, numbers=[4], **NO | {"text": "Mine."})

    answered(member, chair, alike)

    assert Answer.objects.get(comment__number=3).text == "Own."
    assert Comment.objects.get(number=4).proposal.text == "Mine."
    assert numbers(answer__text=NO["text"]) == [2]


def test_held_and_withdrawn_comments_are_not_answered(closed, alike, member, chair):
    held = {"held_at": timezone.now(), "held_because": "bait"}
    Comment.objects.filter(number=3).update(**held)
    withdraw_comment(comment=Comment.objects.get(number=2))

    proposal = answered(member, chair, alike)

    assert (numbers(progress="answered"), proposal.sample.number) == ([4], 4)
    assert numbers(answered_with__isnull=False) == []


def test_somebody_elses_draft_of_the_group_is_not_undone(alike, member, chair):
    answer_group(by=member, campaign=alike, seen=0, **NO)

    with pytest.raises(Blocked, match="kept another draft"):
        answer_group(by=chair, campaign=alike, seen=0, **NO)
    answer_group(by=chair, campaign=alike, seen=1, **NO)

    assert Comment.objects.get(number=2).proposal.number == 2


def test_who_leaves_the_room_or_may_not_answers_no_group(closed, member, observer, question):
    alike = letters(closed, 2, part="q1r1")
    Conflict.objects.create(
        member=member.places.get(), question=question, interest="Shares", action="leave-room"
    )

    with pytest.raises(PermissionDenied):
        answer_group(by=observer, campaign=alike, **NO)
    with pytest.raises(Blocked, match="leave the room"):
        answer_group(by=member, campaign=alike, **NO)


def test_undoing_the_approval_lets_all_wait_and_the_earlier_answer_stand(alike, member, chair):
    answered(member, chair, alike)
    second = answered(member, chair, alike, text="Better.")

    undo_approval(by=chair, proposal=second)

    assert numbers(progress="waits") == [2, 3, 4]
    assert set(Answer.objects.values_list("text", flat=True)) == {NO["text"]}
    assert numbers(answered_with__isnull=False) == [3, 4]


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_at_once_approve_once(alike, member, chair, methodologist):
    proposal = answer_group(by=member, campaign=alike, ask=True, **NO)

    def approve(by) -> str:
        try:
            approve_answer(by=by, proposal=proposal)
        except Blocked as refusal:
            return str(refusal)
        return "approved"

    said = at_once([partial(approve, by) for by in (chair, methodologist)])

    assert sorted(said) == ["This answer does not wait for approval any longer.", "approved"]
    assert (Answer.objects.count(), Event.objects.filter(verb="answer-approved").count()) == (3, 1)


# --- What comes later ----------------------------------------------------------------------------------


@pytest.fixture
def campaign(opened, received, secretariat):
    """A group as grouping forms it of two comments, in the hearing that has closed since."""

    for name in ("Ann", "Bob"):
        comment_on_draft(hearing=opened, part="document", body=f"{ENGLISH} {name}")
    close_hearing(by=secretariat, hearing=opened)
    opened.refresh_from_db()
    work(opened)
    return Comment.objects.get(number=2).campaign


def late(hearing, part: str = "document", **more) -> Comment:
    return comment_on_draft(hearing=hearing, part=part, body=f"{ENGLISH} Eve", **more).comment


def test_late_copy_is_answered_with_its_group_and_says_so(campaign, opened, member, chair):
    answered(member, chair, campaign)
    comment = late(opened)
    assert numbers(progress="unanswered") == [1, comment.number]

    work(opened)

    comment.refresh_from_db()
    assert (comment.progress, comment.answer.text) == ("answered", NO["text"])
    assert (comment.joined_at is not None, comment.answered_with.number) == (True, 2)
    event = Event.objects.get(verb="comments-joined")
    assert sentence(event).startswith("Comment 4 in ")


def test_late_copy_on_another_part_waits_for_an_answer(campaign, opened, member, chair):
    answered(member, chair, campaign)
    comment = late(opened, part="q1r1")

    work(opened)

    comment.refresh_from_db()
    assert (comment.campaign, comment.progress) == (campaign, "unanswered")
    assert comment in opened.comments.filter(DUE)


def test_late_copy_joins_a_draft_and_waits_with_it(campaign, opened, member, chair):
    proposal = answer_group(by=member, campaign=campaign, **NO)
    late(opened)
    work(opened)
    assert numbers(proposal=proposal, progress="draft") == [2, 3, 4]

    ask_for_approval(by=member, proposal=proposal)
    approve_answer(by=chair, proposal=proposal)

    assert numbers(progress="answered", joined_at=None) == [2, 3, 4]


def test_held_copy_joins_once_it_is_released(campaign, opened, member, chair):
    answered(member, chair, campaign)
    comment = late(opened, held_because="bait")
    work(opened)
    comment.refresh_from_db()
    assert (comment.campaign, comment.progress) == (campaign, "unanswered")

    release_comment(by=chair, comment=comment, reason="A person.")
    work(opened)

    comment.refresh_from_db()
    assert (comment.progress, comment.joined_at is not None) == ("answered", True)


def test_discarded_draft_leaves_what_joined_it_unanswered(campaign, opened, member, chair):
    answered(member, chair, campaign)
    draft = answer_group(by=member, campaign=campaign, **NO | {"text": "Better."})
    late(opened)
    work(opened)

    discard_draft(by=member, proposal=draft)

    assert numbers(progress="answered") == [2, 3]
    assert numbers(progress="unanswered") == [1, 4]


# --- Taken out, and put back -----------------------------------------------------------------------------


def test_comment_taken_out_is_unanswered_until_it_is_put_back(alike, member, chair):
    answered(member, chair, alike)

    take_out(by=member, comment=Comment.objects.get(number=2))
    assert numbers(progress="unanswered") == [1, 2]
    assert Proposal.objects.get().sample.number == 3
    assert numbers(answered_with__isnull=False) == [4]

    comment = put_back(by=member, comment=Comment.objects.get(number=2))
    assert (comment.campaign, comment.progress) == (alike, "answered")
    assert comment.joined_at is not None
    verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))[-3:]
    assert verbs == ["comment-taken-out", "comment-put-back", "comments-joined"]
    assert "member took comment 2" in sentence(Event.objects.get(verb="comment-taken-out"))


def test_comment_taken_out_is_grouped_no_more_and_takes_no_old_answer_back(
    campaign, opened, member, chair
):
    answered(member, chair, campaign)
    comment = take_out(by=member, comment=Comment.objects.get(number=3))
    own = propose_answer(by=member, hearing=opened, numbers=[3], ask=True, **NO | {"text": "Own."})
    approve_answer(by=chair, proposal=own)
    late(opened)

    work(opened)
    undo_approval(by=chair, proposal=own)

    comment.refresh_from_db()
    assert (comment.campaign, comment.progress) == (None, "waits")
    assert not Answer.objects.filter(comment=comment).exists()


def test_comment_taken_out_of_a_waiting_answer_is_not_approved_with_it(alike, member, chair):
    proposal = answer_group(by=member, campaign=alike, ask=True, **NO)

    take_out(by=chair, comment=Comment.objects.get(number=3))
    approve_answer(by=chair, proposal=proposal)

    assert numbers(progress="answered") == [2, 4]


def test_nothing_is_taken_out_of_no_group_or_after_its_answer_is_published(
    closed, alike, guideline, member, chair
):
    with pytest.raises(Blocked, match="in no group"):
        take_out(by=member, comment=Comment.objects.get(number=1))
    with pytest.raises(Blocked, match="taken out of no group"):
        put_back(by=member, comment=Comment.objects.get(number=2))
    answered(member, chair, alike)
    publish_comments(guideline=guideline, at=timezone.now() + timedelta(seconds=1))

    with pytest.raises(Blocked, match="is published"):
        take_out(by=member, comment=Comment.objects.get(number=3))


def test_database_refuses_a_comment_in_a_group_and_out_of_one(alike):
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(number=2).update(taken_out_of=alike)
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.filter(number=2).update(joined_at=timezone.now())


# --- The sample of the published table ---------------------------------------------------------------------


def test_sample_that_is_withdrawn_gives_way_to_the_first_of_the_others(
    closed, alike, guideline, member, chair
):
    answered(member, chair, alike)
    withdraw_comment(comment=Comment.objects.get(number=2))
    publish_comments(guideline=guideline, at=timezone.now() + timedelta(seconds=1))
    assert numbers(answered_with__number=3) == [4]

    withdraw_comment(comment=Comment.objects.get(number=3))
    work(closed)

    assert numbers(answered_with__isnull=False) == []


def test_comment_answered_anew_alone_stands_alone(closed, alike, member, chair):
    answered(member, chair, alike)

    own = propose_answer(by=member, hearing=closed, numbers=[2], ask=True, **NO | {"text": "Own."})
    approve_answer(by=chair, proposal=own)
    assert (numbers(answered_with__number=3), numbers(answered_with__number=2)) == ([4], [])

    undo_approval(by=chair, proposal=own)
    assert numbers(answered_with__number=2) == [3, 4]


@pytest.mark.parametrize("verb", [take_out, put_back])
def test_who_leaves_the_room_moves_no_comment_on_its_question(
    closed, member, chair, question, verb
):
    group = letters(closed, 2, part="q1r1")
    answered(member, chair, group)
    comment = Comment.objects.get(number=3)
    if verb is put_back:
        take_out(by=member, comment=comment)
    Conflict.objects.create(
        member=chair.places.get(), question=question, interest="Shares", action="leave-room"
    )
    before = list(Comment.objects.order_by("pk").values())

    with pytest.raises(PermissionDenied):
        verb(by=chair, comment=comment)

    assert list(Comment.objects.order_by("pk").values()) == before
