"""What a load balancer asks."""

import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.django_db
def test_health_is_ok_while_the_database_answers(django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = Client().get(reverse("health"))

    assert (answer.content, answer.headers["Content-Type"]) == (b"ok\n", "text/plain")


@pytest.mark.django_db
def test_health_answers_plain_http_behind_the_proxy_that_checks_it(settings):
    settings.SECURE_SSL_REDIRECT = True

    assert Client().get(reverse("health")).content == b"ok\n"
