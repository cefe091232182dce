"""Proposals as people read them: beside the judgement, changed since, for both parts of accuracy."""

import pytest

from evidence.profile import BodyChain
from evidence.proposing.shown import shown_proposals
from tests import factories


@pytest.fixture
def body(question):
    """Two trials of which the larger is at high risk of bias."""
    body = factories.make_body(outcome=factories.make_outcome(question=question))
    for n, (events, word) in enumerate([(30, "high"), (10, "low")]):
        study = factories.make_study(
            question=question, risk_of_bias={"tool": "rob-2", "overall": word}
        )
        factories.make_result(body=body, study=study, events_1=events, position=n)
    return body


def proposal(body, domain="risk_of_bias", part=""):
    found = shown_proposals(BodyChain(body, body.outcome))
    return next(each for each in found if (each.domain, each.part) == (domain, part))


def test_proposal_says_what_and_why_with_its_rule_and_source(body):
    shown = proposal(body)

    assert (shown.levels, shown.allowed, shown.heading) == (1, (1, 2), "Proposed: one level down.")
    assert shown.sentence.startswith("Studies at high risk of bias hold over half of the weight (")
    assert shown.rule == "risk_of_bias.classic.mostly-high"
    assert shown.source == "Schünemann HJ et al. 2011. Cochrane Handbook 5.1, table 12.2.d"
    assert shown.convention == "'most information' is taken as over half of the weight"
    assert shown.others_allowed == "two levels down"
    assert dict(shown.figures)["Counted by"] == "weight"


def test_nothing_differs_while_nobody_judged(body):
    shown = proposal(body)

    assert (shown.judged, shown.differs_from_judgement, shown.changed_since) == (None, False, False)


@pytest.mark.parametrize(
    ("levels", "because", "differs", "overridden"),
    [(1, "Not blinded.", False, False), (0, None, True, True), (0, "Blinded.", True, False)],
)
def test_judgement_that_differs_needs_a_reason(body, levels, because, differs, overridden):
    factories.make_judgement(
        rating=factories.make_rating(body=body), levels=levels, because=because
    )

    shown = proposal(body)

    assert shown.differs_from_judgement is differs
    assert shown.overridden_without_reason is overridden


def test_proposal_that_changed_since_the_judgement_says_what_it_was(body):
    factories.make_judgement(
        rating=factories.make_rating(body=body),
        levels=1,
        proposed={"levels": 0, "rule": "risk_of_bias.classic.mostly-low"},
    )

    shown = proposal(body)

    assert (shown.changed_since, shown.then_in_words) == (True, "none")


def test_accuracy_is_proposed_for_each_part_and_once_where_it_was_rated_as_a_whole(question):
    outcome = factories.make_outcome(question=question, type="diagnostic")
    body = factories.make_body(outcome=outcome)

    in_parts = {each.part for each in shown_proposals(BodyChain(body, outcome))}
    factories.make_rating(body=body)
    as_whole = {each.part for each in shown_proposals(BodyChain(body, outcome))}

    assert (in_parts, as_whole) == ({"sensitivity", "specificity"}, {""})


def test_other_rules_that_were_looked_at_stand_beside(question):
    outcome = factories.make_outcome(question=question, type="diagnostic")
    body = factories.make_body(outcome=outcome)

    beside = proposal(body, "indirectness", "sensitivity").beside

    assert [each.rule for each in beside] == ["indirectness.accuracy-as-surrogate"]
