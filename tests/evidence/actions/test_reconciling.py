"""Two raters: each alone, then reconciled; only the reconciled rating counts."""

import pytest
from django.db import IntegrityError, transaction

from accounts.blockers import Blocked
from audit.models import Event
from evidence.actions.signing import blockers_to_signing
from evidence.fingerprint import evidence_hash, with_evidence
from evidence.models import Rating
from evidence.profile import outcomes_of
from evidence.raters.pairs import pairs_of_outcome, viewer_of
from guideline.models import Outcome, Question
from tests import factories
from tests.evidence.two_raters import (
    FIRST,
    FIRST_REASON,
    NO_CONCERN,
    SECOND,
    SECOND_REASON,
    methodologist_named,
    rate,
    reconcile,
    two_raters,
)
from tests.voting.test_race import at_once


@pytest.fixture
def raters(guideline):
    return two_raters(guideline)


@pytest.fixture
def outcome(question, raters):
    return factories.make_outcome(question=question, ref="death", name="Death")


def level(question) -> str | None:
    loaded = with_evidence(Question.objects.filter(pk=question.pk)).get()
    return outcomes_of(loaded)[0].level


def sentences(act) -> list[str]:
    with pytest.raises(Blocked) as refusal:
        act()
    return [str(blocker) for blocker in refusal.value.blockers]


def state(outcome, by) -> str:
    return pairs_of_outcome(outcome, viewer_of(by, outcome.guideline))[0].state


def signing(question) -> list[str]:
    return [str(blocker) for blocker in blockers_to_signing(question)]


# --- What counts ----------------------------------------------------------------------------------


def test_nothing_derives_from_individual_ratings(outcome, question, raters):
    factories.make_body(outcome=outcome)
    before = evidence_hash(question)

    for rater, judged in zip(raters, (FIRST, SECOND), strict=True):
        rate(rater, outcome, judged)

    assert (level(question), evidence_hash(question)) == (None, before)
    assert (Rating.objects.count(), Rating.individual.count()) == (0, 2)


def test_reconciled_rating_counts_and_both_are_kept(outcome, question, raters):
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND)

    rating = reconcile(raters[0], outcome)

    assert level(question) == "moderate"
    assert (rating.reconciled_by.ref, rating.by) == ("first", raters[0])
    assert rating.reconciled_because == "Talked over the interval."
    assert [(each.rater.ref, each.settled) for each in Rating.individual.order_by("pk")] == [
        ("first", True),
        ("second", True),
    ]


def test_record_keeps_levels_only_once_they_are_reconciled(outcome, raters, told):
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND)

    hidden = str([event.facts for event in Event.objects.all()])
    assert (FIRST_REASON in hidden, SECOND_REASON in hidden) == (False, False)
    assert "judged" not in hidden
    assert "design" not in hidden

    reconcile(raters[0], outcome)

    facts = Event.objects.last().facts
    assert facts["individual"]["first"]["judged"]["imprecision"] == [2, FIRST_REASON]
    assert facts["individual"]["second"]["judged"]["imprecision"] == [1, SECOND_REASON]
    assert [sentence for _verb, sentence in told()] == [
        "first rated the certainty of the evidence on “Death” of question q1 as one of two raters.",
        "second rated the certainty of the evidence on “Death” of question q1 as one of two raters.",
        "first reconciled the ratings by first, second of the certainty of the evidence on “Death” "
        "of question q1. Reason: Talked over the interval.",
    ]


# --- The order of things --------------------------------------------------------------------------


def test_one_may_rate_anew_until_the_other_has_rated(outcome, raters):
    rate(raters[0], outcome, FIRST)
    rate(raters[0], outcome, NO_CONCERN)
    rate(raters[1], outcome, SECOND)

    assert Rating.individual.count() == 2
    assert sentences(lambda: rate(raters[0], outcome, SECOND)) == [
        "Both ratings are in, and you can see the other: reconcile the two."
    ]


def test_third_rater_is_refused(outcome, guideline, raters):
    third = methodologist_named(guideline, "third", 3)
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND)

    assert sentences(lambda: rate(third, outcome, NO_CONCERN)) == [
        "Two have rated this already: first, second."
    ]
    assert sentences(lambda: reconcile(third, outcome)) == [
        "Only the two raters reconcile what they rated: first, second."
    ]


def test_second_rates_whole_or_parts_as_the_first_did(outcome, raters):
    Outcome.objects.update(type="diagnostic")
    outcome.refresh_from_db()
    rate(raters[0], outcome, FIRST, part="sensitivity")

    assert sentences(lambda: rate(raters[1], outcome, SECOND)) == [
        "The other rater rated the two parts apart; rate them apart, too."
    ]
    rate(raters[1], outcome, SECOND, part="sensitivity")
    rating = reconcile(raters[1], outcome, part="sensitivity")
    assert rating.part == "sensitivity"


def test_one_rating_is_not_reconciled(outcome, raters):
    rate(raters[0], outcome, FIRST)

    assert sentences(lambda: reconcile(raters[0], outcome)) == [
        "Two ratings are reconciled; there is only one, or none."
    ]


