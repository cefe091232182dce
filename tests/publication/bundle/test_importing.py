from random import Random

import pytest
from django.db import transaction

from audit.models import Event
from guideline.models import Guideline, Moment
from publication.bundle.checks.results import FIGURES
from publication.bundle.exporting import data_of
from publication.bundle.importing import import_guideline
from publication.bundle.normal import normal
from publication.bundle.opening import checked, open_bundle
from publication.bundle.problems import BundleRefused
from publication.bundle.reading import read
from publication.bundle.writing import as_json, as_yaml
from publication.chain import chain_of
from tests.publication.bundle.samples import (
    EVERY_KEY,
    EXAMPLE,
    PROJECT_EXAMPLE,
    all_parts,
    example,
    minimal,
    with_round,
)
from voting.models import Ballot, Round, Voter

pytestmark = pytest.mark.django_db


def _imported(data):
    return import_guideline(checked(data)).guideline


@pytest.mark.parametrize("path", [EXAMPLE, EVERY_KEY, PROJECT_EXAMPLE])
def test_what_comes_out_is_what_went_in(path):
    bundle = open_bundle(path)

    guideline = import_guideline(bundle).guideline

    assert data_of(guideline, with_blind_ratings=True) == normal(bundle)


@pytest.mark.parametrize("path", [EXAMPLE, EVERY_KEY, PROJECT_EXAMPLE])
@pytest.mark.parametrize("written", [as_yaml, as_json])
def test_a_second_trip_gives_the_same_bytes(path, written):
    with transaction.atomic():
        guideline = import_guideline(open_bundle(path)).guideline
        first = written(data_of(guideline, with_blind_ratings=True))
        transaction.set_rollback(True)

    guideline = import_guideline(open_bundle(first.encode())).guideline

    assert written(data_of(guideline, with_blind_ratings=True)) == first


def test_the_least_bundle_can_be_imported():
    assert data_of(_imported(minimal())) == minimal()


# What cannot be left out of `every-key.yaml` without another part of it losing its sense.
NEEDED = {
    name for part in all_parts() for name, key in part.model_fields.items() if key.is_required()
}
NEEDED |= FIGURES | {
    "action",
    "answer",
    "answers",
    "closed",
    "recommendation",
    "rounds",
    "title",
    "decision_rule",
    "question",
    "because",
    "bodies",
    "certainty",
    "class",
    "comparison",
    "conflicts",
    "counts",
    "ballots",
    "critical_outcomes",
    "direction",
    "edition",
    "eligible",
    "en",
    "estimate",
    "favours",
    "importance",
    "item",
    "ja",
    "measure",
    "method",
    "narrative",
    "options",
    "outcomes",
    "panel",
    "preset",
    "primary",
    "questions",
    "recommendations",
    "reported",
    "results",
    "rule",
    "sensitivity",
    "specificity",
    "studies",
    "synthesis",
    "topics",
    "withheld",
    "type",
}


def _without(data, drop):
    """The data without some of its keys, in its own order."""
    if isinstance(data, dict):
        return {key: _without(part, drop) for key, part in data.items() if not drop(key)}
    return [_without(part, drop) for part in data] if isinstance(data, list) else data


@pytest.mark.parametrize("seed", range(10))
def test_any_part_of_every_key_comes_out_as_it_went_in(seed):
    dice = Random(seed)
    data = _without(read(EVERY_KEY), lambda key: key not in NEEDED and dice.random() < seed / 10)
    bundle = checked(data)

    guideline = import_guideline(bundle).guideline

    assert data_of(guideline, with_blind_ratings=True) == normal(bundle)


def test_the_same_content_again_changes_nothing():
    first = _imported(example())

    again = import_guideline(checked(example()))

    assert (again.is_new, again.guideline.pk, Guideline.objects.count(), Event.objects.count()) == (
        False,
        first.pk,
        1,
        1,
    )


def test_other_content_is_refused_naming_the_first_difference():
    _imported(example())
    data = example()
    data["questions"][0]["outcomes"][0]["importance"] = 8
    data["questions"][1]["text"] = "Another question?"

    with pytest.raises(BundleRefused) as raised:
        _imported(data)

    assert str(raised.value).splitlines() == [
        "guideline.slug: example is there already, with other content",
        "questions[0].outcomes[0].importance: is stored as 9; the bundle says 8",
    ]


def test_an_import_is_one_audit_event(chair):
    before = Event.objects.count()

    import_guideline(checked(example()), by=chair)

    event = Event.objects.last()
    assert (Event.objects.count() - before, event.verb, event.guideline, event.actor) == (
        1,
        "guideline-imported",
        "example",
        chair,
    )


def test_an_import_begins_the_history_of_each_question_once():
    guideline = import_guideline(open_bundle(EXAMPLE)).guideline

    import_guideline(open_bundle(EXAMPLE))

    moments = Moment.objects.filter(question__guideline=guideline).select_related("event")
    assert [each.question_id for each in moments] == [each.pk for each in guideline.questions.all()]
    assert {each.event.verb for each in moments} == {"guideline-imported"}
    # So a vote that was taken over finds the evidence that it was held on.
    voted = Round.objects.filter(recommendation__guideline=guideline)
    assert set(voted.values_list("evidence_hash", flat=True)) <= {
        each.evidence_hash for each in moments
    }
    assert voted.exists()


def test_an_import_takes_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        import_guideline(open_bundle(PROJECT_EXAMPLE))


def test_a_round_knows_its_rule_its_roll_and_its_evidence():
    data = with_round({"ballots": {"p1": "weak-for"}}, decision_rule="two-thirds")

    _imported(data)

    held = Round.objects.get()
    assert (held.status, held.imported, held.rule["preset"], len(held.evidence_hash)) == (
        "closed",
        True,
        "two-thirds",
        64,
    )
    assert [voter.member.ref for voter in Voter.objects.order_by("pk")] == ["p1", "p2"]
    assert [ballot.choice for ballot in Ballot.objects.all()] == ["weak-for"]


def test_a_tally_without_ballots_has_no_roll():
    _imported(with_round({"counts": {"weak-for": 2}}))

    assert (Round.objects.get().counts, Round.objects.get().eligible, Voter.objects.count()) == (
        {"weak-for": 2},
        2,
        0,
    )


@pytest.mark.parametrize(
    ("data", "stage"), [(minimal(), "scope"), (with_round({"counts": {}}), "deliberation")]
)
def test_the_stage_is_as_far_as_the_work_has_come(data, stage):
    assert _imported(data).stage == stage


def test_an_imported_example_derives_as_its_inputs_say():
    chain = chain_of(_imported(example()))

    first, second = (question["recommendations"][0] for question in chain.as_data()["questions"])
    assert (first["direction"], first["strength"], first["certainty"], first["eligible"]) == (
        "for",
        "weak",
        "low",
        3,
    )
    assert (second["outcome"], second["decided_in_round"], second["eligible"]) == (
        "recommendation",
        2,
        12,
    )
