"""Judging the criteria from evidence to decision."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from audit.models import Event
from tests import factories
from voting.actions.etd import UnknownAnswer, judge_criterion
from voting.models import EtdJudgement


def test_judgement_is_kept_with_who_and_when(question, member):
    row = judge_criterion(
        by=member, question=question, criterion="equity", judgement="reduced", evidence="Costs."
    )

    assert (row.judgement, row.evidence, row.by, row.basis) == ("reduced", "Costs.", member, "")
    assert row.at is not None
    event = Event.objects.get()
    assert (event.verb, event.target) == ("criterion-judged", "q1")
    assert event.facts == {"criterion": "equity", "judgement": "reduced", "before": None}


def test_second_judgement_replaces_the_first_and_remembers_it(question, member, chair):
    judge_criterion(by=member, question=question, criterion="equity", judgement="reduced")

    judge_criterion(by=chair, question=question, criterion="equity", judgement="increased")

    assert list(EtdJudgement.objects.values_list("judgement", "by")) == [("increased", chair.pk)]
    assert Event.objects.last().facts["before"]["judgement"] == "reduced"


def test_same_judgement_again_records_nothing(question, member, events):
    judge_criterion(by=member, question=question, criterion="equity", judgement="reduced")

    judge_criterion(by=member, question=question, criterion="equity", judgement="reduced")
    judge_criterion(by=member, question=question, criterion="problem", judgement="")

    assert events() == ["criterion-judged"]


def test_reconstructed_judgement_becomes_the_panels_own(question, member):
    factories.make_etd_judgement(
        question=question, criterion="equity", judgement="reduced", basis="reconstructed"
    )

    row = judge_criterion(by=member, question=question, criterion="equity", judgement="increased")

    assert (row.judgement, row.basis) == ("increased", "")


def test_recommendation_of_its_own_population_is_judged_apart(recommendation, question, member):
    judge_criterion(by=member, question=question, criterion="equity", judgement="reduced")

    judge_criterion(
        by=member,
        question=question,
        recommendation=recommendation,
        criterion="equity",
        judgement="increased",
    )

    assert question.etd.get(recommendation=None).judgement == "reduced"
    assert recommendation.etd.get().judgement == "increased"


@pytest.mark.parametrize(
    ("criterion", "judgement"), [("equity", "yes"), ("beauty", "yes"), ("problem", "small")]
)
def test_answer_outside_the_standard_ones_is_refused(question, member, criterion, judgement):
    with pytest.raises(UnknownAnswer):
        judge_criterion(by=member, question=question, criterion=criterion, judgement=judgement)

    assert EtdJudgement.objects.count() == 0


def test_commentator_may_not_judge(question, commentator):
    with pytest.raises(PermissionDenied):
        judge_criterion(by=commentator, question=question, criterion="equity", judgement="reduced")


def test_database_holds_one_judgement_a_criterion(question):
    factories.make_etd_judgement(question=question, criterion="equity")

    with pytest.raises(IntegrityError):
        factories.make_etd_judgement(question=question, criterion="equity")
