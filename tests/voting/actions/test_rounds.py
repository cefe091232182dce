"""Opening, closing and withdrawing a round, and taking somebody off its roll."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.blockers import Blocked
from audit.models import Event
from evidence.fingerprint import evidence_hash
from outbox.models import Delivery
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.drafts import edit_draft
from voting.actions.late_changes import revoke_voter
from voting.actions.rounds import (
    blockers_to_opening,
    close_round,
    open_round,
    withdraw_round,
)
from voting.models import Round
from voting.queries import counts_of, eligible_in, result_of
from voting.rules.rule import PRESETS, RuleError

# --- Opening -------------------------------------------------------------------------------------


def test_opening_freezes_wording_evidence_rule_and_roll(
    recommendation, chair, member, methodologist, conflicted_member, discussant
):
    round = open_round(by=chair, recommendation=recommendation)

    assert (round.number, round.status, round.secrecy) == (1, "open", "confidential")
    assert round.statement == "We suggest doing it."
    assert round.rule == PRESETS["over-70"].as_data()
    assert round.evidence_hash == evidence_hash(recommendation.question)
    assert [voter.member.ref for voter in round.voters.order_by("id")] == ["chair", "member"]
    event = Event.objects.get(verb="round-opened")
    assert (event.target, event.facts["voters"]) == ("q1r1", ["chair", "member"])
    assert event.facts["evidence_hash"] == round.evidence_hash


def test_later_edits_leave_the_wording_voted_on(opened, recommendation, chair):
    close_round(by=chair, round=opened)

    edit_draft(by=chair, recommendation=recommendation, statement="We recommend it.")

    opened.refresh_from_db()
    assert opened.statement == "We suggest doing it."


def test_conflict_decided_later_leaves_the_roll_as_it_was(opened, member, question):
    factories.make_conflict(member=member.places.get(), question=question, action="discuss-only")

    assert eligible_in(opened) == 2


def test_round_can_have_its_own_rule_secrecy_and_end(recommendation, chair):
    ends = timezone.now() + timedelta(days=3)

    round = open_round(
        by=chair, recommendation=recommendation, rule="grade-grid", secrecy="named", closes_at=ends
    )

    assert (round.rule["preset"], round.secrecy, round.closes_at) == ("grade-grid", "named", ends)
    assert Delivery.objects.get(kind="close-round").due == ends


def test_rule_that_cannot_be_used_is_refused(recommendation, chair):
    with pytest.raises(RuleError, match="strong"):
        open_round(by=chair, recommendation=recommendation, rule={"strong": 0.7})

    assert Round.objects.count() == 0


def test_everything_that_is_missing_is_listed(question, methodologist, secretariat):
    recommendation = factories.make_recommendation(question=question, statement={"en": "  "})

    expected = [
        "There is no statement to vote on.",
        "Nobody on the panel is entitled to vote on this question.",
    ]
    assert [str(each) for each in blockers_to_opening(recommendation)] == expected
    with pytest.raises(Blocked) as refusal:
        open_round(by=secretariat, recommendation=recommendation)
    assert [str(each) for each in refusal.value.blockers] == expected


def test_second_round_waits_for_the_first(opened, recommendation, chair):
    with pytest.raises(Blocked, match="Round 1 is still open"):
        open_round(by=chair, recommendation=recommendation)

    close_round(by=chair, round=opened)
    assert open_round(by=chair, recommendation=recommendation).number == 2


def test_next_round_waits_for_the_hours_of_discussion_that_the_rule_leaves(
    recommendation, guideline, chair
):
    rule = {"preset": "over-70", "pause": 24}
    close_round(by=chair, round=open_round(by=chair, recommendation=recommendation, rule=rule))
    guideline.decision_rule = rule
    guideline.save()
    recommendation.refresh_from_db()

    with pytest.raises(Blocked, match="24 hours for discussion between rounds: not before"):
        open_round(by=chair, recommendation=recommendation)
    assert open_round(by=chair, recommendation=recommendation, practice=True).practice
    # A rule of the round's own that leaves none asks for none; what was withdrawn was no round.
    other = open_round(by=chair, recommendation=recommendation, rule="over-70")
    withdraw_round(by=chair, round=other, reason="Too soon.")
    long_ago = timezone.now() - timedelta(hours=25)
    rested = factories.make_recommendation(question=recommendation.question)
    times = {"opened_at": long_ago, "closed_at": long_ago}
    factories.make_round(recommendation=rested, status="closed", **times)
    assert open_round(by=chair, recommendation=rested, rule=rule).number == 2


def test_end_in_the_past_and_unknown_secrecy_are_refused(recommendation, chair):
    with pytest.raises(Blocked, match=r"named, confidential or secret.*lies in the past"):
        open_round(
            by=chair,
            recommendation=recommendation,
            secrecy="whispered",
            closes_at=timezone.now() - timedelta(minutes=1),
        )


def test_member_may_not_open_a_round(recommendation, member):
    with pytest.raises(PermissionDenied):
        open_round(by=member, recommendation=recommendation)


def test_warnings_are_kept_with_the_round(recommendation, question, chair, member):
    factories.make_conflict(member=chair.places.get(), question=None, action="none")
    factories.make_etd_judgement(question=question, criterion="equity", judgement="reduced")
    factories.make_signature(question=question, evidence_hash="1" * 64)

    round = open_round(by=chair, recommendation=recommendation)

    assert round.warnings == [
        {"code": "signature-lapsed"},
        {"code": "criteria-open", "open": 11, "criteria": 12},
        {"code": "interests-undeclared", "missing": 1, "voters": 2},
        {"code": "few-voters", "voters": 2},
    ]


def test_signature_that_holds_is_no_warning(recommendation, question, chair):
    factories.make_signature(question=question, evidence_hash=evidence_hash(question))

    round = open_round(by=chair, recommendation=recommendation)

    assert "signature-lapsed" not in [warning["code"] for warning in round.warnings]
    assert "profile-unsigned" not in [warning["code"] for warning in round.warnings]


def test_voters_with_an_address_are_invited_once(opened, chair, mailoutbox, deliver):
    deliver()

    assert sorted(mail.to[0] for mail in mailoutbox) == ["chair@example.org", "member@example.org"]
    assert "/sign-in/" in mailoutbox[0].body
    assert "We suggest doing it." in mailoutbox[0].body


# --- Closing -------------------------------------------------------------------------------------


def test_closing_counts_the_last_ballots_and_fixes_the_result(opened, chair, member):
    cast_vote(by=chair, round=opened, choice="weak-against")
    cast_vote(by=chair, round=opened, choice="strong-for")
    cast_vote(by=member, round=opened, choice="strong-for")

    closed = close_round(by=chair, round=opened)

    assert (closed.status, closed.counts, counts_of(closed)) == ("closed", None, {"strong-for": 2})
    assert closed.closed_at is not None
    result = result_of(closed)
    assert (result.outcome, result.direction, result.strength) == (
        "recommendation",
        "for",
        "strong",
    )
    assert (result.base, result.eligible) == (2, 2)


def test_closing_again_returns_the_same_and_records_nothing(opened, chair, member, events):
    cast_vote(by=member, round=opened, choice="weak-for")
    first = close_round(by=chair, round=opened)

    second = close_round(by=chair, round=opened)

    assert (second.pk, second.closed_at) == (first.pk, first.closed_at)
    assert result_of(second) == result_of(first)
    assert events().count("round-closed") == 1


def test_log_of_a_close_holds_the_tallys_hash_and_not_the_tally(opened, chair, member):
    cast_vote(by=member, round=opened, choice="weak-for")

    close_round(by=chair, round=opened)

    facts = Event.objects.get(verb="round-closed").facts
    assert set(facts) == {"round", "tally_hash"}
    assert len(facts["tally_hash"]) == 64


def test_secret_round_keeps_its_tally_as_it_closes(secret, chair, member):
    cast_vote(by=chair, round=secret, choice="weak-for")
    cast_vote(by=member, round=secret, choice="weak-for")
    assert counts_of(secret) == {}

    closed = close_round(by=chair, round=secret)

    assert (closed.counts, closed.eligible) == ({"weak-for": 2}, 2)
    # Two ballots would tell who voted how: no rule is applied, and no figure leaves the row.
    told = result_of(closed)
    assert (told.outcome, told.votes, told.eligible) == ("inquorate", {}, 2)
    assert counts_of(closed) == {}


def test_member_may_not_close_a_round(opened, member):
    with pytest.raises(PermissionDenied):
        close_round(by=member, round=opened)


def test_round_whose_time_is_over_is_closed_by_the_program(opened, deliver):
    opened.closes_at = timezone.now() - timedelta(seconds=1)
    opened.save()
    factories.make_delivery(kind="close-round", payload={"round": opened.pk})

    deliver()

    opened.refresh_from_db()
    assert opened.status == "closed"
    assert Event.objects.get(verb="round-closed").actor_label == "Plenary"


def test_program_does_not_close_a_round_before_its_time(opened):
    with pytest.raises(Blocked, match="time is not over"):
        close_round(by=None, round=opened)


def test_result_counts_the_quorate_rounds_before_it(recommendation, chair, member):
    for _round in range(2):
        running = open_round(by=chair, recommendation=recommendation, rule="grade-grid")
        cast_vote(by=chair, round=running, choice="strong-for")
        cast_vote(by=member, round=running, choice="strong-against")
        close_round(by=chair, round=running)

    first, second = recommendation.rounds.all()
    assert result_of(first).outcome == "no-consensus"
    assert result_of(second).outcome == "no-recommendation"


# --- Withdrawing, revoking -----------------------------------------------------------------------


def test_withdrawn_round_has_no_result_and_says_why(opened, recommendation, chair):
    withdrawn = withdraw_round(by=chair, round=opened, reason="The wording was wrong.")

    assert (withdrawn.status, result_of(withdrawn)) == ("withdrawn", None)
    assert Event.objects.get(verb="round-withdrawn").reason == "The wording was wrong."
    assert withdrawn.withdrawn_because == "The wording was wrong."
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.every.update(withdrawn_because="")
    assert open_round(by=chair, recommendation=recommendation).number == 2


def test_withdrawing_needs_a_reason_and_an_open_round(opened, chair):
    with pytest.raises(Blocked, match="Say why"):
        withdraw_round(by=chair, round=opened, reason=" ")

    close_round(by=chair, round=opened)
    with pytest.raises(Blocked, match="not open"):
        withdraw_round(by=chair, round=opened, reason="Too late.")


def test_withdrawn_round_cannot_be_closed(opened, chair):
    withdraw_round(by=chair, round=opened, reason="Wrong.")

    with pytest.raises(Blocked, match="withdrawn"):
        close_round(by=chair, round=opened)


def test_revoked_voter_leaves_both_ballots_and_denominator(opened, chair, member):
    cast_vote(by=member, round=opened, choice="strong-against")
    cast_vote(by=chair, round=opened, choice="weak-for")

    voter = opened.voters.get(member__user=member)
    revoke_voter(by=chair, voter=voter, reason="Declared shares in the maker.")

    closed = close_round(by=chair, round=opened)
    assert (counts_of(closed), eligible_in(closed)) == ({"weak-for": 1}, 1)
    assert Event.objects.get(verb="voter-revoked").facts == {"voter": "member", "round": 1}


def test_revoking_after_the_close_changes_the_result(opened, chair, member):
    cast_vote(by=member, round=opened, choice="weak-for")
    closed = close_round(by=chair, round=opened)
    assert result_of(closed).outcome == "recommendation"

    revoke_voter(by=chair, voter=closed.voters.get(member__user=member), reason="Declared late.")

    assert result_of(closed).outcome == "no-consensus"


def test_revoking_needs_a_reason(opened, chair, member):
    with pytest.raises(Blocked, match="Give the reason"):
        revoke_voter(by=chair, voter=opened.voters.get(member__user=member), reason="")


# --- Promises of the database --------------------------------------------------------------------


def test_database_holds_one_open_round_a_recommendation(opened, recommendation):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_round(recommendation=recommendation, number=2)


def test_database_holds_one_round_of_a_number(opened, recommendation, chair):
    close_round(by=chair, round=opened)

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_round(recommendation=recommendation, number=1)


@pytest.mark.parametrize("secrecy", ["named", "confidential", "secret"])
def test_database_refuses_a_typed_tally_on_a_running_round(opened, secrecy):
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=opened.pk).update(counts={"strong-for": 9}, secrecy=secrecy)


def test_database_refuses_a_typed_tally_on_a_closed_round(opened, chair):
    close_round(by=chair, round=opened)

    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=opened.pk).update(counts={"strong-for": 9})


def test_database_refuses_a_closed_round_without_its_time(opened):
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=opened.pk).update(status="closed")


def test_database_refuses_the_same_voter_twice(opened, member):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_voter(round=opened, member=member.places.get())


def test_database_refuses_a_revocation_without_a_reason(opened, member):
    with pytest.raises(IntegrityError), transaction.atomic():
        opened.voters.filter(member__user=member).update(revoked_at=timezone.now())
