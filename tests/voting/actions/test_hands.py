"""A show of hands: hands and heads agree, and two people say so."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.blockers import Blocked
from audit.models import Event
from publication.chain import chain_of
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.hands import confirm_hands, count_hands, count_hands_again
from voting.actions.late_changes import revoke_voter
from voting.actions.rounds import close_round, open_round
from voting.models import ShowOfHands
from voting.queries import result_of, turnout
from voting.rounds.result_page import result_page


@pytest.fixture
def opened(recommendation, guideline, chair, member):
    """A round by hands with five on its roll."""
    for n in range(3):
        factories.make_member(guideline=guideline, ref=f"m{n}")
    return open_round(by=chair, recommendation=recommendation, mode="hands")


@pytest.fixture
def there(opened):
    """Four of the five."""
    return list(opened.voters.all())[:4]


def refused(deed, **what) -> list[str]:
    with pytest.raises(Blocked) as refusal:
        deed(**what)
    return [str(each) for each in refusal.value.blockers]


def test_confirmed_count_closes_the_round_and_decides(
    opened, there, chair, secretariat, guideline, events
):
    show = count_hands(
        by=secretariat,
        round=opened,
        counts={"weak-for": 3, "abstain": 1, "neither": 0},
        present=there,
    )
    opened.refresh_from_db()
    assert (opened.status, turnout(opened), result_of(opened)) == ("open", 0, None)

    closed = confirm_hands(by=chair, show=show)

    result = result_of(closed)
    assert (closed.status, closed.counts, closed.eligible) == (
        "closed",
        {"weak-for": 3, "abstain": 1},
        5,
    )
    assert (result.outcome, result.base, result.eligible) == ("recommendation", 3, 5)
    attendance = result_page(chair, closed)["attendance"]
    assert (attendance.voted, attendance.abstained, attendance.absent) == (4, 1, 1)
    assert list(attendance.present) == there
    assert chain_of(guideline).recommendation("q1r1").derived.strength == "weak"
    assert events() == ["round-opened", "hands-counted", "hands-confirmed", "round-closed"]
    # The log is read by whoever may not see the tally.
    assert not any(
        "weak-for" in str(event.facts) for event in Event.objects.exclude(verb="round-opened")
    )


def test_whoever_counted_does_not_confirm(opened, there, chair):
    show = count_hands(by=chair, round=opened, counts={"weak-for": 4}, present=there)

    assert refused(confirm_hands, by=chair, show=show) == [
        "You counted: somebody else has to confirm it."
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        ShowOfHands.objects.update(
            answer="confirmed", answered_by=chair, answered_at=show.entered_at
        )


def test_everything_that_is_wrong_is_said_at_once(opened, there, chair, recommendation):
    revoke_voter(by=chair, voter=there[0], reason="Left.")
    there[0].refresh_from_db()
    other = factories.make_voter()
    counts = {"either": 1, "weak-for": 2, "abstain": -1}

    said = refused(count_hands, by=chair, round=opened, counts=counts, present=[*there, other])

    assert said == [
        "either option is no option of this round.",
        "abstained: must be a whole number from 0.",
        f"{there[0].member} is not entitled to vote in this round.",
        f"{other.member} is not entitled to vote in this round.",
        "3 hands are counted, and 5 people entitled to vote are present.",
    ]
    assert refused(count_hands, by=chair, round=opened, counts={}, present=[]) == [
        "Nobody is marked as present."
    ]
    assert ShowOfHands.objects.count() == 0


def test_roll_that_changed_since_the_count_is_noticed(opened, there, chair, secretariat):
    show = count_hands(by=secretariat, round=opened, counts={"weak-for": 4}, present=there)
    revoke_voter(by=chair, voter=there[3], reason="A conflict was declared.")

    assert refused(confirm_hands, by=chair, show=show) == [
        f"{there[3].member} is not entitled to vote in this round."
    ]


def test_wrong_count_is_kept_and_counted_again(opened, there, chair, secretariat, methodologist):
    first = count_hands(by=secretariat, round=opened, counts={"weak-for": 4}, present=there)
    again = {"by": methodologist, "round": opened, "counts": {"weak-against": 4}, "present": there}
    assert refused(count_hands, **again) == ["A count waits for its confirmation already."]
    assert refused(count_hands_again, by=chair, show=first, reason=" ") == [
        "Say what is wrong with the count."
    ]

    count_hands_again(by=chair, show=first, reason="One hand was counted twice.")
    second = count_hands(**again)
    confirm_hands(by=chair, show=second)

    assert [(each.number, each.answer) for each in opened.shows_of_hands.all()] == [
        (1, "counted-again"),
        (2, "confirmed"),
    ]
    assert refused(confirm_hands, by=chair, show=first) == [
        "The round is not open.",
        "This count was answered already.",
    ]


def test_round_by_hands_takes_no_ballot_and_closes_by_its_count_alone(
    opened, chair, recommendation
):
    assert refused(cast_vote, by=chair, round=opened, choice="weak-for") == [
        "This round is held by a show of hands: no ballots are taken."
    ]
    assert refused(close_round, by=chair, round=opened) == [
        "A show of hands closes when a second person confirms the count."
    ]


def test_hands_are_never_secret(recommendation, chair, member):
    said = refused(
        open_round, by=chair, recommendation=recommendation, mode="hands", secrecy="secret"
    )
    assert said == ["Hands are seen: a show of hands cannot be secret."]


def test_member_counts_no_hands(opened, there, member):
    with pytest.raises(PermissionDenied):
        count_hands(by=member, round=opened, counts={"weak-for": 4}, present=there)
