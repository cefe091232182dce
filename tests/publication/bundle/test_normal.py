import pytest

from publication.bundle.normal import entitled, first_difference, normal, normal_rule
from publication.bundle.opening import checked, open_bundle
from tests.publication.bundle.samples import (
    EVERY_KEY,
    EXAMPLE,
    PROJECT_EXAMPLE,
    minimal,
    with_outcome,
    with_round,
)


def _normal(data):
    return normal(checked(data))


def _question(**keys):
    data = minimal()
    data["questions"][0] |= keys
    return data


@pytest.mark.parametrize("path", [EXAMPLE, EVERY_KEY, PROJECT_EXAMPLE])
def test_normal_of_a_normal_form_is_itself(path):
    once = normal(open_bundle(path))

    assert _normal(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (minimal(), minimal() | {"topics": [], "panel": None, "hearings": []}),
        (minimal(), _question(type="intervention", number=None, population="", flow={}, etd={"problem": {}})),
        (_question(population={"ja": "b", "en": "a"}), _question(population={"en": "a", "ja": "b"})),
        (with_outcome({}), with_outcome({"type": "narrative", "results": [], "thresholds": {}})),
        (with_outcome({"bodies": [{"id": "b"}]}), with_outcome({"bodies": [{"id": "b", "primary": True}]})),
        (with_outcome({"prevalence": [0, 1]}), with_outcome({"prevalence": [0.0, 1.0]})),
        (with_outcome({"certainty": {"design": "cohort"}}),
         with_outcome({"certainty": {"design": "cohort", "edition": "classic"}})),
        (with_round({"counts": {"weak-for": 2}}), with_round({"counts": {"weak-for": 2, "abstain": 0}, "eligible": 2})),
        (with_round({"counts": {}}), with_round({"counts": {}, "rule": "over-70"})),
        (with_round({"counts": {}}), with_round({"counts": {}}, decision_rule={"preset": "over-70", "strong": "14/20"})),
        (with_round({"counts": {}}), with_round({"counts": {}}, grade_rules="classic", time_zone="UTC")),
        (with_round({"counts": {}, "opened": "2020-02-01T00:00:00Z"}),
         with_round({"counts": {}, "opened": "2020-02-01 09:00:00+09:00"})),
    ],
)  # fmt: skip
def test_two_ways_to_say_the_same_have_one_normal_form(one, other):
    assert _normal(one) == _normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (with_round({"counts": {}}), with_round({"ballots": {}})),
        (with_round({"counts": {}}), with_round({"counts": {}, "eligible": 3})),
        (with_round({"counts": {}}), with_round({"counts": {}, "rule": "two-thirds"})),
        (with_outcome({"certainty": {"design": "cohort"}}),
         with_outcome({"certainty": {"design": "cohort", "imprecision": {"down": 0}}})),
        (with_outcome({"certainty": {"design": "cohort"}}),
         with_outcome({"certainty": {"design": "cohort", "edition": "robins-i"}})),
        (_question(searches=[{}]), _question(searches=[])),
    ],
)  # fmt: skip
def test_what_means_something_else_stays_apart(one, other):
    assert _normal(one) != _normal(other)


def test_keys_stand_in_the_order_of_the_shape():
    data = dict(reversed(minimal().items()))

    assert list(_normal(data)) == ["format", "guideline", "questions"]


def test_ballots_stand_in_the_order_of_the_panel():
    data = with_round({"ballots": {"p1": "abstain", "p2": "weak-for"}})
    data["panel"].reverse()

    held = _normal(data)["questions"][0]["recommendations"][0]["rounds"][0]

    assert list(held["ballots"]) == ["p2", "p1"]


def test_counts_stand_in_the_order_of_the_options():
    held = {"counts": {"abstain": 1, "weak-for": 2, "strong-for": 3}, "eligible": 9}

    found = _normal(with_round(held))["questions"][0]["recommendations"][0]["rounds"][0]

    assert list(found["counts"]) == ["strong-for", "weak-for", "abstain"]


def test_lists_of_ids_stand_in_the_order_of_what_they_name():
    data = _question(
        outcomes=[{"id": "o1"}, {"id": "o2"}],
        recommendations=[{"id": "r", "critical_outcomes": ["o2", "o1"]}],
    )

    found = _normal(data)["questions"][0]["recommendations"][0]

    assert found["critical_outcomes"] == ["o1", "o2"]


def test_times_stand_in_the_time_zone_of_the_guideline():
    data = with_round({"counts": {}, "opened": "2020-07-01T00:30:00Z"}, time_zone="Asia/Tokyo")

    held = _normal(data)["questions"][0]["recommendations"][0]["rounds"][0]

    assert held["opened"] == "2020-07-01T09:30:00+09:00"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("two-thirds", "two-thirds"),
        ({}, "over-70"),
        ({"preset": "grade-grid", "rounds": 2}, "grade-grid"),
        ({"strong": "4/5", "quorum": None}, {"strong": "4/5"}),
        ({"preset": "two-thirds", "weak": "2/4"}, {"preset": "two-thirds", "weak": "1/2"}),
        ({"options": ["abstain", "weak-for"]}, {"options": ["weak-for", "abstain"]}),
    ],
)
def test_normal_rule_says_what_differs_from_its_preset(rule, expected):
    assert normal_rule(rule) == expected


def test_entitled_are_those_who_may_vote_on_the_question():
    conflict = {"question": "q1", "action": "leave-room"}
    panel = [
        {"id": "p1", "role": "chair"},
        {"id": "p2", "role": "member", "conflicts": [conflict]},
        {"id": "p3", "role": "observer"},
    ]

    assert [entitled({"panel": panel}, question) for question in ("q1", "q2")] == [
        ["p1"],
        ["p1", "p2"],
    ]


def test_entitled_is_unknown_without_a_panel():
    assert entitled({}, "q1") is None


@pytest.mark.parametrize(
    ("stored", "offered", "sentence"),
    [
        ({"a": 1}, {"a": 1}, "None"),
        ({"a": 1}, {"a": 2}, "a: is stored as 1; the bundle says 2"),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}}, "a.b[1]: is stored as 2; the bundle says 3"),
        ({"a": [1]}, {"a": [1, "x"]}, "a[1]: is not stored; the bundle says x"),
        ({"a": 1, "b": {}}, {"a": 1}, "b: is stored as a mapping; the bundle leaves it out"),
        ({"a": 1}, {"a": [1]}, "a: is stored as 1; the bundle says a list"),
        ({"a": 1, "b": 2}, {"a": 2, "b": 3}, "a: is stored as 1; the bundle says 2"),
    ],
)
def test_first_difference_names_the_place_and_both_sides(stored, offered, sentence):
    assert str(first_difference(stored, offered)) == sentence
