"""A personal link from a mail: pressed once, in one browser, by the person it was mailed to."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.allowances import PER_ACCOUNT
from accounts.models import SignInLink
from accounts.sign_in_links import hash_of, new_link, revoke_links
from outbox.actions import relay

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=11)


@pytest.fixture
def link(member) -> str:
    """The path of a link that was mailed just now."""
    return path_of(new_link(member, about="livers", leads_to="/account/settings/"))


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def age(by: timedelta) -> None:
    """Let time pass over every link."""
    for each in SignInLink.objects.all():
        SignInLink.objects.filter(pk=each.pk).update(
            sent_at=each.sent_at - by, ends_at=each.ends_at - by
        )


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def press(client: Client, link: str):
    return client.post(f"{link}press/")


def test_reading_a_link_does_nothing_however_often(link, member):
    scanner = Client()
    before = SignInLink.objects.values().get()

    answers = [scanner.get(link), scanner.head(link), scanner.get(link)]

    assert [each.status_code for each in answers] == [200, 200, 200]
    assert signed_in_as(scanner) is None
    assert SignInLink.objects.values().get() == before
    assert "m•••@example.org" in answers[0].content.decode()
    assert member.email not in answers[0].content.decode()
    assert answers[0].headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in answers[0].headers["Cache-Control"]


def test_pressing_a_fresh_link_signs_in_with_a_new_session_and_leads_on(link, member):
    client = Client()
    client.get("/published/")
    client.session["planted"] = "x"
    client.session.save()
    before = client.session.session_key

    answer = press(client, link)

    assert answer.headers["Location"] == "/account/settings/"
    assert signed_in_as(client) == str(member.pk)
    assert client.session.session_key != before


def test_link_works_once_and_says_so_kindly_afterwards(link, member):
    first = Client()
    press(first, link)
    first.session.flush()

    again = press(first, link)
    other = press(Client(), link)

    assert (again.status_code, other.status_code) == (410, 410)
    assert "It was used before" in again.content.decode()
    assert "belongs to another browser" in other.content.decode()
    assert signed_in_as(first) is None


def test_older_link_needs_a_short_code_in_a_browser_that_nobody_knows(link, member):
    age(LATER)
    client, thief = Client(), Client()

    answer = press(client, link)

    assert answer.headers["Location"].startswith("/account/login/code/confirm/?next=")
    assert signed_in_as(client) is None
    assert press(thief, link).status_code == 410
    code = re.search(r"^([A-Z0-9-]{6,})$", mail.outbox[0].body, re.M).group(1)
    thief.post("/account/login/code/confirm/", {"code": code})
    assert signed_in_as(thief) is None
    done = client.post(answer.headers["Location"], {"code": code, "next": "/account/settings/"})
    assert signed_in_as(client) == str(member.pk)
    assert done.headers["Location"] == "/account/settings/"
    assert SignInLink.objects.get().used_at is not None


def test_older_link_is_one_press_in_a_browser_that_signed_in_before(link, member):
    client = Client()
    press(client, link)
    client.session.flush()
    second = path_of(new_link(member, about="livers", leads_to="/account/settings/"))
    age(LATER)

    press(client, second)

    assert signed_in_as(client) == str(member.pk)
    assert mail.outbox == []


def test_signing_out_makes_the_browser_unknown_again(link, member):
    client = Client()
    press(client, link)
    client.post("/account/logout/")
    second = path_of(new_link(member, about="livers", leads_to="/"))
    age(LATER)

    press(client, second)

    assert signed_in_as(client) is None


def test_ended_link_offers_a_fresh_one_to_the_same_address(link, member, monkeypatch):
    age(timedelta(days=61))
    client = Client()
    page = client.get(link).content.decode()
    assert "Its time is over." in page

    one_minute = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: one_minute)
    client.post(f"{link}again/")
    client.post(f"{link}again/")
    monkeypatch.undo()
    relay()

    assert [each.to for each in mail.outbox] == [[member.email]]
    fresh = path_of(re.search(r"^http.*$", mail.outbox[0].body, re.M).group())
    assert fresh != link
    press(client, fresh)
    assert signed_in_as(client) == str(member.pk)


def test_unknown_link_and_closed_account_get_the_same_answers(link, member):
    member.is_active = False
    member.save()
    answers = []

    for path in (link, "/sign-in/nobody/"):
        client = Client()
        shown = [client.get(path), press(client, path), client.post(f"{path}again/")]
        said = [re.sub(r"/sign-in/[^/]*/|value=.*?>", "", each.content.decode()) for each in shown]
        answers.append([(each.status_code, text) for each, text in zip(shown, said, strict=True)])
        assert signed_in_as(client) is None
    relay()

    assert answers[0] == answers[1]
    assert mail.outbox == []


@pytest.mark.parametrize("power", ["is_staff", "is_superuser"])
def test_link_never_lets_in_who_runs_the_site(link, member, power):
    setattr(member, power, True)
    member.save()
    client = Client()

    assert press(client, link).status_code == 410
    assert signed_in_as(client) is None
    assert "/sign-in/" not in new_link(member, about="livers", leads_to="/")


def test_links_taken_back_are_dead_and_bring_no_fresh_ones(link, member):
    revoke_links(member, about="livers")
    client = Client()

    assert press(client, link).status_code == 410
    client.post(f"{link}again/")
    relay()

    assert signed_in_as(client) is None
    assert mail.outbox == []


def test_link_of_one_person_signs_another_out(link, member, chair, client_of):
    client = client_of(chair)
    assert f"You are signed in here as {chair}." in client.get(link).content.decode()

    press(client, link)

    assert signed_in_as(client) == str(member.pk)


def test_link_of_whoever_is_signed_in_just_leads_on(link, member, client_of):
    answer = client_of(member).get(link)

    assert answer.headers["Location"] == "/account/settings/"
    assert SignInLink.objects.get().used_at is None


def test_second_factor_is_still_asked_for(link, member):
    from allauth.mfa.totp.internal.auth import TOTP  # the model's table comes with the app

    TOTP.activate(member, "JBSWY3DPEHPK3PXP")
    client = Client()

    answer = press(client, link)

    assert answer.headers["Location"].startswith("/account/2fa/authenticate/")
    assert signed_in_as(client) is None


def test_pressing_has_an_end_for_one_account_and_not_for_others(link, member, chair):
    age(LATER)
    other = path_of(new_link(chair, about="livers", leads_to="/"))
    client = Client()

    statuses = [press(client, link).status_code for _ in range(PER_ACCOUNT + 2)]

    assert statuses == [302] * PER_ACCOUNT + [429, 429]
    assert press(Client(), other).status_code == 302


def test_only_a_hash_of_the_token_is_kept(link):
    kept = str(list(SignInLink.objects.values()))

    token = link.split("/")[2]
    assert len(token) > 40
    assert (token in kept, hash_of(token) in kept) == (False, True)
