from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting import codes
from voting.rules.rule import (
    BASES,
    CHAIR_VOTES,
    COMMENT_POLICIES,
    COMPARISONS,
    DEFAULT_OPTIONS,
    DEFAULT_RULE,
    DIRECTED_OPTIONS,
    NEITHER_AS,
    OPTIONS,
    OTHERWISES,
    PRESETS,
    PROXY_POLICIES,
    Rule,
    RuleError,
    rule_from,
    share_text,
)

thresholds = st.fractions(Fraction(1, 2), Fraction(99, 100), max_denominator=999)
rules = st.builds(
    Rule,
    preset=st.sampled_from(list(PRESETS)),
    options=st.sets(st.sampled_from(OPTIONS))
    .filter(lambda some: some & set(DIRECTED_OPTIONS))
    .map(lambda some: tuple(option for option in OPTIONS if option in some)),
    base=st.sampled_from(BASES),
    comparison=st.sampled_from(COMPARISONS),
    strong=thresholds,
    weak=thresholds,
    quorum=st.none() | st.fractions(Fraction(1, 99), 1, max_denominator=99),
    rounds=st.integers(1, 9),
    otherwise=st.sampled_from(OTHERWISES),
    comment=st.sampled_from(COMMENT_POLICIES),
    proxy=st.sampled_from(PROXY_POLICIES),
    chair=st.sampled_from(CHAIR_VOTES),
    reminders=st.booleans(),
    neither_as=st.sampled_from(NEITHER_AS),
    pause=st.integers(0, 999),
)
KEYS_OF_THE_FIRST_RULES = (
    "preset",
    "options",
    "base",
    "comparison",
    "strong",
    "weak",
    "quorum",
    "rounds",
    "otherwise",
)


def problems_of(value):
    with pytest.raises(RuleError) as error:
        rule_from(value)
    return error.value.problems


def test_options_are_those_of_the_data():
    assert OPTIONS == codes.OPTIONS
    assert tuple(option for option in codes.OPTIONS if option != "either") == DEFAULT_OPTIONS


@pytest.mark.parametrize(
    ("name", "comparison", "strong", "weak", "rounds", "otherwise"),
    [
        ("over-70", ">", "7/10", "7/10", 3, "another-round"),
        ("over-70-pooled", ">", "7/10", "7/10", 3, "another-round"),
        ("grade-grid", ">=", "7/10", "1/2", 2, "no-recommendation"),
        ("two-thirds", ">", "2/3", "2/3", 3, "another-round"),
    ],
)
def test_presets_are_those_of_the_literature(name, comparison, strong, weak, rounds, otherwise):
    assert rule_from(name).as_data() == {
        "preset": name,
        "options": [
            "strong-for",
            "weak-for",
            "neither",
            "weak-against",
            "strong-against",
            "abstain",
        ],
        "base": "cast",
        "comparison": comparison,
        "strong": strong,
        "weak": weak,
        "quorum": None,
        "rounds": rounds,
        "otherwise": otherwise,
        "direction": "majority",
        "comment": "optional",
        "proxy": "none",
        "chair": "votes",
        "reminders": True,
        "neither_as": "vote",
        "pause": 0,
    }


def test_rule_stored_before_it_said_how_a_round_is_held_means_what_it_meant():
    data = rule_from("two-thirds").as_data()
    old = {key: value for key, value in data.items() if key in KEYS_OF_THE_FIRST_RULES}

    assert rule_from(old) == rule_from("two-thirds")


@pytest.mark.parametrize("value", [-1, 8761, 1.5, True, "24", None])
def test_pause_is_a_whole_number_of_hours_up_to_a_year(value):
    assert problems_of({"pause": value}) == [
        ("pause", "must be a whole number of hours, 0 to 8760")
    ]
    assert rule_from({"pause": 8760}).pause == 8760


@pytest.mark.parametrize("preset", [each for each in PRESETS if each != "over-70-pooled"])
@pytest.mark.parametrize("test", ["opposition", "threshold"])
def test_test_of_direction_belongs_to_pooled_votes(preset, test):
    assert problems_of({"preset": preset, "direction": test}) == [
        ("direction", "only over-70-pooled tests the direction by itself")
    ]
    assert rule_from({"preset": "over-70-pooled", "direction": test}).direction == test


@pytest.mark.parametrize("value", [0, 1, "true", None])
def test_reminders_are_on_or_off(value):
    assert problems_of({"reminders": value}) == [("reminders", "must be true or false")]


def test_rule_without_a_preset_is_over_70():
    assert rule_from({}) == DEFAULT_RULE == rule_from("over-70")


def test_rule_keys_override_those_of_the_preset():
    rule = rule_from({"preset": "grade-grid", "strong": "4/5", "quorum": "1/2", "rounds": 4})

    assert rule == Rule(
        "grade-grid",
        comparison=">=",
        strong=Fraction(4, 5),
        weak=Fraction(1, 2),
        quorum=Fraction(1, 2),
        rounds=4,
        otherwise="no-recommendation",
    )


def test_rule_puts_options_into_canonical_order():
    rule = rule_from({"options": ["abstain", "either", "weak-for", "strong-for"]})

    assert rule.options == ("strong-for", "weak-for", "either", "abstain")


@given(rules)
def test_rule_survives_its_own_data(rule):
    assert rule_from(rule.as_data()) == rule


