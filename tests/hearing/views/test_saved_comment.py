"""The page of a comment that was kept."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from hearing.actions.saved_comments import purge_saved, save_comment
from hearing.models import SavedComment


def test_receipt_opens_it_and_nothing_of_the_page_travels(opened, client):
    receipt = save_comment(hearing=opened, said={"part": "q1r1", "body": "Half a thought"})

    answer = client.get(reverse("saved_comment", args=[receipt]))

    assert "Half a thought" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert receipt not in str(SavedComment.objects.values())


def test_it_is_gone_after_thirty_days(opened, client):
    old = save_comment(hearing=opened, said={"body": "Old"})
    SavedComment.objects.update(saved_at=timezone.now() - timedelta(days=31))
    young = save_comment(hearing=opened, said={"body": "Young"})

    assert client.get(reverse("saved_comment", args=[old])).status_code == 404
    assert client.get(reverse("saved_comment", args=[young])).status_code == 200
    assert purge_saved() == 0
