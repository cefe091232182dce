"""Whole ways in a browser: from the mail to the last receipt, without script, recused, and as chair."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from outbox.actions import relay
from outbox.models import Delivery
from tests import factories
from tests.chromium import PHONE, axe_violations, click_in_place, follow, overflow, press
from voting.actions.ballots import cast_vote
from voting.actions.openings import open_rounds
from voting.models import Ballot, Round

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drafts(question):
    """Two drafts on evidence that has an effect on deaths."""
    outcome = factories.make_outcome(
        question=question,
        name="Death within five years",
        baseline_risks=[{"label": "usual risk", "risk": 0.2}],
    )
    factories.make_result(body=factories.make_body(outcome=outcome))
    return [
        factories.make_recommendation(question=question, ref=f"d{n}", statement=f"We suggest {n}.")
        for n in (1, 2)
    ]


@pytest.fixture
def looked_at(visit):
    """What is wrong with the pages that a journey passes: `looked_at(page)` looks, `[]` at the end."""
    wrong: list[str] = []

    def look(page) -> None:
        found = axe_violations(page)
        for width in (PHONE, 320):
            page.set_viewport_size({"width": width, "height": 900})
            if overflow(page):
                found.append(f"at {width}: {overflow(page)} pixels too wide")
        page.set_viewport_size({"width": PHONE, "height": 900})
        wrong.extend(f"{page.url}: {each}" for each in found)

    yield look
    assert wrong == []


def mailed_link(to: str) -> str:
    """The path of the personal link in the mail to an address."""
    relay()
    body = next(each.body for each in reversed(mail.outbox) if each.to == [to])
    return re.search(r"^https?://[^/]+(/sign-in/\S+)$", body, re.M).group(1)


@pytest.mark.slow  # nine pages in a browser, each looked at by the axe engine
def test_member_goes_from_the_mail_to_the_last_receipt_on_a_phone(
    guideline, drafts, chair, member, visit, looked_at
):
    ends = timezone.now() + timedelta(days=2)
    open_rounds(by=chair, guideline=guideline, recommendations=drafts, closes_at=ends)

    page = visit(mailed_link(member.email), width=PHONE)
    looked_at(page)
    press(page, "Sign in and go on")
    assert page.get_by_text("1 of 2 open ballots").is_visible()
    assert page.get_by_text("fewer per 1000").first.is_visible()
    looked_at(page)
    click_in_place(page.get_by_text("Weak for", exact=True))
    page.get_by_label("Comment").fill("It helps most.")
    press(page, "Review your vote")
    looked_at(page)
    press(page, "Cast vote")
    assert page.get_by_role("heading", name="Your vote is cast").is_visible()
    looked_at(page)
    follow(page.get_by_role("link", name="The next ballot"))
    assert page.get_by_text("2 of 2 open ballots").is_visible()
    click_in_place(page.get_by_text("Abstain", exact=True))
    press(page, "Review your vote")
    press(page, "Cast vote")
    assert page.get_by_text("all your open ballots are cast").is_visible()
    follow(page.get_by_role("link", name="Your ballots"))
    assert page.get_by_text("all is done").is_visible()
    looked_at(page)

    ballots = Ballot.objects.order_by("voter__round")
    assert [(each.choice, each.comment) for each in ballots] == [
        ("weak-for", "It helps most."),
        ("abstain", ""),
    ]


@pytest.mark.slow  # eight pages in a browser
def test_member_votes_without_script_and_with_a_session_that_ends(
    guideline, drafts, chair, member, visit
):
    open_rounds(by=chair, guideline=guideline, recommendations=drafts[:1])
    page = visit(mailed_link(member.email), width=320, java_script_enabled=False)
    press(page, "Sign in and go on")

    page.get_by_label("Strong against").check()
    page.get_by_label("Comment").fill("Typed on a train.")
    page.context.clear_cookies(name="sessionid")
    press(page, "Review your vote")
    assert page.get_by_role("heading", name="Sign in").is_visible()
    page.get_by_label("Mail address").fill(member.email)
    press(page, "Send me a code")
    code = re.search(r"^([A-Z0-9-]{6,})$", mail.outbox[-1].body, re.M).group(1)
    page.locator("input[name=code]").fill(code)
    follow(page.locator("main form button").first)

    assert page.get_by_text("What you typed is here again").is_visible()
    assert page.get_by_label("Strong against").is_checked()
    press(page, "Review your vote")
    press(page, "Go back and change")
    assert page.get_by_label("Comment").input_value() == "Typed on a train."
    press(page, "Review your vote")
    press(page, "Cast vote")
    ballot = Ballot.objects.get()
    assert (ballot.choice, ballot.comment) == ("strong-against", "Typed on a train.")
    assert page.get_by_text(ballot.receipt).is_visible()


@pytest.mark.slow  # two pages in a browser, looked at by the axe engine
def test_recused_member_reads_why_who_decided_and_whom_to_ask(
    guideline, question, drafts, chair, member, discussant, visit, looked_at
):
    conflict = discussant.places.get().conflicts.get()
    conflict.decided_by_user, conflict.decided_at = chair, timezone.now()
    conflict.save()
    open_rounds(by=chair, guideline=guideline, recommendations=drafts[:1])

    page = visit(f"/rounds/{Round.objects.get().pk}/", by=discussant, width=PHONE)

    said = page.locator("main .note").inner_text()
    assert "You may discuss this question and do not vote on it." in said
    assert "You declared an interest (lecture fees, A company)" in said
    assert "Decided by chair on" in said
    assert "Ask chair (chair)." in said
    assert "neither an abstention nor an absence" in said
    assert page.locator("input[name=choice]").count() == 0
    looked_at(page)
    page.goto("/ballots/")
    assert page.get_by_text("No ballot is open for you.").is_visible()
    for address in (f"/rounds/{Round.objects.get().pk}/proxy/", "/account/settings/"):
        page.goto(address)
        looked_at(page)


@pytest.mark.slow  # seven pages in a browser, looked at by the axe engine
def test_chair_opens_many_watches_the_turnout_reminds_and_closes(
    drafts, chair, member, visit, looked_at
):
    page = visit("/guidelines/livers/rounds/open/", by=chair, width=PHONE)
    looked_at(page)
    for draft in drafts:
        page.get_by_label(draft.statement).check()
    press(page, "Show what will be fixed")
    looked_at(page)
    press(page, "Open these 2 rounds")
    assert page.get_by_text("2 rounds are open.").is_visible()
    looked_at(page)
    relay()
    first = Round.objects.order_by("pk")[0]
    cast_vote(by=chair, round=first, choice="strong-for")

    follow(page.get_by_role("link", name="Turnout d1"))
    assert page.get_by_text("1 of 2 on the roll have voted.").is_visible()
    looked_at(page)
    mail.outbox.clear()
    press(page, "Send the link again to all who have not voted")
    relay()
    assert [each.to for each in mail.outbox] == [[member.email]]
    follow(page.get_by_role("link", name="Close the round"))
    press(page, "Close the round")

    first.refresh_from_db()
    assert first.status == "closed"
    waiting = Delivery.objects.filter(done_at=None, due__lte=timezone.now())
    assert [row.kind for row in waiting] == ["chain-head"]