@given(rules)
def test_rule_data_is_plain_and_stable(rule):
    data = rule.as_data()

    plain = (str, int, bool, list, type(None))
    assert all(isinstance(value, plain) for value in data.values())
    assert rule_from(data).as_data() == data


@pytest.mark.parametrize("value", ["7/10", "14/20", "70/100", "007/10"])
def test_threshold_is_an_exact_fraction(value):
    assert rule_from({"strong": value}).strong == Fraction(7, 10)


@pytest.mark.parametrize("value", ["1", 1, "1/1", "2/2"])
def test_threshold_may_be_unanimity_with_at_least(value):
    assert rule_from({"strong": value, "comparison": ">="}).strong == 1


@pytest.mark.parametrize("key", ["strong", "weak"])
def test_threshold_of_more_than_everything_is_refused(key):
    ((path, message),) = problems_of({key: 1})

    assert path == key
    assert "can never be reached" in message


@pytest.mark.parametrize("key", ["strong", "weak"])
@pytest.mark.parametrize("value", ["1/3", "49/100", "0", 0, "0/1", "3/2", 2, "499999/999999"])
def test_threshold_outside_one_half_to_1_is_refused(key, value):
    assert problems_of({key: value}) == [(key, "must be 1/2 to 1")]


@pytest.mark.parametrize("key", ["strong", "weak", "quorum"])
@pytest.mark.parametrize(
    "value",
    [
        0.7,
        "0.7",
        "70 %",
        "7 / 10",
        "-7/10",
        "7/0",
        "",
        "x",
        True,
        [],
        {},
        "7/10/2",
        "７/10",
        "9" * 7,
        "7/10\n",
    ],
)
def test_share_that_is_no_exact_fraction_is_refused(key, value):
    assert problems_of({key: value}) == [(key, "must be an exact fraction such as '7/10'")]


@pytest.mark.parametrize("key", ["strong", "weak"])
def test_threshold_cannot_be_left_empty(key):
    assert [path for path, _ in problems_of({key: None})] == [key]


@pytest.mark.parametrize(
    ("value", "quorum"),
    [(None, None), ("1/2", Fraction(1, 2)), ("1/20", Fraction(1, 20)), (1, Fraction(1))],
)
def test_quorum_is_a_share_or_none(value, quorum):
    assert rule_from({"quorum": value}).quorum == quorum


@pytest.mark.parametrize("value", [0, "0", "0/5", 7, "11/10"])
def test_quorum_outside_0_to_1_is_refused(value):
    assert problems_of({"quorum": value}) == [("quorum", "must be more than 0 to 1")]


@pytest.mark.parametrize("value", [0, -1, 1.5, "3", True, None])
def test_rounds_must_be_a_whole_number_from_1(value):
    assert problems_of({"rounds": value}) == [("rounds", "must be a whole number from 1")]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("preset", "over-80"),
        ("base", "present"),
        ("comparison", "=>"),
        ("comparison", None),
        ("otherwise", "chair-decides"),
        ("base", ["cast"]),
        ("direction", "half"),
        ("comment", "some"),
        ("proxy", "two"),
        ("chair", "ties"),
    ],
)
def test_unknown_word_is_refused_with_the_known_ones(key, value):
    ((path, message),) = problems_of({key: value})

    assert path == key
    assert message.startswith("must be one of ")


@pytest.mark.parametrize(
    ("value", "problems"),
    [
        ("strong-for", [("options", "must be a list")]),
        (None, [("options", "must be a list")]),
        (["neither", "abstain"], [("options", "no option for or against")]),
        ([], [("options", "no option for or against")]),
        (["weak-for", "maybe"], [("options[1]", "unknown option")]),
        (["weak-for", ["weak-for"]], [("options[1]", "unknown option")]),
        (["weak-for", "abstain", "weak-for"], [("options[2]", "listed twice")]),
    ],
)
def test_options_that_cannot_be_offered_are_refused(value, problems):
    assert problems_of({"options": value}) == problems


def test_every_problem_is_listed_at_once():
    found = problems_of({"quorums": 1, "preset": "x", "strong": 0.7, "rounds": 0, "base": "y"})

    assert [path for path, _ in found] == ["quorums", "preset", "base", "strong", "rounds"]


@pytest.mark.parametrize("value", [None, 7, ["over-70"], True])
def test_rule_of_another_kind_is_refused(value):
    assert problems_of(value) == [("", "must be the name of a preset or a mapping")]


def test_error_shows_its_problems():
    with pytest.raises(RuleError, match="rounds: must be a whole number from 1"):
        rule_from({"rounds": 0})


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(7, 10), "70 %"),
        (Fraction(1, 2), "50 %"),
        (Fraction(1), "100 %"),
        (Fraction(2, 3), "2/3"),
        (Fraction(1, 8), "1/8"),
    ],
)
def test_share_is_said_in_whole_per_cent_or_as_it_is(share, text):
    assert share_text(share) == text


@pytest.mark.parametrize(
    ("value", "needs"),
    [
        ("over-70", False),
        ({"base": "cast-with-abstentions"}, False),
        ({"base": "eligible"}, True),
        ({"quorum": "1/2"}, True),
    ],
)
def test_rule_knows_whether_it_needs_the_number_of_voters(value, needs):
    assert rule_from(value).needs_eligible is needs
