"""Answers over REST: approved, returned, linked; refused as the pages refuse it."""

import pytest

from audit.models import Event
from guideline.models import Conflict
from hearing.models import Answer, Proposal
from tests import factories
from tests.voting.test_rest_as_promised import PROBLEM
from voting.actions.drafts import edit_draft

NO = {"changed": False, "text": "The title says so.", "elsewhere": ""}


@pytest.fixture
def waiting(call, member):
    """The member's answer to the one comment, waiting for approval."""
    answered = call(member, "comments/1/answer/", NO)
    assert (answered.status_code, answered.json()["proposal"]) == (200, 1)
    return Proposal.objects.get()


def test_second_person_approves_and_undoes_it(waiting, call, chair, member):
    [listed] = call(chair, "answers/", method="get").json()
    approved = call(chair, "answers/1/approve/")

    assert (listed["number"], listed["state"], listed["comments"]) == (1, "waits", "1")
    assert (approved.status_code, approved.json()["state"]) == (200, "approved")
    assert approved.json()["approved_by"] == str(chair)
    assert Answer.objects.get().text == NO["text"]
    assert call(chair, "answers/", method="get").json() == []
    assert call(chair, "answers/1/undo/").json()["state"] == "waits"
    assert Answer.objects.count() == 0
    verbs = list(Event.objects.order_by("sequence").values_list("verb", flat=True))[-3:]
    assert verbs == ["answer-asked", "answer-approved", "answer-approval-undone"]


def test_who_may_not_is_told_403_and_who_wrote_it_409(waiting, call, member, observer, secretariat):
    deeds = ("approve", "return")
    body = {"because": "Say more."}

    assert [call(None, f"answers/1/{each}/", body).status_code for each in deeds] == [401, 401]
    for user in (observer, secretariat):
        assert [call(user, f"answers/1/{each}/", body).status_code for each in deeds] == [403, 403]
    own = [call(member, f"answers/1/{each}/", body) for each in deeds]
    assert [each.status_code for each in own] == [409, 409]
    assert own[0].headers["Content-Type"] == PROBLEM
    assert own[0].json()["code"] == "blocked"
    assert "You wrote it" in own[0].json()["detail"]
    assert call(member, "answers/9/approve/").status_code == 404
    assert (Answer.objects.count(), Proposal.objects.get().waits) == (0, True)


def test_second_approval_finds_that_it_waits_no_longer(waiting, call, chair):
    first, second = (call(chair, "answers/1/approve/") for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 409)
    assert Answer.objects.count() == 1


def test_returned_with_a_reason_it_is_a_draft_of_its_author(waiting, call, chair, member):
    silent = call(chair, "answers/1/return/", {"because": " "})
    unknown = call(chair, "answers/1/return/", {"why": "Say more."})
    returned = call(chair, "answers/1/return/", {"because": "Name the paragraph."})
    asked = call(member, "answers/1/ask/")

    assert (silent.status_code, unknown.status_code) == (409, 422)
    assert (returned.status_code, returned.json()["state"]) == (200, "draft")
    assert returned.json()["returned_because"] == "Name the paragraph."
    assert asked.status_code == 409


def test_draft_is_asked_for_taken_back_and_given_up(call, member, closed):
    assert call(member, "comments/1/answer/", NO | {"ask": False}).status_code == 200

    states = [
        call(member, f"answers/1/{deed}/").json()["state"]
        for deed in ("ask", "take-back", "discard")
    ]

    assert states == ["waits", "draft", "replaced"]
    assert closed.comments.get().progress == "unanswered"


def test_answer_is_linked_to_the_changed_version_and_a_link_is_taken_away(
    call, member, chair, recommendation
):
    edit_draft(by=chair, recommendation=recommendation, statement="We suggest it for adults.")
    yes = {"changed": True, "text": "Adults are named.", "ask": False}
    assert call(member, "comments/1/answer/", yes).status_code == 200
    [step] = call(member, "answers/1/changes/", method="get").json()
    assert step["chosen"] is False

    linked = call(member, "answers/1/changes/", {"changes": [step["key"]]}, "put")
    nowhere = call(member, "answers/2/changes/", {"changes": []}, "put")
    asked = call(member, "answers/3/ask/")

    [change] = linked.json()["changes"]
    assert (change["key"], change["is_substance"]) == (step["key"], True)
    assert (linked.json()["number"], nowhere.json()["changes"]) == (2, [])
    assert (asked.status_code, "where the change can be seen" in asked.json()["detail"]) == (
        409,
        True,
    )
    again = call(member, "answers/3/changes/", {"changes": [], "elsewhere": "Chapter 2"}, "put")
    assert call(member, f"answers/{again.json()['number']}/ask/").status_code == 200


@pytest.mark.parametrize("key", ["draft:1:999", "draft:x:y", "evidence:1:2", "nothing", ""])
def test_link_to_no_step_of_this_hearing_makes_no_sense(call, member, key):
    factories.make_draft_version()
    yes = {"changed": True, "text": "Adults are named.", "ask": False}

    refused = call(member, "comments/1/answer/", yes | {"changes": [key]})
    call(member, "comments/1/answer/", yes)
    relinked = call(member, "answers/1/changes/", {"changes": [key]}, "put")

    assert (refused.status_code, relinked.status_code) == (422, 422)
    assert Proposal.objects.count() == 1


def test_who_leaves_the_room_reads_no_draft_and_decides_on_none(waiting, call, chair, question):
    Conflict.objects.create(
        member=chair.places.get(), question=question, interest="Shares", action="leave-room"
    )

    assert call(chair, "answers/", method="get").json() == []
    assert call(chair, "answers/1/", method="get").status_code == 403
    assert call(chair, "answers/1/changes/", method="get").status_code == 403
    for verb in ("approve", "return", "take-back", "ask", "discard"):
        refused = call(chair, f"answers/1/{verb}/", {"because": "Why?"} if verb == "return" else {})
        assert refused.status_code == 409, verb
        assert "You leave the room" in refused.content.decode(), verb
        assert NO["text"] not in refused.content.decode(), verb
    proposal = Proposal.objects.get()
    assert (proposal.waits, Answer.objects.count()) == (True, 0)
