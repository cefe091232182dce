import pytest

from guideline.actions.conflicts import decide_conflict
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round
from voting.decision_rule.other_rules import other_results
from voting.queries import counts_of, eligible_in, result_of
from voting.rules.rule import BASES

CHOICES = ("strong-for", "strong-for", "strong-against", "strong-against", "weak-for")


@pytest.fixture
def voters(guideline, chair, member):
    more = [factories.make_user(f"more{n}") for n in range(3)]
    for user in more:
        factories.make_member(guideline=guideline, ref=user.username, user=user)
    return [chair, member, *more]


def held(recommendation, voters, choices=CHOICES, **terms):
    round = open_round(by=voters[0], recommendation=recommendation, **terms)
    for person, choice in zip(voters, choices, strict=False):
        cast_vote(by=person, round=round, choice=choice)
    return round


def test_other_presets_are_told_after_the_close_to_chair_and_methodologist(
    recommendation, voters, methodologist, secretariat, stranger
):
    round = held(
        recommendation,
        voters,
        ("strong-for", "strong-for", "strong-for", "strong-against", "weak-for"),
    )
    assert other_results(voters[0], round) == []
    close_round(by=voters[0], round=round)
    round.refresh_from_db()

    read = [
        len(other_results(user, round))
        for user in (voters[0], methodologist, voters[1], secretariat, stranger)
    ]

    assert result_of(round).outcome == "no-consensus"
    assert read == [3, 3, 0, 0, 0]
    told = {
        each.preset: (each.result.winner, each.differs)
        for each in other_results(methodologist, round)
    }
    assert told == {
        "over-70-pooled": ("strong-for", True),
        "grade-grid": (None, False),
        "two-thirds": (None, False),
    }


def test_other_presets_tell_nothing_of_too_few_secret_ballots(recommendation, voters):
    round = held(recommendation, voters, ("strong-for", "strong-for"), secrecy="secret")

    close_round(by=voters[0], round=round)
    round.refresh_from_db()

    assert other_results(voters[0], round) == []


@pytest.mark.parametrize("base", BASES)
def test_recused_member_never_changes_a_share(guideline, question, voters, base):
    """Recused before the vote, taken off during it, or never on the panel: the same shares."""
    results = []
    for choice in (None, "strong-against", "weak-for", "abstain"):
        draft = factories.make_recommendation(question=question)
        user = factories.make_user()
        place = factories.make_member(guideline=guideline, user=user)
        conflict = factories.make_conflict(member=place, question=question, action="not-reported")
        if choice is None:
            decide_conflict(by=voters[0], conflict=conflict, action="leave-room", because="Shares.")
        round = held(draft, voters, rule={"base": base})
        if choice is not None:
            cast_vote(by=user, round=round, choice=choice)
            decide_conflict(
                by=voters[0], conflict=conflict, action="discuss-only", because="Shares."
            )
        closed = close_round(by=voters[0], round=round)
        results.append(
            (
                counts_of(closed),
                eligible_in(closed),
                result_of(closed).base,
                result_of(closed).needed,
            )
        )

    assert results == [results[0]] * 4
    assert results[0][:2] == ({"strong-for": 2, "strong-against": 2, "weak-for": 1}, 5)
