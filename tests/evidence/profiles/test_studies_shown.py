"""The studies behind a row, with the marks that were given."""

from evidence.profile import BodyChain
from evidence.profiles.studies_shown import shown_studies
from tests import factories
from tests.evidence.accuracy import WELL_BEHAVED, accuracy_outcome

QUADAS = {
    "tool": "quadas-2",
    "selection": "low",
    "index_test": "high",
    "reference": "unclear",
    "flow": "low",
    "applicability": {"selection": "high", "index_test": "low", "reference": "low"},
}


def test_quadas_has_four_domains_and_three_questions_of_applicability(question):
    outcome = accuracy_outcome(question, WELL_BEHAVED[:2])
    body = outcome.bodies.get()
    study = body.results.first().study
    study.risk_of_bias = QUADAS
    study.save()

    found = shown_studies(BodyChain(body, outcome))

    assert found.rows[0].marks == ("low", "high", "unclear", "low", "high", "low", "low")
    assert found.rows[1].marks == ("",) * 7
    assert len(found.domains) + len(found.applicability) == 7


def test_judgement_of_a_result_goes_before_its_studys(question):
    outcome = factories.make_outcome(question=question)
    body = factories.make_body(outcome=outcome)
    study = factories.make_study(
        question=question, risk_of_bias={"tool": "rob-2", "overall": "low"}
    )
    factories.make_result(body=body, study=study, risk_of_bias="high")
    factories.make_result(body=body, study=study, position=1)

    found = shown_studies(BodyChain(body, outcome))

    assert [row.marks for row in found.rows] == [("high",), ("low",)]


def test_without_a_judgement_there_are_no_marks(question):
    outcome = factories.make_outcome(question=question)
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body)

    assert not shown_studies(BodyChain(body, outcome)).has_marks
