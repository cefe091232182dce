"""Deeds that take two people, done at once: a show of hands confirmed, a correction, a proxy.

Each is tried as people do it, and again without its lock, where both look before either acts: there the
database's own constraints and guards have to hold, and without those as well the harm is shown.
"""

from collections.abc import Callable
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, connection
from django.db.models import UniqueConstraint

from accounts.blockers import Blocked
from audit.models import Event
from audit.queries import verify
from tests import factories
from tests.voting.test_race import at_once, in_a_thread, loosened
from voting import guards
from voting.actions import hands, proxies
from voting.actions.ballots import cast_vote
from voting.actions.corrections import confirm_correction, propose_correction, withdraw_correction
from voting.actions.hands import confirm_hands, count_hands, count_hands_again
from voting.actions.late_changes import revoke_voter
from voting.actions.proxies import accept_proxy, end_proxy, name_proxy
from voting.actions.rounds import close_round, open_round, withdraw_round
from voting.ballots import receipts
from voting.ballots.casts import Cast, NotOnTheRoll
from voting.models import Correction, DeclaredResult, DraftVersion, Proxy, Round, Voter
from voting.queries import counts_of, eligible_in

WITHDRAWN_WITH_REASON = "voting_withdrawn_with_reason"

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(answers: list) -> list[str]:
    return sorted(type(each).__name__ for each in answers)


def told(verb: str) -> int:
    return Event.objects.filter(verb=verb).count()


def looked_together(monkeypatch, module, check: str, deeds: list[Callable]) -> list:
    """Deeds that all look what stands in their way before any of them acts; none in a transaction."""
    together, look = Barrier(len(deeds)), getattr(module, check)

    def look_together(*asked, **options):
        found = look(*asked, **options)
        together.wait(60)
        return found

    monkeypatch.setattr(module, check, look_together)
    connection.close()
    return at_once([partial(in_a_thread, each) for each in deeds])


# --- A show of hands -----------------------------------------------------------------------------


@pytest.fixture
def others(guideline):
    """Two more chairs, who may confirm what the first counted."""
    people = [factories.make_user(f"other-{n}") for n in range(2)]
    for user in people:
        factories.make_member(guideline=guideline, role="chair", user=user)
    return people


@pytest.fixture
def show(recommendation, chair, member, others):
    """Hands that the chair counted."""
    round = open_round(by=chair, recommendation=recommendation, mode="hands")
    there = list(round.voters.all())[:2]
    return count_hands(by=chair, round=round, counts={"weak-for": 2}, present=there)


def test_two_confirmations_close_the_round_once(show, others):
    answers = at_once([partial(confirm_hands, by=each, show=show) for each in others * 2])

    assert kinds(answers) == ["Blocked"] * 3 + ["Round"]
    assert (told("hands-confirmed"), told("round-closed")) == (1, 1)
    assert verify() is None


def test_two_counts_at_once_are_one(recommendation, chair, member, others):
    round = open_round(by=chair, recommendation=recommendation, mode="hands")
    there = list(round.voters.all())[:2]
    entering = partial(count_hands, round=round, counts={"weak-for": 2}, present=there)

    answers = at_once([partial(entering, by=each) for each in (chair, *others)])

    assert kinds(answers) == ["Blocked", "Blocked", "ShowOfHands"]


def test_without_lock_the_database_lets_one_confirmation_close(show, others, unlocked, monkeypatch):
    confirm = partial(confirm_hands.__wrapped__, show=show)

    answers = looked_together(
        monkeypatch, hands, "blockers_to_hands", [partial(confirm, by=each) for each in others]
    )

    assert kinds(answers) == ["IntegrityError", "Round"]
    assert told("round-closed") == 1


def test_without_lock_guards_and_constraint_two_confirmations_declare_twice(
    show, others, unlocked, monkeypatch
):
    confirm = partial(confirm_hands.__wrapped__, show=show)
    unique = [
        each for each in DeclaredResult._meta.constraints if isinstance(each, UniqueConstraint)
    ]
    with loosened(DeclaredResult, unique):
        guards.drop()
        looked_together(
            monkeypatch, hands, "blockers_to_hands", [partial(confirm, by=each) for each in others]
        )

        assert told("round-closed") == 2


@pytest.mark.parametrize("first", ["confirmed", "withdrawn"])
def test_round_is_confirmed_or_withdrawn_and_never_both(show, chair, others, first):
    deeds = [
        partial(confirm_hands, by=others[0], show=show),
        partial(withdraw_round, by=chair, round=show.round, reason="Somebody left."),
    ]

    answers = at_once((deeds if first == "confirmed" else deeds[::-1]) * 2)

    round = Round.objects.get(pk=show.round_id)
    assert kinds(answers) == ["Blocked"] * 3 + ["Round"]
    assert (told("round-closed"), told("round-withdrawn")) == (
        (1, 0) if round.status == "closed" else (0, 1)
    )
    assert verify() is None


