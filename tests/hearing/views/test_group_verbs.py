"""A comment taken out of its group and put back, from its own page and from the group's."""

import pytest
from django.urls import reverse

from hearing.models import Comment
from tests.hearing.actions.test_groups import answered, letters


@pytest.fixture
def press(closed, member, client_of):
    """`press("comment_take_out", 3, back="group")`: where it leads, and what is said there."""

    def pressed(name: str, number: int, **said):
        address = reverse(name, args=[closed.guideline.slug, closed.ref, number])
        answer = client_of(member).post(address, said, follow=True)
        return answer.redirect_chain[-1][0], answer.content.decode()

    return pressed


def test_comment_is_taken_out_and_put_back_on_its_own_page(closed, member, chair, press):
    answered(member, chair, letters(closed, 2))

    at, alone = press("comment_take_out", 3)
    assert "Comment 3 stands alone now" in alone
    assert "Taken out of its group" in alone
    assert at == reverse("comment_answer", args=[closed.guideline.slug, closed.ref, 3])
    assert Comment.objects.get(number=3).progress == "unanswered"

    _at, again = press("comment_put_back", 3)
    assert "Answered with its group." in again
    assert Comment.objects.get(number=3).progress == "answered"


def test_group_page_takes_out_and_puts_back(closed, press):
    group = letters(closed, 2)
    there = reverse("comment_group", args=[closed.guideline.slug, closed.ref, group.pk])

    at, page = press("comment_take_out", 3, back="group")
    assert (at, "Put comment 3 back" in page) == (there, True)
    at, page = press("comment_put_back", 3, back="group")
    assert (at, "Take comment 3 out" in page) == (there, True)


def test_comment_that_stands_alone_is_told_so(closed, press):
    _at, page = press("comment_take_out", 1)

    assert "It is in no group." in page
