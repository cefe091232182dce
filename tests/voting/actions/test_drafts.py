"""Drafting a recommendation."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.blockers import Blocked
from audit.models import Event
from voting.actions.drafts import add_recommendation, blockers_to_editing, edit_draft
from voting.actions.rounds import open_round
from voting.models import Recommendation


def test_added_recommendation_gets_the_next_id_and_an_event(question, methodologist):
    first = add_recommendation(by=methodologist, question=question, statement="We suggest A.")

    second = add_recommendation(by=methodologist, question=question, kind="good-practice")

    assert (first.ref, first.statement, first.kind) == ("q1r1", "We suggest A.", "graded")
    assert (second.ref, second.statement, second.position) == ("q1r2", None, first.position + 1)
    event = Event.objects.order_by("sequence").first()
    assert (event.verb, event.target, event.actor) == (
        "recommendation-added",
        "q1r1",
        methodologist,
    )
    assert event.facts["question"] == "q1"


def test_member_may_not_add_a_recommendation(question, member):
    with pytest.raises(PermissionDenied):
        add_recommendation(by=member, question=question, statement="Mine.")

    assert Recommendation.objects.count() == 0


def test_superuser_without_a_place_may_not_add_a_recommendation(question, stranger):
    stranger.is_superuser = True
    stranger.save()

    with pytest.raises(PermissionDenied):
        add_recommendation(by=stranger, question=question, statement="Mine.")


def test_unknown_text_is_refused(question, chair):
    with pytest.raises(TypeError, match="strength"):
        add_recommendation(by=chair, question=question, statement="A", strength="strong")


def test_edit_keeps_before_and_after(recommendation, chair):
    edited = edit_draft(
        by=chair,
        recommendation=recommendation,
        statement="We suggest B.",
        remarks="",
        reason="Clearer",
    )

    assert edited.statement == "We suggest B."
    event = Event.objects.get(verb="draft-edited")
    assert event.facts == {
        "fields": "statement",
        "changes": {"statement": ["We suggest doing it.", "We suggest B."]},
        "version": 2,
    }
    assert event.reason == "Clearer"


def test_edit_without_a_change_records_nothing(recommendation, chair, events):
    edit_draft(by=chair, recommendation=recommendation, statement="We suggest doing it.")

    assert events() == []


def test_wording_cannot_change_while_a_round_votes_on_it(recommendation, chair):
    open_round(by=chair, recommendation=recommendation)

    assert [str(each) for each in blockers_to_editing(recommendation)] == [
        "Round 1 is voting on this wording. Close or withdraw it first."
    ]
    with pytest.raises(Blocked, match="Round 1 is voting"):
        edit_draft(by=chair, recommendation=recommendation, statement="We suggest B.")
    recommendation.refresh_from_db()
    assert recommendation.statement == "We suggest doing it."


def test_who_must_leave_the_room_cannot_edit(recommendation, conflicted_member, guideline):
    guideline.panel.filter(user=conflicted_member).update(role="chair")

    with pytest.raises(PermissionDenied):
        edit_draft(by=conflicted_member, recommendation=recommendation, statement="Mine.")