def confirmed_while_withdrawn(show, chair, others, monkeypatch) -> list:
    """A confirmation that looked before a withdrawal, and acts after it."""

    def look_and_let_withdraw(*asked):
        found = look(*asked)
        withdraw_round(by=chair, round=show.round, reason="Somebody left.")
        return found

    look = hands.blockers_to_hands
    monkeypatch.setattr(hands, "blockers_to_hands", look_and_let_withdraw)
    return in_a_thread(partial(confirm_hands.__wrapped__, by=others[0], show=show))


def test_without_lock_the_guard_refuses_to_close_what_was_withdrawn(
    show, chair, others, unlocked, monkeypatch
):
    answer = confirmed_while_withdrawn(show, chair, others, monkeypatch)

    assert "a round that is over stays as it ended" in str(answer)
    assert Round.objects.get(pk=show.round_id).status == "withdrawn"


def test_without_lock_guard_and_constraint_a_withdrawn_round_is_closed(
    show, chair, others, unlocked, monkeypatch
):
    with_reason = [each for each in Round._meta.constraints if each.name == WITHDRAWN_WITH_REASON]
    with loosened(Round, with_reason):
        guards.drop()
        confirmed_while_withdrawn(show, chair, others, monkeypatch)

        assert (told("round-withdrawn"), told("round-closed")) == (1, 1)


def test_count_is_confirmed_or_counted_again(show, others):
    answers = at_once(
        [
            partial(confirm_hands, by=others[0], show=show),
            partial(count_hands_again, by=others[1], show=show, reason="One too many."),
        ]
    )

    assert len([each for each in answers if isinstance(each, Blocked)]) == 1
    assert told("hands-confirmed") + told("hands-counted-again") == 1
    assert told("round-closed") == told("hands-confirmed")


# --- A correction --------------------------------------------------------------------------------


@pytest.fixture
def correction(recommendation, chair, member, methodologist, others) -> Correction:
    """A slip in a wording that was voted on, with its correction proposed."""
    recommendation.statement = "We sugest doing it."
    recommendation.save()
    round = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=chair, round=round, choice="weak-for")
    close_round(by=chair, round=round)
    return propose_correction(
        by=methodologist,
        recommendation=recommendation,
        after="We suggest doing it.",
        because="A letter was missing.",
    )


def test_correction_confirmed_by_two_at_once_is_made_once(correction, others):
    answers = at_once(
        [partial(confirm_correction, by=each, correction=correction) for each in others * 2]
    )

    assert kinds(answers) == ["Blocked"] * 3 + ["Correction"]
    assert told("correction-confirmed") == 1
    assert [each.number for each in DraftVersion.objects.order_by("number")] == [1, 2]
    assert verify() is None


def test_correction_is_confirmed_or_withdrawn(correction, others, methodologist):
    answers = at_once(
        [
            partial(confirm_correction, by=others[0], correction=correction),
            partial(
                withdraw_correction, by=methodologist, correction=correction, reason="It stands."
            ),
        ]
    )

    correction.refresh_from_db()
    assert kinds(answers) == ["Blocked", "Correction"]
    assert (correction.confirmed_at is None) == (correction.withdrawn_at is not None)
    assert told("correction-confirmed") + told("correction-withdrawn") == 1


# --- A proxy -------------------------------------------------------------------------------------


@pytest.fixture
def lines(recommendation, guideline, chair) -> dict[str, Voter]:
    """The roll of a round whose rule has proxies, by the id of the place."""
    for n in range(4):
        user = factories.make_user(f"voter-{n}")
        factories.make_member(guideline=guideline, ref=f"v{n}", user=user)
    round = open_round(by=chair, recommendation=recommendation, rule={"proxy": "written"})
    return {each.member.ref: each for each in round.voters.select_related("member__user", "round")}


def naming(lines, giver: str, holder: str, deed: Callable = name_proxy) -> Callable:
    line = lines[giver]
    return partial(deed, by=line.member.user, round=line.round, holder=lines[holder])


def test_three_who_name_the_same_holder_at_once_have_one_proxy(lines):
    answers = at_once([naming(lines, each, "v0") for each in ("v1", "v2", "v3")])

    assert kinds(answers) == ["Blocked", "Blocked", "Proxy"]


def test_nobody_gives_what_they_take_on_at_the_same_moment(lines):
    answers = at_once([naming(lines, "v0", "v1"), naming(lines, "v1", "v0")])

    assert kinds(answers) == ["Blocked", "Proxy"]


