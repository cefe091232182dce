"""`manage.py derive`: JSON and nothing else, a table for people, and the reasons."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from publication.bundle.importing import import_guideline
from publication.bundle.opening import open_bundle
from tests.publication.bundle.samples import EXAMPLE, PROJECT_EXAMPLE

pytestmark = pytest.mark.django_db


def _derive(*words: str) -> str:
    out = StringIO()
    call_command("derive", *words, stdout=out)
    return out.getvalue()


def test_json_is_what_the_design_promises():
    import_guideline(open_bundle(EXAMPLE))

    derived = json.loads(_derive("example", "--json"))

    assert derived == {
        "guideline": "example",
        "questions": [
            {
                "id": "q1",
                "number": 1,
                "strength": "weak",
                "certainty": "low",
                "recommendations": [
                    {
                        "id": "q1r1",
                        "kind": "graded",
                        "direction": "for",
                        "strength": "weak",
                        "certainty": "low",
                        "outcome": "recommendation",
                        "decided_in_round": 1,
                        "votes": {"weak-for": 2, "abstain": 1},
                        "base": 2,
                        "eligible": 3,
                        "flags": [],
                    }
                ],
            },
            {
                "id": "q2",
                "number": 2,
                "strength": "weak",
                "certainty": "moderate",
                "recommendations": [
                    {
                        "id": "q2r1",
                        "kind": "graded",
                        "direction": "for",
                        "strength": "weak",
                        "certainty": "moderate",
                        "outcome": "recommendation",
                        "decided_in_round": 2,
                        "votes": {"strong-for": 1, "weak-for": 10, "abstain": 1},
                        "base": 11,
                        "eligible": 12,
                        "flags": [],
                    }
                ],
            },
        ],
        "totals": {"strength": {"weak": 2}, "certainty": {"moderate": 1, "low": 1}},
        "recommendation_totals": {"strength": {"weak": 2}, "certainty": {"moderate": 1, "low": 1}},
    }


def test_table_has_a_line_for_each_recommendation_and_the_totals():
    import_guideline(open_bundle(PROJECT_EXAMPLE))

    lines = _derive("liver-metastases-2021").splitlines()

    assert len(lines) == 2 + 15 + 1 + 2
    assert lines[13].split() == ["q12r1", "for", "strong", "low", "39/42", "1", "strong-on-low"]
    assert lines[-2:] == [
        "14 questions: 1 strong, 13 weak; 2 moderate, 10 low, 2 very low",
        "15 recommendations: 1 strong, 14 weak; 1 high, 2 moderate, 10 low, 2 very low",
    ]


def test_why_indents_each_step_back():
    import_guideline(open_bundle(EXAMPLE))

    lines = _derive("example", "--why").splitlines()

    start = lines.index("q1r1: weak, for")
    assert lines[start + 1 : start + 3] == [
        "  Decision: weak, for",
        "    2 of 2 votes are weak for; more than 70 % needs 2.",
    ]


def test_unknown_guideline_is_an_error_in_words():
    with pytest.raises(CommandError, match="there is no guideline 'nothing'"):
        _derive("nothing")
