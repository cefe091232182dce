"""Deleting what is over its time of storage."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from accounts.models import Allowance
from audit.models import Event
from config.celery import app
from hearing.actions.purging import DAYS, purge_comments
from hearing.models import AnswerLink, Comment
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


def test_command_and_the_daily_task_purge(guideline, capsys):
    hearing = heard(guideline, days_ago=2000)
    factories.make_comment(hearing=hearing)

    call_command("purge_comments")
    call_command("purge_comments")

    said = capsys.readouterr().out.splitlines()
    assert said == [
        f"{guideline.slug}/h1: 1 comments, 0 mail addresses, 0 links",
        "Nothing is over its time.",
    ]
    assert app.conf.beat_schedule["purge"]["task"] == "hearing.tasks.purge"
