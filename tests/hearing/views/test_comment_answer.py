"""Answering a comment on the page."""

from django.urls import reverse

from hearing.models import Answer


def send(client_of, user, hearing, **said):
    address = reverse("comment_answer", args=["livers", hearing.ref, 1])
    return client_of(user).post(address, {f"comment-1-{name}": text for name, text in said.items()})


def test_member_answers(closed, received, member, client_of):
    answer = send(client_of, member, closed, changed="yes", text="Adults are named.")

    assert list(Answer.objects.values_list("changed", "text", "by")) == [
        (True, "Adults are named.", member.pk)
    ]
    assert answer.headers["Location"].endswith("/inbox/#comment-1")


def test_answer_without_a_decision_keeps_what_was_typed(closed, received, member, client_of):
    answer = send(client_of, member, closed, text="Adults are named.")

    assert answer.status_code == 422
    assert "Adults are named." in answer.content.decode()
    assert Answer.objects.count() == 0


def test_open_hearing_takes_no_answer(opened, received, member, client_of):
    answer = send(client_of, member, opened, changed="no", text="No.")

    assert answer.status_code == 422
    assert Answer.objects.count() == 0


def test_commentator_may_not_answer(closed, received, commentator, client_of):
    assert send(client_of, commentator, closed, changed="no", text="No.").status_code == 403
