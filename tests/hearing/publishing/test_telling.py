"""Telling who left an address: once each, with a link of which only the hash is kept."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from hearing.actions.comments import comment_on_draft, withdraw_comment
from hearing.actions.publishing import publish_comments
from hearing.models import AnswerLink, Comment
from hearing.publishing import telling
from outbox.actions import relay
from outbox.models import Delivery
from tests import factories

ADDRESS = "one@example.org"


@pytest.fixture
def said(opened):
    """Two comments from one address, one from another, one from none: `said()` closes and publishes."""
    for address in (
        ADDRESS,
        ADDRESS.upper().replace("EXAMPLE.ORG", "example.org"),
        "two@example.org",
        "",
    ):
        comment_on_draft(hearing=opened, part="document", body="Why?", email=address)
    # The mails with the receipts are not looked at here.
    Delivery.objects.filter(kind="comment-receipt").delete()
    return opened


def publish(hearing, secretariat) -> None:
    from django.utils import timezone

    now = timezone.now()
    type(hearing).objects.filter(pk=hearing.pk).update(closes_at=now)
    publish_comments(guideline=hearing.guideline, at=now)
    while relay():
        pass


def test_each_address_gets_one_mail_with_a_link_to_each_of_its_comments(said, secretariat, client):
    factories.make_answer(comment=said.comments.get(number=1), text="Because.")

    publish(said, secretariat)

    assert sorted(each.to[0].lower() for each in mail.outbox) == [ADDRESS, "two@example.org"]
    (mine,) = [each for each in mail.outbox if each.to[0].lower() == ADDRESS]
    links = re.findall(r"https?://\S+(/comments/\S+/)", mine.body)
    assert len(links) == 2
    page = client.get(links[0]).content.decode()
    assert ("Your comment 1" in page, "Because." in page) == (True, True)


def test_link_is_stored_nowhere_but_as_a_hash(said, secretariat):
    publish(said, secretariat)

    tokens = re.findall(r"/comments/([^/]+)/", "".join(each.body for each in mail.outbox))
    stored = str(list(AnswerLink.objects.values())) + str(list(Delivery.objects.values()))
    assert len(tokens) == AnswerLink.objects.count() == 3
    assert [token for token in tokens if token in stored] == []
    assert ADDRESS not in str(list(Delivery.objects.values()))


def test_nobody_is_told_twice_however_often_it_is_published_or_the_mail_is_tried(said, secretariat):
    publish(said, secretariat)
    told = len(mail.outbox)
    Delivery.objects.update(done_at=None)

    publish(said, secretariat)

    assert len(mail.outbox) == told == 2
    assert Comment.objects.exclude(email="").filter(told_at=None).count() == 0


def test_repeated_mail_brings_the_same_link(received):
    first, again = (telling.new_answer_link(received.comment, "row-1") for _time in range(2))

    assert first == again
    assert AnswerLink.objects.count() == 1


def test_who_withdrew_is_not_told(opened, secretariat):
    received = comment_on_draft(hearing=opened, part="document", body="Why?", email=ADDRESS)
    withdraw_comment(comment=received.comment)

    publish(opened, secretariat)

    assert mail.outbox == []


def test_addresses_are_gone_through_in_batches(said, secretariat, monkeypatch):
    monkeypatch.setattr(telling, "BATCH", 1)

    publish(said, secretariat)

    assert len(mail.outbox) == 2


def test_link_from_the_mail_withdraws_the_comment(said, secretariat, client):
    publish(said, secretariat)
    token = re.search(r"/comments/([^/]+)/", mail.outbox[0].body)[1]

    client.post(reverse("comment_withdraw", args=[token]))

    assert Comment.objects.exclude(withdrawn_at=None).count() == 1


@pytest.mark.parametrize("batch", [1, telling.BATCH])
def test_who_takes_one_comment_back_is_told_of_the_others(said, monkeypatch, batch):
    monkeypatch.setattr("hearing.publishing.telling.BATCH", batch)
    now = timezone.now()
    type(said).objects.filter(pk=said.pk).update(closes_at=now)
    publish_comments(guideline=said.guideline, at=now)
    telling.ask_for_mails({"hearing": said.pk, "delivery": "d"})
    withdraw_comment(comment=said.comments.get(number=1))

    while relay():
        pass

    # One mail each, though every comment may be a batch of its own.
    assert sorted(each.to[0].lower() for each in mail.outbox) == [ADDRESS, "two@example.org"]
    told = said.comments.filter(told_at__isnull=False).order_by("number")
    assert list(told.values_list("number", flat=True)) == [2, 3]
