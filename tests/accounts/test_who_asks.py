"""Who asks: read by statements of our own, decided as Django and DRF decide."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from rest_framework.authtoken.models import Token

from accounts.models import User
from accounts.who_asks import AccountBackend, SessionStore, TokenInDatabase
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return factories.make_user()


def test_account_of_a_session_is_whole(person):
    found = AccountBackend().get_user(person.pk)

    plain = User.objects.get(pk=person.pk)
    names = [field.attname for field in User._meta.concrete_fields]
    assert [getattr(found, name) for name in names] == [getattr(plain, name) for name in names]
    assert found.get_deferred_fields() == set()


def test_session_is_read_as_it_was_written(person):
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    key = client.cookies[settings.SESSION_COOKIE_NAME].value

    assert dict(SessionStore(key).items()) == dict(client.session.items())
    assert client.get("/account/settings/").status_code == 200


def test_session_that_is_over_is_nobody_s(person):
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    store = SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
    assert (dict(store.items()), store.session_key) == ({}, None)
    assert client.get("/account/settings/").status_code == 302


def test_closed_account_has_neither_session_nor_token(person):
    token = Token.objects.create(user=person)
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    person.is_active = False
    person.save()

    assert AccountBackend().get_user(person.pk) is None
    assert client.get("/account/settings/").status_code == 302
    answer = client.get("/api/v1/guidelines/x/", headers={"Authorization": f"Token {token.key}"})
    assert answer.status_code == 401


def test_token_is_its_owner_s_and_no_other_is_known(person):
    factories.make_user()
    token = Token.objects.create(user=person)

    assert TokenInDatabase().authenticate_credentials(token.key) == (person, token)
    answer = Client().get("/api/v1/guidelines/x/", headers={"Authorization": "Token 0123"})
    assert answer.status_code == 401


def test_nobody_has_a_number_that_is_free():
    assert AccountBackend().get_user(0) is None
