"""What is done to an answer on its way."""

from django.urls import reverse
from django.utils import timezone

from hearing.actions.publishing import publish_comments
from hearing.models import Answer, Comment


def address(hearing, name: str = "comment_answer", number: int = 1) -> str:
    return reverse(name, args=["livers", hearing.ref, number])


def send(client_of, user, hearing, **said):
    return client_of(user).post(address(hearing), said)


def do(client_of, user, hearing, name: str, **said) -> str:
    answer = client_of(user).post(address(hearing, name), {"number": "1"} | said, follow=True)
    return answer.content.decode()


def test_draft_is_kept_then_asked_approved_and_undone(closed, member, chair, client_of):
    kept = send(client_of, member, closed, changed="no", text="No.", deed="draft", seen="0")
    assert kept.headers["Location"] == address(closed)
    assert Comment.objects.get().progress == "draft"

    assert "Somebody else has to approve it now." in do(client_of, member, closed, "answer_ask")
    assert "You wrote it; somebody else" in do(client_of, member, closed, "answer_approve")
    assert "The answer is approved." in do(client_of, chair, closed, "answer_approve")
    assert Answer.objects.get().approved_by == chair
    assert "the answer waits again" in do(client_of, chair, closed, "answer_undo")
    assert "It is a draft again." in do(client_of, member, closed, "answer_take_back")
    assert "The draft is given up" in do(client_of, member, closed, "answer_discard")
    assert (Comment.objects.get().progress, Answer.objects.count()) == ("unanswered", 0)


def test_author_reads_why_an_answer_came_back(closed, member, chair, client_of):
    send(client_of, member, closed, changed="no", text="No.", deed="ask")

    do(client_of, chair, closed, "answer_return", because="Say why not.")

    page = client_of(member).get(address(closed)).content.decode()
    assert "Say why not." in page
    assert "Returned by chair" in " ".join(page.split())


def test_note_to_an_answer_that_was_taken_back_meanwhile_is_given_back(
    closed, member, chair, client_of
):
    send(client_of, member, closed, changed="no", text="No.", deed="ask")
    do(client_of, member, closed, "answer_take_back")

    page = do(client_of, chair, closed, "answer_return", because="Say <why> not.\nAnd since when.")

    assert "This answer does not wait for approval any longer." in page
    assert "You had written: Say &lt;why&gt; not.\nAnd since when." in page


def test_published_answer_stays_until_a_new_one_is_approved(
    closed, member, chair, client_of, client
):
    send(client_of, member, closed, changed="no", text="No.", deed="ask")
    do(client_of, chair, closed, "answer_approve")
    publish_comments(guideline=closed.guideline, at=timezone.now())

    page = client_of(chair).get(address(closed)).content.decode()
    told = do(client_of, chair, closed, "answer_undo")

    assert "Take the approval back" not in page
    assert "The answer to 1 is published" in told
    assert Answer.objects.get().text == "No."
    send(client_of, member, closed, changed="no", text="Never.", deed="ask", seen="0")
    public = client.get(reverse("hearing_answers", args=["livers", closed.ref]))
    assert ("No." in public.content.decode(), "Never." in public.content.decode()) == (True, False)
