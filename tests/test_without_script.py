"""The evidence rated, reconciled, read, signed and its importance surveyed by browsers without JavaScript."""

import re

import pytest

from evidence.codes import DOMAINS
from guideline.models import ImportanceAnswer
from tests import factories
from tests.chromium import follow, press, unfold
from tests.evidence.two_raters import SECOND, rate, two_raters

QUESTION = "/guidelines/livers/questions/q1/"
OUTCOME = f"{QUESTION}outcomes/death/"


@pytest.fixture
def outcome(question):
    """Deaths in one trial."""
    outcome = factories.make_outcome(question=question, ref="death", name="Death")
    factories.make_result(body=factories.make_body(outcome=outcome))
    return outcome


@pytest.fixture
def unscripted(visit):
    """A person's browser that runs no script: `unscripted(chair)`."""
    return lambda user: visit("/", by=user, java_script_enabled=False)


@pytest.mark.slow  # some ten pages in a browser
def test_evidence_is_rated_reconciled_read_and_signed_without_script(
    guideline, outcome, unscripted
):
    first, second = two_raters(guideline)
    page = unscripted(first)

    page.goto(f"{OUTCOME}certainty/")
    page.get_by_label("Design of the studies").select_option("randomised-trial")
    for domain in DOMAINS:
        page.locator(f"#id_{domain}_levels").select_option("2" if domain == "imprecision" else "0")
    page.get_by_label("Imprecision: reason").fill("One trial.")
    press(page, "Rate this outcome")
    assert page.get_by_text("Your rating is kept.").is_visible()

    rate(second, outcome, SECOND)
    page.goto(f"{OUTCOME}certainty/compare/")
    follow(page.get_by_role("link", name="Reconcile the two"))
    page.get_by_label("Imprecision", exact=True).select_option("1")
    page.get_by_label("Imprecision: reason").fill("Few events.")
    page.get_by_label("How the two were reconciled").fill("We counted the events.")
    press(page, "Keep the reconciled rating")
    assert page.get_by_text("We counted the events.").is_visible()

    page.goto(f"{QUESTION}profile/")
    follow(page.get_by_role("link", name=re.compile("Studies and reasons.*Death")))
    assert page.url.endswith(f"{QUESTION}profile/death/")
    unfold(page, "What the rules propose")
    assert page.get_by_text("Proposed: one level down.").is_visible()

    page.goto(f"{QUESTION}profile/")
    press(page, "Sign this profile")
    assert page.get_by_text("Signed by first on").is_visible()


@pytest.mark.slow  # some ten pages in two browsers
def test_importance_is_surveyed_without_script(outcome, chair, member, unscripted):
    head, voter = unscripted(chair), unscripted(member)

    head.goto(f"{QUESTION}importance/")
    head.locator("input[name=phase][value=before]").check()
    press(head, "Open the survey")
    voter.goto(f"{QUESTION}importance/")
    follow(voter.get_by_role("link", name="Rate the importance"))
    voter.locator("input[name=death][value='8']").check()
    press(voter, "Save my ratings")
    head.reload()
    press(head, "Close the survey")

    assert [each.score for each in ImportanceAnswer.objects.all()] == [8]
    assert "median 8" in head.locator("main").inner_text()
