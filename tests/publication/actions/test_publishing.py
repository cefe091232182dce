"""Publishing a version: what blocks it, what it freezes, and that nobody edits it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import translation

from accounts.blockers import Blocked
from audit.models import ChainHead, Event
from hearing.actions.answering import approve_answer, propose_answer
from hearing.actions.comments import comment_on_draft
from hearing.actions.hearings import close_hearing, open_hearing
from publication.actions.publishing import blockers_to_publishing, publish_guideline
from publication.models import Version
from publication.version_content import hash_of
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.drafts import edit_draft
from voting.actions.rounds import close_round, open_round


@pytest.fixture
def recommendation(question):
    """A draft under the cast's question."""
    return factories.make_recommendation(question=question, ref="q1r1")


@pytest.fixture
def decided(recommendation, chair):
    """The draft after a round that decided it."""
    round = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=chair, round=round, choice="weak-for", comment="Between us.")
    close_round(by=chair, round=round)
    return recommendation


def blockers(guideline) -> list[str]:
    return [str(each) for each in blockers_to_publishing(guideline)]


# --- What blocks it ------------------------------------------------------------------------------


def test_decided_guideline_is_free_to_publish(guideline, decided):
    assert blockers(guideline) == []


def test_open_round_and_undecided_recommendations_block(guideline, question, decided, chair):
    running = factories.make_recommendation(question=question, ref="q1r2", position=1)
    open_round(by=chair, recommendation=running)
    factories.make_recommendation(question=question, ref="q1r3", position=2)
    split = factories.make_recommendation(question=question, ref="q1r4", position=3)
    round = open_round(by=chair, recommendation=split)
    close_round(by=chair, round=round)

    assert blockers(guideline) == [
        "Round 1 on q1r2 is open.",
        "q1r3 is not decided: no round was closed.",
        "q1r4 is not decided: no consensus.",
    ]


def test_good_practice_statement_needs_no_vote(guideline, question, decided):
    factories.make_recommendation(question=question, kind="good-practice")

    assert blockers(guideline) == []


def test_decision_for_no_recommendation_can_be_published(guideline, recommendation, chair):
    round = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=chair, round=round, choice="neither")
    close_round(by=chair, round=round)

    assert blockers(guideline) == []


def test_open_hearing_and_unanswered_comments_block(guideline, decided, secretariat, member):
    hearing = open_hearing(by=secretariat, guideline=guideline)
    comment = comment_on_draft(hearing=hearing, part="q1r1", body="For whom?").comment
    assert blockers(guideline) == [
        "The hearing 'Public hearing' is still open.",
        "1 comment of 'Public hearing' is not answered.",
    ]

    hearing = close_hearing(by=secretariat, hearing=hearing)
    assert blockers(guideline) == ["1 comment of 'Public hearing' is not answered."]

    said = {"numbers": [comment.number], "changed": False, "text": "The title says so."}
    propose_answer(by=secretariat, hearing=hearing, **said)
    assert blockers(guideline) == ["1 comment of 'Public hearing' has only the draft of an answer."]

    proposal = propose_answer(by=secretariat, hearing=hearing, ask=True, **said)
    assert blockers(guideline) == [
        "The answer to 1 comment of 'Public hearing' waits for a second person's approval."
    ]

    approve_answer(by=member, proposal=proposal)
    assert blockers(guideline) == []


def test_late_comment_waits_for_its_answer_too(guideline, decided, secretariat):
    hearing = open_hearing(by=secretariat, guideline=guideline)
    close_hearing(by=secretariat, hearing=hearing)
    comment_on_draft(hearing=hearing, part="q1r1", body="Sorry, late.")

    assert blockers(guideline) == ["1 comment of 'Public hearing' is not answered."]


def test_hearing_that_was_held_elsewhere_blocks_nothing(guideline, decided):
    hearing = factories.make_hearing(guideline=guideline, imported=True)
    factories.make_comment(hearing=hearing)

    assert blockers(guideline) == []


