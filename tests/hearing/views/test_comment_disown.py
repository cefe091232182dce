"""'This was not me', by the link in the mail."""

import pytest
from django.urls import reverse

from hearing.intake.letters import mail_token
from hearing.models import Comment
from tests import factories
from tests.chromium import follow


@pytest.fixture
def named(opened):
    """A comment that gives somebody's name and address."""
    return factories.make_comment(
        hearing=opened, kind="individual", name="Somebody", consent=True, email="s@example.org"
    )


def test_following_the_link_disputes_nothing(named, client):
    assert client.get(reverse("comment_disown", args=[mail_token(named)])).status_code == 200
    assert Comment.objects.get().disputed_at is None


@pytest.mark.slow  # a browser sends the origin that the check of forms asks for; the test client does not
def test_browser_without_script_disputes_the_name(named, visit):
    page = visit(reverse("comment_disown", args=[mail_token(named)]), java_script_enabled=False)
    follow(page.locator("main form button"))

    assert page.inner_text("main").count("Somebody") == 0
    assert Comment.objects.get().is_disputed is True
