"""Deleting what was kept."""

from django.urls import reverse

from hearing.actions.saved_comments import save_comment
from hearing.models import SavedComment


def test_who_holds_the_receipt_deletes_it(opened, client):
    receipt = save_comment(hearing=opened, said={"body": "Half a thought"})
    save_comment(hearing=opened, said={"body": "Somebody else's"})

    answer = client.post(reverse("saved_comment_delete", args=[receipt]))

    assert answer.headers["Location"] == opened.get_absolute_url()
    assert [each.said["body"] for each in SavedComment.objects.all()] == ["Somebody else's"]
