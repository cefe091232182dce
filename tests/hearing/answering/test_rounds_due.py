"""A change of substance after comments asks for a new round."""

import pytest

from hearing.actions.answering import approve_answer, discard_draft, propose_answer
from hearing.actions.comments import comment_on_draft
from hearing.actions.hearings import close_hearing, open_hearing
from hearing.answering.changes import steps_of
from hearing.answering.rounds_due import rounds_due
from hearing.answering.substance import is_substance, round_is_due
from publication.actions.publishing import blockers_to_publishing
from publication.my_work import my_work
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.corrections import confirm_correction, propose_correction
from voting.actions.drafts import edit_draft
from voting.actions.rounds import close_round, open_round


@pytest.mark.parametrize(
    ("before", "after", "corrections", "expected"),
    [
        ({"statement": "A"}, {"statement": "A", "remarks": "B"}, [], False),
        ({"statement": "A"}, {"statement": "B"}, [], True),
        ({"statement": "A"}, {"statement": " A "}, [], False),
        ({"statement": "A"}, {"statement": "B"}, [("A", "B")], False),
        ({"statement": "A"}, {"statement": "C"}, [("A", "B"), ("B", "C")], False),
        ({"statement": "A"}, {"statement": "C"}, [("A", "B")], True),
        ({"statement": "A"}, {"statement": {"en": "A", "ja": "B"}}, [], True),
        ({}, {"statement": "A"}, [], True),
    ],
)
def test_substance_is_the_statement_unless_a_correction_led_there(
    before, after, corrections, expected
):
    assert is_substance(before, after, corrections) is expected


@pytest.mark.parametrize(
    ("voted", "opened_after", "now", "expected"),
    [
        ("A", False, "B", True),
        ("B", True, "B", False),
        ("A", False, "A", False),  # the change was taken back
        ("A", True, "B", True),  # it was voted on, and changed again
        (None, False, "B", True),
        (None, True, "B", False),
    ],
)
def test_round_is_due_until_what_stands_was_voted_on(voted, opened_after, now, expected):
    due = round_is_due(voted=voted, opened_after=opened_after, corrections=[], now=now)
    assert due is expected


def vote(recommendation, chair) -> None:
    held = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=chair, round=held, choice="strong-for")
    close_round(by=chair, round=held)


@pytest.fixture
def heard(guideline, recommendation, chair):
    """A decided recommendation, and a hearing on it with one comment."""
    vote(recommendation, chair)
    hearing = open_hearing(by=chair, guideline=guideline)
    comment_on_draft(hearing=hearing, part="q1r1", body="For whom?")
    return close_hearing(by=chair, hearing=hearing)


def answer(hearing, by, change: dict, draft, **said):
    edit_draft(by=by, recommendation=draft, **change)
    keys = [key for key, _label in steps_of(hearing, by)[:1]]
    return propose_answer(
        by=by, hearing=hearing, numbers=[1], changed=True, text="Done.", changes=keys, **said
    )


def blockers(guideline) -> list[str]:
    return [str(each) for each in blockers_to_publishing(guideline)]


DUE = "q1r1 was changed in substance after comments: a new round is due."


def test_changed_statement_keeps_from_publishing_until_it_was_voted_on(
    heard, guideline, recommendation, chair, methodologist
):
    recommendation.refresh_from_db()
    statement = {"statement": "We suggest it in adults."}
    proposal = answer(heard, methodologist, statement, recommendation, ask=True)
    approve_answer(by=chair, proposal=proposal)

    assert blockers(guideline) == [DUE]
    assert [(task.verb, task.about) for task in my_work(chair) if task.verb == "Open"] == [
        ("Open", "A new round on q1r1")
    ]
    assert [task.verb for task in my_work(methodologist) if task.verb == "Open"] == []

    recommendation.refresh_from_db()
    vote(recommendation, chair)
    assert blockers(guideline) == []


def test_changed_remark_and_confirmed_correction_ask_for_no_round(
    heard, guideline, recommendation, chair, methodologist
):
    recommendation.refresh_from_db()
    remark = {"remarks": "In adults."}
    proposal = answer(heard, methodologist, remark, recommendation, ask=True)
    approve_answer(by=chair, proposal=proposal)
    assert blockers(guideline) == []

    slip = propose_correction(
        by=methodologist, recommendation=recommendation, after="We suggest doing so.", because="x"
    )
    confirm_correction(by=chair, correction=slip)
    keys = [key for key, _label in steps_of(heard, chair)]
    more = propose_answer(
        by=chair, hearing=heard, numbers=[1], changed=True, text="Done.", changes=keys, ask=True
    )
    approve_answer(by=methodologist, proposal=more)
    assert rounds_due([guideline]) == []


def test_draft_that_was_given_up_asks_for_nothing(
    heard, guideline, recommendation, chair, methodologist
):
    recommendation.refresh_from_db()
    statement = {"statement": "We suggest it in adults."}
    proposal = answer(heard, methodologist, statement, recommendation)
    assert [each.proposals for each in rounds_due([guideline])] == [[1]]

    discard_draft(by=methodologist, proposal=proposal)

    assert rounds_due([guideline]) == []


def test_work_names_what_is_one_s_own_to_answer_approve_and_change(heard, chair, methodologist):
    from hearing.actions.answering import return_answer
    from hearing.actions.triage import assign_comments

    def work(person) -> list[tuple[str, str]]:
        verbs = ("Answer", "Approve", "Change")
        return [(task.verb, task.about) for task in my_work(person) if task.verb in verbs]

    assert work(chair) == [("Answer", "1 comment")]
    assign_comments(by=chair, hearing=heard, numbers=[1], place=methodologist.places.get())
    assert (work(chair), work(methodologist)) == ([], [("Answer", "1 comment assigned to you")])

    said = {"changed": False, "text": "No."}
    proposal = propose_answer(by=methodologist, hearing=heard, numbers=[1], ask=True, **said)
    assert (work(chair), work(methodologist)) == ([("Approve", "1 answer")], [])

    return_answer(by=chair, proposal=proposal, because="Say why.")
    assert ("Change", "The answer to comment 1, returned to you") in work(methodologist)
    factories.make_comment(hearing=heard)
    assert work(chair) == [("Answer", "1 comment")]
