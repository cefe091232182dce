"""Dissents: stated by a voter beside what was decided, theirs until it is published, named as the guideline says."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.blockers import Blocked
from audit.models import Event
from audit.sentences import sentence
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.dissents import state_dissent, withdraw_dissent
from voting.actions.rounds import close_round, open_round
from voting.models import Dissent


@pytest.fixture
def decided(recommendation, chair, member):
    """A round that came to weak for."""
    round = open_round(by=chair, recommendation=recommendation)
    for person in (chair, member):
        cast_vote(by=person, round=round, choice="weak-for")
    return close_round(by=chair, round=round)


def refused(deed, **what) -> list[str]:
    with pytest.raises(Blocked) as refusal:
        deed(**what)
    return [str(each) for each in refusal.value.blockers]


def shown(client_of, user, round) -> str:
    return client_of(user).get(reverse("round", args=[round.pk])).content.decode()


def test_dissent_stands_beside_the_result_until_it_is_withdrawn(
    decided, member, chair, methodologist, client_of, events
):
    state_dissent(by=member, round=decided, text="The harms weigh more.")
    state_dissent(by=member, round=decided, text="The harms weigh much more.")

    page = shown(client_of, methodologist, decided)
    assert "The harms weigh much more." in page
    assert "<footer" in page.split("The harms weigh much more.")[1]
    assert "member" in page.split("The harms weigh much more.")[1].split("</footer>")[0]
    withdraw_dissent(by=member, round=decided)
    assert "The harms weigh" not in shown(client_of, methodologist, decided)
    assert events()[-3:] == ["dissent-stated", "dissent-reworded", "dissent-withdrawn"]
    assert refused(withdraw_dissent, by=member, round=decided) == ["You have stated no dissent."]


def test_withheld_name_is_told_by_no_page_and_no_log(decided, guideline, member, chair, client_of):
    guideline.dissent_names = "withheld"
    guideline.save()
    decided.recommendation.refresh_from_db()
    state_dissent(by=member, round=decided, text="The harms weigh more.")
    # A later setting names nobody who was promised otherwise.
    guideline.dissent_names = "named"
    guideline.save()

    said = shown(client_of, chair, decided).split("The harms weigh more.")[1].split("</footer>")[0]
    assert "a member of the panel, whose name is withheld" in said
    told = Event.objects.order_by("sequence").last()
    assert (told.actor, "member" in sentence(told), "member" in str(told.facts)) == (
        None,
        False,
        False,
    )


def test_dissent_needs_a_vote_a_decision_and_a_text(
    decided, recommendation, chair, member, discussant, methodologist
):
    assert refused(state_dissent, by=member, round=decided, text="  ") == [
        "Write what you do not agree with, and why."
    ]
    assert refused(state_dissent, by=discussant, round=decided, text="No.") == [
        "Only who may vote on this question can state a dissent."
    ]
    with pytest.raises(PermissionDenied):
        state_dissent(by=methodologist, round=decided, text="No.")
    split = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=chair, round=split, choice="neither")
    cast_vote(by=member, round=split, choice="weak-for")
    close_round(by=chair, round=split)
    split.refresh_from_db()
    assert refused(state_dissent, by=member, round=split, text="No.") == [
        "Nothing was decided in this round that one could dissent from."
    ]


def test_published_dissent_stays_as_it_is(decided, member, guideline):
    state_dissent(by=member, round=decided, text="The harms weigh more.")
    factories.make_version(guideline=guideline)

    frozen = ["This result is published; what stands beside it is no longer changed."]
    assert refused(state_dissent, by=member, round=decided, text="Never mind.") == frozen
    assert refused(withdraw_dissent, by=member, round=decided) == frozen
    assert [each.text for each in Dissent.objects.all()] == ["The harms weigh more."]
