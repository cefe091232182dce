"""One answer for all comments that were chosen."""

from django.utils import timezone

from hearing.answering.pages import inbox_address
from hearing.models import Comment
from tests import factories


def test_one_answer_is_given_to_all_chosen(lively, member, post):
    begun = post(member, lively, "inbox_answer", chosen=["1", "6"], deed="begin")
    assert "One answer for 2 comments" in " ".join(begun.content.decode().split())
    wrong = post(member, lively, "inbox_answer", chosen=["1", "6"], deed="ask", text="X")
    assert wrong.status_code == 422

    said = {"chosen": ["1", "6"], "changed": "no", "text": "The title says so."}
    post(member, lively, "inbox_answer", deed="ask", **said)

    numbers = Comment.objects.filter(progress="waits").values_list("number", flat=True)
    assert sorted(numbers) == [1, 3, 6]


def test_what_was_typed_stays_when_one_of_them_cannot_be_answered(lively, member, post):
    said = {"chosen": ["1", "3"], "changed": "no", "text": "The title says so.", "deed": "ask"}

    answer = post(member, lively, "inbox_answer", **said)

    assert answer.status_code == 422
    assert "An answer to comment 3 waits for approval" in answer.content.decode()
    assert "The title says so." in answer.content.decode()


def test_without_a_choice_it_leads_back_and_says_so(lively, member, post):
    page = post(member, lively, "inbox_answer", deed="begin", state="waits")

    assert page.redirect_chain == [(f"{inbox_address(lively)}?state=waits", 302)]
    assert "Choose the comments that it answers." in page.content.decode()


def test_of_everything_shown_what_cannot_be_answered_is_left_out_and_counted(
    lively, member, post, question
):
    held = {"held_at": timezone.now(), "held_because": "bait"}
    factories.make_comment(hearing=lively, part="document", **held)  # 7
    factories.make_conflict(member=member.places.get(), question=question, action="leave-room")
    factories.make_comment(hearing=lively, part="document")  # 8

    page = post(member, lively, "inbox_answer", everything="1", deed="begin")

    assert page.context["numbers"] == [2, 4, 8]
    assert "5 of those shown are left out" in page.content.decode()
    assert page.context["blockers"] == []
    said = {"chosen": ["2", "4", "8"], "changed": "no", "text": "The title says so."}
    post(member, lively, "inbox_answer", deed="ask", **said)
    numbers = Comment.objects.filter(progress="waits").values_list("number", flat=True)
    assert sorted(numbers) == [2, 3, 4, 8]


def test_where_nothing_that_is_shown_can_be_answered_it_is_said(lively, member, post):
    page = post(member, lively, "inbox_answer", everything="1", deed="begin", state="waits")

    assert "nothing can be answered by you now" in page.content.decode()
