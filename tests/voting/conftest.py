"""What votes need: a recommendation, a panel that may vote on it, and rounds opened by its chair."""

import pytest
from django.db.models import QuerySet
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from audit.models import Event
from outbox.actions import claim, run
from outbox.models import Delivery
from tests import factories
from voting import locks
from voting.actions.rounds import open_round


@pytest.fixture
def recommendation(question):
    """A draft under the cast's question."""
    return factories.make_recommendation(question=question, ref="q1r1")


@pytest.fixture
def opened(recommendation, chair, member):
    """A running confidential round with chair and member on its roll."""
    return open_round(by=chair, recommendation=recommendation)


@pytest.fixture
def secret(recommendation, chair, member):
    """A running secret round."""
    return open_round(by=chair, recommendation=recommendation, secrecy="secret")


@pytest.fixture
def discussant(guideline, question):
    """A member who may discuss the question and not vote on it."""
    user = factories.make_user("discussant")
    place = factories.make_member(guideline=guideline, ref="discussant", user=user)
    factories.make_conflict(member=place, question=question, action="discuss-only")
    return user


@pytest.fixture
def events():
    """The verbs recorded so far, in order, with the facts of the last one: `events()`."""

    def recorded() -> list[str]:
        return list(Event.objects.order_by("sequence").values_list("verb", flat=True))

    return recorded


@pytest.fixture
def deliver():
    """Does what the outbox holds, as a worker would: `deliver()`."""

    def do_all() -> None:
        for row in Delivery.objects.filter(done_at=None):
            claim(row.pk)
            run(row.pk)

    return do_all


@pytest.fixture
def api():
    """A client with somebody's token: `api(chair).post(...)`."""

    def of(user) -> APIClient:
        client = APIClient()
        if user is not None:
            token, _created = Token.objects.get_or_create(user=user)
            client.credentials(HTTP_AUTHORIZATION=f"Token {token.key}")
        return client

    return of


@pytest.fixture
def unlocked(monkeypatch):
    """No lock is taken any more: neither the round's nor a row's."""
    monkeypatch.setattr(locks, "shared", lambda _pk: ("SELECT 1", []))
    monkeypatch.setattr(locks, "hold_alone", lambda _pk: None)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
