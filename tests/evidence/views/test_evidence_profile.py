"""The evidence profile page, and the summary of findings in its other view."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.actions.results import change_result
from evidence.actions.signing import sign_profile
from evidence.fingerprint import evidence_hash
from evidence.models import StudyResult
from guideline.models import Question
from tests import factories
from tests.chromium import axe_violations, click_in_place, follow, overflow
from tests.evidence.accuracy import WELL_BEHAVED, accuracy_outcome

ADDRESS = "/guidelines/livers/questions/q1/profile/"
FINDINGS = f"{ADDRESS}?view=findings"


def text_of(client, address: str = ADDRESS) -> str:
    page = re.sub(r"<svg.*?</svg>", "", client.get(address).content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def fill(question, ref: str, **fields):
    """A rated outcome with one trial."""
    outcome = factories.make_outcome(
        question=question,
        ref=ref,
        name=f"Outcome {ref}",
        baseline_risks=[{"label": "typical", "risk": 0.2}],
        thresholds={"small": 10, "moderate": 30, "large": 60},
        position=question.outcomes.count(),
        **fields,
    )
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body)
    rating = factories.make_rating(body=body, basis="reconstructed")
    factories.make_judgement(rating=rating, domain="imprecision", because=f"Few events in {ref}.")
    return outcome


@pytest.fixture
def deaths(question):
    Question.objects.update(intervention="Drug A", comparator="Placebo")
    return fill(question, "deaths")


def test_profile_shows_the_certainty_with_its_steps_and_reasons(deaths, member, client_of):
    page = text_of(client_of(member))

    assert "Certainty assessment" in page
    assert "Starts high (randomised trials, classic GRADE); down 1 for imprecision;" in page
    assert "serious footnote 1" in page
    assert "Few events in deaths." in page
    assert "100 fewer per 1000 (151 fewer to 3 more)" in page
    assert "10/100 (10.0 %)" in page
    assert "reconstructed" in page


def test_summary_of_findings_says_what_it_means(deaths, member, client_of):
    page = text_of(client_of(member), FINDINGS)

    assert "200 per 1000" in page
    assert "100 per 1000 (49 to 203)" in page
    assert "200 participants (1)" in page
    assert "Drug A probably results in a large reduction in outcome deaths." in page
    assert "Certainty assessment" not in page


def test_view_that_does_not_exist_is_the_profile(deaths, member, client_of):
    assert "Certainty assessment" in text_of(client_of(member), f"{ADDRESS}?view=other")


def test_row_links_to_what_lies_behind_it(deaths, member, client_of):
    page = client_of(member).get(ADDRESS).content.decode()

    assert f'href="{ADDRESS}deaths/"' in page


def test_signature_stands_on_top_and_lapses(deaths, methodologist, client_of):
    question = deaths.question
    factories.make_signature(
        question=question, by=methodologist, evidence_hash=evidence_hash(question)
    )
    assert "nothing has changed since" in text_of(client_of(methodologist))

    StudyResult.objects.update(events_1=11)

    page = text_of(client_of(methodologist))
    assert "the signature has lapsed" in page
    assert "11/100 (11.0 %)" in page


def test_lapse_says_what_changed_from_what_to_what_and_who_did_it(
    deaths, methodologist, member, observer, client_of
):
    sign_profile(by=methodologist, question=deaths.question)
    result = StudyResult.objects.get()
    change_result(by=methodologist, result=result, events_1=11, reason="Misread in table 2.")

    changed = f"Outcome deaths, {result.study}: events, intervention 10 → 11"
    assert "1 change" in text_of(client_of(observer))
    assert changed in text_of(client_of(observer))
    assert "Misread" not in text_of(client_of(observer))
    assert re.search(
        f"{changed}, changed by methodologist on [^()]+[^,]*, reason: Misread in table 2.",
        text_of(client_of(member)),
    )
    assert "/questions/q1/history/" in client_of(member).get(ADDRESS).content.decode()


def test_who_may_sign_finds_what_stands_in_the_way(deaths, methodologist, member, client_of):
    fill(deaths.question, "pain")
    deaths.bodies.get().ratings.all().delete()

    assert "The critical outcome “Outcome deaths” is not rated." in text_of(
        client_of(methodologist)
    )
    assert "Sign this profile" not in text_of(client_of(member))


def test_more_than_seven_outcomes_ask_those_who_may_answer(question, member, chair, client_of):
    for i in range(8):
        factories.make_outcome(question=question, position=i)

    assert "Say why there are so many" in text_of(client_of(chair))
    assert "Say why there are so many" not in text_of(client_of(member))
    assert "8 outcomes, more than 7, and nobody has said why." in text_of(client_of(member))


def test_question_without_outcomes_says_so(question, member, client_of):
    assert "No outcomes have been chosen yet." in text_of(client_of(member))


def test_page_is_linked_from_question_and_evidence(deaths, member, client_of):
    for address in (
        "/guidelines/livers/questions/q1/",
        "/guidelines/livers/questions/q1/evidence/",
    ):
        assert f'href="{ADDRESS}"' in client_of(member).get(address).content.decode()


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


@pytest.mark.parametrize("address", [ADDRESS, FINDINGS])
def test_opening_takes_as_many_queries_for_ten_outcomes_as_for_one(
    deaths, methodologist, client_of, address
):
    client = client_of(methodologist)
    for_one = queries(client, address)
    for i in range(9):
        fill(deaths.question, f"o{i}")

    assert (queries(client, address), for_one) == (for_one, 25)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("chair", 200),
        ("member", 200),
        ("methodologist", 200),
        ("commentator", 200),
        ("secretariat", 200),
        ("observer", 200),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, deaths, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status


# --- In a browser --------------------------------------------------------------------------------


@pytest.fixture
def everything(deaths):
    """One row of each kind, and two tests."""
    question = deaths.question
    Question.objects.update(index_test="MRI", comparator_test="CT")
    for ref, test in (("mri", "index"), ("ct", "comparator")):
        accuracy_outcome(
            question, WELL_BEHAVED, ref=ref, name=ref, test=test, prevalence=[0.1, 0.4], position=5
        )
    factories.make_outcome(question=question, ref="nothing", name="Nothing", position=6)
    told = factories.make_outcome(
        question=question, ref="told", name="Told", type="narrative", position=7
    )
    factories.make_body(outcome=told, narrative={"studies": 2, "text": "Better in both. " * 12})


@pytest.mark.parametrize("address", [ADDRESS, FINDINGS])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_page_fits_and_everybody_can_use_it(everything, methodologist, visit, width, address):
    page = visit(address, by=methodologist, width=width)

    assert overflow(page) == 0
    assert axe_violations(page) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_row_opens_in_place_and_closes_again(everything, member, visit, width):
    page = visit(ADDRESS, by=member, width=width)

    click_in_place(page.get_by_role("link", name=re.compile("Studies and reasons.*deaths")))
    page.get_by_text("How this certainty comes about").wait_for()

    assert page.url.endswith(ADDRESS)
    assert axe_violations(page) == []
    assert overflow(page) == 0
    click_in_place(page.locator(".opened-lid > summary"))
    assert page.get_by_text("How this certainty comes about").is_hidden()


def test_row_opens_as_a_page_without_script(everything, member, visit):
    page = visit(ADDRESS, by=member, java_script_enabled=False)

    follow(page.get_by_role("link", name=re.compile("Studies and reasons.*deaths")))

    assert page.url.endswith(f"{ADDRESS}deaths/")
    assert page.get_by_role("heading", level=1).inner_text() == "Outcome deaths"
