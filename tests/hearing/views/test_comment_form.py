"""The page of the comment form."""

from django.urls import reverse

from hearing.actions.hearings import open_hearing
from hearing.opening_terms import Terms
from hearing.paragraphs import numbers_of
from tests import factories


def get(client, hearing, **asked):
    address = reverse("comment_form", args=[hearing.guideline.slug, hearing.ref])
    return client.get(address, asked)


def test_form_stands_under_the_paragraph_that_was_chosen(opened, client):
    number = numbers_of(opened.draft)["q1r1", "statement"]

    page = get(client, opened, paragraph=number).content.decode()

    assert "We suggest doing it." in page
    assert '<input type="hidden" name="part" value="q1r1"' in page
    assert f'<input type="hidden" name="paragraph" value="{number}"' in page


def test_unknown_place_is_the_whole_draft(opened, client):
    page = get(client, opened, paragraph="99999", part="q9r9").content.decode()

    assert '<input type="hidden" name="part" value="document"' in page


def test_what_is_asked_stands_in_the_form_with_the_privacy_text(
    guideline, recommendation, secretariat, client
):
    terms = Terms(asks_tobacco=True, privacy_text="We keep little.", privacy_version="7")
    hearing = open_hearing(by=secretariat, guideline=guideline, terms=terms)

    page = get(client, hearing).content.decode()

    assert ('name="tobacco"' in page, 'name="interests"' in page) == (True, False)
    assert "We keep little." in page
    assert "Version 7 of this text." in page


def test_there_is_no_form_where_no_comment_is_taken(guideline, client):
    assert (
        get(client, factories.make_hearing(guideline=guideline, imported=True)).status_code == 404
    )


def test_passage_of_a_link_is_not_cut(opened, client):
    assert "x" * 1001 in get(client, opened, quote="x" * 1001).content.decode()
