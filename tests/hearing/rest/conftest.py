"""What the committee's routes need: somebody who calls them."""

import pytest
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient


@pytest.fixture
def call(closed):
    """`call(member, "answers/1/approve/", {...})` on the closed hearing."""

    def called(user, path: str, body=None, method: str = "post"):
        client = APIClient()
        if user:
            token, _new = Token.objects.get_or_create(user=user)
            client.credentials(HTTP_AUTHORIZATION=f"Token {token.key}")
        address = f"/api/v1/hearings/{closed.guideline.slug}:{closed.ref}/{path}"
        return getattr(client, method)(address, body, format="json")

    return called
