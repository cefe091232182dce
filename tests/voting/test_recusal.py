"""Why somebody does not vote, in words."""

from datetime import UTC, datetime

from tests import factories
from voting.recusal import why_recused


def test_sentence_names_interest_decision_person_day_and_whom_to_ask(question, chair, member):
    factories.make_conflict(
        member=member.places.get(),
        question=question,
        interest="research funding",
        party="Maker",
        decided_by_user=chair,
        decided_at=datetime(2026, 3, 4, 9, tzinfo=UTC),
    )

    assert why_recused(member.places.get(), question) == (
        "You declared an interest (research funding, Maker); the decision on this question: "
        "may discuss, does not vote. Decided by chair on Wed 4 Mar 2026, 09:00 UTC. "
        "Ask chair (chair)."
    )


def test_leaving_the_room_is_told_before_not_voting(question, member):
    place = member.places.get()
    factories.make_conflict(member=place, question=None, action="leave-room", interest="shares")
    factories.make_conflict(member=place, question=question, action="discuss-only")

    assert "shares" in why_recused(place, question)


def test_other_questions_and_mild_decisions_take_no_vote(question, guideline, member):
    place = member.places.get()
    factories.make_conflict(member=place, question=question, action="vote-with-disclosure")
    other = factories.make_question(guideline=guideline)
    factories.make_conflict(member=place, question=other, action="leave-room")

    assert why_recused(place, question) == ""
