"""The published table of comments and answers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hearing.actions.comments import comment_on_draft, withdraw_comment
from hearing.actions.hearings import open_hearing
from hearing.actions.publishing import publish_comments
from hearing.codes import HELD_BECAUSE
from hearing.publishing.table import PAGE
from tests import factories


def read(client, hearing, query: str = "") -> str:
    address = reverse("hearing_answers", args=[hearing.guideline.slug, hearing.ref])
    return client.get(address + query).content.decode()


def say(hearing, **said):
    """A comment as published, straight into the table."""
    return factories.make_comment(hearing=hearing, published_at=timezone.now(), **said)


def test_public_reads_nothing_but_a_count_before_publication(closed, client, member):
    factories.make_answer(comment=closed.comments.get(), text="Adults are named.")

    page = read(client, closed)

    assert "1 comment came in." in page
    assert ("For whom?" in page, "Adults are named." in page) == (False, False)


def test_public_reads_comment_and_answer_after_publication(published, client):
    page = read(client, published)

    assert "For whom?" in page
    assert "Adults are named." in page
    assert reverse("published_latest", args=["livers"]) + "#q1r1" in page


def test_names_are_shown_with_consent_alone(published, client):
    say(published, kind="individual", name="Somebody Private", consent=False)
    say(published, kind="individual", name="Somebody Public", consent=True)
    say(published, kind="organisation", name="A Private Society", consent=False)
    say(published, kind="organisation", name="A Public Society", consent=True)

    page = read(client, published)

    names = ("Somebody Private", "Somebody Public", "A Private Society", "A Public Society")
    assert [name in page for name in names] == [False, True, False, True]
    assert "an individual, not named" in page


def test_mail_addresses_are_shown_to_nobody(published, client):
    say(published, kind="individual", name="Somebody", consent=True, email="one@example.org")

    assert "one@example.org" not in read(client, published)


def test_comment_withdrawn_before_publication_is_gone_with_its_number(
    opened, received, guideline, secretariat, client
):
    other = comment_on_draft(hearing=opened, part="document", body="Taken back.")
    withdraw_comment(comment=other.comment)
    opened.closes_at = timezone.now()
    opened.save()
    publish_comments(guideline=guideline, at=timezone.now() + timedelta(seconds=1))
    opened.refresh_from_db()

    page = read(client, opened)

    assert ("comment-1" in page, "comment-2" in page, "Taken back." in page) == (True, False, False)


def test_comment_withdrawn_after_publication_leaves_its_place_and_the_answer(published, client):
    comment = published.comments.get()
    comment.kind, comment.name, comment.consent = "individual", "Somebody", True
    comment.save()

    withdraw_comment(comment=comment)

    page = read(client, published)
    assert ("For whom?" in page, "Somebody" in page) == (False, False)
    assert "withdrawn by its author after publication" in page
    assert "Adults are named." in page


def test_redacted_passage_is_replaced_by_its_reason(published, client):
    comment = say(published, body="Dr Nobody said so. Why?")
    factories.make_redaction(
        comment=comment, spans=[[0, 9]], decided_by=factories.make_user(), is_confirmed=True
    )

    page = read(client, published)

    assert "[redacted: A patient is named.] said so. Why?" in page
    assert "Dr Nobody" not in page


@pytest.mark.parametrize("hides", ["sample", "other"])
def test_redacted_passage_is_hidden_in_a_group_as_well(published, client, hides):
    sample = say(published, body="Dr Nobody said so. Why?")
    other = say(published, body="Dr Nobody said so, why?", answered_with=sample)
    open_words = (other if hides == "sample" else sample).body
    factories.make_redaction(
        comment=sample if hides == "sample" else other,
        spans=[[0, 9]],
        decided_by=factories.make_user(),
        is_confirmed=True,
    )

    pages = [
        read(client, published, query)
        for query in ("", f"?alike={sample.number}", f"?from={other.number}")
    ]

    assert [page.count("Dr Nobody") - page.count(open_words) for page in pages] == [0, 0, 0]
    assert pages[1].count("[redacted: A patient is named.] said so") == 1
    assert open_words in pages[1]


def test_comment_that_came_late_waits_for_the_next_version(published, client, guideline):
    comment_on_draft(hearing=published, part="document", body="Much later.")
    assert "Much later." not in read(client, published)

    publish_comments(guideline=guideline, at=timezone.now())

    assert "Much later." in read(client, published)


def test_table_is_read_page_by_page_without_a_gap(published, client):
    for number in range(PAGE + 5):
        say(published, body=f"Said {number}.")

    first, second = read(client, published), read(client, published, f"?from={PAGE + 1}")

    assert first.count("<article") == PAGE
    assert f'href="?from={PAGE + 1}"' in first
    assert second.count("<article") == 6
    assert 'href="?from=1"' in second
    assert "Said 54." in second


@pytest.mark.parametrize("query", ["?from=x", "?from=-1", f"?from={'9' * 19}", "?from=²"])
def test_unusable_number_is_the_beginning(published, client, query):
    assert "For whom?" in read(client, published, query)


@pytest.mark.parametrize("number", ["99", "9" * 18])
def test_number_beyond_the_last_comment_leads_back(published, client, number):
    page = read(client, published, f"?from={number}")

    assert ("For whom?" in page, "No comment stands here." in page) == (False, True)
    assert 'href="?from=1"' in page


def test_comments_on_one_recommendation_are_read_apart(published, client):
    say(published, part="document", body="On everything.")

    page = read(client, published, "?on=q1r1")

    assert ("For whom?" in page, "On everything." in page) == (True, False)
    assert "No comment stands here." in read(client, published, "?on=<b>")


def test_hearing_held_elsewhere_is_read_as_it_was_published(guideline, client):
    hearing = factories.make_hearing(guideline=guideline, imported=True)
    factories.make_comment(hearing=hearing, body="Once said.")

    assert "Once said." in read(client, hearing)


def test_queries_do_not_grow_with_the_comments(published, client, django_assert_num_queries):
    read(client, published)  # loads the guideline that the test itself asks for
    with django_assert_num_queries(8):
        read(client, published)

    for _number in range(3):
        factories.make_answer(comment=say(published))

    with django_assert_num_queries(8):
        read(client, published)


def test_held_comment_is_published_only_when_it_was_released(closed, guideline, client):
    held = {"hearing": closed, "held_at": timezone.now(), "held_because": HELD_BECAUSE[0]}
    factories.make_comment(**held, body="Held words.")
    factories.make_comment(**held, body="Released words.", released_at=timezone.now())

    publish_comments(guideline=guideline, at=timezone.now())

    closed.refresh_from_db()
    page = read(client, closed)
    assert ("Held words." in page, "Released words." in page) == (False, True)


def test_disputed_name_is_not_shown(published, client):
    said = {"kind": "individual", "name": "Somebody Else", "consent": True}
    say(published, **said, disputed_at=timezone.now(), body="Not mine.")

    page = read(client, published)

    assert ("Not mine." in page, "Somebody Else" in page) == (True, False)


def test_page_before_the_hearing_says_when_it_opens(guideline, question, secretariat, client):
    factories.make_recommendation(question=question, ref="q1r1")
    opens = timezone.now() + timedelta(days=1)
    hearing = open_hearing(by=secretariat, guideline=guideline, opens_at=opens)

    page = read(client, hearing)

    assert "This hearing opens on" in page
    assert "came in" not in page


def test_answer_is_read_in_the_direction_of_its_letters(closed, guideline, client):
    factories.make_answer(comment=closed.comments.get(), text="نعم.")
    publish_comments(guideline=guideline, at=timezone.now())

    assert '<div dir="auto"><p>نعم.</p></div>' in read(client, closed)
