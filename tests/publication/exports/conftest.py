"""Evidence to take away: one pooled outcome rated, one in words, one test, names that provoke."""

import pytest

from evidence.codes import DOMAINS_DOWN
from evidence.queries import question_with_evidence
from tests import factories

PROVOKING = '=HYPERLINK("http://example.org","a & b")<b>\x07'


@pytest.fixture
def rated_question(question):
    """Death (pooled, down for imprecision), quality of life (in words), sensitivity of a test."""
    _pooled(question)
    words = factories.make_outcome(
        question=question, ref="quality", name="Quality of life", type="narrative", importance=5
    )
    factories.make_body(outcome=words, ref="", narrative={"text": "Two studies, no difference."})
    _accuracy(question)
    return question_with_evidence("livers", "q1")


def _pooled(question):
    outcome = factories.make_outcome(
        question=question,
        ref="death",
        name=PROVOKING,
        type="dichotomous",
        favours="lower",
        importance=9,
        baseline_risks=[{"label": "typical", "risk": 0.3}, {"label": "high", "risk": 0.6}],
    )
    body = factories.make_body(outcome=outcome, ref="")
    for number, events in enumerate(((12, 20), (30, 41))):
        study = factories.make_study(question=question, ref=f"s{number}", label=f"Study {number}")
        figures = {"events_1": events[0], "total_1": 100, "events_2": events[1], "total_2": 100}
        factories.make_result(body=body, study=study, position=number, **figures)
    rating = factories.make_rating(body=body, design="randomised-trial", basis="reconstructed")
    for domain in DOMAINS_DOWN:
        lowered = domain == "imprecision"
        factories.make_judgement(
            rating=rating,
            domain=domain,
            levels=int(lowered),
            because="+Wide on both sides" if lowered else None,
        )


def _accuracy(question):
    outcome = factories.make_outcome(
        question=question,
        ref="accuracy",
        name="Accuracy of D",
        type="diagnostic",
        test="index",
        unit="lesion",
        prevalence=[0.1],
        importance=8,
    )
    body = factories.make_body(outcome=outcome, ref="")
    study = factories.make_study(question=question, ref="d0", label="Study D")
    factories.make_result(body=body, study=study, tp=31, fp=2, fn=4, tn=9)
