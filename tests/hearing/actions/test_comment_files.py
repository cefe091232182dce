"""Files beside comments: who adds, removes, opens and keeps them shut, and when they are deleted."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.blockers import Blocked
from audit.models import Event
from hearing.actions.comment_files import add_file, keep_file_shut, pass_file, remove_file
from hearing.actions.comments import withdraw_comment
from hearing.actions.hearings import close_hearing
from hearing.actions.purging import purge_comments
from hearing.models import CommentFile, Hearing
from tests.factories import make_comment, make_comment_file


@pytest.fixture
def comment(opened, received):
    Hearing.objects.update(takes_files=True)
    return received.comment


def add(comment, content=b"A table.", name="table.txt"):
    return add_file(comment=comment, name=name, content=content)


def test_file_waits_beside_its_comment_and_the_log_does_not_name_it(comment):
    added = add(comment, name="of-somebody.txt")

    event = Event.objects.last()
    assert (added.number, added.kind, added.size, added.waits) == (1, "text", 8, True)
    assert (event.verb, event.facts) == (
        "comment-file-added",
        {"number": 1, "file": 1, "content_hash": added.content_hash},
    )


def test_hearing_takes_no_files_unless_it_says_so(received):
    with pytest.raises(Blocked) as refusal:
        add(received.comment)

    assert str(refusal.value) == "This hearing takes no files."
    assert CommentFile.objects.count() == 0


def test_file_is_not_even_read_where_none_is_taken(received):
    with pytest.raises(Blocked):
        add(received.comment, content=b"MZ, and no text")


def test_closed_hearing_takes_no_file_and_gives_one_back(comment, opened, secretariat):
    add(comment)
    close_hearing(by=secretariat, hearing=opened)

    with pytest.raises(Blocked) as refusal:
        add(comment)
    assert str(refusal.value) == "The hearing is closed; the comment stands as it was sent."

    remove_file(comment=comment, number=1)
    remove_file(comment=comment, number=1)
    assert CommentFile.objects.count() == 0
    assert list(Event.objects.values_list("verb", flat=True))[-2:] == [
        "hearing-closed",
        "comment-file-removed",
    ]


def test_sixth_file_waits_for_room(comment):
    for _file in range(5):
        add(comment)
    with pytest.raises(Blocked) as refusal:
        add(comment)
    assert str(refusal.value) == "A comment has at most 5 files: remove one first."

    remove_file(comment=comment, number=2)

    assert add(comment).number == 6


def test_hearing_has_room_for_so_much(comment, settings):
    settings.HEARING_FILES_SIZE = 16
    other = make_comment(hearing=comment.hearing)
    add(other)
    add(other)

    with pytest.raises(Blocked) as refusal:
        add(comment)

    assert (
        str(refusal.value)
        == "There is no room for more files: please say it in the comment itself."
    )


def test_somebody_who_redacts_opens_it_for_the_committee(comment, secretariat, member):
    added = add(comment)
    with pytest.raises(PermissionDenied):
        pass_file(by=member, file=added)

    passed = pass_file(by=secretariat, file=added)

    assert (passed.waits, passed.decided_by, Event.objects.last().verb) == (
        False,
        secretariat,
        "comment-file-passed",
    )


def test_file_is_kept_shut_with_a_reason_and_can_still_be_opened(comment, secretariat):
    added = add(comment)
    with pytest.raises(Blocked) as refusal:
        keep_file_shut(by=secretariat, file=added, reason=" ")
    assert str(refusal.value) == "Say why."

    shut = keep_file_shut(by=secretariat, file=added, reason="Names a patient.")
    assert (shut.passed_at, shut.reason) == (None, "Names a patient.")
    assert pass_file(by=secretariat, file=shut).shut_at is None


def test_files_go_with_the_comment_that_is_taken_back(comment):
    add(comment)

    withdraw_comment(comment=comment)

    assert CommentFile.objects.count() == 0


def test_files_go_when_the_time_of_storage_is_over(comment, opened, secretariat):
    add(comment)
    ended = timezone.now() - timedelta(days=40)
    Hearing.objects.update(opens_at=ended - timedelta(days=9), closes_at=ended, keeps_months=1)

    purged = purge_comments()

    assert [each.files for each in purged.values()] == [1]
    assert CommentFile.objects.count() == 0


@pytest.mark.parametrize(
    "facts",
    [
        {"number": 1},
        {"size": 0},
        {"kind": "program"},
        {"passed_at": timezone.now()},
    ],
    ids=["number twice", "empty", "unknown kind", "passed by nobody"],
)
def test_database_keeps_no_file_that_cannot_be(comment, facts):
    make_comment_file(comment=comment, number=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_comment_file(**({"comment": comment, "number": 2} | facts))
