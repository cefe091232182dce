"""The page that sets two moments of the evidence side by side."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.actions.results import change_result
from evidence.actions.signing import sign_profile
from tests import factories
from tests.chromium import DESK, axe_violations, overflow

ADDRESS = "/guidelines/livers/questions/q1/evidence/compare/"


@pytest.fixture
def result(question, methodologist):
    """A result that was changed twice, and signed in between."""
    outcome = factories.make_outcome(question=question, ref="death", name="Death", importance=6)
    study = factories.make_study(question=question, ref="s1", label="Author 2001")
    result = factories.make_result(body=factories.make_body(outcome=outcome), study=study)
    other = factories.make_study(question=question, ref="s2", label="Author 2002")
    factories.make_result(body=result.body, study=other, position=1)
    change_result(by=methodologist, result=result, events_1=12)
    sign_profile(by=methodologist, question=question)
    change_result(by=methodologist, result=result, events_1=14)
    return result


def page(client_of, user, query="") -> str:
    return re.sub(r"\s+", " ", client_of(user).get(ADDRESS + query).content.decode())


def line(what: str, before: str, after: str, word: str = "differs") -> str:
    mark = "flag" if word == "differs" else "quiet"
    return (
        f'<th scope="row">{what}</th> <td data-label="Before:">{before}</td> '
        f'<td data-label="After:">{after}</td> <td> <span class="{mark}">{word}</span> </td>'
    )


def test_without_a_choice_the_signature_stands_beside_now(result, chair, client_of):
    found = page(client_of, chair)

    assert line("Author 2001", "12/100 v 20/100", "14/100 v 20/100") in found
    assert "<li>Death, Author 2001: events, intervention 12 → 14</li>" in found
    assert "1 input differs." in found


def test_pooled_effect_is_computed_again_from_each_side(result, chair, client_of):
    """RR by Mantel-Haenszel: (10 + events) x 100/200 over 40 x 100/200, so 22/40 and 24/40."""
    found = page(client_of, chair)

    assert re.search(r"Pooled: RR 0\.55 .*?</td> <td[^>]*>Pooled: RR 0\.60 ", found)


def test_lines_that_are_the_same_are_shown_on_request_and_said_so(result, chair, client_of):
    same = line("Author 2002", "10/100 v 20/100", "10/100 v 20/100", "same")

    assert same not in page(client_of, chair)
    assert same in page(client_of, chair, "?show=all")


def test_any_two_moments_can_be_chosen(result, chair, client_of):
    found = page(client_of, chair, "?from=moment-1&to=moment-2")

    assert line("Author 2001", "10/100 v 20/100", "12/100 v 20/100") in found


def test_same_moment_twice_differs_in_nothing(result, chair, client_of):
    assert "The evidence is the same at both moments." in page(client_of, chair, "?from=now&to=now")


@pytest.mark.parametrize("code", ["moment-9", "round-1", "signature-x", "moment-"])
def test_moment_that_is_not_there_is_not_found(result, chair, client_of, code):
    assert client_of(chair).get(f"{ADDRESS}?from={code}").status_code == 404


def test_question_without_a_history_is_compared_with_itself(question, chair, client_of):
    assert "The evidence is the same at both moments." in page(client_of, chair)


def test_names_are_for_those_who_read_the_history(result, chair, observer, client_of):
    assert "by methodologist" in page(client_of, chair)
    assert "signature of methodologist" in page(client_of, chair)
    assert "methodologist" not in page(client_of, observer)
    assert line("Author 2001", "12/100 v 20/100", "14/100 v 20/100") in page(client_of, observer)


def test_page_costs_the_same_for_more_moments(result, methodologist, chair, client_of):
    client, counts = client_of(chair), set()
    for events in (20, 21, 22):
        change_result(by=methodologist, result=result, events_1=events)
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS)
        counts.add(len(queries))

    assert len(counts) == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [("chair", 200), ("member", 200), ("commentator", 200), ("observer", 200), ("stranger", 404)],
)
def test_who_opens_the_page(request, result, role, status, client_of):
    assert client_of(request.getfixturevalue(role)).get(ADDRESS).status_code == status


@pytest.mark.parametrize("width", [320, DESK])
def test_page_is_accessible_and_fits(result, chair, visit, width):
    page = visit(f"{ADDRESS}?show=all", by=chair, width=width)

    assert axe_violations(page) == []
    assert overflow(page) == 0