def test_without_lock_the_constraint_lets_one_hold_one(lines, unlocked, monkeypatch):
    answers = looked_together(
        monkeypatch,
        proxies,
        "who_may_hold",
        [naming(lines, each, "v0", name_proxy.__wrapped__) for each in ("v1", "v2")],
    )

    assert kinds(answers) == ["IntegrityError", "Proxy"]


def test_without_lock_and_constraint_one_holds_two(lines, unlocked, monkeypatch):
    unique = [each for each in Proxy._meta.constraints if each.name == "voting_one_proxy_held"]
    with loosened(Proxy, unique):
        looked_together(
            monkeypatch,
            proxies,
            "who_may_hold",
            [naming(lines, each, "v0", name_proxy.__wrapped__) for each in ("v1", "v2")],
        )

        assert Proxy.objects.filter(ended_at=None).count() == 2
        Proxy.objects.all().delete()


def test_proxy_taken_back_while_it_is_taken_on_and_used_votes_no_more(lines):
    """A vote under it counts if it came before the end; after it nobody votes for the giver but they."""
    proxy = naming(lines, "v1", "v0")()
    giver, holder = lines["v1"], lines["v0"].member.user

    def vote():
        try:
            return cast_vote(by=holder, round=giver.round, choice="weak-for", of=giver)
        except NotOnTheRoll as refusal:
            return refusal

    taking_on = partial(accept_proxy, by=holder, proxy=proxy)
    answers = at_once(
        [taking_on, vote, vote, partial(end_proxy, by=giver.member.user, proxy=proxy), vote, vote]
    )

    proxy.refresh_from_db()
    cast = [each for each in answers if isinstance(each, Cast) and each.first]
    assert proxy.ended_because == "withdrawn"
    assert giver.ballots.count() == len(cast)
    assert type(vote()) is NotOnTheRoll
    assert verify() is None


# --- A voter taken off the roll amid votes -------------------------------------------------------


@pytest.mark.parametrize("secrecy", ["confidential", "secret"])
def test_voter_revoked_amid_their_own_clicks_counts_as_the_roll_says(
    recommendation, guideline, chair, lines, secrecy
):
    withdraw_round(by=chair, round=lines["v0"].round, reason="Once more.")
    round = open_round(by=chair, recommendation=recommendation, secrecy=secrecy)
    voters = {each.member.ref: each for each in round.voters.select_related("member__user")}

    def vote(ref: str, choice: str):
        try:
            return cast_vote(by=voters[ref].member.user, round=round, choice=choice, key=ref)
        except NotOnTheRoll as refusal:
            return refusal

    revoke = partial(revoke_voter, by=chair, voter=voters["v0"], reason="Shares.")
    clicks = [partial(vote, "v0", "strong-against")] * 6
    votes = [partial(vote, f"v{n}", "weak-for") for n in (1, 2, 3)]
    answers = at_once([*clicks[:3], votes[0], revoke, *votes[1:], *clicks[3:]])

    closed = close_round(by=chair, round=round)
    came_first = any(isinstance(each, Cast) and each.choice == "strong-against" for each in answers)
    # A named ballot is void with its voter; a secret one nobody can find again.
    void = {"strong-against": 1} if secrecy == "secret" and came_first else {}
    assert counts_of(closed) == {"weak-for": 3} | void
    assert eligible_in(closed) == 4 + bool(void)
    assert closed.voters.filter(has_voted=True).count() == closed.secret_ballots.count()
    assert type(vote("v0", "abstain")) in (NotOnTheRoll, Blocked)
    assert verify() is None


# --- Ticks and secret ballots --------------------------------------------------------------------


def test_tick_and_secret_ballot_enter_together_or_not_at_all(
    lines, recommendation, chair, monkeypatch
):
    """A ballot that cannot enter leaves nobody ticked off: they vote again."""
    withdraw_round(by=chair, round=lines["v0"].round, reason="Once more.")
    round = open_round(by=chair, recommendation=recommendation, secrecy="secret")
    voters = list(round.voters.select_related("member__user"))
    monkeypatch.setattr(receipts, "new_receipt", lambda: "the same for all")
    cast_vote(by=voters[0].member.user, round=round, choice="weak-for")

    with pytest.raises(IntegrityError):
        cast_vote(by=voters[1].member.user, round=round, choice="neither")

    ticked = round.voters.filter(has_voted=True)
    assert (ticked.count(), round.secret_ballots.count()) == (1, 1)
    monkeypatch.undo()
    assert cast_vote(by=voters[1].member.user, round=round, choice="neither").first
    assert (ticked.count(), round.secret_ballots.count()) == (2, 2)
