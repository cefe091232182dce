"""Letting a held comment join the others."""

from django.urls import reverse
from django.utils import timezone

from hearing.actions.held import keep_held
from hearing.models import Comment
from tests import factories


def test_reason_is_asked_and_kept_and_what_was_typed_stays(opened, member, client_of):
    factories.make_comment(hearing=opened, held_at=timezone.now(), held_because="bait")
    client = client_of(member)
    address = reverse("comment_release", args=[opened.guideline.slug, opened.ref, 1])

    assert client.post(address, {"c1-reason": ""}).status_code == 422
    assert Comment.objects.get().is_held is True

    assert client.post(address, {"c1-reason": "A person wrote it."}).status_code == 302
    comment = Comment.objects.get()
    assert (comment.is_held, comment.held_reason) == (False, "A person wrote it.")

    again = client.post(address, {"c1-reason": "Twice."}, follow=True)
    assert "The comment is not held." in again.content.decode()
    assert Comment.objects.get().held_reason == "A person wrote it."


def test_blank_reason_for_one_that_was_kept_held_is_said_beside_it(opened, member, client_of):
    factories.make_comment(hearing=opened, held_at=timezone.now(), held_because="bait")
    keep_held(by=member, comment=Comment.objects.get(), reason="A program.")
    address = reverse("comment_release", args=[opened.guideline.slug, opened.ref, 1])

    page = client_of(member).post(address, {"c1-reason": " "})

    assert page.status_code == 422
    assert "This field is required." in page.content.decode()
    assert "<details open>" in page.content.decode()