def test_reconciliation_asks_for_its_reason_and_every_domain(outcome, raters):
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND)
    judged = {key: each for key, each in NO_CONCERN.items() if key != "imprecision"}

    assert sentences(lambda: reconcile(raters[0], outcome, judged, because=" ")) == [
        "Imprecision is not judged.",
        "Say how the two ratings were reconciled.",
    ]
    assert Rating.objects.count() == 0


def test_rated_again_after_reconciliation_is_blind_again_and_said(outcome, raters, question):
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND)
    kept = reconcile(raters[0], outcome)

    rate(raters[0], outcome, NO_CONCERN)

    assert (state(outcome, raters[1]), level(question)) == ("rated-again", "moderate")
    assert Event.objects.last().verb == "certainty-rated-again"
    pair = pairs_of_outcome(outcome, viewer_of(raters[1], outcome.guideline))[0]
    assert [each.rater.ref for each in pair.seen] == ["second"]
    assert sentences(lambda: reconcile(raters[1], outcome, seen=kept.pk)) == [
        "first rated again after reconciliation; the other one has to, first."
    ]

    rate(raters[1], outcome, NO_CONCERN)
    reconcile(raters[1], outcome, NO_CONCERN, seen=kept.pk)

    assert (state(outcome, raters[1]), level(question)) == ("reconciled", "high")


def test_parts_that_count_end_what_was_judged_of_the_whole(outcome, raters, guideline):
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND)
    reconcile(raters[0], outcome)
    Outcome.objects.update(type="diagnostic")
    guideline.raters = "single"
    guideline.save()
    outcome = Outcome.objects.get()

    rate(raters[0], outcome, NO_CONCERN, part="sensitivity")

    assert [each.part for each in Rating.objects.all()] == ["sensitivity"]
    assert Rating.individual.count() == 0


# --- Signing --------------------------------------------------------------------------------------


def test_signature_waits_for_the_second_and_for_the_reconciliation(outcome, raters, question):
    assert signing(question) == []
    rate(raters[0], outcome, FIRST)
    assert signing(question) == ["“Death” is rated by one rater only."]
    rate(raters[1], outcome, SECOND)
    assert signing(question) == ["The two ratings of “Death” are not reconciled."]
    reconcile(raters[0], outcome)
    assert signing(question) == []
    rate(raters[1], outcome, FIRST)
    assert signing(question) == ["“Death” was rated again after reconciliation."]


def test_rating_made_by_one_before_two_were_asked_for_waits_for_two(outcome, question):
    factories.make_rating(body=factories.make_body(outcome=outcome))

    assert signing(question) == ["“Death” is rated by one rater only."]


# --- Permissions, constraints, races --------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("chair", False),
        ("member", False),
        ("secretariat", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_reconciles(request, permitted, outcome, raters, role, allowed):
    rate(raters[0], outcome, FIRST)
    rate(raters[1], outcome, SECOND)
    user = request.getfixturevalue(role)

    assert permitted(lambda: reconcile(user, outcome)) is allowed


@pytest.mark.django_db
def test_database_keeps_one_rating_a_rater_and_one_that_counts():
    place = factories.make_member()
    body = factories.make_body()
    factories.make_rating(body=body)
    Rating.individual.create(body=body, design="cohort", edition="classic", rater=place)

    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.individual.create(body=body, design="cohort", edition="classic", rater=place)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_rating(body=body)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["settled", "reconciled_alone", "without_reason"])
def test_database_refuses_a_rating_that_is_both(wrong):
    place = factories.make_member()
    fields = {
        "settled": {"settled": True},
        "reconciled_alone": {
            "rater": place,
            "reconciled_by": place,
            "reconciled_because": "Why.",
        },
        "without_reason": {"reconciled_by": place},
    }[wrong]

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_rating(**fields)


@pytest.fixture
def committed(transactional_db):
    """Two raters on an outcome that other connections see, too."""
    guideline = factories.make_guideline()
    question = factories.make_question(guideline=guideline)
    return factories.make_outcome(question=question), two_raters(guideline)


@pytest.mark.django_db(transaction=True)
def test_two_rate_at_once_and_both_are_in(committed):
    outcome, (first, second) = committed

    at_once([lambda: rate(first, outcome, FIRST), lambda: rate(second, outcome, SECOND)])

    assert outcome.bodies.count() == 1
    assert Rating.individual.count() == 2


@pytest.mark.django_db(transaction=True)
def test_three_rate_at_once_and_two_are_in(committed):
    outcome, (first, second) = committed
    third = methodologist_named(outcome.guideline, "third", 3)

    done = at_once([lambda by=by: rate(by, outcome, NO_CONCERN) for by in (first, second, third)])

    assert sum(isinstance(each, Blocked) for each in done) == 1
    assert Rating.individual.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_reconcile_at_once_one_is_told_to_look_again(committed):
    outcome, (first, second) = committed
    rate(first, outcome, FIRST)
    rate(second, outcome, SECOND)

    done = at_once(
        [lambda: reconcile(first, outcome, FIRST), lambda: reconcile(second, outcome, SECOND)]
    )

    refused = [str(each) for each in done if isinstance(each, Blocked)]
    assert refused == ["Somebody kept another rating while you were reading. Look at it again."]
    assert Rating.objects.count() == 1
    assert Event.objects.filter(verb="certainty-reconciled").count() == 1
