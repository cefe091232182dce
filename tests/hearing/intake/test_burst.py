"""A campaign: many comments at once, none lost, groups formed, mails queued; and who says 'not me'."""

import re
from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils.translation import override

from audit.models import Event
from audit.queries import verify
from hearing.actions.commenting import Received, comment_on_draft
from hearing.actions.hearings import close_hearing
from hearing.comment_form import SUPPORT
from hearing.intake.grouping import group_new
from hearing.intake.letters import mail_token
from hearing.models import Campaign, CampaignBand, Comment
from hearing.publishing.states import sight_once_published
from hearing.queries import comment_by_receipt
from outbox.actions import relay
from outbox.models import Delivery
from tests import factories
from tests.hearing.intake.test_likeness import ENGLISH, JAPANESE
from tests.voting.test_race import at_once

MANY = 240


def send(hearing, n: int) -> Comment:
    return sent(hearing, n).comment


def sent(hearing, n: int) -> Received:
    letter = (f"{ENGLISH} Yours, sender {n}", f"第{n}号。{JAPANESE}", ENGLISH.upper())[n % 3]
    return comment_on_draft(
        hearing=hearing, part="document", body=letter, email=f"sender-{n}@example.org", key=f"k{n}"
    )


@pytest.mark.slow  # several hundred comments
def test_drill_28_burst_loses_nothing_forms_groups_and_queues_mails(opened):
    came = [sent(opened, n) for n in range(MANY)]
    again = [sent(opened, n) for n in range(MANY)]

    assert [each.comment.number for each in came] == list(range(1, MANY + 1))
    assert [each.receipt for each in again] == [each.receipt for each in came]
    found = [comment_by_receipt(each.receipt).pk for each in came]
    assert found == [each.comment.pk for each in came]
    assert Delivery.objects.filter(kind="comment-receipt").count() == MANY
    assert 1 <= Delivery.objects.filter(kind="group-comments").count() <= MANY
    while group_new(opened.pk, 25):
        pass
    sizes = sorted(each.comments.count() for each in Campaign.objects.all())
    assert sizes == [MANY // 3, 2 * MANY // 3]
    assert CampaignBand.objects.count() == 2 * 16
    events = Event.objects.filter(verb="comment-received").order_by("sequence")
    assert [each.facts["number"] for each in events] == list(range(1, MANY + 1))


def test_bare_supports_are_grouped_by_their_part_and_with_nothing_else(opened):
    with override("ja"):
        here = str(SUPPORT)
    rows = [
        factories.make_comment(hearing=opened, part=part, body=body, support=support)
        for part, body, support in (
            ("q1r1", str(SUPPORT), True),
            ("document", str(SUPPORT), True),
            ("q1r1", here, True),
            ("q1r1", str(SUPPORT), False),
            ("q1r1", f"{SUPPORT} For children it needs a lower dose.", True),
            ("document", str(SUPPORT), True),
        )
    ]

    group_new(opened.pk, 25)

    one, other, same, typed, more, again = (
        Comment.objects.get(pk=each.pk).campaign_id for each in rows
    )
    assert (one, other) == (same, again)
    assert len({one, other, typed, more}) == 4


def test_outbox_groups_what_came_once_the_span_is_over(opened):
    send(opened, 1)
    Delivery.objects.filter(kind="group-comments").update(due=opened.opens_at - timedelta(hours=1))

    relay()

    assert Comment.objects.get().campaign is not None


@pytest.mark.django_db(transaction=True)
def test_comments_at_the_same_moment_get_numbers_of_their_own_and_a_key_one_comment(opened):
    send_all = [partial(send, opened, n) for n in range(6)] + [partial(send, opened, 0)] * 4

    numbers = [each.number for each in at_once(send_all)]

    assert sorted(set(numbers)) == list(range(1, 7))
    assert len(set(numbers[6:]) | {numbers[0]}) == 1
    assert Comment.objects.count() == 6


def test_chain_holds_over_comments(opened):
    send(opened, 1)
    send(opened, 2)

    assert verify() is None


# --- The mail --------------------------------------------------------------------------------------


@pytest.fixture
def mailed(opened):
    """A comment whose receipt went out by mail: (receipt, the mail's text)."""
    came = comment_on_draft(
        hearing=opened,
        part="document",
        body="Mine.",
        kind="individual",
        name="Somebody",
        consent=True,
        email="somebody@example.org",
        held_because="unconfirmed",
    )
    stored = str(list(Delivery.objects.values())) + str(list(Event.objects.values()))
    assert came.receipt not in stored
    relay()
    [letter] = mail.outbox
    return came, letter.body


def test_mail_brings_the_receipt_and_confirms_by_a_press(mailed, client):
    came, text = mailed
    confirm, own, _disown = re.findall(r"https?://[^/]+(/comments/\S+)", text)

    assert own == reverse("comment", args=[came.receipt])
    assert (client.get(confirm).status_code, Comment.objects.get().is_held) == (200, True)
    assert client.post(confirm).status_code == 200
    assert client.post(confirm).status_code == 200
    assert Comment.objects.get().is_held is False
    assert Event.objects.filter(verb="comment-confirmed").count() == 1


def test_this_was_not_me_hides_the_name_and_keeps_the_comment(mailed, client):
    _came, text = mailed
    confirm, _own, disown = re.findall(r"https?://[^/]+(/comments/\S+)", text)
    client.post(confirm)
    assert sight_once_published(Comment.objects.get()).name is True

    client.get(disown)
    assert Comment.objects.get().disputed_at is None
    client.post(disown)

    comment = Comment.objects.get()
    assert (comment.is_disputed, comment.body) == (True, "Mine.")
    assert sight_once_published(comment).name is False
    assert Event.objects.filter(verb="comment-disputed").count() == 1


def test_made_up_link_opens_nothing(mailed, client):
    comment = Comment.objects.get()

    for page in ("comment_confirm", "comment_disown"):
        assert client.get(reverse(page, args=[mail_token(comment) + "x"])).status_code == 404


# --- Held and reviewed on the page -------------------------------------------------------------------


def test_committee_reviews_held_comments_on_their_page(mailed, opened, client, member):
    client.force_login(member)
    address = reverse("hearing_held", args=[opened.guideline.slug, opened.ref])
    release = reverse("comment_release", args=[opened.guideline.slug, opened.ref, 1])

    assert "Mine." in client.get(address).content.decode()
    silent = client.post(release, {"c1-reason": " "})
    done = client.post(release, {"c1-reason": "A person."})

    assert (silent.status_code, "error-summary" in silent.content.decode()) == (422, True)
    assert (done.status_code, Comment.objects.get().is_held) == (302, False)
    assert "No comment is held." in client.get(address).content.decode()


# --- Promises of the database --------------------------------------------------------------------


def test_clock_of_the_database_decides_whether_a_comment_is_late(opened, secretariat, monkeypatch):
    close_hearing(by=secretariat, hearing=opened)
    slow = opened.closes_at or opened.opens_at
    monkeypatch.setattr("hearing.models.hearing.timezone.now", lambda: slow)

    assert send(opened, 1).late is True


def test_database_refuses_a_hold_without_its_reason(opened):
    comment = send(opened, 1)

    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE hearing_comment SET held_because = 'bait' WHERE id = %s", [comment.pk]
        )
