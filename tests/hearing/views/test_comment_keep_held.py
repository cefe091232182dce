"""Keeping a comment held."""

from django.urls import reverse
from django.utils import timezone

from hearing.models import Comment
from hearing.queries import held_comments
from tests import factories


def test_comment_stays_held_with_a_reason_and_waits_no_more(opened, member, client_of):
    factories.make_comment(hearing=opened, held_at=timezone.now(), held_because="bait")
    client = client_of(member)
    address = reverse("comment_keep_held", args=[opened.guideline.slug, opened.ref, 1])

    assert client.post(address, {"c1-reason": "Advertising."}).status_code == 302

    comment = Comment.objects.get()
    assert (comment.is_held, comment.held_reason) == (True, "Advertising.")
    assert list(held_comments(opened)) == []
    page = client.get(reverse("hearing_held", args=[opened.guideline.slug, opened.ref]))
    assert "Advertising." in page.content.decode()
