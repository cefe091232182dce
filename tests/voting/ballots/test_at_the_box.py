"""How somebody stands before a round, read in one statement."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from guideline.permissions import actions_on, place_of
from tests import factories
from voting.ballots.at_the_box import at_the_box, round_for_voter
from voting.models import Round

pytestmark = pytest.mark.django_db


@pytest.fixture
def round():
    return factories.make_round()


@pytest.fixture
def voter(round):
    return factories.make_voter(
        round=round,
        member=factories.make_member(guideline=round.guideline, user=factories.make_user()),
    )


def test_what_is_read_is_what_is_stored(round, voter):
    found = at_the_box(round.pk, voter.member.user_id)

    assert (found.round, found.place, found.voter, found.actions) == (
        round,
        voter.member,
        voter,
        (),
    )
    assert found.round.rule == round.rule
    assert found.round.guideline.slug == round.guideline.slug
    assert found.round.question == round.question
    assert found.round.statement == round.statement  # loaded as it is asked for
    assert (found.voter.takes_ballots, found.voter.recused, found.voter.cast_before) == (
        True,
        False,
        0,
    )
    assert abs(found.voter.now - timezone.now()) < timedelta(minutes=1)


def test_ballots_cast_before_are_counted(round, voter):
    factories.make_ballot(voter=voter, version=1)
    factories.make_ballot(voter=voter, version=2)

    assert at_the_box(round.pk, voter.member.user_id).voter.cast_before == 2


@pytest.mark.parametrize(
    ("action", "elsewhere", "recused"),
    [
        ("discuss-only", False, True),
        ("leave-room", False, True),
        ("vote-with-disclosure", False, False),
        ("leave-room", True, False),
    ],
)
def test_decisions_on_interests_are_those_of_this_question(
    round, voter, action, elsewhere, recused
):
    other = factories.make_question(guideline=round.guideline)
    question = other if elsewhere else round.question
    factories.make_conflict(member=voter.member, question=question, action=action)

    found = at_the_box(round.pk, voter.member.user_id)

    assert found.actions == (() if elsewhere else (action,))
    assert found.voter.recused is recused


def test_interest_without_a_question_concerns_every_question(round, voter):
    factories.make_conflict(member=voter.member, question=None, action="discuss-only")

    assert at_the_box(round.pk, voter.member.user_id).voter.recused is True


def test_round_whose_time_is_over_takes_no_ballots(round, voter):
    Round.objects.filter(pk=round.pk).update(closes_at=timezone.now() - timedelta(seconds=1))

    assert at_the_box(round.pk, voter.member.user_id).voter.takes_ballots is False


def test_stranger_has_neither_place_nor_line(round, voter):
    found = at_the_box(round.pk, factories.make_user().pk)

    assert (found.place, found.voter, found.actions) == (None, None, ())


@pytest.mark.parametrize("number", [0, 2**63, 10**30])
def test_no_round_is_not_found(voter, number):
    with pytest.raises(Http404):
        at_the_box(number, voter.member.user_id)


def test_permissions_need_no_further_read(round, voter, django_assert_num_queries):
    factories.make_conflict(member=voter.member, question=round.question, action="leave-room")
    user = voter.member.user
    with django_assert_num_queries(1):
        found = round_for_voter(user, round.pk)
        assert place_of(user, found.guideline) == voter.member
        assert actions_on(place_of(user, found.guideline), found.question) == ["leave-room"]
        assert user.has_perm("voting.cast_vote", found) is False
