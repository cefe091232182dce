"""What hearings need: a draft laid open, and comments on it."""

import pytest
from django.utils import timezone

from audit.models import Event
from hearing.actions.comments import comment_on_draft
from hearing.actions.hearings import close_hearing, open_hearing
from hearing.actions.publishing import publish_comments
from tests import factories
from tests.hearing.rest_site import Site


@pytest.fixture
def recommendation(question):
    """A draft under the cast's question."""
    return factories.make_recommendation(question=question, ref="q1r1")


@pytest.fixture
def opened(guideline, recommendation, secretariat):
    """A running hearing."""
    return open_hearing(by=secretariat, guideline=guideline)


@pytest.fixture
def received(opened):
    """A comment in the running hearing, with its receipt."""
    return comment_on_draft(hearing=opened, part="q1r1", body="For whom?")


@pytest.fixture
def closed(opened, received, secretariat):
    """The hearing with that comment, closed."""
    return close_hearing(by=secretariat, hearing=opened)


@pytest.fixture
def events():
    """The verbs recorded so far, in order: `events()`."""

    def recorded() -> list[str]:
        return list(Event.objects.order_by("sequence").values_list("verb", flat=True))

    return recorded


@pytest.fixture
def published(closed, guideline, secretariat, chair):
    """The hearing with that comment answered, and published with the guideline."""
    factories.make_answer(comment=closed.comments.get(), changed=True, text="Adults are named.")
    publish_comments(guideline=guideline, at=timezone.now())
    closed.refresh_from_db()
    return closed


@pytest.fixture
def site(db, capsys) -> Site:
    """The REST interface of a small guideline's site; a hearing is opened by `site.open()`."""
    from tests.voting.test_rest_as_promised import create_token, small

    guideline = small()
    guideline.panel.create(ref="s", role="secretariat", name="Secretariat")
    return Site(dict(create_token(capsys, "least")))


@pytest.fixture
def running(site) -> Site:
    """The same with a running hearing."""
    assert site.open().status_code == 201
    return site
