"""No page offers its reader a link that then refuses them: every role walks the whole site."""

import re

import pytest

from guideline.models import PanelMember
from hearing.actions.hearings import open_hearing
from publication.actions.publishing import publish_guideline
from publication.bundle.importing import import_guideline
from publication.bundle.opening import open_bundle
from tests.factories import make_user
from tests.publication.bundle.samples import EXAMPLE
from voting.actions.rounds import open_round

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#?]*)')
# Of many like pages (rows of one list) this many are enough.
ALIKE = 3


@pytest.fixture
def lively():
    """A guideline with a published version, a running round and an open hearing, a person in each place."""
    guideline = import_guideline(open_bundle(EXAMPLE)).guideline
    for place in guideline.panel.all():
        place.user = make_user(f"person-{place.ref}")
        place.save()
    run = guideline.panel.get(role="secretariat").user
    publish_guideline(by=run, guideline=guideline)
    open_round(by=run, recommendation=guideline.recommendations.get(ref="q2r1"))
    open_hearing(by=run, guideline=guideline)
    return guideline


def _walk(client) -> dict[str, int]:
    """The status of every page that links lead to from the start."""
    statuses: dict[str, int] = {}
    waiting, alike = ["/"], {}
    while waiting:
        page = waiting.pop()
        if page in statuses:
            continue
        answer = client.get(page)
        statuses[page] = answer.status_code
        if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
            continue
        for link in LINK.findall(answer.content.decode()):
            kind = re.sub(r"\d+", "N", link)
            alike.setdefault(kind, set()).add(link)
            if link not in statuses and len(alike[kind]) <= ALIKE:
                waiting.append(link)
    return statuses


def test_a_visitor_finds_what_is_public_and_no_closed_door(lively, client):
    statuses = _walk(client)

    assert {page: status for page, status in statuses.items() if status >= 400} == {}
    assert f"/published/{lively.slug}/" in statuses
    assert lively.hearings.get().get_absolute_url() in statuses


@pytest.mark.parametrize("ref", ["p01", "p02", "p03", "p05", "p06", "p07"])
def test_no_link_of_a_role_is_refused(lively, client_of, ref):
    place = PanelMember.objects.get(guideline=lively, ref=ref)

    statuses = _walk(client_of(place.user))

    assert {page: status for page, status in statuses.items() if status >= 400} == {}
    assert len(statuses) > 15
