"""What came of 'This was not me', noted on the comment's page."""

from django.urls import reverse

from hearing.actions.held import disown_comment
from hearing.models import Comment
from tests import factories


def test_note_ends_the_wait_and_stays_on_the_page(opened, member, client_of):
    comment = factories.make_comment(hearing=opened, kind="individual", name="Somebody")
    disown_comment(comment=comment)
    slug, client = opened.guideline.slug, client_of(member)
    page = reverse("comment_answer", args=[slug, opened.ref, comment.number])
    address = reverse("comment_dispute_note", args=[slug, opened.ref, comment.number])
    assert "Keep this note" in client.get(page).content.decode()

    empty = client.post(address, {"note": " "}, follow=True).content.decode()
    assert "Say what came of it." in empty
    shown = client.post(address, {"note": "Asked the society."}, follow=True).content.decode()

    assert Comment.objects.get().dispute_note == "Asked the society."
    assert ("Asked the society." in shown, "Keep this note" in shown) == (True, False)
