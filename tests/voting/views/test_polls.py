"""The pages of polls: blind while open, without names afterwards; the whole way in a browser."""

import re

import pytest
from django.urls import reverse

from publication.log import readable_history
from publication.my_work import my_work
from publication.reader import reader_of
from tests import factories
from tests.chromium import PHONE, axe_violations, overflow, press
from voting.actions.polls import answer_poll, close_poll, open_poll


@pytest.fixture
def poll(question, chair, member):
    return open_poll(by=chair, question=question)


def url(question, name="polls", *more) -> str:
    return reverse(name, args=[question.guideline.slug, question.ref, *more])


def test_nobody_sees_more_than_how_many_answered_before_the_close(
    poll, question, guideline, chair, member, methodologist, secretariat, client_of
):
    answer_poll(by=member, poll=poll, answers={"equity": ("reduced", "Between us.")})

    pages = {}
    for person in (chair, methodologist, secretariat):
        for address in (url(question), url(question, "etd"), "/guidelines/livers/log/"):
            pages[str(person), address] = client_of(person).get(address).content.decode()
    pages["chair", "answer"] = (
        client_of(chair).get(url(question, "poll_answer", 1)).content.decode()
    )

    assert "1 of 2 have answered." in pages["chair", url(question)]
    assert not [key for key, page in pages.items() if "Between us." in page]
    assert "checked" not in pages["chair", "answer"].split('value="reduced"')[1][:60]
    for person in (chair, methodologist, secretariat):
        history = readable_history(guideline, reader_of(person, guideline))
        assert "poll-answered" not in [event.verb for event in history]


def test_panel_sees_counts_and_comments_without_names_afterwards(
    poll, question, chair, member, discussant, commentator, conflicted_member, client_of
):
    answer_poll(by=member, poll=poll, answers={"equity": ("reduced", "<b>Two centres.</b>")})
    close_poll(by=chair, poll=poll)

    for person in (chair, discussant):
        page = client_of(person).get(url(question)).content.decode()
        assert "&lt;b&gt;Two centres.&lt;/b&gt;" in page
        assert re.search(r"\breduced\s+<strong>1</strong>", page)
        assert "1 person answered." in page
    for person in (commentator, conflicted_member):
        assert client_of(person).get(url(question)).status_code == 403


def test_open_poll_waits_among_my_work_until_it_is_answered(poll, member, discussant, question):
    def waiting(person):
        return [task.href for task in my_work(person) if "polls" in task.href]

    assert waiting(member) == [url(question, "poll_answer", 1)]
    assert waiting(discussant) == []
    answer_poll(by=member, poll=poll, answers={"equity": ("reduced", "")})
    assert waiting(member) == []


def test_poll_on_a_narrower_population_is_apart(question, chair, member, client_of):
    factories.make_recommendation(question=question, ref="q1r1", population="Adults over 80")
    client = client_of(chair)
    client.post(url(question, "poll_open"), {"recommendation": "q1r1"})
    client.post(url(question, "poll_open"), {})

    polls = list(question.polls.values_list("number", "recommendation__ref"))
    assert polls == [(1, "q1r1"), (2, None)]
    assert "Adults over 80" in client.get(url(question, "poll_answer", 1)).content.decode()


def test_two_members_are_polled_and_the_panel_sees_what_they_said(
    question, chair, member, visit, db
):
    desk = visit(url(question), by=chair)
    press(desk, "Open the poll")
    assert "The poll is open" in desk.content()

    phone = visit(
        url(question, "poll_answer", 1), by=member, width=PHONE, java_script_enabled=False
    )
    phone.locator('input[name="equity"][value="reduced"]').check()
    press(phone, "Save my answers")
    assert "16 have no answer." not in phone.content()
    assert "11 have no answer." in phone.content()

    desk.goto(url(question, "poll_answer", 1))
    desk.locator('input[name="equity"][value="varies"]').focus()
    desk.keyboard.press("Space")
    press(desk, "Save my answers")
    assert "2 of 2 have answered." in desk.content()
    assert desk.locator(".given").count() == 0
    press(desk, "Close the poll")

    assert desk.locator("tr", has_text="Equity").locator(".given").all_inner_texts() == [
        "reduced 1",
        "varies 1",
    ]
    desk.set_viewport_size({"width": PHONE, "height": 900})
    assert overflow(desk) == 0
    assert axe_violations(desk) == []
