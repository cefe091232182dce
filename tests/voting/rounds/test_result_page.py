"""A round that is over: four facts of who took part, the agreement, the rounds side by side."""

import pytest
from django.urls import reverse

from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.late_changes import revoke_voter
from voting.actions.rounds import close_round, open_round
from voting.queries import result_of
from voting.results.history import feedback_for, history_of
from voting.rounds.result_page import result_page


@pytest.fixture
def people(guideline):
    """Six members who can vote."""
    users = [factories.make_user(f"member-0{n}") for n in range(1, 7)]
    for n, user in enumerate(users, start=1):
        factories.make_member(
            guideline=guideline, ref=f"m{n}", name=f"Member {n}", user=user, position=n
        )
    return users


def vote(round, people, *choices, comment=""):
    for person, choice in zip(people, choices, strict=False):
        cast_vote(by=person, round=round, choice=choice, comment=comment)


@pytest.fixture
def closed(recommendation, chair, people, discussant):
    """Seven on the roll: four weak for, one strong for, one abstains, one is revoked and one recused."""
    round = open_round(by=chair, recommendation=recommendation)
    vote(round, people, "weak-for", "weak-for", "weak-for", "weak-for", "strong-for", "abstain")
    voter = round.voters.get(member__ref="m4")
    revoke_voter(by=chair, voter=voter, reason="Left the panel.")
    return close_round(by=chair, round=round)


def test_voted_abstained_absent_recused_and_void_are_apart(closed, chair):
    said = result_page(chair, closed)
    attendance = said["attendance"]

    assert (attendance.voted, attendance.entitled) == (5, 6)
    assert (attendance.abstained, attendance.absent) == (1, 1)
    assert [(each.member.ref, each.action) for each in attendance.recused] == [
        ("discussant", "discuss-only")
    ]
    assert [voter.member.ref for voter in attendance.void] == ["m4"]
    assert said["agreement"].as_data() == {"votes": 3, "base": 4, "percent": "75.0"}


def test_page_says_it_in_words_with_bars_and_figures(closed, chair, client_of):
    page = client_of(chair).get(reverse("round", args=[closed.pk])).content.decode()

    assert "3 of 4 votes are weak for; more than 70 % needs 3; weak recommendation for." in page
    assert "Agreement: 3 of 4, 75.0 %" in page
    assert "5 of 6 entitled" in page
    assert "discussant (may discuss, does not vote)" in page
    assert "Member 4: Left the panel." in page
    assert "The line marks the 3 votes that an option needs." in page
    assert page.count('<rect class="bar-votes"') == 6


@pytest.mark.parametrize(
    ("choices", "secrecy", "caution"),
    [
        (("weak-for", "weak-for"), "confidential", "Only 2 of 7 entitled voters took part."),
        (
            ("weak-for", "weak-for"),
            "confidential",
            "Only 2 votes count: nothing short of unanimity can pass.",
        ),
        (
            ("weak-for",) * 5,
            "secret",
            "Everybody voted the same: this secret round tells how each of its voters voted.",
        ),
    ],
)
def test_reader_is_warned(choices, secrecy, caution, recommendation, chair, people):
    round = open_round(by=chair, recommendation=recommendation, secrecy=secrecy)
    vote(round, people, *choices)

    assert caution in result_page(chair, close_round(by=chair, round=round))["cautions"]


def test_rounds_stand_side_by_side(closed, recommendation, chair, people, client_of):
    second = open_round(by=chair, recommendation=recommendation)
    vote(second, people, "strong-for", "strong-for", "strong-for")
    second = close_round(by=chair, round=second)

    history = history_of(chair, second)

    assert [each.round.number for each in history.counted] == [1, 2]
    assert [(option, [bar.votes for bar in bars]) for option, bars in history.rows][:2] == [
        ("strong-for", [1, 3]),
        ("weak-for", [3, 0]),
    ]
    page = client_of(chair).get(reverse("round", args=[second.pk])).content.decode()
    assert "Votes of each round side by side" in page


def test_next_ballot_shows_the_distribution_and_no_names(
    recommendation, chair, people, discussant, conflicted_member, client_of
):
    first = open_round(by=chair, recommendation=recommendation)
    vote(first, people, "weak-for", "weak-against", comment="Too few studies.")
    close_round(by=chair, round=first)
    second = open_round(by=chair, recommendation=recommendation)

    told = feedback_for(people[0], second)

    assert told.sentence.startswith("1 of 2 votes are weak for; more than 70 % needs 2")
    assert told.comments == (("weak-for", "Too few studies."), ("weak-against", "Too few studies."))
    assert feedback_for(discussant, second) == told
    # Who had to leave the room, and who has no place, learn nothing.
    assert feedback_for(conflicted_member, second) is None
    assert feedback_for(factories.make_user(), second) is None
    page = client_of(people[2]).get(reverse("round", args=[second.pk])).content.decode()
    assert "What round 1 came to" in page
    assert "Too few studies." in page
    assert "Member 1" not in page


def test_secret_round_below_three_ballots_feeds_nothing_back(recommendation, chair, people):
    first = open_round(by=chair, recommendation=recommendation, secrecy="secret")
    vote(first, people, "weak-for", "weak-against")
    close_round(by=chair, round=first)
    second = open_round(by=chair, recommendation=recommendation)

    assert feedback_for(people[0], second) is None
    assert history_of(chair, second).counted == ()


def test_first_and_practice_rounds_look_back_on_nothing(closed, recommendation, chair, people):
    practice = open_round(by=chair, recommendation=recommendation, practice=True)

    assert feedback_for(people[0], closed) is None
    assert feedback_for(people[0], practice) is None
    assert result_of(closed).winner == "weak-for"


def test_other_rules_are_read_by_chair_and_methodologist_alone(
    closed, chair, methodologist, people, secretariat, client_of
):
    heading = "What other rules would have said"
    url = reverse("round", args=[closed.pk])
    readers = (chair, methodologist, secretariat, people[0])

    read = [heading in client_of(each).get(url).content.decode() for each in readers]

    # Three of four votes that count are weak for: over two thirds, and over 70 % as well.
    assert read == [True, True, False, False]
    others = result_page(chair, closed)["other_rules"]
    assert [said.endswith("weak recommendation for.") for _rule, said, _differs in others] == [
        True,
        True,
        True,
    ]
    assert [differs for _rule, _said, differs in others] == [False, False, False]
