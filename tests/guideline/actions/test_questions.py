"""Questions: put to the guideline, and edited."""

import pytest
from django.db import IntegrityError, transaction

from accounts.blockers import Blocked
from audit.models import Event
from guideline.actions.questions import edit_question, put_question
from guideline.models import Question
from tests import factories


def test_question_put_is_proposed_and_gets_the_next_id(guideline, question, methodologist, told):
    put = put_question(
        by=methodologist, guideline=guideline, text="Should A be used?", population="Adults"
    )

    assert (put.ref, put.status, put.type) == ("q2", "proposed", "intervention")
    assert (put.text, put.population) == ("Should A be used?", "Adults")
    assert told() == [("question-put", "methodologist put question q2: Should A be used?")]


def test_everything_wrong_with_a_question_is_told_at_once(guideline, question, chair):
    topic = factories.make_topic()

    with pytest.raises(Blocked) as refusal:
        put_question(
            by=chair,
            guideline=guideline,
            text=" ",
            ref="q1",
            type="riddle",
            status="lost",
            number=1,
            topic=topic,
        )

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "Write the question.",
        "Choose what kind of question it is.",
        "Choose how the question stands.",
        "The topic belongs to another guideline.",
        "Number 1 is taken by “Should it be done?”.",
        "The id “q1” is taken.",
    ]
    assert Question.objects.count() == 1


def test_id_with_other_letters_is_refused(guideline, chair):
    with pytest.raises(Blocked) as refusal:
        put_question(by=chair, guideline=guideline, text="Should A be used?", ref="q 1")

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "An id has letters, digits, hyphens and underscores only."
    ]


def test_edited_question_tells_before_and_after(question, chair, told):
    edit_question(by=chair, question=question, reason="Clearer.", text="Is it done?", number=1)

    question.refresh_from_db()
    assert question.text == "Is it done?"
    assert told() == [("question-edited", "chair edited question q1: text.")]
    event = Event.objects.get()
    assert event.facts["changes"] == {"text": ["Should it be done?", "Is it done?"]}
    assert event.reason == "Clearer."


def test_question_keeps_its_own_number(question, chair, told):
    edit_question(by=chair, question=question, number=1)

    assert told() == []


def test_unknown_field_is_a_mistake_of_the_caller(question, chair):
    with pytest.raises(TypeError):
        edit_question(by=chair, question=question, strength="strong")


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("chair", True),
        ("methodologist", True),
        ("secretariat", True),
        ("member", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_writes_questions(request, permitted, guideline, question, role, allowed):
    user = request.getfixturevalue(role)
    for act in (
        lambda: put_question(by=user, guideline=guideline, text="Should A be used?"),
        lambda: edit_question(by=user, question=question, text="Should it?"),
    ):
        assert permitted(act) is allowed


def test_database_keeps_ids_apart_within_a_guideline(question):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_question(guideline=question.guideline, ref="q1")


@pytest.mark.parametrize("wrong", [{"status": "lost"}, {"type": "riddle"}])
def test_database_knows_only_the_codes_of_questions(guideline, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_question(guideline=guideline, **wrong)
