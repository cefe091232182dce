"""The page with the history of a question's evidence."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import ChainHead
from evidence.actions.rating import Judged, rate_certainty
from evidence.actions.results import change_result
from evidence.codes import DOMAINS
from tests import factories
from tests.chromium import DESK, axe_violations, overflow

ADDRESS = "/guidelines/livers/questions/q1/history/"


@pytest.fixture
def result(question, methodologist):
    """A result that was changed, on an outcome that was rated."""
    outcome = factories.make_outcome(question=question, ref="death", name="Death")
    study = factories.make_study(question=question, ref="s1", label="Author 2001")
    result = factories.make_result(body=factories.make_body(outcome=outcome), study=study)
    change_result(by=methodologist, result=result, events_1=12, reason="Misread.")
    judged = dict.fromkeys(DOMAINS, Judged(0)) | {"imprecision": Judged(1, "Few events.")}
    rate_certainty(by=methodologist, outcome=outcome, design="randomised-trial", judged=judged)
    return result


def page(client_of, user, query="") -> str:
    return re.sub(r"\s+", " ", client_of(user).get(ADDRESS + query).content.decode())


def test_change_has_who_before_after_and_why(result, chair, client_of):
    found = page(client_of, chair)

    assert "methodologist changed the result of Author 2001 on “Death”" in found
    assert "<td>Death, Author 2001: events, intervention</td>" in found
    assert '<td data-label="Before:">10</td> <td data-label="After:">12</td>' in found
    assert '<td data-label="Why:">Misread.</td>' in found
    assert "?from=moment-1&amp;to=moment-2" in found


def test_filter_leaves_what_was_asked_for(result, chair, client_of):
    found = page(client_of, chair, "?outcome=death&domain=imprecision")

    assert "Death: imprecision" in found
    assert "Death: indirectness" not in found
    assert "events, intervention" not in found
    assert "Nothing of this has changed." in page(client_of, chair, "?outcome=gone")


def test_long_history_is_paged(result, methodologist, chair, client_of):
    for events in range(20, 65):
        change_result(by=methodologist, result=result, events_1=events)

    assert "Page 1 of 2" in page(client_of, chair)
    assert "Misread." not in page(client_of, chair)
    assert "Misread." in page(client_of, chair, "?page=2")


def test_page_costs_the_same_for_a_longer_history(result, methodologist, chair, client_of):
    client, counts = client_of(chair), set()
    client.get(ADDRESS)
    for events in (20, 21, 22):
        change_result(by=methodologist, result=result, events_1=events)
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        counts.add(len(queries))

    assert len(counts) == 1


def test_chain_is_verified_on_the_page(result, chair, member, client_of):
    length = ChainHead.objects.get().length

    assert f"The audit chain is verified up to event {length}." in page(client_of, chair)
    # Numbers of events would tell a voter how many have voted.
    assert "verified up to its last event." in page(client_of, member)
    ChainHead.objects.update(hash="f" * 64)
    assert "The chain is broken at event" in page(client_of, chair, "?check=1")


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("methodologist", 200),
        ("chair", 200),
        ("secretariat", 200),
        ("member", 200),
        ("conflicted_member", 403),
        ("commentator", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, result, role, status, client_of):
    assert client_of(request.getfixturevalue(role)).get(ADDRESS).status_code == status


@pytest.mark.parametrize("width", [320, DESK])
def test_page_is_accessible_and_fits(result, chair, visit, width):
    page = visit(ADDRESS, by=chair, width=width)

    assert axe_violations(page) == []
    assert overflow(page) == 0
