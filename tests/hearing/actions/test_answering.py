"""Answers: proposed by one person, approved by another."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.blockers import Blocked
from audit.models import Event
from audit.sentences import sentence
from hearing.actions.answering import (
    approve_answer,
    ask_for_approval,
    discard_draft,
    propose_answer,
    return_answer,
    take_back,
    undo_approval,
)
from hearing.actions.comments import comment_on_draft, withdraw_comment
from hearing.actions.hearings import close_hearing
from hearing.answering.changes import steps_of
from hearing.answering.states import DUE
from hearing.models import Answer, Comment, Proposal
from outbox.models import Delivery
from tests import factories
from voting.actions.drafts import edit_draft

NO = {"changed": False, "text": "The title says so."}


def propose(by, hearing, *numbers, **said):
    return propose_answer(by=by, hearing=hearing, numbers=numbers or [1], **NO | said)


def progress(hearing) -> list[str]:
    return list(hearing.comments.order_by("number").values_list("progress", flat=True))


@pytest.fixture
def three(closed):
    """The closed hearing with three comments that say the same."""
    for _number in range(2):
        factories.make_comment(hearing=closed, part="q1r1", body="For whom?")
    return closed


# --- One comment -------------------------------------------------------------------------------


def test_answer_counts_once_a_second_person_approved_it(closed, member, chair):
    proposal = propose(member, closed, text=" The title says so. ", ask=True)
    assert (progress(closed), Answer.objects.count()) == (["waits"], 0)

    approve_answer(by=chair, proposal=proposal)

    answer = Answer.objects.get()
    assert (answer.text, answer.by, answer.approved_by) == ("The title says so.", member, chair)
    assert (progress(closed), list(closed.comments.filter(DUE))) == (["answered"], [])
    asked, approved = Event.objects.order_by("sequence").values_list("verb", "facts")[
        Event.objects.count() - 2 :
    ]
    assert asked == ("answer-asked", {"answer": 1, "comments": "1"})
    assert approved == ("answer-approved", {"answer": 1, "comments": "1", "author": "member"})


def test_nobody_approves_or_returns_their_own_answer(closed, chair):
    proposal = propose(chair, closed, ask=True)

    with pytest.raises(Blocked, match="You wrote it"):
        approve_answer(by=chair, proposal=proposal)
    with pytest.raises(Blocked, match="You wrote it"):
        return_answer(by=chair, proposal=proposal, because="No.")

    assert Answer.objects.count() == 0


def test_database_refuses_an_answer_by_one_person_alone(closed, received, chair):
    proposal = propose(chair, closed, ask=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.update(approved_by=chair, approved_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_answer(comment=received.comment, by=chair, approved_by=chair)
    assert Proposal.objects.get() == proposal


@pytest.mark.parametrize("wrong", [{"progress": "draft"}, {"progress": "kept"}])
def test_database_refuses_a_progress_without_its_proposal(closed, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.update(**wrong)


def test_draft_waits_for_nobody_before_approval_is_asked_for(closed, member, chair):
    draft = propose(member, closed)
    with pytest.raises(Blocked, match="does not wait"):
        approve_answer(by=chair, proposal=draft)

    ask_for_approval(by=chair, proposal=draft)
    take_back(by=member, proposal=draft)
    ask_for_approval(by=member, proposal=draft)
    with pytest.raises(Blocked, match="waits for approval already"):
        ask_for_approval(by=member, proposal=draft)

    assert progress(closed) == ["waits"]


def test_returned_answer_is_changed_before_it_is_asked_for_again(closed, member, chair):
    first = propose(member, closed, ask=True)
    with pytest.raises(Blocked, match="what the author should change"):
        return_answer(by=chair, proposal=first, because=" ")

    return_answer(by=chair, proposal=first, because="Name the paragraph.")

    mail = Delivery.objects.get(key=f"answer-returned-{first.pk}")
    assert (mail.kind, mail.payload["to"]) == ("mail", member.email)
    assert "Name the paragraph." in mail.payload["body"]
    assert progress(closed) == ["draft"]
    with pytest.raises(Blocked, match="change it first"):
        ask_for_approval(by=member, proposal=first)
    second = propose(member, closed, text="Paragraph 3 says so.", ask=True)
    assert (second.number, second.replaces) == (2, first)
    assert list(closed.comments.get().proposals.order_by("number")) == [first, second]


def test_discarded_draft_leaves_the_comment_as_it_was(closed, received, member):
    draft = propose(member, closed)
    discard_draft(by=member, proposal=draft)
    assert progress(closed) == ["unanswered"]

    factories.answered(received.comment)
    discard_draft(by=member, proposal=propose(member, closed))
    assert progress(closed) == ["answered"]


def test_better_answer_replaces_the_first_only_when_it_is_approved(closed, received, member, chair):
    factories.answered(received.comment, text="No.")
    better = propose(member, closed, text="Not in children.", ask=True)
    assert Answer.objects.get().text == "No."

    approve_answer(by=chair, proposal=better)
    assert Answer.objects.get().text == "Not in children."

    undo_approval(by=chair, proposal=better)
    assert (Answer.objects.get().text, progress(closed)) == ("No.", ["waits"])


def test_answer_from_elsewhere_that_is_replaced_stays_in_the_log(closed, received, member, chair):
    factories.make_answer(comment=received.comment, text="By letter.")

    approve_answer(by=chair, proposal=propose(member, closed, ask=True))

    before = Event.objects.get(verb="answer-approved").facts["before"]
    assert before == [{"comment__number": 1, "changed": False, "text": "By letter."}]


def test_approval_is_not_undone_under_a_newer_draft(closed, received, member, chair):
    factories.answered(received.comment)
    approved = Proposal.objects.get()
    propose(member, closed)

    with pytest.raises(Blocked, match="A new draft answers 1 already"):
        undo_approval(by=chair, proposal=approved)

    assert Answer.objects.count() == 1


# --- What stands in the way --------------------------------------------------------------------


def test_comment_is_not_answered_while_its_author_may_edit_it(opened, received, member):
    with pytest.raises(Blocked, match="may still change"):
        propose(member, opened)


def test_every_reason_is_named_at_once(closed, received, member):
    withdraw_comment(comment=received.comment)

    with pytest.raises(Blocked) as refused:
        propose(member, closed, text=" ")

    assert [str(each) for each in refused.value.blockers] == [
        "Comment 1 was withdrawn.",
        "Say what was changed, or why nothing was.",
    ]


def test_answer_that_waits_is_not_written_over(closed, member, chair):
    propose(member, closed, ask=True)

    with pytest.raises(Blocked, match="An answer to comment 1 waits for approval"):
        propose(chair, closed)


def test_draft_that_somebody_kept_meanwhile_is_not_undone(closed, member, chair):
    propose(chair, closed, seen=0)

    with pytest.raises(Blocked, match="chair kept another draft"):
        propose(member, closed, seen=0)

    assert propose(member, closed, seen=1).number == 2


def test_change_says_where_it_can_be_seen(closed, recommendation, member, chair):
    with pytest.raises(Blocked, match="Choose where the change can be seen"):
        propose(member, closed, changed=True, ask=True)
    assert propose(member, closed, changed=True, ask=True, elsewhere="Lay summary.").number == 1
    take_back(by=member, proposal=Proposal.objects.get())

    edit_draft(by=chair, recommendation=recommendation, remarks="In adults.", reason="Heard.")
    [(key, label)] = steps_of(closed, member)
    proposal = propose(member, closed, changed=True, ask=True, changes=[key])

    assert label == "q1r1, version 1 to 2: Heard."
    assert [each.after.number for each in proposal.changes.all()] == [2]


def test_change_of_another_guideline_cannot_be_pointed_at(closed, member):
    other = factories.make_recommendation()
    texts = {"statement": "A"}
    one, two = (other.versions.create(number=n, texts=texts) for n in (1, 2))

    with pytest.raises(Exception, match="does not exist"):
        propose(member, closed, changed=True, changes=[f"draft:{one.pk}:{two.pk}"])


def test_who_leaves_the_room_answers_and_approves_nothing_on_the_question(
    closed, member, conflicted_member
):
    with pytest.raises(Blocked, match="You leave the room for question 1"):
        propose(conflicted_member, closed)
    proposal = propose(member, closed, ask=True)
    with pytest.raises(Blocked, match="You leave the room for question 1"):
        approve_answer(by=conflicted_member, proposal=proposal)

    assert steps_of(closed, conflicted_member) == []


def test_roles_that_may_not_are_refused(closed, member, commentator, secretariat):
    with pytest.raises(PermissionDenied):
        propose(commentator, closed)
    proposal = propose(member, closed, ask=True)
    with pytest.raises(PermissionDenied):
        approve_answer(by=secretariat, proposal=proposal)


def test_late_comment_is_answered_too(opened, secretariat, member):
    closed = close_hearing(by=secretariat, hearing=opened)
    late = comment_on_draft(hearing=closed, part="document", body="Sorry.").comment

    factories.answered(late)

    assert Comment.objects.values_list("late", "progress").get() == (True, "answered")


# --- Many at once ------------------------------------------------------------------------------


def test_one_answer_for_many_is_one_deed_and_each_keeps_its_own(three, member, chair):
    proposal = propose(member, three, 1, 2, 3, ask=True)
    approve_answer(by=chair, proposal=proposal)

    assert Answer.objects.values_list("text").distinct().count() == 1
    assert (Answer.objects.count(), progress(three)) == (3, ["answered"] * 3)
    events = list(Event.objects.filter(verb__startswith="answer-").order_by("sequence"))
    assert [sentence(each) for each in events] == [
        "member asked for approval of answer 1 to comments 1–3 in hearing-1.",
        "chair approved answer 1 to comments 1–3 in hearing-1, written by member.",
    ]

    alone = propose(member, three, 2, text="Here it does not.", ask=True)
    approve_answer(by=chair, proposal=alone)
    texts = Answer.objects.order_by("comment__number").values_list("text", flat=True)
    assert list(texts) == ["The title says so.", "Here it does not.", "The title says so."]


def test_comment_withdrawn_meanwhile_gets_no_answer(three, member, chair):
    proposal = propose(member, three, 1, 2, ask=True)
    withdraw_comment(comment=three.comments.get(number=2))

    approve_answer(by=chair, proposal=proposal)

    assert list(Answer.objects.values_list("comment__number", flat=True)) == [1]


def test_deed_on_many_takes_as_many_queries_as_on_two(three, member, django_assert_max_num_queries):
    propose(member, three, 1, 2)
    for _number in range(20):
        factories.make_comment(hearing=three)

    with django_assert_max_num_queries(25):
        propose(member, three, *range(3, 23), ask=True)
