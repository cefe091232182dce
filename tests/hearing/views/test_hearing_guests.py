"""Inviting to a hearing."""

import re

from django.core import mail
from django.urls import reverse

from hearing.actions.comments import comment_on_draft
from hearing.models import Comment, Guest
from outbox.actions import relay


def invite(client, hearing, people: str, role: str = "reviewer"):
    address = reverse("hearing_guests", args=["livers", hearing.ref])
    return client.post(address, {"people": people, "role": role})


def test_invited_people_get_a_link_each_that_opens_the_form_for_them(
    opened, secretariat, client_of, client
):
    invite(client_of(secretariat), opened, "Ada; ada@example.org\nBo <bo@example.org>")
    relay()

    assert sorted(each.to[0] for each in mail.outbox) == ["ada@example.org", "bo@example.org"]
    said = next(each.body for each in mail.outbox if each.to == ["ada@example.org"])
    link = re.search(r"https?://[^/]+(/hearings/\S+)", said)[1]
    assert link.split("/")[-2] not in str(list(Guest.objects.values()))
    assert client.get(link).headers["Location"] == opened.get_absolute_url()
    form = client.get(reverse("comment_form", args=["livers", opened.ref])).content.decode()
    assert 'value="ada@example.org"' in form
    sent = {"part": "document", "body": "Fine.", "kind": "individual", "name": "Ada"}
    client.post(reverse("comment_make", args=["livers", opened.ref]), sent)
    assert Comment.objects.get().guest.name == "Ada"


def test_new_invitation_replaces_the_old_link(opened, secretariat, client_of, client):
    for _time in range(2):
        invite(client_of(secretariat), opened, "Ada; ada@example.org")
    relay()

    links = [re.search(r"https?://[^/]+(/hearings/\S+)", each.body)[1] for each in mail.outbox]
    assert len(links) == 1  # the first one's mail was not out yet, and stays in
    assert client.get(links[0]).status_code == 302


def test_address_in_other_letters_is_the_same_guest(opened, secretariat, client_of):
    for address in ("ada@example.org", "Ada@Example.ORG"):
        invite(client_of(secretariat), opened, f"Ada; {address}")

    assert [each.email for each in Guest.objects.all()] == ["Ada@Example.ORG"]


def test_who_is_invited_gets_a_new_link_where_no_more_people_may_be(
    opened, secretariat, client_of, monkeypatch
):
    monkeypatch.setattr("hearing.actions.guests.MOST_GUESTS", 1)
    invite(client_of(secretariat), opened, "Ada; ada@example.org")
    before = Guest.objects.get().token_hash

    invite(client_of(secretariat), opened, "Ada; ADA@example.org")
    refused = invite(client_of(secretariat), opened, "Bo; bo@example.org")

    assert Guest.objects.get().token_hash != before
    assert "at most 1 invited people" in refused.content.decode()


def test_wrong_lines_are_named_and_nobody_is_invited(opened, secretariat, client_of):
    lines = f"Ada; ada@example.org\nBo, no address\n{'x' * 201}; c@example.org\nDi, none"
    answer = invite(client_of(secretariat), opened, lines)

    summary = answer.content.decode().partition("error-summary")[2].partition("</ul>")[0]
    assert answer.status_code == 422
    assert "Line 2: no mail address." in summary
    assert "Line 3 is too long." in summary
    assert "Line 4: no mail address." in summary
    assert Guest.objects.count() == 0


def test_comment_of_a_guest_is_no_comment_of_anybody_else(opened, received):
    assert comment_on_draft(hearing=opened, part="document", body="x").comment.guest is None
