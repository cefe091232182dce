"""Trying to sign in again and again: counted in the database, whatever the cache forgets.

The cache of these tests keeps nothing, as that of another worker or of a Redis that is down.
"""

import re
from functools import partial

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import allowances
from accounts.models import Allowance
from accounts.sign_in_limits import PER_ADDRESS
from accounts.sign_in_links import new_link
from tests import factories
from tests.voting.test_race import at_once

ASK, CONFIRM = "/account/login/code/", "/account/login/code/confirm/"


@pytest.fixture(autouse=True)
def nothing_cached(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def ask(email: str, client: Client | None = None, ip: str = "192.0.2.1", path: str = ASK):
    field = "email" if path == ASK else "login"
    return (client or Client()).post(path, {field: email}, REMOTE_ADDR=ip)


def code_of(message) -> str:
    return re.search(r"^([A-Z0-9-]{6,})$", message.body, re.M).group(1)


@pytest.mark.django_db
@pytest.mark.parametrize("path", [ASK, "/account/login/"])
def test_codes_for_one_address_come_six_times_from_one_network(member, path):
    answers = [ask(each, path=path) for each in [member.email, member.email.upper()] * 4]

    assert [each.status_code for each in answers] == [302] * 6 + [429] * 2
    assert len(mail.outbox) == 6
    assert ask(member.email, ip="192.0.2.200", path=path).status_code == 429  # the same network


@pytest.mark.django_db
def test_address_without_an_account_is_counted_the_same(db):
    assert [ask("nobody@example.org").status_code for _ in range(7)] == [302] * 6 + [429]


@pytest.mark.django_db
def test_stranger_locks_nobody_out_from_one_network(member):
    for _ in range(8):
        ask(member.email, ip="198.51.100.7")

    assert ask(member.email, ip="192.0.2.1").status_code == 302


@pytest.mark.django_db
def test_stranger_with_many_networks_leaves_the_link_and_the_known_browser(member):
    known = Client()
    ask(member.email, known)
    known.post(CONFIRM, {"code": code_of(mail.outbox[0])}, REMOTE_ADDR="192.0.2.1")
    known.cookies.pop("sessionid")
    for n in range(PER_ADDRESS + 2):
        ask(member.email, ip=f"198.51.{n}.7")
    link = new_link(member, about="livers", leads_to="/").removeprefix("http://localhost:8000")
    pressed = Client()

    press = pressed.post(f"{link}press/", REMOTE_ADDR="203.0.113.9")

    assert ask(member.email, ip="203.0.113.9").status_code == 429
    assert len(mail.outbox) == PER_ADDRESS
    assert (press.status_code, pressed.session["_auth_user_id"]) == (302, str(member.pk))
    assert ask(member.email, known, ip="203.0.113.9").status_code == 302


@pytest.mark.django_db
def test_guesses_at_codes_end_for_a_network(member, monkeypatch):
    monkeypatch.setattr("accounts.sign_in_limits.PER_ROOM", 5)
    answers = []
    for _ in range(2):
        client = Client()
        ask(member.email, client, ip="192.0.2.1")
        answers += [
            client.post(CONFIRM, {"code": "WRONG-1"}, REMOTE_ADDR="198.51.100.7").status_code
            for _guess in range(3)
        ]

    assert answers == [200, 200, 302, 200, 200, 429]


@pytest.mark.django_db
def test_codes_for_many_addresses_end_for_a_network_and_not_for_browsers_known_there(
    member, monkeypatch
):
    known = Client()
    ask(member.email, known)
    known.post(CONFIRM, {"code": code_of(mail.outbox[0])})
    known.cookies.pop("sessionid")
    monkeypatch.setattr("accounts.sign_in_limits.PER_ROOM", 3)

    answers = [ask(f"{n}@example.org").status_code for n in range(4)]

    assert answers == [302, 302, 429, 429]
    assert ask(member.email, known).status_code == 302


@pytest.mark.django_db
def test_second_factor_is_tried_six_times(member):
    TOTP.activate(member, "JBSWY3DPEHPK3PXP")
    client = Client()
    ask(member.email, client)
    client.post(CONFIRM, {"code": code_of(mail.outbox[0])})

    answers = [
        client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code for _ in range(7)
    ]

    assert answers == [200] * 6 + [429]
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_neither_network_nor_address_is_kept_and_old_rows_are_purged(member):
    factories.make_allowance(key="old", since=allowances.timezone.now() - 3 * allowances.WINDOW)

    ask(member.email)

    rows = list(Allowance.objects.values_list("key", flat=True))
    assert len(rows) == 3
    assert [key for key in rows if not re.fullmatch("[0-9a-f]{64}", key)] == []


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_counted_one_by_one():
    taken = at_once([partial(allowances.take, "code", "somebody", 6)] * 12)

    assert sorted(taken) == [False] * 6 + [True] * 6
