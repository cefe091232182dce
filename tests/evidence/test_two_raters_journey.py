"""The whole way of one outcome through the pages: two raters, a reconciliation, a signature, a lapse.

Rater A sits at a desk, rater B has a phone, and the chair has closed a vote before the evidence changes.
"""

import re

import pytest

from evidence.actions.results import enter_result
from evidence.codes import DOMAINS
from evidence.models import StudyResult
from tests import factories
from tests.chromium import DESK, PHONE, axe_violations, click_in_place, follow, overflow
from tests.evidence.two_raters import methodologist_named
from voting.actions.ballots import cast_vote
from voting.actions.drafts import add_recommendation

QUESTION = "/guidelines/livers/questions/q1/"
OUTCOME = f"{QUESTION}outcomes/death/"
REST = f"/api/v1{QUESTION}"
# What only rater A knows before rater B has rated.
MARKED = "Three events decide it, says A alone"
SETTLED = "Two events more would turn it; both agree"
# Where B could look for it, as a person and as a program.
PAGES = (
    f"{OUTCOME}certainty/",
    f"{OUTCOME}certainty/compare/",
    f"{QUESTION}profile/",
    f"{QUESTION}profile/?view=findings",
    f"{QUESTION}history/",
    f"{QUESTION}evidence/",
    f"{QUESTION}evidence/compare/",
    "/guidelines/livers/log/",
    "/guidelines/livers/checks/",
    "/guidelines/livers/raters/",
)
ANSWERS = (
    f"{QUESTION}profile/death/",
    f"{QUESTION}profile.json",
    f"{QUESTION}profile.csv",
    f"{REST}outcomes/",
    f"{REST}outcomes/death/",
    f"{REST}profile/",
    f"{REST}profile.json",
    f"{REST}history/",
    "/api/v1/guidelines/livers/",
    QUESTION,
    "/guidelines/livers/",
    "/",
)


@pytest.fixture
def rater_a(guideline):
    guideline.raters = "dual"
    guideline.save()
    return methodologist_named(guideline, "rater-a", 1)


@pytest.fixture
def rater_b(guideline, rater_a):
    return methodologist_named(guideline, "rater-b", 2)


@pytest.fixture
def outcome(question, rater_a, rater_b):
    """Deaths in two trials: 10 of 100 against 20, and 12 against 21."""
    outcome = factories.make_outcome(question=question, ref="death", name="Death")
    for number, (events_1, events_2) in enumerate(((10, 20), (12, 21)), 1):
        study = factories.make_study(question=question, ref=f"t{number}", label=f"Trial {number}")
        table = {"events_1": events_1, "total_1": 100, "events_2": events_2, "total_2": 100}
        enter_result(by=rater_a, outcome=outcome, study=study, **table)
    return outcome


@pytest.fixture
def draft(question, outcome, rater_a):
    """What the panel will vote on."""
    return add_recommendation(by=rater_a, question=question, statement="We suggest doing it.")


class Person:
    """Somebody at a browser of their own; every page they come to must fit and please axe."""

    def __init__(self, visit, user, width: int) -> None:
        self.page = visit("/", by=user, width=width)

    def goes_to(self, address: str):
        assert self.page.goto(address).status == 200
        self.looks()
        return self

    def clicks(self, name: str, role: str = "button"):
        follow(self.page.get_by_role(role, name=name, exact=True).first)
        self.looks()
        return self

    def looks(self) -> None:
        assert (self.page.url, axe_violations(self.page)) == (self.page.url, [])
        assert (self.page.url, overflow(self.page)) == (self.page.url, 0)

    def judges(self, imprecision: int, because: str) -> None:
        """No concern but for imprecision; the inputs of the other domains allow or propose none."""
        self.page.get_by_label("Design of the studies").select_option("randomised-trial")
        for domain in DOMAINS:
            self.page.locator(f"#id_{domain}_levels").select_option("0")
        self.page.get_by_label("Imprecision", exact=True).select_option(str(imprecision))
        self.page.get_by_label("Imprecision: reason").fill(because)

    def reads(self) -> str:
        return " ".join(self.page.locator("body").inner_text().split())

    def finds(self, words: str, addresses=ANSWERS) -> list[str]:
        """The addresses whose answer holds these words."""
        answers = {address: self.page.request.get(address) for address in addresses}
        assert {each.status for each in answers.values()} == {200}
        return [address for address, answer in answers.items() if words in answer.text()]


