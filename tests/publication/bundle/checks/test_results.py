import pytest

from tests.publication.bundle.samples import said, with_outcome

PLACE = "questions[0].outcomes[0].results[0]"
COUNTS = {"events_1": 1, "total_1": 10, "events_2": 2, "total_2": 10}
MEANS = {"mean_1": 1, "sd_1": 1, "total_1": 10, "mean_2": 2, "sd_2": 1, "total_2": 10}
EFFECT = {"log_effect": 0.1, "se": 0.1}
TABLE = {"tp": 1, "fp": 2, "fn": 3, "tn": 4}


def _result(kind, result):
    return with_outcome({"type": kind, "results": [{"study": "s1"} | result]})


@pytest.mark.parametrize(
    ("kind", "result"),
    [
        ("dichotomous", COUNTS),
        ("continuous", MEANS),
        ("generic", EFFECT),
        ("generic", EFFECT | COUNTS),
        ("diagnostic", TABLE),
        ("narrative", {}),
        ("narrative", {"total_1": 10, "value": 1, "value_comparison": "<", "unit": "months"}),
        ("reported", {"value": 1, "printed": "1 month", "note": "approximately"}),
    ],
)
def test_results_with_the_figures_of_their_type_are_accepted(kind, result):
    assert said(_result(kind, result)) == []


@pytest.mark.parametrize(
    ("kind", "result", "key", "message"),
    [
        ("dichotomous", COUNTS | {"events_1": None}, "events_1",
         "is missing: a dichotomous outcome needs events_1, total_1, events_2, total_2"),
        ("dichotomous", COUNTS | {"tp": 1}, "tp", "does not fit a dichotomous outcome"),
        ("dichotomous", COUNTS | {"events_2": 11}, "events_2", "11 events among 10"),
        ("dichotomous", COUNTS | {"events_1": 0, "total_1": 0}, "total_1", "must be at least 1"),
        ("continuous", MEANS | {"sd_1": 0}, "sd_1", "must be more than 0"),
        ("continuous", MEANS | {"events_1": 1}, "events_1", "does not fit a continuous outcome"),
        ("generic", EFFECT | {"se": -0.1}, "se", "must be more than 0"),
        ("diagnostic", TABLE | {"value": 1}, "value", "does not fit a diagnostic outcome"),
        ("narrative", {"events_1": 1}, "events_1", "does not fit a narrative outcome"),
        ("reported", EFFECT | {"se": None}, "log_effect", "does not fit a reported outcome"),
        ("dichotomous", COUNTS | {"events_1": -1}, "events_1", "must be at least 0, not -1"),
        ("dichotomous", COUNTS | {"events_1": 1.5}, "events_1", "must be a whole number"),
    ],
)  # fmt: skip
def test_results_with_other_figures_are_refused(kind, result, key, message):
    assert said(_result(kind, result)) == [f"{PLACE}.{key}: {message}"]


def test_an_outcome_without_a_type_is_narrative():
    data = with_outcome({"results": [{"study": "s1", "events_1": 1}]})

    assert said(data) == [f"{PLACE}.events_1: does not fit a narrative outcome"]


def test_a_study_may_stand_twice_in_an_outcome():
    rows = [{"study": "s1"} | COUNTS, {"study": "s1"} | COUNTS]

    assert said(with_outcome({"type": "dichotomous", "results": rows})) == []


@pytest.mark.parametrize("key", ["ci", "range"])
def test_limits_stand_in_their_order(key):
    data = with_outcome({"type": "reported", "reported": {key: [2, 1]}})

    assert said(data) == [f"questions[0].outcomes[0].reported.{key}: the lower limit comes first"]


@pytest.mark.parametrize(
    ("bias", "sentence"),
    [
        ({"tool": "rob-2", "overall": "unclear"}, "overall: must be low, some-concerns, high with rob-2, not unclear"),
        ({"tool": "robins-i", "overall": "high"},
         "overall: must be low, moderate, serious, critical, no-information with robins-i, not high"),
        ({"tool": "quadas-2", "flow": "serious"}, "flow: must be low, high, unclear with quadas-2, not serious"),
        ({"tool": "quadas-2", "applicability": {"reference": "serious"}},
         "applicability.reference: must be low, high, unclear with quadas-2, not serious"),
        ({"tool": "nos", "overall": "serious"}, "overall: must be low, unclear, high with nos, not serious"),
    ],
)  # fmt: skip
def test_risk_of_bias_speaks_the_words_of_its_tool(bias, sentence):
    data = with_outcome({}, studies=[{"id": "s1", "risk_of_bias": bias}])

    assert said(data) == [f"questions[0].studies[0].risk_of_bias.{sentence}"]


def test_risk_of_bias_of_a_result_follows_the_tool_of_its_study():
    studies = [{"id": "s1", "risk_of_bias": {"tool": "rob-2"}}, {"id": "s2"}]
    rows = [{"study": "s1", "risk_of_bias": "serious"}, {"study": "s2", "risk_of_bias": "serious"}]

    data = with_outcome({"results": rows}, studies=studies)

    assert said(data) == [
        f"{PLACE}.risk_of_bias: must be low, some-concerns, high with rob-2, not serious"
    ]


def test_a_flow_that_does_not_add_up_is_accepted():
    flow = {"duplicates": 999, "excluded_on_full_text": [{"reason": "x", "records": 5000}]}

    assert said(with_outcome({}, flow=flow, searches=[{"records": 1}])) == []
