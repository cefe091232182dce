"""Letting a held comment join the others."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hearing.actions.held import keep_held
from hearing.models import Comment
from tests import factories
from tests.chromium import press


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


@pytest.mark.parametrize("verb", ["comment_release", "comment_keep_held"])
def test_reasons_typed_for_others_stay_when_one_is_decided_on(opened, member, client_of, verb):
    for _number in range(3):
        factories.make_comment(hearing=opened, held_at=timezone.now(), held_because="bait")
    keep_held(by=member, comment=Comment.objects.get(number=3), reason="A program.")
    address = reverse(verb, args=[opened.guideline.slug, opened.ref, 1])
    said = {
        "c1-reason": "A person wrote it.",
        "c2-reason": "Sold by post.",
        "c3-reason": "By hand.",
    }

    answer = client_of(member).post(address, said)

    page = answer.content.decode()
    assert (answer.status_code, Comment.objects.get(number=1).held_reason) == (
        200,
        said["c1-reason"],
    )
    assert [text in page for text in said.values()] == [verb == "comment_keep_held", True, True]
    assert "<details open>" in page
    assert Comment.objects.get(number=2).held_reason == ""

    refused = client_of(member).post(address.replace("/1/", "/2/"), {"c3-reason": "By hand."})
    assert (refused.status_code, "By hand." in refused.content.decode()) == (422, True)


@pytest.mark.slow  # two pages in a browser
def test_reasons_are_typed_and_kept_without_script(opened, member, visit):
    for _number in range(2):
        factories.make_comment(hearing=opened, held_at=timezone.now(), held_because="bait")
    address = reverse("hearing_held", args=[opened.guideline.slug, opened.ref])
    page = visit(address, by=member, java_script_enabled=False)
    page.locator("[name=c1-reason]").fill("A person wrote it.")
    page.locator("[name=c2-reason]").fill("Sold by post.")

    press(page, "Release comment 1")

    assert page.locator("[name=c2-reason]").input_value() == "Sold by post."
    press(page, "Keep comment 2 held")
    reasons = Comment.objects.order_by("number").values_list("held_reason", flat=True)
    assert list(reasons) == ["A person wrote it.", "Sold by post."]
