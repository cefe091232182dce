import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guideline import codes
from voting.eligibility import ACTIONS, ROLES, Standing, actions_on, standing, strictest

some_actions = st.lists(st.sampled_from(ACTIONS), max_size=6)

# Role by action: v votes, d discusses, s sees. Columns as in ACTIONS.
TABLE = {
    "chair": ("vds", "vds", "vds", "ds", ""),
    "member": ("vds", "vds", "vds", "ds", ""),
    "methodologist": ("ds", "ds", "ds", "ds", ""),
    "commentator": ("ds", "ds", "ds", "ds", ""),
    "secretariat": ("ds", "ds", "ds", "ds", ""),
    "observer": ("s", "s", "s", "s", ""),
}


def test_words_are_those_of_the_data():
    assert ROLES == codes.ROLES
    assert ACTIONS == codes.CONFLICT_ACTIONS
    assert tuple(TABLE) == ROLES


@pytest.mark.parametrize(("role", "action"), list(itertools.product(ROLES, ACTIONS)))
def test_standing_follows_role_and_action(role, action):
    may = TABLE[role][ACTIONS.index(action)]

    assert standing(role, [action]) == Standing(
        role, "v" in may, "d" in may, "s" in may, because_action=action
    )


@pytest.mark.parametrize("role", ROLES)
def test_standing_without_a_conflict_is_that_of_none(role):
    assert standing(role) == standing(role, ["none"])


@pytest.mark.parametrize(
    ("actions", "strictest_one", "may_vote"),
    [
        (["vote-with-disclosure", "none"], "vote-with-disclosure", True),
        (["not-reported", "vote-with-disclosure"], "not-reported", True),
        (["discuss-only", "vote-with-disclosure"], "discuss-only", False),
        (["none", "leave-room", "discuss-only"], "leave-room", False),
        (["not-reported", "none"], "not-reported", True),
    ],
)
def test_strictest_action_wins(actions, strictest_one, may_vote):
    found = standing("member", actions)

    assert (found.because_action, found.may_vote) == (strictest_one, may_vote)


@given(some_actions, st.sampled_from(ACTIONS), st.sampled_from(ROLES))
def test_one_conflict_more_never_gives_a_right(actions, further, role):
    before, after = standing(role, actions), standing(role, [*actions, further])

    assert after.may_vote <= before.may_vote
    assert after.may_discuss <= before.may_discuss
    assert after.may_see <= before.may_see


@given(some_actions, st.randoms(use_true_random=False))
def test_strictest_does_not_depend_on_the_order(actions, random):
    shuffled = list(actions)
    random.shuffle(shuffled)

    assert strictest(shuffled) == strictest(actions)


@pytest.mark.parametrize(
    ("role", "action", "recused"),
    [
        ("member", "discuss-only", True),
        ("chair", "leave-room", True),
        ("member", "vote-with-disclosure", False),
        ("methodologist", "leave-room", False),
    ],
)
def test_recused_is_who_would_have_voted(role, action, recused):
    assert standing(role, [action]).is_recused is recused


@pytest.mark.parametrize(("role", "actions"), [("guest", []), ("member", ["recuse"])])
def test_unknown_words_are_refused(role, actions):
    with pytest.raises(ValueError, match="unknown"):
        standing(role, actions)


def test_actions_on_a_question_include_those_without_one():
    conflicts = [("q1", "leave-room"), (None, "vote-with-disclosure"), ("q2", "discuss-only")]

    assert actions_on("q1", conflicts) == ["leave-room", "vote-with-disclosure"]
    assert actions_on("q2", conflicts) == ["vote-with-disclosure", "discuss-only"]
    assert actions_on("q3", conflicts) == ["vote-with-disclosure"]


def test_chair_votes_unless_the_rule_says_otherwise():
    may = [standing(role, chair_votes=False).may_vote for role in ("chair", "member")]

    assert may == [False, True]
    assert standing("chair", chair_votes=False).is_recused is False
    assert standing("chair", ["discuss-only"], chair_votes=False).is_recused is True
