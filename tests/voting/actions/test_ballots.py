"""Casting a vote, changing it, sending it twice, and being refused."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.blockers import Blocked
from audit.models import Event
from guideline.models import Guideline
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.late_changes import revoke_voter
from voting.actions.rounds import close_round, open_round, withdraw_round
from voting.ballots import receipts
from voting.ballots.casts import COMMENT_LENGTH, KeyTaken, NotOnTheRoll, UnusableBallot
from voting.models import Ballot, Round, SecretBallot
from voting.queries import round_by_pk

# --- Named and confidential ----------------------------------------------------------------------


def test_vote_is_stored_with_its_receipt(opened, member):
    cast = cast_vote(by=member, round=opened, choice="weak-for", comment="With care.")

    ballot = Ballot.objects.get()
    assert (ballot.choice, ballot.comment, ballot.version) == ("weak-for", "With care.", 1)
    assert (cast.receipt, cast.version, cast.repeated) == (ballot.receipt, 1, False)
    assert len(cast.receipt) == 32


def test_event_of_a_vote_commits_to_it_without_telling_it(opened, member):
    cast = cast_vote(by=member, round=opened, choice="weak-for", comment="With care.")

    event = Event.objects.get(verb="ballot-cast")
    assert event.actor == member
    assert event.facts == {
        "round": 1,
        "version": 1,
        "ballot": receipts.commitment(cast.receipt, "weak-for", "With care."),
    }


def test_change_of_mind_is_a_new_version(opened, member, events):
    first = cast_vote(by=member, round=opened, choice="weak-for")

    second = cast_vote(by=member, round=opened, choice="abstain")

    assert list(Ballot.objects.values_list("version", "choice")) == [
        (1, "weak-for"),
        (2, "abstain"),
    ]
    assert second.receipt != first.receipt
    assert events()[-2:] == ["ballot-cast", "ballot-changed"]


def test_same_vote_again_is_the_same_vote(opened, member, events):
    first = cast_vote(by=member, round=opened, choice="weak-for")

    again = cast_vote(by=member, round=opened, choice="weak-for")

    assert (again.receipt, again.version, again.repeated) == (first.receipt, 1, True)
    assert events().count("ballot-cast") == 1


def test_same_key_gets_the_same_answer_even_after_a_change_and_the_close(opened, member, chair):
    first = cast_vote(by=member, round=opened, choice="weak-for", key="k1")
    cast_vote(by=member, round=opened, choice="abstain", key="k2")
    close_round(by=chair, round=opened)

    again = cast_vote(by=member, round=opened, choice="weak-for", key="k1")

    assert (again.receipt, again.version, again.repeated) == (first.receipt, 1, True)
    assert Ballot.objects.count() == 2


def test_same_key_with_another_vote_is_refused(opened, member):
    cast_vote(by=member, round=opened, choice="weak-for", key="k1")

    with pytest.raises(KeyTaken):
        cast_vote(by=member, round=opened, choice="strong-for", key="k1")

    assert [ballot.choice for ballot in Ballot.objects.all()] == ["weak-for"]


def test_two_voters_may_send_the_same_key(opened, member, chair):
    cast_vote(by=member, round=opened, choice="weak-for", key="1")

    cast = cast_vote(by=chair, round=opened, choice="strong-for", key="1")

    assert cast.repeated is False
    assert Ballot.objects.count() == 2


@pytest.mark.parametrize("choice", ["either", "strong", "", "STRONG-FOR"])
def test_choice_that_the_round_does_not_offer_is_refused(opened, member, choice):
    with pytest.raises(UnusableBallot, match="no such choice"):
        cast_vote(by=member, round=opened, choice=choice)


def test_comment_has_a_limit(opened, member):
    with pytest.raises(UnusableBallot, match="5000"):
        cast_vote(by=member, round=opened, choice="abstain", comment="x" * (COMMENT_LENGTH + 1))


def test_late_vote_is_refused_with_the_databases_time(opened, member, chair):
    close_round(by=chair, round=opened)

    with pytest.raises(Blocked, match=r"The round closed at .* UTC; your vote came at .* UTC"):
        cast_vote(by=member, round=opened, choice="weak-for")

    assert Ballot.objects.count() == 0


def test_vote_after_the_stated_end_is_refused_though_nobody_closed_the_round(opened, member):
    opened.closes_at = timezone.now() - timedelta(milliseconds=50)
    opened.save()

    with pytest.raises(Blocked, match="not counted"):
        cast_vote(by=member, round=opened, choice="weak-for")


def test_vote_before_the_stated_end_is_taken(opened, member):
    opened.closes_at = timezone.now() + timedelta(hours=1)
    opened.save()

    assert cast_vote(by=member, round=opened, choice="weak-for").version == 1


def test_withdrawn_round_takes_no_vote(opened, member, chair):
    withdraw_round(by=chair, round=opened, reason="Wrong.")

    with pytest.raises(Blocked):
        cast_vote(by=member, round=opened, choice="weak-for")


def test_who_is_not_on_the_roll_cannot_vote(
    recommendation, chair, methodologist, conflicted_member, discussant, stranger
):
    round = open_round(by=chair, recommendation=recommendation)
    stranger.is_superuser = True
    stranger.save()

    for person in (methodologist, conflicted_member, discussant, stranger):
        with pytest.raises(NotOnTheRoll, match="not entitled"):
            cast_vote(by=person, round=round, choice="weak-for")

    assert Ballot.objects.count() == 0


def test_who_joined_after_the_opening_cannot_vote(opened, guideline):
    late = factories.make_user("late")
    factories.make_member(guideline=guideline, user=late)

    with pytest.raises(NotOnTheRoll):
        cast_vote(by=late, round=opened, choice="weak-for")


def test_revoked_voter_cannot_vote_and_reads_why(opened, member, chair):
    voter = opened.voters.get(member__user=member)
    revoke_voter(by=chair, voter=voter, reason="Declared shares in the maker.")

    with pytest.raises(NotOnTheRoll, match="Declared shares"):
        cast_vote(by=member, round=opened, choice="weak-for")


# --- Secret --------------------------------------------------------------------------------------


def test_secret_ballot_belongs_to_nobody(secret, member):
    cast = cast_vote(by=member, round=secret, choice="weak-for", comment="Between us.")

    ballot = SecretBallot.objects.get()
    assert (ballot.choice, ballot.receipt_hash) == ("weak-for", receipts.hashed(cast.receipt))
    assert Ballot.objects.count() == 0
    assert secret.voters.get(member__user=member).has_voted is True
    columns = {field.name for field in SecretBallot._meta.get_fields()}
    assert columns == {"id", "round", "choice", "comment", "receipt_hash"}


def test_event_of_a_secret_vote_names_nobody_and_nothing(secret, member):
    cast_vote(by=member, round=secret, choice="weak-for", key="k1")

    event = Event.objects.get(verb="secret-ballot-cast")
    assert (event.actor, event.actor_label, event.facts) == (None, "Plenary", {"round": 1})


def test_secret_vote_sent_twice_is_one_vote_with_one_receipt(secret, member, chair):
    first = cast_vote(by=member, round=secret, choice="weak-for", key="k1")
    close_round(by=chair, round=secret)

    again = cast_vote(by=member, round=secret, choice="weak-for", key="k1")

    assert (again.receipt, again.repeated) == (first.receipt, True)
    with pytest.raises(KeyTaken):
        cast_vote(by=member, round=secret, choice="abstain", key="k1")
    assert SecretBallot.objects.count() == 1


def test_secret_vote_is_changed_only_with_its_receipt(secret, member, chair):
    cast = cast_vote(by=member, round=secret, choice="weak-for")
    other = cast_vote(by=chair, round=secret, choice="weak-for")

    with pytest.raises(Blocked, match="only with its receipt"):
        cast_vote(by=member, round=secret, choice="abstain")
    with pytest.raises(Blocked, match="only with its receipt"):
        cast_vote(by=member, round=secret, choice="abstain", receipt="0" * 32)
    changed = cast_vote(by=member, round=secret, choice="abstain", receipt=cast.receipt)

    assert changed.receipt == cast.receipt
    assert other.receipt != cast.receipt
    assert sorted(SecretBallot.objects.values_list("choice", flat=True)) == ["abstain", "weak-for"]


# --- Promises of the database --------------------------------------------------------------------


def test_database_refuses_a_ballot_of_nobody_on_the_roll(opened):
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(voter_id=None, choice="weak-for")


def test_database_refuses_two_ballots_of_one_version_key_or_receipt(opened, member, chair):
    voter = opened.voters.get(member__user=member)
    factories.make_ballot(voter=voter, key="k", receipt="r")

    for same in ({"version": 1}, {"version": 2, "key": "k"}, {"version": 2, "receipt": "r"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            factories.make_ballot(voter=voter, **same)


def test_database_refuses_an_unknown_choice(opened, member):
    voter = opened.voters.get(member__user=member)

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_ballot(voter=voter, choice="maybe")


# --- Clocks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends", "zone", "told"),
    [
        # One o'clock in the morning comes twice.
        (datetime(2025, 11, 2, 5, 30, tzinfo=UTC), "America/New_York", "2025-11-02 01:30:00 EDT"),
        (datetime(2025, 11, 2, 6, 30, tzinfo=UTC), "America/New_York", "2025-11-02 01:30:00 EST"),
        (datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC), "UTC", "2024-02-29 23:59:59 UTC"),
    ],
)
def test_end_of_a_round_is_kept_in_utc_and_told_without_doubt(opened, member, ends, zone, told):
    Guideline.objects.update(time_zone=zone)
    Round.every.filter(pk=opened.pk).update(closes_at=ends)
    round = round_by_pk(opened.pk)

    with pytest.raises(Blocked, match=f"The round closed at {told}"):
        cast_vote(by=member, round=round, choice="weak-for")

    assert round.closes_at == ends
