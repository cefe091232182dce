"""The evidence page of a question."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.fingerprint import evidence_hash
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/evidence/"


def page(client_of, user) -> str:
    return client_of(user).get(ADDRESS).content.decode()


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="deaths", name="Deaths")


def test_pooled_effect_stands_below_the_results_it_comes_from(outcome, member, client_of):
    body = factories.make_body(outcome=outcome)
    study = factories.make_study(question=outcome.question, ref="s1", label="Sato 2001")
    row = factories.make_result(body=body, study=study)

    found = page(client_of, member)

    assert f'<tr id="result-{row.pk}">' in found
    assert '<tr id="study-s1">' in found
    assert "10/100 v 20/100" in found
    assert "0.50 (0.25 to 1.01)" in found
    assert "Pooled: RR 0.50 (0.25 to 1.01), 1 study" in found


def test_diagnostic_rows_show_sensitivity_and_specificity_with_exact_limits(
    question, member, client_of
):
    outcome = factories.make_outcome(question=question, type="diagnostic")
    factories.make_result(
        body=factories.make_body(outcome=outcome),
        **dict.fromkeys(("events_1", "total_1", "events_2", "total_2")),
        tp=232,
        fp=3,
        fn=48,
        tn=10,
    )

    found = page(client_of, member)

    # Clopper-Pearson limits of 232/280 and 10/13.
    assert "0.83 (0.78 to 0.87)" in found
    assert "0.77 (0.46 to 0.95)" in found


def test_excluded_result_is_shown_with_its_reason_and_counts_for_nothing(
    outcome, member, client_of
):
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body)
    factories.make_result(body=body, events_1=90, excluded_because="Counted twice.")

    found = page(client_of, member)

    assert "90/100 v 20/100" in found
    assert "left out: Counted twice." in found
    assert "Pooled: RR 0.50 (0.25 to 1.01), 1 study" in found


def test_reported_synthesis_is_shown_as_printed_with_its_correction(outcome, member, client_of):
    outcome.type = "reported"
    outcome.save()
    factories.make_body(
        outcome=outcome,
        reported={
            "printed": "10% (95% CI: 9%-28%)",
            "correction": "We read the lower limit as -9 %.",
            "estimate": 0.1,
        },
    )

    found = page(client_of, member)

    assert "Reported, as printed: “10% (95% CI: 9%-28%)”" in found
    assert "as reported, not computed here" in found
    assert "We read the lower limit as -9 %." in found


def test_certainty_says_each_step(outcome, member, client_of):
    rating = factories.make_rating(body=factories.make_body(outcome=outcome))
    factories.make_judgement(rating=rating, domain="imprecision", because="Few events.")

    found = page(client_of, member)

    assert "Starts high (randomised trials; rules: classic GRADE)." in found
    assert "Rated down 1 for imprecision: Few events." in found
    assert "certainty-moderate" in found


def test_flow_counts_are_derived_from_search_and_flow(question, member, client_of):
    factories.make_search(question=question, records=100)
    factories.make_flow(question=question, duplicates=10, excluded_on_title=60, not_retrieved=5)

    found = page(client_of, member)

    # 100 - 10 duplicates; 90 - 60 on title; 30 - 5 not retrieved.
    assert "100, 10 of them duplicates" in found
    assert "90, 60 excluded" in found
    assert "<dt>Assessed in full</dt>" in found


def test_screening_that_was_not_recorded_is_said_to_be_so(question, member, client_of):
    assert "How many records were found and screened is not recorded." in page(client_of, member)


def test_signature_holds_until_the_evidence_changes(question, methodologist, client_of):
    factories.make_signature(
        question=question, by=methodologist, evidence_hash=evidence_hash(question)
    )
    assert "nothing has changed since" in page(client_of, methodologist)

    factories.make_study(question=question)

    assert "the signature has lapsed" in page(client_of, methodologist)


def test_only_the_methodologist_finds_the_edit_links(outcome, member, methodologist, client_of):
    assert "Sign this profile" in page(client_of, methodologist)
    assert "Add a study" in page(client_of, methodologist)

    found = page(client_of, member)

    assert "Sign this profile" not in found
    assert "Add a study" not in found


def test_heterogeneity_above_the_guidelines_own_limit_is_flagged(
    guideline, outcome, member, client_of
):
    guideline.inconsistency_above = 40
    guideline.save()
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body, events_1=5)
    factories.make_result(body=body, events_1=40)

    assert "I² above this guideline's limit of 40 %" in page(client_of, member)


def test_stranger_is_told_there_is_nothing(question, stranger, client_of):
    assert client_of(stranger).get(ADDRESS).status_code == 404


def test_queries_do_not_grow_with_studies_results_and_outcomes(question, member, client_of):
    client = client_of(member)

    def add() -> None:
        body = factories.make_body(outcome=factories.make_outcome(question=question))
        factories.make_result(body=body)
        factories.make_judgement(rating=factories.make_rating(body=body))
        factories.make_search(question=question)
        factories.make_found_count(question=question)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS)
        return len(captured)

    add()
    for_one = queries()
    add()
    add()

    assert queries() == for_one


def test_results_of_which_none_is_estimable_are_shown(question, methodologist, client_of):
    body = factories.make_body(outcome=factories.make_outcome(question=question))
    factories.make_result(body=body, events_1=0, events_2=0)

    page = client_of(methodologist).get(f"/guidelines/livers/questions/{question.ref}/evidence/")

    assert "Nothing is pooled: no study has an effect" in page.content.decode()
