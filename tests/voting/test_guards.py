"""What the database refuses by itself, with the program's own checks out of the way."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.blockers import Blocked
from guideline.models import Conflict
from tests import factories
from voting import guards
from voting.actions import ballots
from voting.actions.ballots import cast_vote
from voting.actions.late_changes import revoke_voter
from voting.actions.rounds import close_round, withdraw_round
from voting.ballots.casts import NotOnTheRoll
from voting.models import Ballot, Round, SecretBallot, Voter


def refused(why: str):
    """The database says no, in these words, and the test's transaction goes on."""
    return pytest.raises(IntegrityError, match=why)


@pytest.fixture
def line(opened, member):
    """The member's line on the roll of the running round."""
    return opened.voters.get(member__user=member)


@pytest.mark.parametrize("action", ["discuss-only", "leave-room"])
@pytest.mark.parametrize("concerns", ["the question", "every question"])
def test_recused_member_has_no_ballot(opened, line, question, action, concerns):
    about = question if concerns == "the question" else None
    factories.make_conflict(member=line.member, question=about, action=action)

    with refused("recused"), transaction.atomic():
        factories.make_ballot(voter=line)

    assert Ballot.objects.count() == 0


def test_interest_in_another_question_or_disclosed_takes_no_vote_away(guideline, question, line):
    other = factories.make_question(guideline=guideline)
    factories.make_conflict(member=line.member, question=other, action="leave-room")
    factories.make_conflict(member=line.member, question=question, action="vote-with-disclosure")

    assert factories.make_ballot(voter=line).pk


def test_revoked_member_has_no_ballot(opened, line, chair):
    revoke_voter(by=chair, voter=line, reason="Shares.")

    with refused("taken off the roll"), transaction.atomic():
        factories.make_ballot(voter=line)


def test_recused_member_has_no_line_on_a_roll(opened, conflicted_member, discussant):
    for person in (conflicted_member, discussant):
        with refused("recused"), transaction.atomic():
            factories.make_voter(round=opened, member=person.places.get())


@pytest.mark.parametrize("end", [close_round, withdraw_round])
def test_round_that_is_over_takes_neither_ballot_nor_voter(opened, line, chair, guideline, end):
    reason = {"reason": "Wrong."} if end is withdraw_round else {}
    end(by=chair, round=opened, **reason)

    with refused("takes no ballots"), transaction.atomic():
        factories.make_ballot(voter=line)
    with refused("roll was fixed"), transaction.atomic():
        factories.make_voter(round=opened, member=factories.make_member(guideline=guideline))


def test_round_whose_time_is_over_takes_no_ballot_by_the_databases_clock(opened, line):
    Round.objects.filter(pk=opened.pk).update(closes_at=timezone.now() - timedelta(seconds=1))

    with refused("takes no ballots"), transaction.atomic():
        # However early the program thinks it is.
        factories.make_ballot(voter=line, cast_at=timezone.now() - timedelta(hours=1))


def test_ballot_is_neither_changed_nor_deleted(opened, member):
    cast_vote(by=member, round=opened, choice="weak-for")

    with refused("never changed"), transaction.atomic():
        Ballot.objects.update(choice="strong-against")
    with refused("never deleted"), transaction.atomic():
        Ballot.objects.all().delete()

    assert Ballot.objects.get().choice == "weak-for"


def test_roll_is_neither_shortened_nor_passed_on(opened, line, chair):
    with refused("roll was fixed"), transaction.atomic():
        line.delete()
    with refused("roll was fixed"), transaction.atomic():
        Voter.objects.filter(pk=line.pk).update(member=factories.make_member())


@pytest.mark.parametrize(
    "change",
    [
        {"statement": "We recommend it."},
        {"rule": "two-thirds"},
        {"secrecy": "named"},
        {"evidence_hash": "1" * 64},
        {"imported": True},
    ],
)
def test_round_keeps_what_it_was_opened_with(opened, change):
    with refused("that it was opened with"), transaction.atomic():
        Round.objects.filter(pk=opened.pk).update(**change)


def test_round_that_is_over_is_not_opened_again_nor_deleted(opened, chair):
    close_round(by=chair, round=opened)

    for change in ({"status": "open", "closed_at": None}, {"closed_at": timezone.now()}):
        with refused("stays as it ended"), transaction.atomic():
            Round.objects.filter(pk=opened.pk).update(**change)
    with refused("roll was fixed|never deleted"), transaction.atomic():
        Round.objects.filter(pk=opened.pk).delete()


