"""Rules on reported effects: each fires at its limit and is silent beside it."""

import pytest

from tests.publication.checks.sound import found, messages, question, reported, sound

pytestmark = pytest.mark.django_db
HERE = "q1/survival"


def _with(**said):
    data = sound()
    event = {} if said.get("event", "") is not None else {"favours": None}
    question(data)["outcomes"].append(reported(**said) | event)
    return data


@pytest.mark.parametrize(
    ("said", "is_found"),
    [
        ({"measure": "RR", "ci": [0.6, 0.9], "p": 0.2}, True),
        ({"measure": "RR", "ci": [0.6, 0.9], "p": 0.05}, False),
        ({"measure": "RR", "ci": [0.6, 1.2], "p": 0.01}, True),
        ({"measure": "RR", "ci": [0.6, 1.2], "p": 0.06}, False),
        ({"measure": "RR", "ci": [0.6, 1.0], "p": 0.01}, False),
        ({"measure": "RD", "ci": [0.6, 1.2], "p": 0.01}, False),
        ({"measure": "RD", "ci": [-0.09, 0.28], "p": 0.32}, False),
    ],
)
def test_stored_interval_agrees_with_its_p(said, is_found):
    assert found(_with(**said)) == ([("interval-contradicts-p", HERE)] if is_found else [])


@pytest.mark.parametrize(
    ("printed", "is_found"),
    [
        ("10% (95% CI: 9%-28%, P = .32)", True),
        ("10% (95% CI: 9%-28%, P = .04)", False),
        ("10% (95% CI: -9%-28%, P = .32)", False),
    ],
)
def test_printed_interval_agrees_with_its_p_also_where_it_was_corrected(printed, is_found):
    data = _with(
        measure="RD",
        estimate=0.10,
        ci=[-0.09, 0.28],
        p=0.32,
        printed=printed,
        correction="We read the lower limit as -9 %.",
    )

    assert found(data) == ([("interval-contradicts-p", HERE)] if is_found else [])


def test_message_has_the_figures_as_printed():
    data = _with(measure="RD", printed="10% (95% CI: 9%-28%, P = .32)")

    assert messages(data)["interval-contradicts-p"] == (
        "The interval is printed as 9 to 28 % with P = .32: it leaves no effect (0) out, so that "
        "P is below 0.05."
    )


@pytest.mark.parametrize(
    ("estimate", "is_found"), [(0.58, True), (0.6, False), (0.9, False), (0.95, True)]
)
def test_estimate_lies_within_its_interval(estimate, is_found):
    data = _with(measure="RR", estimate=estimate, ci=[0.60, 0.90])

    assert found(data) == ([("estimate-outside-interval", HERE)] if is_found else [])


def test_printed_estimate_lies_within_the_printed_interval():
    data = _with(printed="improvement of 6%; 95% CI: 8%-19%, P = .02")

    assert found(data) == [("estimate-outside-interval", HERE)]


@pytest.mark.parametrize(
    ("said", "is_found"),
    [
        ({"range": [6, 11], "printed": "6%-11%"}, False),
        ({"range": [6, 12], "printed": "6%-11%"}, True),
        ({"range": [6, 12], "printed": "6%-11%", "correction": "A slip of the pen."}, False),
        ({"range": [6, 12]}, False),
        ({"range": [6, 11], "p": 0.04, "printed": "6%-11%"}, False),
        ({"range": [6, 11], "p": 0.04, "printed": "6%-11%, P = .04"}, False),
        ({"range": [6, 11], "p": 0.04, "printed": "6%-11%, P = .4"}, True),
    ],
)
def test_stored_figures_are_those_printed_or_corrected(said, is_found):
    assert found(_with(**said)) == ([("stored-not-as-printed", HERE)] if is_found else [])


@pytest.mark.parametrize(
    ("measure", "event", "is_found"),
    [("RR", None, True), ("RR", "death", False), ("RD", None, False)],
)
def test_ratio_names_its_event(measure, event, is_found):
    data = _with(measure=measure, estimate=0.8, ci=[0.7, 0.9], event=event)

    assert found(data) == ([("ratio-without-event", HERE)] if is_found else [])
