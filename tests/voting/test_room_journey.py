"""In a browser: a vote in the room with the wall, a show of hands by two, and a way out after two rounds."""

import pytest

from tests import factories
from tests.chromium import DESK, PHONE, axe_violations, follow, overflow
from voting.models import Round

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people(guideline, recommendation, chair, member, secretariat):
    """Three who vote, and the secretariat."""
    third = factories.make_user("third")
    factories.make_member(guideline=guideline, ref="third", user=third)
    return {"chair": chair, "member": member, "third": third, "secretariat": secretariat}


def vote(visit, round, person, choice, comment=""):
    page = visit(f"/rounds/{round.pk}/", by=person, width=PHONE)
    page.check(f'input[name="choice"][value="{choice}"]')
    if comment:
        page.fill('textarea[name="comment"]', comment)
    follow(page.locator("text=Review your vote"))
    follow(page.locator("form[action$='/cast/'] button.button-final"))
    page.wait_for_selector("text=Your vote is cast")
    return page


def test_live_round_on_phones_with_the_wall(visit, people, recommendation):
    opening = visit("/guidelines/livers/recommendations/q1r1/in-the-room/", by=people["chair"])
    assert axe_violations(opening) == []
    follow(opening.locator("text=Open the round"))
    opening.wait_for_url("**/projector/")
    round = Round.objects.get()
    assert round.mode == "live"
    wall = visit(f"/rounds/{round.pk}/projector/?still=1", by=people["secretariat"])
    assert "0 of 3" in wall.inner_text("main")
    assert axe_violations(wall) == []
    for name in ("chair", "member", "third"):
        vote(visit, round, people[name], "weak-for")
    wall.reload()
    shown = wall.inner_text("main")
    assert ("3 of 3" in shown, "weak for" in shown, ":" in wall.inner_text("[role=timer]")) == (
        True,
        False,
        True,
    )
    # It renews itself without a script until somebody stops it.
    opening.wait_for_selector("text=3 of 3")
    closing = visit(f"/rounds/{round.pk}/close/", by=people["chair"])
    follow(closing.locator("main form button.button-final"))
    opening.wait_for_selector("text=3 of 3 votes are weak for")
    assert overflow(opening) == 0
    assert axe_violations(opening) == []


def test_show_of_hands_by_two_people(visit, people, recommendation):
    opening = visit(
        "/guidelines/livers/recommendations/q1r1/in-the-room/", by=people["chair"], width=PHONE
    )
    opening.check('input[value="hands"]')
    follow(opening.locator("text=Open the round"))
    opening.wait_for_url("**/hands/")
    assert (overflow(opening), axe_violations(opening)) == (0, [])
    for box in opening.query_selector_all('input[name="present"]'):
        box.check()
    opening.fill('input[name="strong-against"]', "2")
    follow(opening.locator("text=Hand the count to a second person"))
    assert "2 hands are counted, and 3 people entitled to vote are present." in opening.inner_text(
        "main"
    )
    assert opening.input_value('input[name="strong-against"]') == "2"
    # The browser tells of the refusal, as it should; nothing else.
    assert [said.partition("status of ")[2] for said in visit.complaints] == ["409 (Conflict)"]
    visit.complaints.clear()
    opening.fill('input[name="abstain"]', "1")
    follow(opening.locator("text=Hand the count to a second person"))
    opening.wait_for_selector("text=Whoever counted does not confirm.")
    second = visit(opening.url.replace(visit.server, ""), by=people["secretariat"])
    assert axe_violations(second) == []
    follow(second.locator("text=Confirm the count"))
    second.wait_for_selector("text=2 of 2 votes are strong against")
    assert "a show of hands" in second.inner_text("main")
    assert axe_violations(second) == []


def test_no_consensus_second_round_with_feedback_and_the_way_out(
    visit, people, recommendation, guideline
):
    guideline.decision_rule = {"preset": "over-70", "rounds": 2}
    guideline.save()
    chair = people["chair"]
    for number in (1, 2):
        page = visit("/guidelines/livers/recommendations/q1r1/open-round/", by=chair)
        follow(page.locator("main form button.button-final"))
        page.wait_for_url("**/rounds/*/")
        round = Round.objects.get(number=number)
        for name, choice in (("chair", "weak-for"), ("member", "strong-for"), ("third", "neither")):
            vote(visit, round, people[name], choice, comment=f"Round {number}.")
        if number == 2:
            ballot = visit(f"/rounds/{round.pk}/", by=people["third"], width=PHONE)
            assert "What round 1 came to" in ballot.inner_text("main")
            assert "weak for: Round 1." in ballot.inner_text("main")
            assert overflow(ballot) == 0
        page.goto(f"/rounds/{round.pk}/close/")
        follow(page.locator("main form button.button-final"))
        page.wait_for_url(f"**/rounds/{round.pk}/")
    assert axe_violations(page) == []
    follow(page.locator("text=Decide the way out"))
    assert axe_violations(page) == []
    page.check('input[value="weak"]')
    page.fill('textarea[name="reason"]', "The trial stands; nobody moved.")
    follow(page.locator("text=Record the decision"))
    page.wait_for_selector("text=After the last round without consensus")
    shown = page.inner_text("main")
    assert "decided: weak. Reason: The trial stands; nobody moved." in shown
    assert "2 votes for and 0 against; more than half of 3 needs 2" in shown
    page.set_viewport_size({"width": PHONE, "height": 900})
    assert (overflow(page), axe_violations(page)) == (0, [])
    page.set_viewport_size({"width": DESK, "height": 900})
    page.goto("/guidelines/livers/questions/q1/")
    assert "Decided by the chair after the last round without consensus" in page.inner_text("main")
