"""Two secret ballots tell who voted how: nothing of the site tells what they said."""

import json

import pytest
from django.urls import reverse

from audit.models import Event
from outbox.models import Delivery
from publication.bundle.exporting import data_of
from publication.models import Version
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round
from voting.models import DeclaredResult
from voting.rounds.late import lines_for_minutes

# What both cast, in every way in which it could be told.
TOLD = ("strong-against", "strong against", "strong recommendation against", "strong, against")


@pytest.fixture
def held(db):
    """A published guideline whose last round was secret, with two of its voters voting the same."""
    guideline = factories.guideline_at("deliberation")
    first = factories.round_at("closed", guideline=guideline)
    chair = factories.person_in(guideline, "chair")
    round = open_round(by=chair, recommendation=first.recommendation, secrecy="secret")
    for voter in round.voters.select_related("member__user")[:2]:
        cast_vote(
            by=voter.member.user,
            round=round,
            choice="strong-against",
            comment="Never strong-against, they say.",
        )
    return close_round(by=chair, round=round)


def test_nothing_tells_what_two_secret_ballots_say(held, client_of):
    guideline, draft = held.guideline, held.recommendation
    slug, question = guideline.slug, held.question.ref
    addresses = [
        reverse("overview", args=[slug]),
        reverse("why", args=[slug, draft.ref]),
        reverse("question", args=[slug, question]),
        reverse("round", args=[held.pk]),
        reverse("round_changes", args=[held.pk]),
        reverse("round_verify", args=[held.pk]),
        reverse("round_export", args=[held.pk]),
        reverse("audit_log", args=[slug]),
        reverse("checks", args=[slug]),
        reverse("home"),
        f"/api/v1/rounds/{held.pk}/tally/",
        f"/api/v1/rounds/{held.pk}/export/",
        f"/api/v1/guidelines/{slug}/",
    ]
    told = {
        (role, address): text
        for role in ("chair", "member", "methodologist", "secretariat")
        for address in addresses
        if (
            text := client_of(factories.person_in(guideline, role))
            .get(address)
            .content.decode()
            .lower()
        )
        and any(each in text for each in TOLD)
    }
    assert sorted(told) == []
    chair = client_of(factories.person_in(guideline, "chair"))
    assert chair.get(f"/api/v1/rounds/{held.pk}/").json()["result"] is None

    # Nor what is kept for others to read: bundle, log, mails, what was declared, lines for minutes.
    kept = [
        data_of(guideline),
        list(Event.objects.values("verb", "facts", "reason")),
        list(Delivery.objects.values("payload")),
        list(DeclaredResult.objects.filter(round=held).values("tally")),
        list(Version.objects.values("content")),
        lines_for_minutes(held),
    ]
    told = [
        (number, word)
        for number, each in enumerate(kept)
        for word in TOLD
        if word in json.dumps(_without_rules(each), default=str).lower()
    ]
    assert told == []


def _without_rules(value):
    """A rule names every option that could be voted for, and tells of none."""
    if isinstance(value, dict):
        return {key: _without_rules(item) for key, item in value.items() if key != "rule"}
    return [_without_rules(item) for item in value] if isinstance(value, list) else value
