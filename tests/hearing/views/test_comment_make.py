"""Sending a comment on the page."""

import re
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from hearing.intake import proof
from hearing.models import Comment, Hearing
from hearing.receipts import hashed


@pytest.fixture
def send(client):
    """Posts a comment: `send(hearing, body="For whom?")`."""

    def post(hearing, **said):
        address = reverse("comment_make", args=[hearing.guideline.slug, hearing.ref])
        return client.post(address, {"part": "q1r1", "kind": "anonymous"} | said)

    return post


def test_line_that_ends_as_browsers_send_it_counts_one_character(opened, send):
    lines = ["x" * 99] * 50
    send(opened, body="\r\n".join(lines))

    assert Comment.objects.get().body == "\n".join(lines)


def test_anybody_comments_and_gets_a_receipt(opened, send, client):
    answer = send(opened, body="For whom?")

    comment = Comment.objects.get()
    receipt = answer.headers["Location"].split("/")[2]
    assert (comment.body, comment.receipt_hash) == ("For whom?", hashed(receipt))
    assert "For whom?" in client.get(answer.headers["Location"]).content.decode()


def test_form_sent_twice_is_one_comment(opened, send):
    first = send(opened, body="For whom?", key="k1")

    second = send(opened, body="For whom?", key="k1")

    assert second.headers["Location"] == first.headers["Location"]
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("body", ["", "x" * 5001])
def test_unusable_comment_is_shown_again_with_what_was_typed(opened, send, body):
    answer = send(opened, body=body)

    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert body in answer.content.decode()
    assert Comment.objects.count() == 0


def test_filled_bait_is_held_and_told_the_same(opened, send, client):
    answer = send(opened, body="Buy this.", website="https://example.org")

    comment = Comment.objects.get()
    assert (answer.status_code, comment.body) == (302, "Buy this.")
    assert (comment.is_held, comment.held_because) == (True, "bait")
    assert "held" not in client.get(answer.headers["Location"]).content.decode()


def test_late_comment_is_kept_as_late(closed, send):
    send(closed, body="Sorry.")

    assert Comment.objects.get(body="Sorry.").late is True


def test_reading_the_address_makes_nothing_and_leads_to_the_form(opened, client):
    address = reverse("comment_make", args=["livers", opened.ref])

    answer = client.get(address)

    form = reverse("comment_form", args=["livers", opened.ref])
    assert (answer.status_code, answer.headers["Location"]) == (302, form)
    assert opened.comments.count() == 0


@pytest.mark.parametrize("kept_from", ["invited", "announced"])
@pytest.mark.parametrize("route", ["comment_make", "comment_save"])
def test_draft_that_nobody_may_read_comes_with_no_refusal(opened, client, kept_from, route):
    later = timezone.now() + timedelta(days=1)
    fields = {"audience": "invited"} if kept_from == "invited" else {"opens_at": later}
    statement = opened.guideline.questions.get().recommendations.get().statement
    typed = {"part": "q1r1", "kind": "anonymous", "body": "", "quote": "What I typed"}
    address = reverse(route, args=[opened.guideline.slug, opened.ref])
    assert (
        statement
        in client.post(reverse("comment_make", args=["livers", opened.ref]), typed).content.decode()
    )
    Hearing.objects.update(**fields)

    answers = [client.post(address, typed | {"body": body}, follow=True) for body in ("", "Mine.")]

    pages = [each.content.decode() for each in answers]
    assert [statement in page for page in pages] == [False, False]
    assert ["What I typed" in page for page in pages] == [True, True]


def test_name_of_an_anonymous_comment_is_asked_about_and_not_dropped(opened, send):
    answer = send(opened, body="For whom?", name="A reader")

    assert answer.status_code == 422
    assert "an anonymous comment does not keep" in answer.content.decode()
    assert 'value="A reader"' in answer.content.decode()
    assert Comment.objects.count() == 0


def test_proof_without_the_forms_key_tells_as_well_how_fast_it_came(opened, send):
    # A minute ahead is fast however long the proof takes.
    for seconds in (-60, 4):
        given = proof.new_challenge(settings.SECRET_KEY, opened.pk, time.time() - seconds)
        send(opened, body="For whom?", proof=proof.solved(given))

    held = Comment.objects.order_by("number").values_list("held_because", flat=True)
    assert list(held) == ["too-fast", ""]


def test_signatories_of_an_individual_are_asked_about_and_not_dropped(opened, send):
    answer = send(opened, body="Why?", kind="individual", name="Ada", signatories="Bo; Paris")

    page = answer.content.decode()
    assert (answer.status_code, Comment.objects.count()) == (422, 0)
    assert '<a href="#id_signatories">' in page
    assert "Only an organisation&#x27;s comment has signatories" in page
    assert "Bo; Paris" in page


def test_each_wrong_line_of_the_signatories_is_named_at_its_field_with_the_other_errors(
    opened, send
):
    lines = f"Bo; Paris\n; Rome\n\n{'x' * 201}"
    page = send(opened, body="", kind="organisation", signatories=lines).content.decode()

    summary = page[page.index("error-summary") : page.index("</ul>")]
    assert summary.count('<a href="#id_signatories">') == 2
    assert "Line 2: no name." in summary
    assert "Line 4: the name or the place has more than 200 characters." in summary
    assert '<a href="#id_body">' in summary


def test_texts_know_no_limit_that_a_browser_would_cut_them_at(opened, received, client):
    form = client.get(reverse("comment_form", args=["livers", opened.ref])).content.decode()
    own = client.get(reverse("comment", args=[received.receipt])).content.decode()

    areas = re.findall("<textarea[^>]*>", form + own)
    assert len(areas) == 4
    assert [each for each in areas if "maxlength" in each] == []
