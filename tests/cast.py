"""The people that tests tell of: one for each role, on one guideline with one question.

Each fixture is a user who can sign in (`client_of(chair)`) and holds a place on `guideline`'s panel;
`stranger` has an account and no place.
"""

import pytest
from django.test import Client

from tests import factories


@pytest.fixture
def guideline(db):
    """A guideline with a panel, as far as a test asks for its people."""
    return factories.make_guideline(slug="livers", title="Livers")


@pytest.fixture
def question(guideline):
    """Its clinical question."""
    return factories.make_question(guideline=guideline, ref="q1", number=1)


def _with_place(guideline, name: str, role: str):
    user = factories.make_user(name)
    factories.make_member(guideline=guideline, ref=name, role=role, user=user)
    return user


@pytest.fixture
def chair(guideline):
    return _with_place(guideline, "chair", "chair")


@pytest.fixture
def methodologist(guideline):
    return _with_place(guideline, "methodologist", "methodologist")


@pytest.fixture
def member(guideline):
    return _with_place(guideline, "member", "member")


@pytest.fixture
def conflicted_member(guideline, question):
    """A member who has to leave the room for the question."""
    user = _with_place(guideline, "conflicted", "member")
    factories.make_conflict(member=user.places.get(), question=question, action="leave-room")
    return user


@pytest.fixture
def commentator(guideline):
    return _with_place(guideline, "commentator", "commentator")


@pytest.fixture
def secretariat(guideline):
    return _with_place(guideline, "secretariat", "secretariat")


@pytest.fixture
def observer(guideline):
    return _with_place(guideline, "observer", "observer")


@pytest.fixture
def stranger(db):
    return factories.make_user("stranger")


@pytest.fixture
def client_of():
    """A test client with somebody signed in: `client_of(chair).get(...)`."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
