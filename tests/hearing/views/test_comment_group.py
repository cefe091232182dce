"""Comments that say the same: one answer for all of them, from the comment to the published table."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from guideline.models import Conflict
from hearing.actions.publishing import publish_comments
from hearing.models import Answer, Comment
from tests import factories
from tests.chromium import DESK, PHONE, axe_violations, follow, overflow
from tests.hearing.actions.test_groups import answered, letters

NO = {"changed": "no", "text": "The title says so.", "elsewhere": "", "seen": "0"}


@pytest.fixture
def alike(closed):
    """Comments 2 to 4, in nearly the same words; comment 1 stands alone."""
    return letters(closed, 3)


@pytest.fixture
def address(alike):
    hearing = alike.hearing
    return reverse("comment_group", args=[hearing.guideline.slug, hearing.ref, alike.pk])


def own_page(hearing, number: int) -> str:
    return reverse("comment_answer", args=[hearing.guideline.slug, hearing.ref, number])


def test_inbox_and_comment_say_how_many_are_alike_and_lead_there(
    address, closed, member, client_of
):
    client = client_of(member)
    inbox = client.get(reverse("hearing_inbox", args=[closed.guideline.slug, closed.ref]))

    assert inbox.content.decode().count("One of 3 alike") == 3
    assert address in inbox.content.decode()
    shown = client.get(own_page(closed, 3)).content.decode()
    assert ("One of 3 alike" in shown, address in shown) == (True, True)
    assert "alike" not in client.get(own_page(closed, 1)).content.decode()


def test_held_comments_are_counted_apart_and_offered_as_no_sample(
    alike, address, closed, member, client_of
):
    now = timezone.now()
    held = {"held_at": now, "held_because": "too-fast"}
    for number in (5, 6):
        factories.make_comment(hearing=closed, number=number, campaign=alike, **held)
    Comment.objects.filter(number=6).update(kept_held_at=now, held_reason="Sent by a program.")
    client = client_of(member)

    page = client.get(address).content.decode()

    assert "3 comments that say the same, and 2 that are held" in page
    assert [f"Answer on comment {n} instead" in page for n in range(2, 7)] == [
        False,  # it is the sample
        True,
        True,
        False,
        False,
    ]
    own = [client.get(own_page(closed, n)).content.decode() for n in (4, 5)]
    assert ["One of 3 alike" in each for each in own] == [True, False]
    assert "3 others are alike" in own[1]
    inbox = client.get(reverse("hearing_inbox", args=[closed.guideline.slug, closed.ref]))
    said = inbox.content.decode()
    assert (said.count("One of 3 alike"), said.count("3 others are alike")) == (3, 2)


def test_what_was_typed_stays_when_somebody_elses_answer_waits_meanwhile(
    address, member, chair, client_of
):
    client_of(chair).post(address, NO | {"deed": "ask", "sample": "3"})

    answer = client_of(member).post(
        address, NO | {"text": "For adults.", "deed": "ask", "sample": "3"}
    )

    assert (answer.status_code, "For adults." in answer.content.decode()) == (422, True)


def test_one_answer_is_proposed_and_approved_for_all(address, closed, member, chair, client_of):
    empty = client_of(member).post(address, NO | {"text": " ", "deed": "ask"})
    asked = client_of(member).post(address, NO | {"deed": "ask", "sample": "3"}, follow=True)
    own = client_of(member).get(address).content.decode()
    proposal = Comment.objects.get(number=2).proposal
    approve = reverse("answer_approve", args=[closed.guideline.slug, closed.ref, proposal.number])
    shown = client_of(chair).post(approve, {"group": proposal.campaign_id}, follow=True)

    assert (empty.status_code, asked.status_code) == (422, 200)
    assert "You wrote it; somebody else has to approve it." in own
    assert shown.redirect_chain[-1][0] == address
    assert "The sample: comment 3" in shown.content.decode()
    assert Answer.objects.count() == 3


def test_who_leaves_the_room_reads_no_answer_and_gives_none(closed, member, question, client_of):
    group = letters(closed, 2, part="q1r1")
    address = reverse("comment_group", args=[closed.guideline.slug, closed.ref, group.pk])
    client_of(member).post(address, NO | {"deed": "draft"})
    Conflict.objects.create(
        member=member.places.get(), question=question, interest="Shares", action="leave-room"
    )

    page = client_of(member).get(address).content.decode()

    assert ("You leave the room" in page, NO["text"] in page) == (True, False)
    assert client_of(member).post(address, NO).status_code == 403


def test_published_table_shows_the_sample_with_the_numbers_of_the_others(
    alike, closed, guideline, member, chair, client
):
    answered(member, chair, alike)
    publish_comments(guideline=guideline, at=timezone.now() + timedelta(seconds=1))
    table = reverse("hearing_answers", args=[closed.guideline.slug, closed.ref])

    page = client.get(table).content.decode()
    led = client.get(f"{table}?from=4")
    group = client.get(f"{table}?alike=2").content.decode()

    assert [f'id="comment-{n}"' in page for n in (1, 2, 3, 4)] == [True, True, False, False]
    assert "also for 2 other comments" in page
    assert "3–4" in page
    assert (led.status_code, led.headers["Location"]) == (
        302,
        f"{table}?alike=2&from=4#comment-4",
    )
    assert [f'id="comment-{n}"' in group for n in (1, 2, 3, 4)] == [False, True, True, True]
    lines = b"".join(client.get(f"{table[:-1]}.csv").streaming_content).decode().splitlines()
    assert sum("stands for 2 others" in line for line in lines) == 1
    assert sum("as comment 2" in line for line in lines) == 2


def test_statements_of_the_group_page_do_not_grow_with_it(
    closed, member, client_of, django_assert_max_num_queries
):
    groups = [letters(closed, n) for n in (3, 120)]
    client, counts = client_of(member), []
    for group in (groups[0], *groups):
        path = reverse("comment_group", args=[closed.guideline.slug, closed.ref, group.pk])
        with django_assert_max_num_queries(100) as seen:
            client.get(path)
        counts.append(len(seen))

    assert counts[1] == counts[2]


@pytest.mark.slow
def test_group_is_answered_by_keyboard_and_on_a_phone_without_script(address, member, chair, visit):
    page = visit(address, by=member, java_script_enabled=False)
    page.get_by_label("Not changed, because").check()
    page.get_by_role("textbox", name="Answer", exact=True).fill("The title says so.")
    follow(page.get_by_role("button", name="Ask for approval"), key="Enter")
    page = visit(address, by=chair)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        assert (axe_violations(page), overflow(page)) == ([], 0)
    follow(page.get_by_role("button", name="Approve this answer for all of them"), key="Enter")
    page.get_by_role("heading", name="The committee's answer").wait_for()

    assert Answer.objects.count() == 3
    follow(page.get_by_role("button", name="Take comment 3 out"), key="Enter")
    follow(page.get_by_role("button", name="Put comment 3 back"), key="Enter")
    page.get_by_role("button", name="Take comment 3 out").wait_for()
    assert Answer.objects.count() == 3
