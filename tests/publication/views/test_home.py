"""The start: what waits for me, my guidelines; for a visitor what is published."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories
from voting.actions.rounds import open_round


def page(client) -> str:
    return client.get("/").content.decode()


def test_visitor_sees_published_guidelines_and_no_work(published):
    found = page(Client())

    assert "Livers, published" in found
    assert "My work" not in found
    assert 'href="/account/login/"' in found


def test_visitor_of_an_empty_site_is_told_so(db):
    assert "Nothing has been published here yet." in page(Client())


def test_draft_guideline_is_not_shown_to_visitors(deliberated):
    assert "Livers, deliberated" not in page(Client())


def test_member_finds_the_open_vote_with_its_deadline(
    guideline, question, chair, member, client_of
):
    recommendation = factories.make_recommendation(question=question)
    closes = timezone.now() + timedelta(days=3)
    held = open_round(by=chair, recommendation=recommendation, closes_at=closes)

    found = page(client_of(member))

    assert f'href="/rounds/{held.pk}/"' in found
    assert "1. Should it be done?" in found
    assert f"{closes:%H:%M} UTC" in found


def test_nothing_to_do_says_so_and_when_the_next_thing_is_due(
    guideline, question, chair, commentator, client_of
):
    factories.make_conflict(member=commentator.places.get(), action="none")
    closes = timezone.now() + timedelta(days=3)
    open_round(
        by=chair, recommendation=factories.make_recommendation(question=question), closes_at=closes
    )

    found = page(client_of(commentator))

    assert "Nothing waits for you." in found
    assert f"{closes:%H:%M} UTC" in found


def test_person_without_a_place_is_told_what_gives_one(stranger, client_of):
    assert "You have no place on a panel yet; an invitation gives you one." in page(
        client_of(stranger)
    )


def test_other_guidelines_are_not_mine(deliberated, member, client_of):
    found = page(client_of(member))

    assert "Livers, deliberated" not in found
    assert "your place: member" in found


@pytest.mark.parametrize("role", ["chair", "methodologist"])
def test_queries_do_not_grow_with_guidelines_and_work(role, client_of, db):
    user = factories.make_user("busy")
    client = client_of(user)

    def seat() -> None:
        question = factories.make_question()
        guideline = question.guideline
        place = factories.make_member(guideline=guideline, role=role, user=user)
        factories.make_outcome(question=question)
        factories.make_comment(hearing=factories.make_hearing(guideline=guideline))
        factories.make_signature(question=question)
        held = factories.make_round(recommendation=factories.make_recommendation(question=question))
        factories.make_voter(round=held, member=place)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page(client)
        return len(captured)

    seat()
    for_one = queries()
    seat()
    seat()

    assert queries() == for_one
