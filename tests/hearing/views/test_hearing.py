"""The public page of a hearing."""

import re
from datetime import UTC, datetime, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hearing.actions.hearings import open_hearing
from hearing.guests import address_of
from hearing.opening_terms import Terms
from hearing.paragraphs import paragraphs_of
from tests import factories


def get(client, hearing, query: str = "") -> str:
    return client.get(hearing.get_absolute_url() + query).content.decode()


def test_everybody_reads_the_frozen_draft(opened, recommendation, client):
    recommendation.statement = "We recommend it."
    recommendation.save()

    page = get(client, opened)

    assert "Should it be done?" in page
    assert "We suggest doing it." in page
    assert "We recommend it." not in page
    assert "I support this as it stands" in page


def test_each_paragraph_leads_to_a_form_of_its_own_without_script(opened, client):
    page = get(client, opened)

    numbers = [each.number for each in paragraphs_of(opened.draft)]
    assert re.findall(r'href="[^"]*/comment/form/\?paragraph=(\d+)"', page) == list(
        map(str, numbers)
    )
    assert re.findall(r'id="p(\d+)"', page) == list(map(str, numbers))


def test_old_address_of_a_part_leads_to_its_form(opened, client):
    answer = client.get(opened.get_absolute_url() + "?part=q1r1")

    assert answer.headers["Location"].endswith("/comment/form/?part=q1r1")


def test_interests_stand_beside_the_question_that_they_concern(
    guideline, question, recommendation, secretariat, client
):
    member = factories.make_member(guideline=guideline, name="A surgeon")
    factories.make_conflict(member=member, question=question, action="discuss-only")

    page = get(client, open_hearing(by=secretariat, guideline=guideline))

    assert "Interests in this question: 1 person of the panel" in " ".join(page.split())
    assert page.count("A surgeon") == 2


def test_closing_instant_is_said_in_the_guidelines_zone_and_in_utc(
    guideline, recommendation, secretariat, client
):
    guideline.time_zone = "Asia/Tokyo"
    guideline.save()
    closes = datetime(2040, 3, 1, 9, tzinfo=UTC)

    page = get(client, open_hearing(by=secretariat, guideline=guideline, closes_at=closes))

    assert "until Thu 1 Mar 2040, 18:00 JST (09:00 UTC)" in page


def test_hearing_by_invitation_shows_its_draft_to_guests_and_panel_alone(
    guideline, recommendation, secretariat, member, client, client_of
):
    hearing = open_hearing(by=secretariat, guideline=guideline, terms=Terms(audience="invited"))
    guest = factories.make_guest(hearing=hearing, token="welcome")
    entered = Client()
    entered.get(address_of(guest, "welcome"))

    seen = {
        who: "We suggest doing it." in get(each, hearing)
        for who, each in {
            "visitor": client,
            "guest": entered,
            "member": client_of(member),
        }.items()
    }

    assert seen == {"visitor": False, "guest": True, "member": True}
    assert client.get(hearing.get_absolute_url() + "draft.pdf").status_code == 404


def test_comments_are_hidden_while_the_hearing_is_open(opened, received, client):
    assert "For whom?" not in get(client, opened)


def test_page_of_a_closed_hearing_says_how_many_came_and_shows_none(closed, received, client):
    page = get(client, closed)

    assert "1 comment came in." in page
    assert "For whom?" not in page
    assert "Send a late comment" in page


def test_page_of_a_published_hearing_leads_to_the_table(published, client):
    assert reverse("hearing_answers", args=["livers", "hearing-1"]) in get(client, published)


def test_draft_is_not_shown_before_the_hearing_opens(
    guideline, recommendation, secretariat, client
):
    hearing = open_hearing(
        by=secretariat, guideline=guideline, opens_at=timezone.now() + timedelta(days=1)
    )

    page = get(client, hearing, "?part=q1r1")

    assert "This hearing opens on" in page
    assert "We suggest doing it." not in page
    assert "comment/form" not in page


def test_hearing_held_elsewhere_takes_no_comment(guideline, client):
    hearing = factories.make_hearing(guideline=guideline, imported=True)
    factories.make_comment(hearing=hearing, body="Once said.")

    page = get(client, hearing, "?part=document")

    assert "Read them with their answers" in page
    assert "comment/form" not in page


def test_unknown_hearing_is_404(guideline, client):
    assert client.get(reverse("hearing", args=["livers", "nothing"])).status_code == 404


def test_queries_do_not_grow_with_the_comments(closed, client, django_assert_num_queries):
    factories.make_answer(comment=closed.comments.get())
    with django_assert_num_queries(2):
        get(client, closed)

    for _number in range(2):
        factories.make_answer(comment=factories.make_comment(hearing=closed))

    with django_assert_num_queries(2):
        get(client, closed)


def test_hearing_by_invitation_says_whose_comments_it_takes(
    guideline, recommendation, secretariat, client
):
    later = timezone.now() + timedelta(days=1)
    terms = Terms(audience="invited")
    hearing = open_hearing(by=secretariat, guideline=guideline, closes_at=later, terms=terms)

    page = get(client, hearing)

    assert "Comments of invited people are taken until" in page
    assert "No account is needed" not in page
