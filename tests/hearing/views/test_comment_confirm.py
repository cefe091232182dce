"""Confirming a comment by the link in the mail."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hearing.intake.letters import mail_token
from hearing.models import Comment
from tests import factories
from tests.chromium import follow


@pytest.fixture
def held(opened):
    """A comment that waits for its mail to be answered."""
    return factories.make_comment(
        hearing=opened,
        email="somebody@example.org",
        held_at=timezone.now(),
        held_because="unconfirmed",
    )


def test_following_the_link_shows_the_comment_and_confirms_nothing(held, client):
    page = client.get(reverse("comment_confirm", args=[mail_token(held)]))

    assert (page.status_code, held.body in page.content.decode()) == (200, True)
    assert Comment.objects.get().confirmed_at is None


def test_comment_that_was_withdrawn_has_nothing_to_confirm(held, client):
    Comment.objects.update(withdrawn_at=held.received_at)

    page = client.post(reverse("comment_confirm", args=[mail_token(held)]))

    assert "There is nothing to confirm." in page.content.decode()
    assert Comment.objects.get().confirmed_at is None


@pytest.mark.slow  # a browser sends the origin that the check of forms asks for; the test client does not
def test_browser_without_script_confirms(held, visit):
    page = visit(reverse("comment_confirm", args=[mail_token(held)]), java_script_enabled=False)
    follow(page.locator("text=Confirm this comment"))

    assert "The comment is confirmed. Thank you." in page.inner_text("main")
    assert Comment.objects.get().is_held is False
