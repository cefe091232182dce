"""Judgements on risk of bias: which tool knows which, and which it asks for."""

import pytest

from evidence.risk_of_bias import JUDGEMENTS, TOOLS, known_by, misfits

QUADAS = {
    "tool": "quadas-2",
    "selection": "low",
    "index_test": "low",
    "reference": "unclear",
    "flow": "high",
    "applicability": {"selection": "low", "index_test": "low", "reference": "low"},
}


@pytest.mark.parametrize(
    "judged",
    [
        QUADAS,
        {"tool": "rob-2", "overall": "some-concerns"},
        {"tool": "robins-i", "overall": "serious"},
        {"tool": "newcastle-ottawa", "overall": "unclear"},
    ],
)
def test_complete_judgement_fits(judged):
    assert misfits(judged) == []


@pytest.mark.parametrize(
    ("judged", "wrong"),
    [
        ({}, [("tool", "missing")]),
        ({"tool": "rob-2"}, [("overall", "missing")]),
        ({"tool": "rob-2", "overall": "serious"}, [("overall", "unknown")]),
        ({"tool": "robins-i", "overall": "high"}, [("overall", "unknown")]),
        (
            QUADAS | {"flow": "", "applicability": {"selection": "moderate", "reference": "low"}},
            [
                ("flow", "missing"),
                ("applicability.index_test", "missing"),
                ("applicability.selection", "unknown"),
            ],
        ),
    ],
)
def test_what_the_tool_asks_for_and_does_not_know_is_told(judged, wrong):
    assert misfits(judged) == wrong


def test_every_judgement_is_known_by_some_tool():
    assert {word for tool in TOOLS for word in known_by(tool)} == set(JUDGEMENTS)
