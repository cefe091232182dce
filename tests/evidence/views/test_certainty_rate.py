"""The page that rates the certainty of the evidence on an outcome."""

import pytest

from evidence.codes import DOMAINS
from evidence.models import Judgement, Rating
from guideline.models import Outcome
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/outcomes/death/certainty/"
GIVEN = {"design": "randomised-trial"} | {f"{domain}_levels": "0" for domain in DOMAINS}
SERIOUS = GIVEN | {"imprecision_levels": "1", "imprecision_because": "Few events."}


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death")


def test_rating_is_kept_and_the_derived_level_shown(outcome, methodologist, client_of):
    answer = client_of(methodologist).post(ADDRESS, SERIOUS, follow=True)

    page = answer.content.decode()
    judged = Judgement.objects.get(domain="imprecision")
    assert (judged.levels, judged.because) == (1, "Few events.")
    assert "certainty-moderate" in page
    assert "Few events." in page


def test_there_is_no_field_for_the_level(outcome, methodologist, client_of):
    form = client_of(methodologist).get(ADDRESS).context["form"]

    wanted = {f"{domain}_{part}" for domain in DOMAINS for part in ("levels", "because")}
    assert set(form.fields) == {"design"} | wanted


def test_domains_not_judged_and_steps_without_reason_are_linked(outcome, methodologist, client_of):
    answer = client_of(methodologist).post(
        ADDRESS,
        SERIOUS
        | {"inconsistency_levels": "", "indirectness_levels": "2", "imprecision_because": "Few!"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_inconsistency_levels"' in page
    assert 'href="#id_indirectness_because"' in page
    assert "Few!" in page
    assert Rating.objects.count() == 0


def test_form_starts_from_the_rating_that_stands(outcome, methodologist, client_of):
    rating = factories.make_rating(
        body=factories.make_body(outcome=outcome), design="cohort", basis="reconstructed"
    )
    factories.make_judgement(rating=rating, because={"en": "Few.", "ja": "少数"})

    shown = client_of(methodologist).get(ADDRESS).context["form"].initial

    assert (shown["design"], shown["risk_of_bias_levels"]) == ("cohort", 1)
    assert shown["risk_of_bias_because"] == "Few."
    assert "imprecision_levels" not in shown


def test_reason_left_as_it_was_keeps_its_languages(outcome, methodologist, client_of):
    rating = factories.make_rating(body=factories.make_body(outcome=outcome))
    factories.make_judgement(rating=rating, because={"en": "Few.", "ja": "少数"})

    client_of(methodologist).post(
        ADDRESS, GIVEN | {"risk_of_bias_levels": "1", "risk_of_bias_because": "Few."}
    )

    assert Judgement.objects.get(domain="risk_of_bias").because == {"en": "Few.", "ja": "少数"}


def test_accuracy_is_rated_in_the_part_that_was_chosen(outcome, methodologist, client_of):
    Outcome.objects.update(type="diagnostic")

    client_of(methodologist).post(f"{ADDRESS}?part=specificity", SERIOUS | {"part": "specificity"})

    assert [rating.part for rating in Rating.objects.all()] == ["specificity"]


def test_link_to_a_part_starts_with_that_part(outcome, methodologist, client_of):
    Outcome.objects.update(type="diagnostic")

    page = client_of(methodologist).get(ADDRESS, {"part": "specificity"}).content.decode()

    assert '<option value="specificity" selected>' in page


def test_body_is_chosen_where_there_are_several(outcome, methodologist, client_of):
    factories.make_body(outcome=outcome, ref="trials")
    cohorts = factories.make_body(outcome=outcome, ref="cohorts", primary=False, position=1)

    client_of(methodologist).post(ADDRESS, SERIOUS | {"body": cohorts.pk})

    assert Rating.objects.get().body == cohorts


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
def test_who_opens_the_page(request, outcome, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
