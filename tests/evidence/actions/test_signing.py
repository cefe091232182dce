"""Signing for the evidence: complete, as it was shown, and lapsing by itself."""

import pytest

from accounts.blockers import Blocked
from evidence.actions.rating import Judged, rate_certainty
from evidence.actions.results import change_result, enter_result
from evidence.actions.signing import blockers_to_signing, sign_profile
from evidence.changes.words import told
from evidence.codes import DOMAINS
from evidence.fingerprint import evidence_hash, signature_state
from evidence.models import Signature
from tests import factories
from tests.voting.test_race import at_once

TABLE = {"events_1": 12, "total_1": 100, "events_2": 20, "total_2": 100}


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death", importance=9)


@pytest.fixture
def result(outcome, methodologist):
    """The result of a question whose evidence is complete."""
    study = factories.make_study(question=outcome.question, ref="s1")
    result = enter_result(by=methodologist, outcome=outcome, study=study, **TABLE)
    judged = dict.fromkeys(DOMAINS, Judged(0, "One trial is enough here."))
    rate_certainty(by=methodologist, outcome=outcome, design="cohort", judged=judged)
    return result


def sentences(blockers) -> list[str]:
    return [str(blocker) for blocker in blockers]


def test_signature_keeps_the_hash_of_what_was_signed(question, result, methodologist, told):
    signature = sign_profile(by=methodologist, question=question, seen=evidence_hash(question))

    assert (signature.by, signature.evidence_hash) == (methodologist, evidence_hash(question))
    assert signature_state(question).state == "holds"
    assert told()[-1] == (
        "profile-signed",
        "methodologist signed for the evidence of question q1.",
    )


def test_signature_lapses_with_a_change_and_says_which(question, result, methodologist):
    sign_profile(by=methodologist, question=question)

    change_result(by=methodologist, result=result, events_1=13)

    state = signature_state(question)
    assert state.state == "lapsed"
    assert [str(told(change)) for change in state.changed] == [
        "Death, A study: events, intervention 12 → 13"
    ]


def test_signature_holds_again_when_the_change_is_undone(question, result, methodologist):
    sign_profile(by=methodologist, question=question)
    change_result(by=methodologist, result=result, events_1=13)

    change_result(by=methodologist, result=result, events_1=12)

    assert signature_state(question).state == "holds"


def test_signature_under_evidence_that_changed_meanwhile_is_refused(
    question, result, methodologist
):
    seen = evidence_hash(question)
    change_result(by=methodologist, result=result, events_1=13)

    with pytest.raises(Blocked) as refusal:
        sign_profile(by=methodologist, question=question, seen=seen)

    assert sentences(refusal.value.blockers) == [
        "The evidence changed while you were reading. Look at it again."
    ]
    assert Signature.objects.count() == 0


def test_same_signature_again_is_refused_until_something_changes(question, result, methodologist):
    sign_profile(by=methodologist, question=question)

    with pytest.raises(Blocked) as refusal:
        sign_profile(by=methodologist, question=question)
    change_result(by=methodologist, result=result, events_1=13)
    sign_profile(by=methodologist, question=question)

    assert sentences(refusal.value.blockers) == [
        "You have signed for this evidence, and nothing changed since."
    ]
    assert Signature.objects.count() == 2


def test_question_without_outcomes_cannot_be_signed(question):
    assert sentences(blockers_to_signing(question)) == ["The question has no outcomes."]


def test_unrated_critical_outcome_and_waiting_records_are_told_with_their_pages(question, outcome):
    factories.make_result(body=factories.make_body(outcome=outcome))
    factories.make_record(question=question, title="A")
    factories.make_record(question=question, title="B", title_abstract="include")

    blockers = blockers_to_signing(question)

    assert sentences(blockers) == [
        "The critical outcome “Death” is not rated.",
        "2 records wait for a decision.",
    ]
    assert [blocker.link for blocker in blockers] == [
        "/guidelines/livers/questions/q1/outcomes/death/certainty/",
        "/guidelines/livers/questions/q1/evidence/records/",
    ]


@pytest.mark.parametrize(
    "fields", [{"importance": 6}, {"importance": None}, {"importance": 9, "type": "narrative"}]
)
def test_outcome_that_is_not_critical_or_has_no_evidence_needs_no_rating(question, fields):
    outcome = factories.make_outcome(question=question, **fields)
    if outcome.type != "narrative":
        factories.make_result(body=factories.make_body(outcome=outcome))

    assert blockers_to_signing(question) == []


def test_one_part_of_accuracy_alone_leaves_the_outcome_unrated(question):
    outcome = factories.make_outcome(question=question, type="diagnostic", name="Accuracy")
    body = factories.make_body(outcome=outcome)
    factories.make_result(
        body=body, events_1=None, total_1=None, events_2=None, total_2=None, tp=1, fp=1, fn=1, tn=1
    )
    factories.make_rating(body=body, part="sensitivity")

    assert sentences(blockers_to_signing(question)) == [
        "The critical outcome “Accuracy” is not rated."
    ]


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("methodologist", True),
        ("chair", False),
        ("member", False),
        ("secretariat", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_signs(request, permitted, question, role, allowed):
    user = request.getfixturevalue(role)
    factories.make_outcome(question=question, importance=3)

    assert permitted(lambda: sign_profile(by=user, question=question)) is allowed


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_sign_once(question, result, methodologist):
    answers = at_once([lambda: sign_profile(by=methodologist, question=question)] * 2)

    assert question.signatures.count() == 1
    assert sum(isinstance(each, Blocked) for each in answers) == 1
