"""What happens to a round when something changes after its roll was fixed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.blockers import Blocked
from audit.models import Event
from evidence.actions.results import change_result
from guideline.actions.conflicts import decide_conflict
from outbox.models import Delivery
from publication.chain import chain_of
from publication.my_work import my_work
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.late_changes import let_ballot_stand, revoke_voter, take_note
from voting.actions.rounds import close_round, open_round, withdraw_round
from voting.ballots.casts import NotOnTheRoll
from voting.models import DeclaredResult
from voting.queries import counts_of, eligible_in, result_of
from voting.rounds.late import recused_since, result_without


@pytest.fixture
def second(guideline):
    """Another member, with a vote and an address."""
    user = factories.make_user("second")
    factories.make_member(guideline=guideline, ref="second", user=user)
    return user


@pytest.fixture
def voted(recommendation, chair, member, second):
    """A confidential round in which member is the only one against, closed."""
    held = open_round(by=chair, recommendation=recommendation)
    for person, choice in ((chair, "weak-for"), (second, "weak-for"), (member, "strong-against")):
        cast_vote(by=person, round=held, choice=choice)
    return close_round(by=chair, round=held)


def recuse(member, question, *, by, action="discuss-only"):
    conflict = factories.make_conflict(
        member=member.places.get(), question=question, interest="Shares"
    )
    return decide_conflict(by=by, conflict=conflict, action=action, because="Holds shares.")


def flags(guideline):
    """What is said of the recommendation because of its round; it has no outcomes."""
    found = chain_of(guideline).recommendation("q1r1").derived.flags
    return tuple(flag for flag in found if flag != "no-critical-outcome")


def late_mails():
    return [
        row.payload["body"].split("\n")[0]
        for row in Delivery.objects.filter(payload__subject__startswith="After the vote")
    ]


def tasks(user):
    return [task.verb for task in my_work(user) if task.href.endswith("/changes/")]


# --- Recused while the round is open --------------------------------------------------------------


@pytest.mark.parametrize("action", ["discuss-only", "leave-room"])
def test_decision_during_a_vote_takes_the_member_off_the_roll_at_once(
    recommendation, question, chair, member, second, action
):
    held = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=member, round=held, choice="strong-against")
    cast_vote(by=second, round=held, choice="weak-for")

    recuse(member, question, by=chair, action=action)

    line = held.voters.get(member__user=member)
    assert line.revoked_because.startswith("recused: ")
    with pytest.raises(NotOnTheRoll):
        cast_vote(by=member, round=held, choice="weak-for")
    closed = close_round(by=chair, round=held)
    assert (counts_of(closed), eligible_in(closed)) == ({"weak-for": 1}, 2)
    # Nothing was declared before, so nothing is declared anew and nobody need be told.
    assert closed.declared.count() == 1
    assert (late_mails(), flags(question.guideline)) == ([], ())
    told = list(
        Event.objects.filter(verb__in=["conflict-decided", "voter-revoked"]).values_list(
            "verb", flat=True
        )
    )
    assert sorted(told) == ["conflict-decided", "voter-revoked"]


def test_host_whose_clock_is_fast_makes_no_late_change_of_one_in_time(
    recommendation, question, chair, member, monkeypatch
):
    held = open_round(by=chair, recommendation=recommendation)
    fast = timezone.now() + timedelta(minutes=10)
    monkeypatch.setattr(timezone, "now", lambda: fast)
    recuse(member, question, by=chair)
    monkeypatch.undo()

    close_round(by=chair, round=held)

    assert flags(question.guideline) == ()


def test_decision_reaches_the_rounds_of_its_question_alone(
    guideline, question, chair, member, second
):
    other = factories.make_question(guideline=guideline, ref="q2", number=2)
    rounds = [
        open_round(by=chair, recommendation=factories.make_recommendation(question=each))
        for each in (question, other)
    ]

    recuse(member, other, by=chair)

    revoked = [each.voters.filter(revoked_at__isnull=False).count() for each in rounds]
    assert revoked == [0, 1]


def test_mild_decision_changes_no_roll(recommendation, question, chair, member):
    held = open_round(by=chair, recommendation=recommendation)

    recuse(member, question, by=chair, action="vote-with-disclosure")

    assert held.voters.filter(revoked_at=None).count() == 2


# --- Recused after the close ------------------------------------------------------------------------


def test_decision_after_the_close_waits_for_the_chair_with_both_results(
    voted, question, chair, member
):
    before = result_of(voted)

    recuse(member, question, by=chair)

    line = recused_since().get()
    assert (line.member.user, line.revoked_at) == (member, None)
    assert result_of(voted) == before
    assert before.outcome == "no-consensus"
    assert (result_without(line).outcome, result_without(line).votes) == (
        "recommendation",
        {"weak-for": 2},
    )
    assert flags(question.guideline) == ("recused-after-vote",)
    assert tasks(chair) == ["Decide on a ballot"]
    assert late_mails() == [
        "member was on the roll of round 1 on q1r1, which is closed, and may no longer vote on the "
        "question. Decide whether the ballot is void or stands."
    ]


def test_voided_ballot_changes_the_result_and_keeps_the_one_declared_before(
    voted, question, chair, member
):
    recuse(member, question, by=chair)

    revoke_voter(by=chair, voter=recused_since().get(), reason="Held shares when voting.")

    first, second = voted.declared.order_by("number")
    assert (first.cause, first.tally["outcome"], first.tally["votes"]) == (
        "closed",
        "no-consensus",
        {"weak-for": 2, "strong-against": 1},
    )
    assert (second.cause, second.because, second.by) == (
        "voter-revoked",
        "Held shares when voting.",
        chair,
    )
    assert (second.tally["outcome"], second.tally["votes"]) == ("recommendation", {"weak-for": 2})
    hashes = [
        event.facts["tally_hash"]
        for event in Event.objects.filter(verb__in=["round-closed", "result-declared-anew"])
    ]
    assert hashes == [first.tally_hash, second.tally_hash]
    assert flags(question.guideline) == ("computed-anew",)
    assert tasks(chair) == ["Take note of a new result"]
    assert len(late_mails()) == 2
    assert take_note(by=chair, round=voted) == 1
    assert (tasks(chair), take_note(by=chair, round=voted)) == ([], 0)
    # The flag stays: the recommendation rests on a result that was declared twice.
    assert flags(question.guideline) == ("computed-anew",)


def test_ballot_may_stand_with_a_reason_until_the_interest_is_decided_anew(
    voted, question, chair, member
):
    conflict = recuse(member, question, by=chair)
    line = recused_since().get()

    let_ballot_stand(by=chair, voter=line, reason="The shares were bought after the vote.")

    assert (list(recused_since()), tasks(chair), flags(question.guideline)) == ([], [], ())
    assert result_of(voted).outcome == "no-consensus"
    assert voted.declared.count() == 1
    decide_conflict(by=chair, conflict=conflict, action="leave-room", because="Worse than thought.")
    assert [each.member.user for each in recused_since()] == [member]


def test_nobody_decides_on_a_ballot_of_their_own_or_without_a_reason(voted, chair, secretariat):
    line = voted.voters.get(member__user=chair)

    with pytest.raises(Blocked) as refusal:
        revoke_voter(by=chair, voter=line, reason=" ")
    assert [str(each) for each in refusal.value.blockers] == [
        "Nobody decides on a ballot of their own once it is counted.",
        "Give the reason.",
    ]
    with pytest.raises(Blocked, match="of their own"):
        let_ballot_stand(by=chair, voter=line, reason="It is mine.")
    revoke_voter(by=secretariat, voter=line, reason="Left the society.")
    assert counts_of(voted) == {"weak-for": 1, "strong-against": 1}


def test_taken_off_twice_is_taken_off_once(voted, chair, member):
    line = voted.voters.get(member__user=member)

    for _click in range(2):
        revoke_voter(by=chair, voter=line, reason="Held shares.")

    assert voted.declared.count() == 2
    with pytest.raises(Blocked, match="This ballot is void"):
        let_ballot_stand(by=chair, voter=line, reason="After all.")


def test_members_decide_nothing_after_a_vote(voted, member):
    line = voted.voters.get(member__user=member)

    for act in (
        lambda: revoke_voter(by=member, voter=line, reason="No."),
        lambda: let_ballot_stand(by=member, voter=line, reason="No."),
        lambda: take_note(by=member, round=voted),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert voted.declared.count() == 1


def test_roll_of_a_withdrawn_round_is_let_be(opened, chair, member):
    withdraw_round(by=chair, round=opened, reason="Wrong wording.")

    with pytest.raises(Blocked, match="withdrawn"):
        revoke_voter(by=chair, voter=opened.voters.get(member__user=member), reason="Late.")


def test_only_the_last_closed_round_waits_for_a_decision(
    voted, recommendation, question, chair, member, second
):
    again = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=member, round=again, choice="weak-for")
    close_round(by=chair, round=again)

    recuse(member, question, by=chair)

    assert [each.round for each in recused_since()] == [again]


# --- Rounds whose ballots nobody can tell apart ------------------------------------------------------


def test_secret_ballot_of_the_recused_counts_and_is_flagged(
    recommendation, question, chair, member, second
):
    held = open_round(by=chair, recommendation=recommendation, secrecy="secret")
    for person in (chair, member, second):
        cast_vote(by=person, round=held, choice="weak-for")
    late = factories.make_member(guideline=question.guideline, ref="late")
    closed = close_round(by=chair, round=held)
    recuse(member, question, by=chair)

    revoke_voter(by=chair, voter=recused_since().get(), reason="Held shares.")

    assert (result_of(closed).votes, result_without(closed.voters.first())) == (
        {"weak-for": 3},
        None,
    )
    assert flags(question.guideline) == ("computed-anew", "void-ballot-counts")
    assert late.votes.count() == 0


def test_who_did_not_vote_in_secret_leaves_the_number_of_voters(
    recommendation, question, chair, member, second, guideline
):
    silent = factories.make_member(guideline=guideline, ref="silent")
    held = open_round(by=chair, recommendation=recommendation, secrecy="secret")
    for person in (chair, member, second):
        cast_vote(by=person, round=held, choice="weak-for")
    closed = close_round(by=chair, round=held)
    assert eligible_in(closed) == 4

    revoke_voter(by=chair, voter=closed.voters.get(member=silent), reason="Left the panel.")

    closed.refresh_from_db()
    assert eligible_in(closed) == 3
    assert flags(question.guideline) == ("computed-anew",)


def test_too_few_secret_ballots_decide_nothing_and_tell_nothing(
    recommendation, question, chair, member
):
    held = open_round(by=chair, recommendation=recommendation, secrecy="secret")
    for person in (chair, member):
        cast_vote(by=person, round=held, choice="strong-against")
    close_round(by=chair, round=held)

    derived = chain_of(question.guideline).recommendation("q1r1").derived

    assert (derived.outcome, derived.votes, derived.base) == ("inquorate", {}, 0)
    assert flags(question.guideline) == ("too-few-secret-ballots",)
    assert "strong" not in str(held.declared.get().tally)


# --- Evidence -----------------------------------------------------------------------------------------


def test_changed_evidence_is_told_once_until_somebody_takes_note(chair, methodologist):
    held = factories.round_at("closed")
    guideline = held.guideline
    runs = factories.person_in(guideline, "chair")
    rater = factories.person_in(guideline, "methodologist")
    result = held.question.studies.get().results.get()

    change_result(by=rater, result=result, events_1=14, reason="Misread.")
    change_result(by=rater, result=result, events_1=15, reason="Misread again.")

    about = f"The evidence on {held.recommendation.ref} is no longer what round 1 voted on."
    assert [mail.startswith(about) for mail in late_mails()] == [True]
    assert tasks(runs) == ["Take note: the evidence changed after the vote"]
    assert take_note(by=runs, round=held) == 1
    assert tasks(runs) == []
    change_result(by=rater, result=result, events_1=16, reason="Once more.")
    assert (len(late_mails()), len(tasks(runs))) == (2, 1)


# --- Promises of the database ---------------------------------------------------------------------------


def test_declared_result_is_never_changed(voted):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        DeclaredResult.objects.update(tally={})


def test_close_declares_once(voted, chair):
    close_round(by=chair, round=voted)

    row = voted.declared.get()
    assert (row.number, row.at, row.tally["votes"]) == (
        1,
        voted.closed_at,
        {"weak-for": 2, "strong-against": 1},
    )
