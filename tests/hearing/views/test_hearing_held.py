"""The comments that are held, as the committee sees them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories


@pytest.fixture
def address(opened):
    return reverse("hearing_held", args=[opened.guideline.slug, opened.ref])


def test_page_says_why_each_is_held_and_shows_no_other(address, opened, member, client_of):
    factories.make_comment(
        hearing=opened, body="Held words.", held_at=timezone.now(), held_because="bait"
    )
    factories.make_comment(hearing=opened, body="Free words.")

    page = client_of(member).get(address).content.decode()

    assert ("Held words." in page, "Free words." in page) == (True, False)
    assert "Release comment 1" in page


def test_who_may_not_answer_reads_and_has_no_buttons(address, opened, methodologist, client_of):
    factories.make_comment(
        hearing=opened, body="Held words.", held_at=timezone.now(), held_because="bait"
    )

    page = client_of(methodologist).get(address)

    assert (page.status_code, "Release comment" in page.content.decode()) == (
        200,
        methodologist.has_perm("hearing.answer_comment", opened),
    )


def test_nothing_held_says_so(address, member, client_of):
    assert "No comment is held." in client_of(member).get(address).content.decode()
