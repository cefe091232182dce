"""The page that reconciles two ratings."""

import pytest

from evidence.codes import DOMAINS
from evidence.models import Rating
from guideline.models import Outcome
from tests import factories
from tests.evidence.two_raters import FIRST, NO_CONCERN, SECOND, rate, two_raters

OUTCOME = "/guidelines/livers/questions/q1/outcomes/death/"


@pytest.fixture
def raters(guideline):
    return two_raters(guideline)


@pytest.fixture
def outcome(question, raters):
    return factories.make_outcome(question=question, ref="death", name="Death")


@pytest.fixture
def address(outcome, raters):
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND, design="cohort")
    return f"{OUTCOME}bodies/{outcome.bodies.get().pk}/reconcile/"


def test_form_is_filled_where_the_two_agree_and_empty_where_they_differ(address, raters, client_of):
    shown = client_of(raters[0]).get(address).context["form"].initial

    assert "design" not in shown
    assert {name for name in shown if name.endswith("_levels")} == {
        f"{domain}_levels" for domain in DOMAINS if domain != "imprecision"
    }
    assert shown["inconsistency_levels"] == 0


def test_reconciled_rating_is_kept_from_the_form(address, outcome, raters, client_of):
    client = client_of(raters[1])
    given = {"design": "cohort", "because": "We looked again.", "seen": ""}
    given |= {f"{domain}_levels": "0" for domain in DOMAINS}

    answer = client.post(address, given)

    rating = Rating.objects.get()
    assert answer.headers["Location"] == f"{OUTCOME}certainty/compare/"
    assert (rating.design, rating.reconciled_because) == ("cohort", "We looked again.")
    assert rating.reconciled_by.ref == "second"


def test_what_is_missing_is_said_and_nothing_is_kept(address, raters, client_of):
    answer = client_of(raters[0]).post(address, {"because": "A long thought."})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A long thought." in page
    assert 'href="#id_imprecision_levels"' in page
    assert Rating.objects.count() == 0


def test_page_opened_before_somebody_reconciled_is_refused(address, outcome, raters, client_of):
    given = {"design": "cohort", "because": "Agreed.", "seen": ""}
    given |= {f"{domain}_levels": "0" for domain in DOMAINS}
    client_of(raters[0]).post(address, given)

    answer = client_of(raters[1]).post(address, given | {"because": "Mine."})

    assert answer.status_code == 422
    assert "Somebody kept another rating while you were reading." in answer.content.decode()
    assert Rating.objects.get().reconciled_because == "Agreed."


def test_reasons_of_both_stand_in_the_form_where_only_they_differ(outcome, raters, client_of):
    judged = {"imprecision": FIRST["imprecision"]}
    other = {"imprecision": type(FIRST["imprecision"])(2, "Another reason.")}
    rate(raters[0], outcome, NO_CONCERN | judged)
    rate(raters[1], outcome, NO_CONCERN | other)

    page = client_of(raters[0]).get(f"{OUTCOME}bodies/{outcome.bodies.get().pk}/reconcile/")

    assert page.context["form"].initial["imprecision_because"] == (
        "First secret worry.\nAnother reason."
    )


def test_part_is_reconciled_apart(outcome, raters, client_of):
    Outcome.objects.update(type="diagnostic")
    outcome.refresh_from_db()
    for rater in raters:
        rate(rater, outcome, NO_CONCERN, part="specificity")
    address = f"{OUTCOME}bodies/{outcome.bodies.get().pk}/reconcile/"
    client = client_of(raters[0])
    given = {"design": "cohort", "because": "Agreed.", "seen": ""}
    given |= {f"{domain}_levels": "0" for domain in DOMAINS}

    assert client.post(address, given).status_code == 409
    client.post(f"{address}?part=specificity", given)

    assert [each.part for each in Rating.objects.all()] == ["specificity"]
    assert client.get(f"{address}?part=luck").status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("methodologist", 200),
        ("chair", 403),
        ("secretariat", 403),
        ("member", 403),
        ("commentator", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, address, role, status, status_of):
    assert status_of(request.getfixturevalue(role), address) == status


def test_third_methodologist_gets_no_form(address, methodologist, client_of):
    answer = client_of(methodologist).get(address)

    assert answer.context["form"] is None
    assert "Only the two raters reconcile what they rated: first, second." in (
        answer.content.decode()
    )
