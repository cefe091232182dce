"""Withdrawals of before: the reason that stood in the log alone becomes a fact of the round."""

from importlib import import_module

from django.apps import apps
from django.utils import timezone

from tests import factories
from voting import guards
from voting.actions.rounds import withdraw_round
from voting.models import Round

MOVE = import_module("voting.migrations.0011_reasons_of_withdrawals")


def test_reason_is_taken_from_the_log_word_for_word(opened, recommendation, chair):
    other = factories.make_recommendation(question=recommendation.question, ref="q1r2")
    told = withdraw_round(by=chair, round=opened, reason="Wrong wording.")
    silent = factories.make_round(
        recommendation=other, status="withdrawn", closed_at=timezone.now()
    )
    guards.drop()  # a reason that is there is reworded by nobody
    Round.objects.update(withdrawn_because="?")

    MOVE.take_from_the_log(apps, None)

    told.refresh_from_db()
    silent.refresh_from_db()
    assert told.withdrawn_because == "Wrong wording."
    assert silent.withdrawn_because == "The log does not say why."
