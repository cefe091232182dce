"""Editorial corrections: two people, the vote stands; and what a change of substance does instead."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.blockers import Blocked
from publication.chain import chain_of
from publication.my_work import my_work
from publication.progress import state_of
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.corrections import (
    confirm_correction,
    propose_correction,
    withdraw_correction,
)
from voting.actions.drafts import edit_draft
from voting.actions.rounds import close_round, open_round
from voting.models import Correction


def vote(recommendation, chair):
    round = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=chair, round=round, choice="weak-for")
    return close_round(by=chair, round=round)


@pytest.fixture
def voted(recommendation, chair):
    """A draft with a slip in it that a vote has decided on."""
    recommendation.statement = "We sugest doing it."
    recommendation.save()
    vote(recommendation, chair)
    return recommendation


@pytest.fixture
def proposed(voted, methodologist):
    return propose_correction(
        by=methodologist,
        recommendation=voted,
        after="We suggest doing it.",
        because="A letter was missing.",
    )


def chained(recommendation):
    return chain_of(recommendation.guideline).recommendation(recommendation.ref)


def test_nothing_changes_until_a_second_person_confirms(proposed, voted, chair, methodologist):
    voted.refresh_from_db()
    assert voted.statement == "We sugest doing it."
    with pytest.raises(Blocked, match="somebody else"):
        confirm_correction(by=methodologist, correction=proposed)

    confirm_correction(by=chair, correction=proposed)

    voted.refresh_from_db()
    found = chained(voted)
    assert voted.statement == "We suggest doing it."
    assert (found.wording, found.derived.flags) == ("corrected", ("no-critical-outcome",))
    assert (found.derived.strength, found.derived.direction) == ("weak", "for")
    assert found.last_closed.statement == "We sugest doing it."
    assert [each.before for each in found.corrections] == ["We sugest doing it."]
    assert [each.texts["statement"] for each in voted.versions.all()] == [
        "We sugest doing it.",
        "We suggest doing it.",
    ]


def test_database_refuses_one_person_for_both(proposed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.update(confirmed_by=proposed.proposed_by)


def test_change_of_substance_is_flagged_and_asks_for_a_new_round(voted, chair):
    edit_draft(by=chair, recommendation=voted, statement="We suggest not doing it.")

    found = chained(voted)
    state = state_of(chain_of(voted.guideline).question("q1"), found)
    assert found.derived.flags == ("no-critical-outcome", "wording-changed")
    assert (state.code, state.words, state.who) == (
        "stale",
        "wording changed since the vote",
        "chair",
    )
    with pytest.raises(Blocked, match="new round"):
        propose_correction(by=chair, recommendation=voted, after="We suggest it.", because="Slip.")

    voted.refresh_from_db()
    vote(voted, chair)
    assert chained(voted).derived.flags == ("no-critical-outcome",)


def test_change_after_a_correction_is_one_of_substance(proposed, voted, chair):
    confirm_correction(by=chair, correction=proposed)

    edit_draft(by=chair, recommendation=voted, statement="We recommend doing it.")

    assert chained(voted).wording == "changed"


def test_remarks_may_change_without_a_word(voted, chair):
    edit_draft(by=chair, recommendation=voted, remarks="In adults.")

    assert chained(voted).wording == "as-voted"


def test_only_a_decided_vote_has_a_wording_to_correct(recommendation, chair):
    with pytest.raises(Blocked, match="No vote has decided"):
        propose_correction(by=chair, recommendation=recommendation, after="B.", because="Slip.")


@pytest.mark.parametrize(
    ("after", "because", "match"),
    [
        ("We sugest doing it.", "Slip.", "reads already"),
        ("", "Slip.", "statement"),
        ("We suggest doing it.", " ", "why"),
    ],
)
def test_proposal_says_what_and_why(voted, chair, after, because, match):
    with pytest.raises(Blocked, match=match):
        propose_correction(by=chair, recommendation=voted, after=after, because=because)


def test_proposal_that_was_overtaken_is_not_confirmed(proposed, voted, chair):
    edit_draft(by=chair, recommendation=voted, statement="Otherwise.")

    with pytest.raises(Blocked, match="another one since it was proposed"):
        confirm_correction(by=chair, correction=proposed)


def test_withdrawn_proposal_makes_room_for_another(proposed, voted, chair):
    with pytest.raises(Blocked, match="waits"):
        propose_correction(by=chair, recommendation=voted, after="B.", because="Slip.")
    with pytest.raises(Blocked, match="Say why"):
        withdraw_correction(by=chair, correction=proposed, reason="")

    withdraw_correction(by=chair, correction=proposed, reason="Not a slip.")

    with pytest.raises(Blocked, match="any longer"):
        confirm_correction(by=chair, correction=proposed)
    propose_correction(by=chair, recommendation=voted, after="We suggest it.", because="Slip.")
    voted.refresh_from_db()
    assert voted.statement == "We sugest doing it."


def test_round_that_runs_stops_corrections(proposed, voted, chair):
    open_round(by=chair, recommendation=voted)

    with pytest.raises(Blocked, match="is voting on this wording"):
        confirm_correction(by=chair, correction=proposed)


def test_only_drafters_correct_and_the_other_one_finds_it_among_their_work(
    proposed, voted, chair, member, methodologist
):
    for person in (member, factories.make_user("nobody")):
        with pytest.raises(PermissionDenied):
            confirm_correction(by=person, correction=proposed)

    def waiting(person):
        return [task.href for task in my_work(person) if "corrections" in task.href]

    assert waiting(chair) == ["/guidelines/livers/recommendations/q1r1/corrections/"]
    assert waiting(methodologist) == waiting(member) == []
