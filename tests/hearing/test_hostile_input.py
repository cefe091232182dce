"""What no comment form may choke on: NUL, huge names, right-to-left marks, broken encodings (drill 18)."""

import pytest
from django.urls import reverse
from rest_framework.authtoken.models import Token

from hearing.models import Comment
from tests import factories

HOSTILE = {
    "NUL in the text": {"body": "a\x00b"},
    "NUL in the name": {"body": "a", "name": "a\x00b"},
    "a name of a megabyte": {"body": "a", "name": "n" * 1_000_000},
    "a text of four megabytes": {"body": "b" * 4_000_000},
    "an unknown kind": {"body": "a", "kind": "x" * 100_000},
    "an unknown part": {"body": "a", "part": "../" * 100_000},
    "an unknown part with NUL": {"body": "a", "part": "\x00"},
}


def send(client, hearing, **said):
    address = reverse("comment_make", args=[hearing.guideline.slug, hearing.ref])
    return client.post(address, {"part": "document", "kind": "individual"} | said)


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE.keys())
def test_form_refuses_it_and_keeps_nothing(opened, client, said):
    answer = send(client, opened, **said)

    assert answer.status_code in {400, 413, 422}
    assert Comment.objects.count() == 0


def test_form_larger_than_any_comment_is_refused(opened, client):
    assert send(client, opened, body="b" * 6_000_000).status_code in {400, 413}
    assert Comment.objects.count() == 0


def test_half_a_surrogate_in_a_proof_proves_nothing(opened, client):
    address = f"/api/v1/hearings/{opened.pk}/comments/"
    sent = b'{"body": "Hi", "proof": "\\ud800:1"}'

    assert client.post(address, sent, content_type="application/json").status_code == 403


@pytest.mark.parametrize("body", ["7", "1e999", "true"])
def test_number_is_no_text(opened, client, chair, body):
    Token.objects.create(user=chair, key="7" * 40)
    address = f"/api/v1/hearings/{opened.pk}/comments/"
    sent = f'{{"part": "document", "body": {body}}}'

    answer = client.post(
        address, sent, content_type="application/json", HTTP_AUTHORIZATION=f"Token {'7' * 40}"
    )

    assert answer.status_code == 422
    assert answer.json()["errors"] == {"body": ["Not a valid string."]}
    assert Comment.objects.count() == 0


def test_half_a_surrogate_in_the_form_is_no_error(opened, client):
    address = reverse("comment_make", args=[opened.guideline.slug, opened.ref])
    raw = "part=document&kind=anonymous&body=a%ED%A0%80b"

    answer = client.post(address, raw, content_type="application/x-www-form-urlencoded")

    assert answer.status_code < 500


def test_right_to_left_marks_stay_inside_their_own_field(published, client):
    factories.make_comment(
        hearing=published,
        kind="organisation",
        name="\u202eyteicoS",
        consent=True,
        body="\u202eesrever",
        published_at=published.published_at,
    )

    page = client.get(reverse("hearing_answers", args=["livers", "hearing-1"])).content.decode()

    assert "<bdi>\u202eyteicoS</bdi>" in page
    assert '<blockquote dir="auto"><p>\u202eesrever</p></blockquote>' in page


@pytest.mark.parametrize(
    "receipt", ["%00", "x" * 10_000, "%ED%A0%80", "..%2f..%2f", "%F0%9F%92%8A"]
)
def test_unusable_receipt_is_404(opened, client, receipt):
    assert client.get(f"/comments/{receipt}/").status_code == 404


@pytest.mark.parametrize("name", ["q", "part", "assigned", "on"])
def test_nul_in_what_is_looked_for_is_refused(closed, member, client_of, client, name):
    where = [closed.guideline.slug, closed.ref]
    inbox, answers = (reverse(each, args=where) for each in ("hearing_inbox", "hearing_answers"))

    assert client_of(member).get(f"{inbox}?{name}=%00").status_code == 400
    assert client.get(f"{answers}?{name}=%00").status_code == 400
    assert client.get(f"/api/v1/hearings/?{name}=%00").status_code == 400


def test_nul_in_a_name_is_refused(closed, chair, client_of):
    where = [closed.guideline.slug, closed.ref]
    named = {"theme_name": "a\x00b", "deed": "theme", "chosen": "1"}

    answer = client_of(chair).post(reverse("inbox_triage", args=where), named)

    assert answer.status_code == 400
