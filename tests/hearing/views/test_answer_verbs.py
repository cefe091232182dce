"""What is done to an answer on its way."""

from django.urls import reverse

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
