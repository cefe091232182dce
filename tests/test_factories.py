"""The factories: one for each model, and walks that end where they say."""

import re

import pytest
from django.apps import apps

from audit.queries import verify
from publication.chain import chain_of
from tests import factories

pytestmark = pytest.mark.django_db
PACKAGES = (
    "accounts",
    "audit",
    "outbox",
    "guideline",
    "evidence",
    "voting",
    "hearing",
    "publication",
)
# Not made by themselves: the end of the chain belongs to its events, a memory to its page.
WITHOUT = {"ChainHead", "RememberedProfile"}
MODELS = [
    model
    for package in PACKAGES
    for model in apps.get_app_config(package).get_models()
    if model.__name__ not in WITHOUT
]
# What a model is called in tests, where its own name is long.
SHORT = {"panel_member": "member", "study_result": "result"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_factory_makes_its_model_without_being_told_anything(model):
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()

    made = getattr(factories, f"make_{SHORT.get(name, name)}")()

    assert (type(made), model.objects.filter(pk=made.pk).count()) == (model, 1)


@pytest.mark.parametrize("stage", factories.WALK)
def test_guideline_at_reaches_its_stage_and_leaves_a_whole_chain(stage):
    guideline = factories.guideline_at(stage)

    assert guideline.stage == stage
    assert verify() is None


def test_guideline_at_the_hearing_has_a_derived_recommendation():
    chain = chain_of(factories.guideline_at("hearing"))

    assert [
        (each.derived.direction, each.derived.strength, each.derived.certainty)
        for question in chain.clinical
        for each in question.recommendations
    ] == [("for", "weak", "low")]


@pytest.mark.parametrize(
    ("state", "status", "ballots"),
    [("open", "open", 0), ("voted", "open", 3), ("closed", "closed", 3)],
)
def test_round_at_reaches_its_state(state, status, ballots):
    round = factories.round_at(state)

    assert (round.status, sum(voter.ballots.count() for voter in round.voters.all())) == (
        status,
        ballots,
    )
