"""The overview of two raters: what waits for whom, and their agreement over the guideline."""

import pytest

from tests import factories
from tests.evidence.two_raters import FIRST, NO_CONCERN, SECOND, rate, reconcile, two_raters

ADDRESS = "/guidelines/livers/raters/"


@pytest.fixture
def raters(guideline):
    return two_raters(guideline)


@pytest.fixture
def outcomes(question, raters):
    return [
        factories.make_outcome(question=question, ref=ref, name=ref, position=place)
        for place, ref in enumerate(("a", "b", "c", "d"))
    ]


def rows(answer) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (row.pair.outcome.ref, row.pair.state, row.waits_for)
        for _question, found in answer.context["questions"]
        for row in found
    ]


def test_each_outcome_says_where_it_stands_and_whom_it_waits_for(outcomes, raters, client_of):
    factories.make_body(outcome=outcomes[0])
    rate(raters[1], outcomes[1], FIRST)
    for outcome in outcomes[2:]:
        rate(raters[0], outcome, FIRST)
        rate(raters[1], outcome, SECOND)
    reconcile(raters[0], outcomes[3])

    assert rows(client_of(raters[0]).get(ADDRESS)) == [
        ("a", "unrated", ("first", "second")),
        ("b", "one-of-two", ("first",)),
        ("c", "to-reconcile", ("first", "second")),
        ("d", "reconciled", ()),
    ]


def test_agreement_is_over_what_the_reader_may_see(outcomes, raters, chair, client_of):
    for outcome in outcomes[:2]:
        rate(raters[0], outcome, FIRST)
        rate(raters[1], outcome, SECOND)
    reconcile(raters[0], outcomes[0])
    rate(raters[0], outcomes[2], NO_CONCERN)

    def all_domains(user):
        context = client_of(user).get(ADDRESS).context
        whole = context["agreement"][0].agreement
        return context["compared"], whole.pairs, whole.agreed

    assert all_domains(raters[0]) == (2, 16, 14)
    assert all_domains(chair) == (1, 8, 7)


def test_single_rating_waits_for_nobody(outcomes, guideline, client_of, chair):
    guideline.raters = "single"
    guideline.save()
    factories.make_rating(body=factories.make_body(outcome=outcomes[0]))

    answer = client_of(chair).get(ADDRESS)

    assert rows(answer) == [("a", "rated-by-one", ())]
    assert "one rater judges each body" in answer.content.decode()


def test_queries_do_not_grow_with_outcomes(outcomes, question, raters, client_of, query_counts):
    client, left = client_of(raters[0]), iter(outcomes)

    def more():
        outcome = next(left)
        rate(raters[0], outcome, FIRST)
        rate(raters[1], outcome, SECOND)

    assert query_counts(lambda: client.get(ADDRESS), more) == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [("chair", 200), ("member", 200), ("observer", 200), ("stranger", 404)],
)
def test_who_opens_the_page(request, guideline, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
