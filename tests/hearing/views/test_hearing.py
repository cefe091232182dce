"""The public page of a hearing."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from hearing.actions.hearings import open_hearing
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
    assert "Comment on this recommendation" in page


def test_form_opens_under_its_part_without_script(opened, client):
    page = get(client, opened, "?part=q1r1")

    assert page.count('name="body"') == 1
    assert '<input type="hidden" name="part" value="q1r1"' in page


def test_unknown_part_opens_no_form(opened, client):
    assert 'name="body"' not in get(client, opened, "?part=q9r9")


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
    assert 'name="body"' not in page


def test_hearing_held_elsewhere_takes_no_comment(guideline, client):
    hearing = factories.make_hearing(guideline=guideline, imported=True)
    factories.make_comment(hearing=hearing, body="Once said.")

    page = get(client, hearing, "?part=document")

    assert "Read them with their answers" in page
    assert 'name="body"' not in page


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
