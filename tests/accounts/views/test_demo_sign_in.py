"""Taking a demo account is one click, in the demo and nowhere else."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_chair():
    return make_user("chair", email="chair@demo.invalid")


def taken(username: str) -> tuple[int, str | None]:
    client = Client()
    answer = client.post(reverse("demo_sign_in", args=[username]))
    return answer.status_code, client.session.get("_auth_user_id")


def test_demo_account_is_taken_with_one_click(demo_chair, settings):
    settings.DEMO = True

    assert taken("chair") == (302, str(demo_chair.pk))


def test_demo_account_is_nobody_s_on_a_real_site(demo_chair):
    assert taken("chair") == (404, None)


def test_real_account_is_nobody_s_in_the_demo(settings):
    settings.DEMO = True
    make_user("surgeon", email="surgeon@example.org")

    assert taken("surgeon") == (404, None)


def test_demo_account_that_was_closed_is_nobody_s(demo_chair, settings):
    settings.DEMO = True
    demo_chair.is_active = False
    demo_chair.save()

    assert taken("chair") == (404, None)
