"""The page that corrects a result, sets it aside, or takes it back."""

import pytest

from audit.models import Event
from evidence.models import StudyResult
from tests import factories

EVIDENCE = "/guidelines/livers/questions/q1/evidence/"
TABLE = {"events_1": "12", "total_1": "100", "events_2": "20", "total_2": "100"}


@pytest.fixture
def result(question):
    outcome = factories.make_outcome(question=question, ref="death", name="Death")
    study = factories.make_study(question=question, label="Author 2001")
    return factories.make_result(body=factories.make_body(outcome=outcome), study=study)


@pytest.fixture
def address(result):
    return f"/guidelines/livers/questions/q1/outcomes/death/results/{result.pk}/"


def test_corrected_result_goes_back_to_the_evidence(result, address, methodologist, client_of):
    answer = client_of(methodologist).post(address, TABLE | {"reason": "Misread."})

    result.refresh_from_db()
    event = Event.objects.get()
    assert answer.headers["Location"] == EVIDENCE
    assert result.events_1 == 12
    assert (event.reason, event.facts["changes"]) == ("Misread.", {"events_1": [10, 12]})


def test_saving_what_is_shown_changes_nothing(result, address, methodologist, client_of):
    StudyResult.objects.update(population={"en": "women", "ja": "女性"}, printed="10/100")
    shown = client_of(methodologist).get(address).context["form"].initial

    client_of(methodologist).post(address, {k: v for k, v in shown.items() if v is not None})

    result.refresh_from_db()
    assert (result.population, result.printed) == ({"en": "women", "ja": "女性"}, "10/100")
    assert Event.objects.count() == 0


def test_refused_figures_are_kept_as_typed(result, address, methodologist, client_of):
    answer = client_of(methodologist).post(
        address, TABLE | {"events_1": "many", "note": "From table 2"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="many"' in page
    assert "From table 2" in page
    result.refresh_from_db()
    assert result.events_1 == 10


def test_excluded_result_offers_to_count_again(result, address, methodologist, client_of):
    client_of(methodologist).post(f"{address}exclude/", {"exclude-reason": "Published twice."})

    result.refresh_from_db()
    assert result.excluded_because == "Published twice."
    page = client_of(methodologist).get(address).content.decode()
    assert f"{address}restore/" in page
    assert f"{address}exclude/" not in page


def test_excluding_without_a_reason_is_shown_again(result, address, methodologist, client_of):
    answer = client_of(methodologist).post(f"{address}exclude/", {"exclude-reason": " "})

    assert answer.status_code == 422
    assert 'href="#id_exclude-reason"' in answer.content.decode()
    result.refresh_from_db()
    assert result.excluded_because == ""


def test_restored_result_counts_again(result, address, methodologist, client_of):
    StudyResult.objects.update(excluded_because="Published twice.")

    answer = client_of(methodologist).post(f"{address}restore/")

    result.refresh_from_db()
    assert answer.headers["Location"] == EVIDENCE
    assert result.excluded_because == ""


def test_restoring_what_counts_is_explained(result, address, methodologist, client_of):
    answer = client_of(methodologist).post(f"{address}restore/", follow=True)

    assert "The result is not excluded." in answer.content.decode()


def test_result_under_another_outcome_s_address_is_not_found(result, methodologist, status_of):
    factories.make_outcome(question=result.question, ref="pain")

    address = f"/guidelines/livers/questions/q1/outcomes/pain/results/{result.pk}/"
    assert status_of(methodologist, address) == 404


@pytest.mark.parametrize("verb", ["exclude/", "restore/"])
def test_looking_at_a_verb_changes_nothing(address, methodologist, status_of, verb):
    assert status_of(methodologist, f"{address}{verb}") == 405


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
