"""A lively hearing, and a form of its inbox sent."""

import pytest
from django.urls import reverse

from hearing.actions.answering import propose_answer
from hearing.actions.comments import withdraw_comment
from tests import factories


@pytest.fixture
def lively(closed, member, chair):
    """Six comments: unanswered, drafted, waiting, answered, withdrawn, late."""
    said = {"changed": False, "text": "No."}
    for number in range(2, 6):
        factories.make_comment(hearing=closed, body=f"Comment {number}.", kind="organisation")
    factories.make_comment(hearing=closed, late=True, body="Sorry, 100% late.", part="q1r1")
    propose_answer(by=member, hearing=closed, numbers=[2], **said)
    propose_answer(by=member, hearing=closed, numbers=[3], ask=True, **said)
    factories.answered(closed.comments.get(number=4))
    withdraw_comment(comment=closed.comments.get(number=5))
    return closed


@pytest.fixture
def post(client_of):
    """What follows a form that somebody sends: `post(member, hearing, deed="assign")`."""

    def sent(user, hearing, name="inbox_triage", **said):
        address = reverse(name, args=["livers", hearing.ref])
        return client_of(user).post(address, said, follow=True)

    return sent
