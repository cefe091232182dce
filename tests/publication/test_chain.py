"""The whole line: a bundle goes in, the grades come out; the example's are the paper's."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.models import StudyResult
from evidence.queries import question_with_evidence
from guideline.models import Guideline, Outcome
from publication.bundle.importing import import_guideline
from publication.bundle.opening import checked, open_bundle
from publication.chain import Chain, chain_of, chain_of_loaded
from tests.factories import make_guideline, make_outcome, make_question, make_recommendation
from tests.publication.bundle.samples import PROJECT_EXAMPLE, minimal
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round

pytestmark = pytest.mark.django_db

TRIALS = {"design": "randomised-trial"}
COHORTS = {"design": "cohort"}


def _lowered(design: str, **down: int) -> dict[str, Any]:
    domains = {domain: {"down": n, "because": "a reason"} for domain, n in down.items()}
    return {"design": design} | domains


def _chain(bundle: Any) -> Chain:
    return chain_of(import_guideline(bundle).guideline)


def _rated(ref: str, certainty: Any = None, **more: Any) -> dict[str, Any]:
    rating = {} if certainty is None else {"certainty": certainty}
    return {"id": ref, "importance": 9} | rating | more


def _derive(
    *outcomes: dict[str, Any],
    rounds: list[dict[str, Any]] | None = None,
    guideline: dict[str, Any] | None = None,
    recommendation: dict[str, Any] | None = None,
    others: tuple[dict[str, Any], ...] = (),
) -> dict[str, Any]:
    """The derived question of a bundle with these outcomes and rounds."""
    data = minimal()
    data["guideline"] |= guideline or {}
    data["panel"] = [{"id": f"p{n}", "role": "member"} for n in range(1, 13)]
    data["questions"][0] |= {
        "studies": [{"id": "s1"}],
        "outcomes": list(outcomes),
        "recommendations": [
            {"id": "q1r1", "rounds": rounds or []} | (recommendation or {}),
            *others,
        ],
    }
    return _chain(checked(data)).as_data()["questions"][0]


def _votes(**counts: int) -> list[dict[str, Any]]:
    return [{"counts": {option.replace("_", "-"): n for option, n in counts.items()}}]


def test_example_derives_the_grades_of_the_paper():
    expected = json.loads((PROJECT_EXAMPLE / "expected.json").read_text(encoding="utf-8"))

    derived = _chain(open_bundle(PROJECT_EXAMPLE)).as_data()

    questions = {
        question["id"]: {
            "number": question["number"],
            "strength": question["strength"],
            "certainty": question["certainty"],
            "recommendations": {
                each["id"]: {key: each[key] for key in ("direction", "strength", "certainty")}
                for each in question["recommendations"]
            },
        }
        for question in derived["questions"]
    }
    assert questions == expected["questions"]
    assert derived["totals"] == expected["totals"]
    assert derived["recommendation_totals"] == expected["recommendation_totals"]


def test_example_flags_nothing_but_strong_on_low():
    chain = _chain(open_bundle(PROJECT_EXAMPLE))

    flags = {
        each.derived.id: each.derived.flags
        for each in chain.recommendations()
        if each.derived.flags
    }
    assert flags == {"q12r1": ("strong-on-low",)}


@pytest.mark.parametrize(
    ("outcomes", "certainty", "flags"),
    [
        ([_rated("a", TRIALS)], "high", []),
        ([_rated("a", _lowered("randomised-trial", risk_of_bias=1))], "moderate", []),
        ([_rated("a", TRIALS), _rated("b", COHORTS)], "low", []),
        ([_rated("a", TRIALS), {"id": "b", "importance": 6, "certainty": COHORTS}], "high", []),
        ([{"id": "a", "importance": 6, "certainty": TRIALS}], None, ["no-critical-outcome"]),
        ([_rated("a")], None, ["no-included-studies"]),
        (
            [_rated("a", type="narrative", narrative={"studies": 2})],
            None,
            ["unrated-critical-outcome"],
        ),
        (
            [_rated("a", {"sensitivity": {"design": "cross-sectional"}}, type="diagnostic")],
            None,
            ["unrated-critical-outcome"],
        ),
        (
            [
                _rated(
                    "a",
                    _lowered("cohort", risk_of_bias=1)
                    | {"large_effect": {"up": 1, "because": "RR 0.4"}},
                )
            ],
            "low",
            ["up-and-down"],
        ),
        (
            [_rated("a", TRIALS | {"dose_response": {"up": 1, "because": "a gradient"}})],
            "high",
            ["up-on-randomised"],
        ),
        (
            [
                _rated(
                    "a",
                    {
                        "sensitivity": _lowered("cross-sectional", indirectness=1),
                        "specificity": _lowered("cross-sectional", indirectness=2),
                    },
                    type="diagnostic",
                )
            ],
            "low",
            [],
        ),
        (
            [
                {
                    "id": "a",
                    "importance": 9,
                    "bodies": [
                        {"id": "trials", "certainty": TRIALS},
                        {
                            "id": "cohorts",
                            "primary": True,
                            "because": "Larger",
                            "certainty": COHORTS,
                        },
                    ],
                }
            ],
            "low",
            [],
        ),
    ],
)
def test_certainty_follows_from_the_critical_outcomes(outcomes, certainty, flags):
    question = _derive(*outcomes, rounds=_votes(weak_for=10))

    derived = question["recommendations"][0]
    assert (derived["certainty"], derived["flags"], question["certainty"]) == (
        certainty,
        flags,
        certainty,
    )


@pytest.mark.parametrize(
    ("edition", "certainty"), [("classic", "low"), ("robins-i", "high"), ("core-2025", "low")]
)
def test_start_of_cohorts_follows_the_rules_of_the_guideline(edition, certainty):
    question = _derive(_rated("a", COHORTS), guideline={"grade_rules": edition})

    assert question["certainty"] == certainty


def test_ballots_are_counted_and_the_recused_leave_the_base():
    data = minimal()
    data["panel"] = [
        {"id": "p1", "role": "chair"},
        {"id": "p2", "role": "member"},
        {
            "id": "p3",
            "role": "member",
            "conflicts": [{"question": "q1", "action": "leave-room"}],
        },
        {"id": "p4", "role": "member"},
        {"id": "p5", "role": "methodologist"},
    ]
    data["questions"][0]["recommendations"] = [
        {
            "id": "q1r1",
            "rounds": [{"ballots": {"p1": "weak-for", "p2": "weak-for", "p4": "abstain"}}],
        }
    ]

    derived = _chain(checked(data)).as_data()["questions"][0]["recommendations"][0]

    assert (derived["votes"], derived["base"], derived["eligible"]) == (
        {"weak-for": 2, "abstain": 1},
        2,
        3,
    )


def test_two_recommendations_that_differ_make_a_question_mixed():
    question = _derive(
        _rated("a", TRIALS),
        rounds=_votes(weak_for=10),
        others=({"id": "q1r2", "rounds": _votes(strong_for=10)},),
    )

    assert question["strength"] == "mixed"


def test_undecided_recommendation_leaves_its_question_without_strength():
    question = _derive(_rated("a", TRIALS), rounds=_votes(weak_for=10), others=({"id": "q1r2"},))

    assert (question["strength"], question["certainty"]) == (None, "high")


def test_good_practice_statement_stands_outside_the_aggregation():
    question = _derive(
        _rated("a", TRIALS),
        rounds=_votes(weak_for=10),
        others=({"id": "q1r2", "kind": "good-practice", "rounds": _votes(strong_for=10)},),
    )

    beside = question["recommendations"][1]
    assert question["strength"] == "weak"
    assert (beside["direction"], beside["strength"], beside["certainty"]) == ("for", None, None)


def test_exception_to_the_lowest_lapses_when_an_outcome_turns():
    def outcome(ref: str, events_1: int, certainty: Any) -> dict[str, Any]:
        row = {"study": "s1", "events_1": events_1, "total_1": 100, "events_2": 20, "total_2": 100}
        return _rated(ref, certainty, type="dichotomous", favours="lower", results=[row])

    question = _derive(
        outcome("a", 10, TRIALS),
        outcome("b", 15, COHORTS),
        recommendation={
            "overall_certainty": {
                "rule": "highest-sufficient",
                "outcome": "a",
                "by": "p1",
                "because": "Death alone would carry it",
            }
        },
    )
    StudyResult.objects.filter(body__outcome__ref="b").update(events_1=30)
    turned = chain_of(Guideline.objects.get()).recommendation("q1r1").overall

    assert question["certainty"] == "high"
    assert (turned.level, [reason.code for reason in turned.reasons]) == (
        "low",
        ["exception-refused", "lowest-of-critical"],
    )


def test_changed_evidence_shows_after_the_vote(guideline, chair):
    question = make_question(guideline=guideline)
    outcome = make_outcome(question=question, importance=9)
    recommendation = make_recommendation(question=question, statement="We suggest A.")
    held = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=chair, round=held, choice="weak-for")
    close_round(by=chair, round=held)
    before = chain_of(guideline).recommendation(recommendation.ref).evidence_changed

    Outcome.objects.filter(pk=outcome.pk).update(importance=8)

    assert before is False
    assert chain_of(guideline).recommendation(recommendation.ref).evidence_changed is True


def test_question_that_is_loaded_comes_to_the_same_and_its_evidence_is_not_loaded_again():
    guideline = import_guideline(open_bundle(PROJECT_EXAMPLE)).guideline
    wanted = chain_of(guideline).question("q13").derived
    question = question_with_evidence(guideline.slug, "q13")

    with CaptureQueriesContext(connection) as queries:
        derived = chain_of_loaded(question).derived

    assert derived == wanted
    assert not [each for each in queries if 'FROM "evidence_' in each["sql"]]


def test_chain_takes_as_many_queries_for_three_questions_as_for_one():
    def queries(questions: int) -> int:
        guideline = make_guideline()
        for _ in range(questions):
            make_outcome(question=make_question(guideline=guideline))
        with CaptureQueriesContext(connection) as seen:
            chain_of(guideline).as_data()
        return len(seen)

    assert queries(1) == queries(3)