def test_unchanged_guideline_is_not_published_twice(guideline, decided, secretariat, chair):
    publish_guideline(by=secretariat, guideline=guideline)
    assert blockers(guideline) == ["Nothing has changed since version 1.0."]
    with pytest.raises(Blocked, match="Nothing has changed"):
        publish_guideline(by=secretariat, guideline=guideline)

    edit_draft(by=chair, recommendation=decided, remarks="In adults.")
    assert blockers(guideline) == []


def test_another_language_of_the_reader_is_no_change(guideline, decided, secretariat):
    publish_guideline(by=secretariat, guideline=guideline)

    with translation.override("ja"):
        assert len(blockers(guideline)) == 1


def test_refusal_carries_every_blocker_and_changes_nothing(guideline, recommendation, secretariat):
    with pytest.raises(Blocked, match="no round was closed"):
        publish_guideline(by=secretariat, guideline=guideline)

    guideline.refresh_from_db()
    assert (Version.objects.count(), guideline.stage) == (0, "scope")


def test_member_may_not_publish(guideline, decided, member):
    with pytest.raises(PermissionDenied):
        publish_guideline(by=member, guideline=guideline)


# --- What it freezes -----------------------------------------------------------------------------


def test_version_freezes_inputs_derivation_and_reasons(guideline, decided, secretariat):
    version = publish_guideline(by=secretariat, guideline=guideline)

    assert set(version.content) == {"bundle", "derived", "reasons", "agreements"}
    assert version.content["bundle"]["guideline"]["slug"] == "livers"
    [question] = version.content["derived"]["questions"]
    assert question["recommendations"][0]["strength"] == "weak"
    assert version.content["reasons"]["q1r1"]["sentence"] == "q1r1: weak, for"
    assert version.content_hash == hash_of(version.content)


def test_version_tells_nobodys_vote_of_a_confidential_round(guideline, decided, secretariat):
    version = publish_guideline(by=secretariat, guideline=guideline)

    [question] = version.content["bundle"]["questions"]
    [round] = question["recommendations"][0]["rounds"]
    assert round["counts"] == {"weak-for": 1}
    assert "ballots" not in round
    assert "Between us." not in str(version.content)


def test_later_changes_leave_the_version_as_it_was(guideline, decided, secretariat, chair):
    version = publish_guideline(by=secretariat, guideline=guideline)

    edit_draft(by=chair, recommendation=decided, statement="We recommend it.")

    version.refresh_from_db()
    assert "We recommend it." not in str(version.content)
    assert version.content_hash == hash_of(version.content)


def test_versions_are_numbered_and_say_what_changed(guideline, decided, secretariat, chair):
    first = publish_guideline(by=secretariat, guideline=guideline)
    edit_draft(by=chair, recommendation=decided, remarks="In adults.")

    second = publish_guideline(by=secretariat, guideline=guideline, what_changed="A remark.")

    assert (first.number, second.number, second.what_changed) == ("1.0", "1.1", "A remark.")
    guideline.refresh_from_db()
    assert guideline.stage == "published"


def test_version_keeps_the_end_of_the_chain_that_tells_of_it(guideline, decided, secretariat):
    version = publish_guideline(by=secretariat, guideline=guideline)

    event = Event.objects.last()
    assert (event.verb, event.target) == ("guideline-published", "1.0")
    assert event.facts == {"content_hash": version.content_hash}
    assert version.audit_head == event.hash == ChainHead.objects.get().hash


# --- Promises of the database --------------------------------------------------------------------


@pytest.mark.parametrize(
    "change", [{"content": {}}, {"number": "9.9"}, {"what_changed": "Nothing, really."}]
)
def test_database_refuses_to_edit_a_published_version(guideline, decided, secretariat, change):
    version = publish_guideline(by=secretariat, guideline=guideline)

    with (
        pytest.raises(DatabaseError, match="a published version is never edited"),
        transaction.atomic(),
    ):
        Version.objects.filter(pk=version.pk).update(**change)

    assert Version.objects.get().content == version.content
