"""The published table of comments and answers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from hearing.actions.comments import comment_on_draft, withdraw_comment
from hearing.actions.hearings import open_hearing
from hearing.actions.publishing import publish_comments
from hearing.codes import HELD_BECAUSE
from hearing.drafts import laid_open
from hearing.publishing.table import PAGE, on_page
from tests import factories
from tests.hearing.actions.test_groups import answered


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


def test_comment_on_the_question_is_read_beside_each_of_its_recommendations(published, client):
    say(published, part="section:q1", body="Which adults?")
    say(published, part="section:q2", body="On another question.")

    page = read(client, published, "?on=q1r1")

    said = ("For whom?", "Which adults?", "On another question.")
    assert [each in page for each in said] == [True, True, False]
    assert [each in read(client, published, "?on=section:q1") for each in said] == [
        False,
        True,
        False,
    ]


def test_recommendation_is_known_where_the_draft_showed_none(published, client):
    published.draft = laid_open(published.draft, moment="evidence", asked=())
    published.save()
    say(published, part="section:q1", body="Which adults?")

    assert "Which adults?" in read(client, published, "?on=q1r1")


def test_part_that_the_draft_has_not_is_said(published, client):
    page = read(client, published, "?on=nonsense")

    assert "The draft has no part 'nonsense'." in page
    assert "no part" not in read(client, published, "?on=q1r1")


def test_pages_of_one_part_go_through_all_that_is_said_of_it_in_order(published, client):
    for number in range(2, PAGE + 6):
        part = "section:q1" if number % 2 else "q1r1"
        say(published, part=part, body=f"Said {number}.")

    first, second = (read(client, published, f"?on=q1r1{more}") for more in ("", "&from=51"))

    assert (first.count("<article"), second.count("<article")) == (PAGE, 5)
    assert 'href="?on=q1r1&amp;from=51"' in first
    assert 'href="?on=q1r1&amp;from=6"' in first  # the last page
    assert 'href="?on=q1r1&amp;from=1"' in second
    assert first.index("Said 3.") < first.index("Said 4.")


def test_member_of_a_group_stands_on_its_own_part_with_the_way_to_its_sample(
    published, client, member, chair
):
    sample = say(published, part="document", body="Alike.")
    own = say(published, part="q1r1", body="Alike as well.")
    beneath = say(published, part="document", body="Alike, too.")
    alike = factories.make_campaign(hearing=published)
    published.comments.filter(pk__in=[sample.pk, own.pk, beneath.pk]).update(campaign=alike)
    answered(member, chair, alike)

    whole, part, document = (
        read(client, published, each) for each in ("", "?on=q1r1", "?on=document")
    )

    assert [each.count("<article") for each in (whole, part, document)] == [2, 2, 1]
    assert ("Alike as well." in part, "Alike as well." in whole + document) == (True, False)
    assert f"?from={sample.number}#comment-{sample.number}" in part
    assert f"Answered together with comment {sample.number}" in part
    assert "Alike as well." in read(client, published, f"?on=q1r1&from={own.number}")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what it has counted")
def test_comments_on_a_part_are_found_by_the_indexes_of_parts(published):
    plans = [
        rows.filter(number__gte=1).values_list("number", flat=True).explain()
        for rows in on_page(published, ["q1r1", "section:q1"])
    ]

    used = ["hearing_published_part_rows", "hearing_published_elsewhere"] * 2
    assert [index in plan for plan, index in zip(plans, used, strict=True)] == [True] * 4
    assert ["B-TREE" in plan for plan in plans] == [False] * 4


def test_lead_promises_no_answer_to_what_came_after_the_version(published, client):
    comment_on_draft(hearing=published, part="document", body="Much later.")

    page = read(client, published)

    assert "2 comments came in." in page
    assert "Each stands here" not in page
    assert "came after the version was published: then it waits for its answer" in page


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