@pytest.mark.slow  # three people in a browser of their own, some thirty pages
def test_two_raters_and_a_chair_from_rating_to_lapse(
    visit, outcome, draft, rater_a, rater_b, chair, member
):
    a = Person(visit, rater_a, DESK)
    b = Person(visit, rater_b, PHONE)
    head = Person(visit, chair, DESK)

    # A rates; B finds nothing of it wherever B looks, with the row opened, too.
    a.goes_to(f"{OUTCOME}certainty/").judges(2, MARKED)
    a.clicks("Rate this outcome")
    assert "Your rating is kept." in a.reads()
    assert MARKED in a.page.content()
    for address in PAGES:
        b.goes_to(address)
        assert MARKED not in b.page.content(), address
        assert "very serious, two levels down" not in b.reads(), address
    b.goes_to(f"{QUESTION}profile/")
    click_in_place(b.page.get_by_role("link", name=re.compile("Studies and reasons.*Death")))
    b.page.get_by_text("A rating by one of two raters is shown").wait_for()
    b.looks()
    assert MARKED not in b.page.content()
    assert b.finds(MARKED) == []
    # There was something to find.
    assert a.finds(MARKED, (f"{REST}outcomes/",)) == [f"{REST}outcomes/"]

    # B rates, and both see both.
    b.goes_to(f"{OUTCOME}certainty/").judges(1, "Few events, says B.")
    b.clicks("Rate this outcome")
    for person in (b, a):
        compared = person.goes_to(f"{OUTCOME}certainty/compare/").reads()
        assert "The two differ in 1 row." in compared
        assert MARKED in compared
        assert "Few events, says B." in compared
    head.goes_to(f"{OUTCOME}certainty/compare/")
    assert MARKED not in head.page.content()

    # B reconciles: what both judged alike is filled in, what differs B has to decide.
    b.clicks("Reconcile the two", role="link")
    assert b.page.get_by_label("Imprecision", exact=True).input_value() == ""
    assert b.page.get_by_label("Inconsistency", exact=True).input_value() == "0"
    b.page.get_by_label("Imprecision", exact=True).select_option("1")
    b.page.get_by_label("Imprecision: reason").fill("Few events.")
    b.page.get_by_label("How the two were reconciled").fill(SETTLED)
    b.clicks("Keep the reconciled rating")
    assert "rated by two, reconciled by rater-b on" in b.reads()
    assert SETTLED in head.goes_to(f"{OUTCOME}certainty/compare/").reads()
    assert MARKED in head.reads()
    b.goes_to("/guidelines/livers/raters/")

    # A signs; the chair has what was signed voted on, and closes the vote.
    a.goes_to(f"{QUESTION}profile/").clicks("Sign this profile")
    assert "Signed by rater-a on" in a.reads()
    head.goes_to(f"/guidelines/livers/recommendations/{draft.ref}/open-round/")
    assert "as signed" in head.reads()
    head.clicks("Open the round")
    round = draft.rounds.get()
    cast_vote(by=member, round=round, choice="weak-for")
    head.goes_to(f"/rounds/{round.pk}/close/").clicks("Close the round")
    assert "evidence changed since the vote" not in head.goes_to(QUESTION).reads()

    # A corrects one cell, and the signature lapses, in a sentence.
    row = StudyResult.objects.get(study__ref="t1")
    a.goes_to(f"{OUTCOME}results/{row.pk}/")
    a.page.get_by_label("Events, intervention").fill("14")
    a.page.get_by_label("Reason for the change").fill("Misread in table 2.")
    a.clicks("Save this result")
    lapsed = b.goes_to(f"{QUESTION}profile/").reads()
    assert re.search(
        r"The evidence changed since rater-a signed it on [^.]+, so the signature has lapsed\.",
        lapsed,
    )
    assert re.search(
        r"Death, Trial 1: events, intervention 10 → 14, changed by rater-a on .+?, "
        r"reason: Misread in table 2\.",
        lapsed,
    )

    # The chair finds the recommendation marked, and gets from there to what differs.
    assert "evidence changed since the vote" in head.goes_to(QUESTION).reads()
    head.clicks("What changed in the evidence since the vote", role="link")
    assert "Death, Trial 1: events, intervention 10 → 14" in head.reads()
    assert "1 input differs." in head.reads()
    before = head.page.get_by_label("Before").locator("option:checked").inner_text()
    assert before.endswith(f": vote on {draft.ref}, round 1")
    # History and log say the same.
    assert "Misread in table 2." in head.goes_to(f"{QUESTION}history/").reads()
    assert "rater-a changed the result of" in head.goes_to("/guidelines/livers/log/").reads()
