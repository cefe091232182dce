"""Deleting what is over its time of storage."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Allowance
from audit.models import Event
from hearing.actions.purging import DAYS, purge_comments
from hearing.models import AnswerLink, Comment
from outbox.models import Delivery
from outbox.tasks import relay_due
from tests import factories

DAY = timedelta(days=1)


def heard(guideline, *, days_ago: int):
    closes_at = timezone.now() - days_ago * DAY
    return factories.make_hearing(
        guideline=guideline, ref="h1", opens_at=closes_at - DAY, closes_at=closes_at
    )


def test_when_the_time_of_storage_is_over_names_addresses_and_unpublished_words_go(guideline):
    hearing = heard(guideline, days_ago=2000)
    said = {"hearing": hearing, "email": "one@example.org", "consent": True}
    public = {"published_at": timezone.now()}
    factories.make_comment(**said, **public, kind="individual", name="Somebody", body="Public.")
    factories.make_comment(**said, **public, kind="organisation", name="A society", body="Ours.")
    factories.make_comment(**said, kind="individual", name="Somebody", body="Never published.")
    factories.make_answer_link(comment=hearing.comments.first())

    purge_comments()

    assert list(Comment.objects.values_list("name", "email", "body")) == [
        ("", "", "Public."),
        ("A society", "", "Ours."),
        ("", "", ""),
    ]
    assert AnswerLink.objects.count() == 0


def test_log_says_how_much_was_deleted_and_nothing_personal(guideline):
    hearing = heard(guideline, days_ago=2000)
    factories.make_comment(
        hearing=hearing, email="one@example.org", kind="individual", name="Somebody"
    )

    purge_comments()
    purge_comments()

    event = Event.objects.get(verb="comments-purged")
    assert event.facts["addresses"] == 1
    assert event.facts["comments"] >= 1
    assert not {"Somebody", "one@example.org"} & set(map(str, event.facts.values()))


def test_nothing_goes_before_its_time(guideline):
    hearing = heard(guideline, days_ago=60)
    factories.make_comment(
        hearing=hearing, email="one@example.org", kind="individual", name="Somebody"
    )

    assert purge_comments() == {}
    assert Comment.objects.get().name == "Somebody"


def test_address_goes_thirty_days_after_its_holder_was_told(guideline):
    hearing = heard(guideline, days_ago=60)
    now = timezone.now()
    for told in (now - DAYS - DAY, now - DAYS + DAY):
        factories.make_comment(hearing=hearing, email="one@example.org", told_at=told)

    purge_comments()

    assert list(Comment.objects.values_list("email", flat=True)) == ["", "one@example.org"]


def test_hashes_of_networks_go_after_thirty_days(db):
    now = timezone.now()
    factories.make_allowance(key="old", since=now - DAYS - DAY)
    factories.make_allowance(key="new", since=now - DAYS + DAY)

    purge_comments()

    assert list(Allowance.objects.values_list("key", flat=True)) == ["new"]


def test_command_purges_at_once_and_says_what(guideline, capsys):
    hearing = heard(guideline, days_ago=2000)
    factories.make_comment(hearing=hearing)

    call_command("purge_comments")
    call_command("purge_comments")

    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"{guideline.slug}/h1: 1 comments",
        "Nothing is over its time.",
    ]


def relay_once() -> None:
    call_command("relay", "--once")


@pytest.mark.parametrize("wakes", [relay_once, relay_due])
def test_each_way_of_running_the_relay_purges_once_a_day(guideline, wakes, caplog):
    """`relay_once` is `make run`, `docker compose` and a worker without Redis; `relay_due` is beat."""
    hearing = heard(guideline, days_ago=2000)
    factories.make_comment(hearing=hearing)

    for _look in range(3):
        wakes()

    assert Comment.objects.get().erased_at is not None
    assert Event.objects.filter(verb="comments-purged").count() == 1
    said = [each.getMessage() for each in caplog.records if "time of storage" in each.getMessage()]
    assert said == ["Looked for what is over its time of storage: deleted in 1 hearings."]

    Delivery.objects.update(key="purge-comments-yesterday")
    comment = factories.make_comment(hearing=hearing)
    wakes()

    comment.refresh_from_db()
    assert comment.erased_at is not None