def test_secret_round_takes_as_many_ballots_as_were_ticked_off(secret, member, chair):
    cast_vote(by=member, round=secret, choice="weak-for")
    held = SecretBallot.objects.get()

    with refused("ticked off"), transaction.atomic():
        SecretBallot.objects.create(round=secret, choice="weak-for", receipt_hash="1")
    with refused("names"), transaction.atomic():
        factories.make_ballot(voter=secret.voters.get(member__user=chair))
    with refused("roll was fixed"), transaction.atomic():
        secret.voters.filter(member__user=member).update(has_voted=False)
    with refused("with its receipt"), transaction.atomic():
        SecretBallot.objects.update(receipt_hash="2")
    with refused("never deleted"), transaction.atomic():
        held.delete()

    close_round(by=chair, round=secret)
    with refused("takes no ballots"), transaction.atomic():
        SecretBallot.objects.update(choice="abstain")
    with refused("takes no ballots"), transaction.atomic():
        secret.voters.update(has_voted=True)


def test_secret_round_does_not_close_with_fewer_ballots_than_ticks(secret, member, chair):
    cast_vote(by=member, round=secret, choice="weak-for")
    secret.voters.filter(member__user=chair).update(has_voted=True)

    with refused("as many ballots as were ticked off"), transaction.atomic():
        close_round(by=chair, round=secret)
    assert Round.objects.get(pk=secret.pk).status == "open"


def test_reason_of_a_withdrawal_is_not_reworded(opened, chair):
    withdraw_round(by=chair, round=opened, reason="Wrong draft.")

    with refused("stays as it ended"), transaction.atomic():
        Round.objects.filter(pk=opened.pk).update(withdrawn_because="None of your business.")


def test_recused_or_revoked_voter_is_not_ticked_off(secret, member, chair, question):
    factories.make_conflict(member=member.places.get(), question=question, action="discuss-only")
    revoke_voter(by=chair, voter=secret.voters.get(member__user=chair), reason="Shares.")

    for person in (member, chair):
        with refused("recused or was taken off"), transaction.atomic():
            secret.voters.filter(member__user=person).update(has_voted=True)


def test_imported_round_takes_reported_ballots_and_no_cast_ones(question):
    held = factories.make_round(
        recommendation=factories.make_recommendation(question=question),
        imported=True,
        status="closed",
    )
    voter = factories.make_voter(round=held)

    with refused("imported"), transaction.atomic():
        factories.make_ballot(voter=voter)

    assert factories.make_ballot(voter=voter, cast_at=None).choice == "weak-for"


def test_time_that_runs_out_between_the_check_and_the_entry_is_said_in_words(
    opened, member, monkeypatch
):
    """The program's check let it pass; the database did not; the voter reads why."""
    check, calls = ballots._guard, []

    def just_before_the_end(voter, choice, comment):
        calls.append(voter)
        if len(calls) > 1:
            check(voter, choice, comment)

    monkeypatch.setattr(ballots, "_guard", just_before_the_end)
    Round.objects.filter(pk=opened.pk).update(closes_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(Blocked, match="your vote came at"):
        cast_vote(by=member, round=opened, choice="weak-for")

    assert (len(calls), Ballot.objects.count()) == (2, 0)


def test_conflict_decided_while_the_round_is_open_takes_the_vote_away(opened, member, question):
    cast_vote(by=member, round=opened, choice="weak-for")
    factories.make_conflict(
        member=member.places.get(), question=question, action="discuss-only", interest="shares"
    )

    with pytest.raises(NotOnTheRoll, match=r"may no longer vote.*shares"):
        cast_vote(by=member, round=opened, choice="abstain")

    assert [ballot.choice for ballot in Ballot.objects.all()] == ["weak-for"]


def test_without_its_guard_the_database_takes_all_of_it(opened, line, chair, question):
    """The tests above fail when the triggers are gone: it is they that refuse."""
    close_round(by=chair, round=opened)
    factories.make_conflict(member=line.member, question=question, action="leave-room")

    guards.drop()
    try:
        late = factories.make_ballot(voter=line)
        Ballot.objects.update(choice="strong-against")
        late.delete()
    finally:
        guards.set_up()

    with refused("recused"), transaction.atomic():
        factories.make_ballot(voter=line)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", [Ballot, Conflict])
def test_guards_survive_a_migration_that_rebuilds_a_table(model):
    """SQLite rebuilds a table to change it: it loses its triggers, and is refused where one reads it."""
    was = model._meta.get_field("basis")
    becomes = was.clone()
    becomes.null = True
    becomes.set_attributes_from_name("basis")

    guards.take_down(plan=["a migration"])
    with connection.schema_editor() as editor:
        editor.alter_field(model, was, becomes)
        editor.alter_field(model, becomes, was)
    guards.set_up()

    assert _triggers() == len(guards.GUARDS)


def _triggers() -> int:
    table, name = (
        ("pg_trigger", "tgname") if connection.vendor == "postgresql" else ("sqlite_master", "name")
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {name} LIKE 'voting_guard_%%'", [])
        return cursor.fetchone()[0]
