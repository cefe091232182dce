"""The page on which one person judges every criterion of a poll."""

import pytest
from django.urls import reverse

from voting.actions.polls import answer_poll, close_poll, open_poll


@pytest.fixture
def poll(question, chair, member):
    return open_poll(by=chair, question=question)


def url(question) -> str:
    return reverse("poll_answer", args=[question.guideline.slug, question.ref, 1])


def test_answers_are_kept_and_shown_again(poll, question, member, client_of):
    client = client_of(member)

    client.post(url(question), {"equity": "reduced", "equity-comment": "Two centres."})

    said = poll.answers.values_list("criterion", "answer", "comment")
    assert list(said) == [("equity", "reduced", "Two centres.")]
    assert "Two centres." in client.get(url(question)).content.decode()


def test_closed_poll_leads_to_its_results(poll, question, chair, member, client_of):
    answer_poll(by=member, poll=poll, answers={"equity": ("reduced", "")})
    close_poll(by=chair, poll=poll)

    answer = client_of(member).get(url(question))

    assert answer.headers["Location"] == reverse(
        "polls", args=[question.guideline.slug, question.ref]
    )


def test_wrong_answers_keep_what_was_typed(poll, question, member, client_of):
    answer = client_of(member).post(url(question), {"equity": "yes", "problem-comment": "Kept."})

    assert answer.status_code == 422
    assert "Kept." in answer.content.decode()
    assert poll.answers.count() == 0
