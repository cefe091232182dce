"""Adding an authenticator app."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def just_signed_in(member):
    """A client whose person has signed in by mail code a moment ago, as adding a factor demands."""
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    client = Client()
    client.post("/account/login/code/", {"email": member.email})
    code = re.search(r"^([A-Z0-9-]{6,})$", mail.outbox[0].body, re.M).group(1)
    client.post("/account/login/code/confirm/", {"code": code})
    return client


def test_code_to_scan_stands_in_the_page_where_the_policy_lets_it_be_seen(just_signed_in):
    answer = just_signed_in.get("/account/2fa/totp/activate/")

    found = answer.content.decode()
    assert "<svg" in found.split('class="qr"')[1]
    assert "data:image" not in found
    assert "img-src 'self'" in answer.headers["Content-Security-Policy"]
