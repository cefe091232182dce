"""Signing in by mail code, the way in for everybody who was invited."""

import re

import pytest
from django.core import mail
from django.test import Client

pytestmark = pytest.mark.django_db


def ask_for_a_code(client: Client, email: str):
    return client.post("/account/login/code/", {"email": email}, follow=True)


def code_in(message) -> str:
    """The code stands on a line of its own."""
    return re.search(r"^([A-Z0-9-]{6,})$", message.body, re.M).group(1)


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_code_from_the_mail_signs_in(member):
    client = Client()
    ask_for_a_code(client, member.email)
    assert signed_in_as(client) is None

    client.post("/account/login/code/confirm/", {"code": code_in(mail.outbox[0])})

    assert signed_in_as(client) == str(member.pk)


def test_code_goes_to_the_account_s_own_address_only(member, chair):
    ask_for_a_code(Client(), member.email)

    assert [message.to for message in mail.outbox] == [[member.email]]


def test_wrong_code_does_not_sign_in(member):
    client = Client()
    ask_for_a_code(client, member.email)
    right = code_in(mail.outbox[0])

    client.post("/account/login/code/confirm/", {"code": "A" * len(right)})

    assert signed_in_as(client) is None


def test_code_is_of_no_use_in_another_browser(member):
    ask_for_a_code(Client(), member.email)
    other = Client()

    other.post("/account/login/code/confirm/", {"code": code_in(mail.outbox[0])})

    assert signed_in_as(other) is None


def test_code_signs_in_once(member):
    client = Client()
    ask_for_a_code(client, member.email)
    code = code_in(mail.outbox[0])
    client.post("/account/login/code/confirm/", {"code": code})
    client.post("/account/logout/")

    client.post("/account/login/code/confirm/", {"code": code})

    assert signed_in_as(client) is None


def test_unknown_address_gets_no_mail_and_looks_the_same(member):
    known, unknown = Client(), Client()

    told_known = ask_for_a_code(known, member.email)
    told_unknown = ask_for_a_code(unknown, "nobody@example.org")

    assert [message.to for message in mail.outbox] == [[member.email]]
    assert told_unknown.redirect_chain == told_known.redirect_chain


def test_codes_are_not_handed_out_without_end(member):
    for _ in range(12):
        ask_for_a_code(Client(), member.email)

    assert len(mail.outbox) < 12
