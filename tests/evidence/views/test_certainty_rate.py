"""The page that rates the certainty of the evidence on an outcome."""

import pytest

from evidence.codes import DOMAINS
from evidence.models import Judgement, Rating
from guideline.models import Outcome
from tests import factories
from tests.chromium import axe_violations, follow, overflow, press

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


# --- Proposals -----------------------------------------------------------------------------------


@pytest.fixture
def body(outcome):
    """Two precise trials at high risk of bias."""
    body = factories.make_body(outcome=outcome)
    for _more in range(2):
        add_trial(body)
    return body


def add_trial(body, overall="high"):
    study = factories.make_study(
        question=body.outcome.question, risk_of_bias={"tool": "rob-2", "overall": overall}
    )
    table = {"events_1": 2000, "total_1": 9000, "events_2": 5000, "total_2": 9000}
    factories.make_result(body=body, study=study, position=body.results.count(), **table)


def proposals(client, address=ADDRESS):
    return {each.domain: each for each in client.get(address).context["form"].proposals}


def test_proposal_stands_beside_its_domain_and_chooses_nothing(body, methodologist, client_of):
    answer = client_of(methodologist).get(ADDRESS)

    page = answer.content.decode()
    form = answer.context["form"]
    assert "<strong>Proposed: one level down.</strong>" in page
    assert "Studies at high risk of bias hold over half of the weight" in page
    assert "risk_of_bias.classic.mostly-high" in page
    assert "Cochrane Handbook 5.1, table 12.2.d" in page
    assert "The data allow no proposal." in page
    assert form["risk_of_bias_levels"].value() is None


def test_judging_otherwise_without_reason_is_refused_at_its_field(body, methodologist, client_of):
    answer = client_of(methodologist).post(ADDRESS, GIVEN)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_risk_of_bias_because"' in page
    assert "Risk of bias: one level down is proposed" in page
    assert Rating.objects.count() == 0


def test_judging_otherwise_with_a_reason_is_kept_and_said(body, methodologist, client_of):
    client = client_of(methodologist)

    page = client.post(
        ADDRESS, GIVEN | {"risk_of_bias_because": "Death needs no blinding."}, follow=True
    ).content.decode()

    assert Judgement.objects.get(domain="risk_of_bias").levels == 0
    assert "Judged otherwise than proposed, because: Death needs no blinding." in page


def test_proposal_that_changed_since_is_said(body, methodologist, client_of):
    client = client_of(methodologist)
    client.post(ADDRESS, GIVEN | {"risk_of_bias_levels": "1", "risk_of_bias_because": "Open."})
    for study in body.outcome.question.studies.all():
        study.risk_of_bias = {"tool": "rob-2", "overall": "low"}
        study.save()

    page = client.get(ADDRESS).content.decode()

    assert "When this was judged, the proposal was: one level down." in page


def test_body_that_is_asked_for_is_proposed_for(body, outcome, methodologist, client_of):
    body.ref = "trials"
    body.save()
    other = factories.make_body(outcome=outcome, ref="more", primary=False, position=1)
    add_trial(other, overall="low")

    client = client_of(methodologist)

    assert proposals(client)["risk_of_bias"].levels == 1
    assert proposals(client, f"{ADDRESS}?body={other.pk}")["risk_of_bias"].levels == 0


def test_information_size_stands_with_imprecision(body, methodologist, client_of):
    page = client_of(methodologist).get(ADDRESS).content.decode()

    assert "Optimal information size:" in page
    assert "/outcomes/death/information-size/" in page


def test_page_takes_no_more_queries_with_more_studies(body, methodologist, client_of, query_counts):
    client = client_of(methodologist)

    assert query_counts(lambda: client.get(ADDRESS), lambda: add_trial(body)) == 1


def test_rating_in_a_browser_against_a_proposal(body, methodologist, visit):
    page = visit(ADDRESS, by=methodologist, width=320)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")

    assert overflow(page) == 0
    assert axe_violations(page) == []

    page.get_by_label("Design of the studies").select_option("randomised-trial")
    for domain in DOMAINS:
        page.locator(f"#id_{domain}_levels").select_option("0")
    press(page, "Rate this outcome")
    follow(page.get_by_role("link", name="Risk of bias: one level down is proposed"))
    assert page.evaluate("document.activeElement.id") == "id_risk_of_bias_because"
    # The browser calls a refusal (422) an error.
    assert len(visit.complaints) == 1
    visit.complaints.clear()
    page.keyboard.type("Death needs no blinding.")
    press(page, "Rate this outcome")

    page.get_by_text("Judged otherwise than proposed, because: Death needs no blinding.").wait_for()
    assert axe_violations(page) == []
