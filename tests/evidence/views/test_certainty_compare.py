"""Two raters side by side; before the reconciliation, only for the two who have rated."""

import pytest
from django.test import Client

from evidence.models import Rating
from publication.bundle.exporting import data_of
from publication.version_content import published_content
from tests import factories
from tests.chromium import PHONE, axe_violations, overflow
from tests.evidence.two_raters import (
    FIRST,
    FIRST_REASON,
    SECOND,
    SECOND_REASON,
    methodologist_named,
    rate,
    reconcile,
    two_raters,
)

QUESTION = "/guidelines/livers/questions/q1/"
OUTCOME = f"{QUESTION}outcomes/death/"
ADDRESS = f"{OUTCOME}certainty/compare/"
# Every address that tells of ratings, to everybody who may open it.
SURFACES = (
    ADDRESS,
    f"{QUESTION}evidence/",
    f"{OUTCOME}certainty/",
    "/guidelines/livers/raters/",
    "/guidelines/livers/log/",
    "/guidelines/livers/",
    QUESTION,
    "/",
    "/api/v1/guidelines/livers/questions/q1/outcomes/",
    "/api/v1/guidelines/livers/questions/q1/outcomes/death/",
)
EVERYBODY = ("chair", "member", "secretariat", "commentator", "observer", "stranger")


@pytest.fixture
def raters(guideline):
    return two_raters(guideline)


@pytest.fixture
def outcome(question, raters):
    return factories.make_outcome(question=question, ref="death", name="Death")


@pytest.fixture
def read(client_of, outcome):
    """Everything that a person is shown on every surface, and at the page that reconciles."""

    def pages(user) -> str:
        client = client_of(user) if user else Client()
        body = outcome.bodies.get()
        addresses = (*SURFACES, f"{OUTCOME}bodies/{body.pk}/reconcile/")
        return "".join(client.get(address).content.decode() for address in addresses)

    return pages


def tells(text: str) -> tuple[bool, bool]:
    return (FIRST_REASON in text, SECOND_REASON in text)


def test_surfaces_are_there(outcome, raters, client_of):
    client = client_of(raters[0])

    assert [client.get(address).status_code for address in SURFACES] == [200] * len(SURFACES)


def test_second_rater_sees_nothing_of_the_first_before_rating(outcome, raters, read):
    rate(raters[0], outcome, FIRST)

    assert tells(read(raters[1])) == (False, False)
    assert tells(read(raters[0])) == (True, False)


def test_both_raters_see_both_once_both_are_in(outcome, raters, read):
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND)

    assert tells(read(raters[0])) == (True, True)
    assert tells(read(raters[1])) == (True, True)


@pytest.mark.parametrize("role", [*EVERYBODY, "methodologist"])
def test_nobody_else_sees_either_before_the_reconciliation(request, outcome, raters, read, role):
    user = request.getfixturevalue(role)
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND)

    text = read(user)

    assert tells(text) == (False, False)
    assert "very serious, two levels down" not in text


def test_signed_out_reader_sees_neither(outcome, raters, read):
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND)

    assert tells(read(None)) == (False, False)


def test_exports_and_versions_leave_out_what_is_not_reconciled(outcome, guideline, raters):
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND)

    assert tells(str(data_of(guideline))) == (False, False)
    assert tells(str(published_content(guideline))) == (False, False)
    assert tells(str(data_of(guideline, with_blind_ratings=True))) == (True, True)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("chair", True),
        ("member", True),
        ("methodologist", True),
        ("secretariat", True),
        ("commentator", True),
        ("observer", True),
        ("stranger", False),
    ],
)
def test_who_may_view_evidence_sees_both_once_reconciled(
    request, outcome, raters, client_of, role, sees
):
    user = request.getfixturevalue(role)
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND)
    reconcile(raters[0], outcome)

    answer = client_of(user).get(ADDRESS)

    assert answer.status_code == (200 if sees else 404)
    assert tells(answer.content.decode()) == (sees, sees)


def test_rating_made_again_is_hidden_from_everybody_else(outcome, raters, chair, read):
    rate(raters[0], outcome, SECOND)
    rate(raters[1], outcome, SECOND)
    reconcile(raters[0], outcome)
    rate(raters[0], outcome, FIRST)

    assert tells(read(raters[1])) == (False, True)
    assert tells(read(chair)) == (False, True)
    assert "Rated again after reconciliation" in read(chair)


def test_rows_say_what_is_agreed_and_what_differs(outcome, raters, client_of):
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND, design="cohort")

    answer = client_of(raters[0]).get(ADDRESS)

    rows = answer.context["pairs"][0].rows
    assert [row.name for row in rows if not row.agreed] == ["design of the studies", "imprecision"]
    assert [judged.words for judged in rows[4].judged] == [
        "very serious, two levels down",
        "serious, one level down",
    ]
    assert "The two differ in 2 rows." in answer.content.decode()


def test_evidence_page_says_by_how_many_a_rating_was_made(outcome, raters, chair, client_of):
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND)
    reconcile(raters[1], outcome)

    page = client_of(chair).get(f"{QUESTION}evidence/").content.decode()
    assert "Rated by two, reconciled by second on" in page

    Rating.objects.update(reconciled_by=None, reconciled_because=None)
    page = client_of(chair).get(f"{QUESTION}evidence/").content.decode()
    assert "Rated by one rater" in page


def test_queries_do_not_grow_with_bodies(outcome, raters, client_of, query_counts):
    client, refs = client_of(raters[0]), iter("abc")

    def more():
        ref = next(refs)
        body = factories.make_body(outcome=outcome, ref=ref, primary=ref == "a")
        for rater, judged in zip(raters, (FIRST, SECOND), strict=True):
            rate(rater, outcome, judged, body=body)

    assert query_counts(lambda: client.get(ADDRESS), more) == 1


@pytest.mark.parametrize("width", [320, PHONE, 1280])
@pytest.mark.parametrize("page", ["compare", "reconcile", "rate", "agreement"])
def test_pages_fit_and_are_accessible(outcome, raters, visit, page, width):
    third = methodologist_named(outcome.guideline, "third", 3)
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND)
    address = {
        "compare": ADDRESS,
        "reconcile": f"{OUTCOME}bodies/{outcome.bodies.get().pk}/reconcile/",
        "rate": f"{OUTCOME}certainty/",
        "agreement": "/guidelines/livers/raters/",
    }[page]

    shown = visit(address, by=third if page == "rate" else raters[0], width=width)

    assert axe_violations(shown) == []
    assert overflow(shown) == 0
