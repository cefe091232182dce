import pytest

from tests.publication.bundle.samples import example, said, with_round

ROUND = "questions[0].recommendations[0].rounds[0]"


def _with_conflict(**conflict):
    data = with_round({"ballots": {"p1": "weak-for", "p2": "weak-for"}})
    data["panel"][1]["conflicts"] = [conflict]
    return data


def test_a_ballot_of_a_recused_member_is_refused():
    data = example()
    data["panel"].append(
        {"id": "p12", "role": "member", "conflicts": [{"question": "q1", "action": "discuss-only"}]}
    )
    data["questions"][0]["recommendations"][0]["rounds"][0]["ballots"]["p12"] = "weak-for"

    assert said(data) == [
        "questions[0].recommendations[0].rounds[0].ballots.p12: may not vote on q1 (discuss-only)"
    ]


@pytest.mark.parametrize("action", ["discuss-only", "leave-room"])
@pytest.mark.parametrize("question", ["q1", None])
def test_a_conflict_takes_the_vote(action, question):
    data = _with_conflict(question=question, action=action)

    assert said(data) == [f"{ROUND}.ballots.p2: may not vote on q1 ({action})"]


@pytest.mark.parametrize("action", ["none", "vote-with-disclosure", "not-reported"])
def test_a_conflict_may_leave_the_vote(action):
    assert said(_with_conflict(question="q1", action=action)) == []


def test_the_strictest_of_several_conflicts_counts():
    data = _with_conflict(action="none")
    data["panel"][1]["conflicts"].append({"question": "q1", "action": "leave-room"})

    assert said(data) == [f"{ROUND}.ballots.p2: may not vote on q1 (leave-room)"]


@pytest.mark.parametrize(
    ("place", "sentence"), [("p3", "may not vote (methodologist)"), ("p9", "nobody on the panel")]
)
def test_a_ballot_of_somebody_without_a_vote_is_refused(place, sentence):
    assert said(with_round({"ballots": {place: "abstain"}})) == [
        f"{ROUND}.ballots.{place}: {sentence}"
    ]


def test_an_option_that_the_rule_lacks_is_refused():
    assert said(with_round({"ballots": {"p1": "either"}})) == [
        f"{ROUND}.ballots.p1: either is no option of the decision rule"
    ]


def test_an_option_that_the_rule_lacks_is_refused_in_counts():
    assert said(with_round({"counts": {"either": 1}})) == [
        f"{ROUND}.counts.either: is no option of the decision rule"
    ]


def test_an_option_that_the_rule_turns_on_is_accepted():
    rule = {"options": ["weak-for", "either"]}

    assert said(with_round({"ballots": {"p1": "either"}}, decision_rule=rule)) == []


def test_the_rule_of_a_round_comes_before_the_guidelines():
    held = {"ballots": {"p1": "either"}, "rule": {"options": ["weak-for", "either"]}}

    assert said(with_round(held)) == []


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        ({}, ": has neither ballots nor counts; a closed round has one of them"),
        ({"ballots": {}, "counts": {}}, ": has ballots and counts; a closed round has one of them"),
        ({"counts": {"weak-for": 3}}, ".counts: more votes than voters (3 votes, 2 entitled)"),
        ({"counts": {"weak-for": 3, "abstain": 2}, "eligible": 4},
         ".counts: more votes than voters (5 votes, 4 entitled)"),
        ({"ballots": {"p1": "weak-for", "p2": "abstain"}, "eligible": 1},
         ".ballots: more votes than voters (2 votes, 1 entitled)"),
        ({"counts": {}, "opened": "2020-01-02T00:00:00Z", "closed": "2020-01-01T00:00:00Z"},
         ".closed: is before it opened"),
    ],
)  # fmt: skip
def test_a_round_that_cannot_be_is_refused(held, sentence):
    assert said(with_round(held)) == [f"{ROUND}{sentence}"]


def test_counts_may_come_from_voters_who_are_not_on_the_panel():
    assert said(with_round({"counts": {"weak-for": 30}, "eligible": 43})) == []


def test_counts_without_panel_and_number_are_accepted():
    data = with_round({"counts": {"weak-for": 30}})
    del data["panel"]

    assert said(data) == []


@pytest.mark.parametrize("rule", [{"quorum": "1/2"}, {"base": "eligible"}])
def test_a_rule_that_needs_the_number_of_voters_asks_for_it(rule):
    data = with_round({"counts": {"weak-for": 30}}, decision_rule=rule)
    del data["panel"]

    assert said(data) == [
        f"{ROUND}.eligible: is missing: the rule needs the number of entitled voters"
    ]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({"strong": "1/3"}, "strong: must be 1/2 to 1"),
        ({"weak": "70%"}, "weak: must be an exact fraction such as '7/10'"),
        ({"quorum": "0"}, "quorum: must be more than 0 to 1"),
        ({"options": ["weak-for", "abstain", "weak-for"]}, "options[2]: listed twice"),
        ({"options": ["abstain"]}, "options: no option for or against"),
        (
            {"strong": 1},
            "strong: more than the whole base can never be reached; use comparison '>='",
        ),
    ],
)
def test_a_rule_that_cannot_decide_is_refused(rule, sentence):
    assert said(with_round({"counts": {}}, decision_rule=rule)) == [
        f"guideline.decision_rule.{sentence}"
    ]


def test_more_votes_than_voters_are_told_beside_a_bad_rule():
    data = with_round({"counts": {"weak-for": 3}}, decision_rule={"strong": "1/3"})

    assert said(data) == [
        "guideline.decision_rule.strong: must be 1/2 to 1",
        f"{ROUND}.counts: more votes than voters (3 votes, 2 entitled)",
    ]


def test_a_hearing_closes_after_it_opens():
    data = with_round({"counts": {}})
    same = "2020-01-01T00:00:00Z"
    data["hearings"] = [{"id": "h", "opened": same, "closed": same}]

    assert said(data) == ["hearings[0].closed: is when it opened"]


def test_a_panel_that_cannot_be_read_hides_no_other_problem():
    data = with_round({"ballots": {"p1": "weak-for", "p3": "weak-for", "p9": "weak-for"}})
    data["panel"][0]["role"] = "boss"

    assert said(data) == [
        f"{ROUND}.ballots.p3: may not vote (methodologist)",
        f"{ROUND}.ballots.p9: nobody on the panel",
        "panel[0].role: must be chair, member, methodologist, commentator, secretariat or observer,"
        " not boss",
    ]
