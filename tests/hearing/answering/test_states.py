"""The states of the inbox are found by their indexes, and each comment in its own hearing."""

from collections import Counter
from itertools import product

import pytest
from django.db import connection
from django.utils import timezone

from hearing.answering.counting import counts_of
from hearing.answering.states import BESIDE, STATES, state_of
from hearing.codes import PROGRESS
from hearing.models import Comment
from tests.factories import make_comment, make_comment_file, make_hearing, make_proposal

pytestmark = pytest.mark.django_db
CONDITIONS = {name: condition for name, (_words, condition) in STATES.items()}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what it has counted")
@pytest.mark.parametrize("state", STATES)
def test_state_is_found_without_looking_at_every_comment(state):
    found = make_hearing().comments.filter(CONDITIONS[state]).order_by()

    plan = [line for line in found.explain().splitlines() if "SEARCH hearing_comment " in line]
    assert len(plan) == 1
    # The beginning of the index of numbers alone leads to all of a hearing.
    assert not plan[0].endswith("sqlite_autoindex_hearing_comment_1 (hearing_id=?)")
    assert "USING INDEX" in plan[0]


def test_file_counts_for_the_hearing_and_the_comment_it_is_beside():
    ours, other = make_hearing(), make_hearing()
    for hearing in (ours, other):
        for number in (1, 2):
            make_comment(hearing=hearing, number=number)
    make_comment_file(comment=ours.comments.get(number=2))
    make_comment_file(comment=other.comments.get(number=1), number=1)
    make_comment_file(comment=other.comments.get(number=1), number=2)

    assert [counts_of(each, CONDITIONS)["files"] for each in (ours, other)] == [1, 1]
    found = Comment.objects.filter(CONDITIONS["files"]).values_list("hearing", "number")
    assert sorted(found) == sorted([(ours.pk, 2), (other.pk, 1)])


def test_each_comment_is_counted_in_one_state_and_wears_it_as_its_badge():
    hearing, now = make_hearing(), timezone.now()
    held = {"held_at": now, "held_because": "too-fast"}
    came = [
        {},
        held,
        held | {"kept_held_at": now, "held_reason": "Sent by a program."},
        held | {"released_at": now},
    ]
    for progress, how, withdrawn_at in product(PROGRESS, came, (None, now)):
        comment = make_comment(hearing=hearing, withdrawn_at=withdrawn_at, **how)
        if progress in ("draft", "waits"):
            make_proposal(comment=comment, number=comment.number)
        Comment.objects.filter(pk=comment.pk).update(progress=progress)

    counts = counts_of(hearing, {code: CONDITIONS[code] for code in STATES.keys() - set(BESIDE)})

    comments = list(hearing.comments.all())
    assert counts == Counter(state_of(each) for each in comments)
    assert sum(counts.values()) == len(comments) == len(PROGRESS) * 8


def test_withdrawn_comment_is_counted_as_nothing_else():
    hearing = make_hearing()
    comment = make_comment(hearing=hearing, withdrawn_at=timezone.now())
    make_comment_file(comment=comment)

    counts = counts_of(hearing, CONDITIONS)
    assert {name for name, n in counts.items() if n} == {"withdrawn"}
