"""What stood in the tables before a migration comes through it whole."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from hearing.answering.filters import Filter, matching
from hearing.models import Answer, Comment, Guest, Hearing
from tests import factories

BEFORE, AFTER = "0005_enter_in_one_call", "0007_progress_of_answers"


def tables_at(name: str):
    """The hearing's tables as a migration left them, all others as they are now; and the models."""
    executor = MigrationExecutor(connection)
    executor.migrate([("hearing", name)])
    others = [node for node in executor.loader.graph.leaf_nodes() if node[0] != "hearing"]
    return executor.loader.project_state([("hearing", name), *others]).apps


@pytest.fixture
def at(transactional_db):
    """Goes back: `at("0005_enter_in_one_call")`; whatever happens, the next test finds today's tables."""
    latest = max(
        name for app, name in MigrationExecutor(connection).loader.graph.leaf_nodes("hearing")
    )
    try:
        yield tables_at
    finally:
        # Half of the way back may be left: what stands there is emptied first.
        tables_at(latest)


@pytest.mark.slow  # tables are altered there and back
def test_old_answers_stay_as_they_were_and_are_found_as_answered(at):
    old = at(BEFORE)
    guideline, author = factories.make_guideline(), factories.make_user()
    now = timezone.now()
    hearing = old.get_model("hearing", "Hearing").objects.create(
        guideline_id=guideline.pk, ref="h1", title="Public hearing", closes_at=now
    )
    comments, answers = (old.get_model("hearing", each).objects for each in ("Comment", "Answer"))
    said = [
        comments.create(hearing=hearing, number=number, part="document", body=f"Said {number}.")
        for number in range(1, 5)
    ]
    comments.filter(number=4).update(withdrawn_at=now)
    answers.create(comment=said[0], changed=True, text="Adults are named.", by_id=author.pk, at=now)
    answers.create(comment=said[2], changed=False, text="No trial says so.")

    between = tables_at(AFTER).get_model("hearing", "Comment").objects.order_by("number")
    assert list(between.values_list("number", "progress")) == [
        (1, "answered"),
        (2, "unanswered"),
        (3, "answered"),
        (4, "unanswered"),
    ]

    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("hearing"))

    assert list(
        Answer.objects.order_by("comment__number").values_list(
            "comment__number", "changed", "text", "by", "at", "proposal", "approved_by"
        )
    ) == [
        (1, True, "Adults are named.", author.pk, now, None, None),
        (3, False, "No trial says so.", None, None, None, None),
    ]
    assert list(Comment.objects.order_by("number").values_list("body", "proposal")) == [
        (f"Said {number}.", None) for number in range(1, 5)
    ]
    asked = {
        state: sorted(
            matching(Hearing.objects.get(), Filter(state=state), author).values_list(
                "number", flat=True
            )
        )
        for state in ("answered", "unanswered", "withdrawn")
    }
    assert asked == {"answered": [1, 3], "unanswered": [2], "withdrawn": [4]}


@pytest.mark.slow  # tables are altered there and back
def test_who_was_invited_in_capitals_and_in_small_letters_is_one_guest(at):
    old = at("0015_log_several_at_once")
    guideline = factories.make_guideline()
    hearing = old.get_model("hearing", "Hearing").objects.create(
        guideline_id=guideline.pk, ref="h1", title="Public hearing"
    )
    guests, comments = (old.get_model("hearing", each).objects for each in ("Guest", "Comment"))
    for number, email in enumerate(("Ada@Example.org", "bo@example.org", "ada@example.org"), 1):
        invited = guests.create(hearing=hearing, name="A", email=email, token_hash=str(number))
        comments.create(hearing=hearing, number=number, part="document", body="x", guest=invited)

    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("hearing"))

    said = Comment.objects.order_by("number").values_list("number", "guest__token_hash")
    assert list(said) == [(1, "3"), (2, "2"), (3, "3")]
    assert Guest.objects.count() == 2


@pytest.mark.slow  # tables are altered there and back
def test_comments_beneath_a_sample_on_another_part_are_marked(at):
    old = at("0017_guests_once_in_any_case")
    guideline = factories.make_guideline()
    hearing = old.get_model("hearing", "Hearing").objects.create(
        guideline_id=guideline.pk, ref="h1", title="Public hearing"
    )
    comments = old.get_model("hearing", "Comment").objects
    said = {"hearing": hearing, "body": "Alike."}
    sample = comments.create(number=1, part="document", **said)
    for number, part in ((2, "document"), (3, "q1r1")):
        comments.create(number=number, part=part, answered_with=sample, **said)

    now = tables_at("0018_samples_on_other_parts").get_model("hearing", "Comment").objects

    assert list(now.filter(sample_elsewhere=True).values_list("number", flat=True)) == [3]
