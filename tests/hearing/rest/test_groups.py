"""Groups over REST: read by their numbers, answered as one, left by a comment that does not belong."""

import pytest

from audit.models import Event
from guideline.models import Conflict
from hearing.models import Comment, Proposal
from tests import factories
from tests.hearing.actions.test_groups import NO, letters
from tests.voting.test_rest_as_promised import PROBLEM


@pytest.fixture
def alike(closed):
    """Comments 2 to 4, in nearly the same words; comment 1 stands alone."""
    return letters(closed, 3)


def held_by(**asked) -> list[int]:
    return list(Comment.objects.filter(**asked).order_by("number").values_list("number", flat=True))


def test_groups_of_two_and_more_are_listed_page_by_page(alike, call, member, closed):
    letters(closed, 1)
    second = letters(closed, 2)
    letters(factories.make_hearing(guideline=closed.guideline, draft={}), 2)
    Comment.objects.filter(number=2, hearing=closed).update(withdrawn_at=closed.closes_at)

    found = call(member, "groups/", method="get").json()
    rest = call(member, f"groups/?after={alike.pk}", method="get").json()

    assert found == [{"id": alike.pk, "size": 2}, {"id": second.pk, "size": 2}]
    assert rest == [{"id": second.pk, "size": 2}]
    assert call(member, "groups/?after=x", method="get").status_code == 422


def test_group_is_answered_as_one_and_approved_by_another(alike, call, member, chair):
    before = call(member, f"groups/{alike.pk}/", method="get").json()
    answered = call(member, f"groups/{alike.pk}/answer/", NO | {"sample": 3})
    shown = call(chair, f"groups/{alike.pk}/", method="get").json()
    approved = call(chair, "answers/1/approve/")

    assert before == {
        "id": alike.pk,
        "size": 3,
        "comments": "2–4",
        "taken_out": "",
        "answer": None,
    }
    assert answered.status_code == 200
    assert (answered.json()["state"], answered.json()["comments"]) == ("waits", "2–4")
    assert shown["answer"] == answered.json()
    assert approved.json()["state"] == "approved"
    assert held_by(answered_with__number=3) == [2, 4]
    assert held_by(progress="unanswered") == [1]


def test_answer_of_a_group_is_refused_with_its_reason(alike, call, member, chair):
    kept = NO | {"ask": False}
    assert call(member, f"groups/{alike.pk}/answer/", kept).status_code == 200

    overtaken = call(chair, f"groups/{alike.pk}/answer/", kept | {"seen": 0})
    nowhere = call(member, f"groups/{alike.pk}/answer/", kept | {"changes": ["version-99"]})
    unknown = call(member, f"groups/{alike.pk}/answer/", kept | {"why": "x"})
    right = call(chair, f"groups/{alike.pk}/answer/", kept | {"seen": 1, "text": "It does."})

    assert (overtaken.status_code, overtaken.headers["Content-Type"]) == (409, PROBLEM)
    assert f"{member} kept another draft" in overtaken.json()["detail"]
    assert (nowhere.status_code, unknown.status_code) == (422, 422)
    assert (right.status_code, right.json()["text"]) == (200, "It does.")
    assert Proposal.objects.count() == 2


def test_comment_is_taken_out_and_put_back(alike, call, member, chair):
    call(member, f"groups/{alike.pk}/answer/", NO)
    call(chair, "answers/1/approve/")

    taken = call(member, "comments/4/take-out/")
    out = call(member, f"groups/{alike.pk}/", method="get").json()
    again = call(member, "comments/4/take-out/")
    back = call(member, "comments/4/put-back/")

    assert (taken.status_code, taken.json()["alike"], taken.json()["answer"]) == (200, None, None)
    assert (out["size"], out["comments"], out["taken_out"]) == (2, "2–3", "4")
    assert (again.status_code, again.json()["detail"]) == (409, "It is in no group.")
    assert (back.status_code, back.json()["alike"]) == (200, alike.pk)
    assert held_by(answered_with__number=2) == [3, 4]
    verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))
    assert ("comment-taken-out" in verbs, "comment-put-back" in verbs) == (True, True)


def test_who_leaves_the_room_reads_no_answer_and_gives_none(closed, call, member, chair, question):
    group = letters(closed, 2, part="q1r1")
    call(member, f"groups/{group.pk}/answer/", NO)
    Conflict.objects.create(
        member=chair.places.get(), question=question, interest="Shares", action="leave-room"
    )

    read = call(chair, f"groups/{group.pk}/", method="get").json()
    refused = call(chair, f"groups/{group.pk}/answer/", NO)

    assert (read["comments"], read["answer"]) == ("2–3", None)
    assert (refused.status_code, Proposal.objects.count()) == (403, 1)


def test_group_of_another_hearing_is_not_found(closed, call, member):
    other = letters(factories.make_hearing(guideline=closed.guideline, draft={}), 2)

    assert call(member, f"groups/{other.pk}/", method="get").status_code == 404
    assert call(member, f"groups/{other.pk}/answer/", NO).status_code == 404
    assert call(member, f"groups/{10**30}/", method="get").status_code == 404
    assert Proposal.objects.count() == 0
