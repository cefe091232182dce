"""The cache while Redis is down: people sign in, and guessing stays limited."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client


@pytest.fixture
def redis_is_down(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "config.cache.RedisOrMemoryCache",
            "LOCATION": "redis://127.0.0.1:9/0",  # the discard port: nothing listens there
        }
    }
    cache.clear()


def code_in(message) -> str:
    return re.search(r"^([A-Z0-9-]{6,})$", message.body, re.M).group(1)


@pytest.mark.django_db
def test_code_signs_in_while_redis_is_down(redis_is_down, member):
    client = Client()
    client.post("/account/login/code/", {"email": member.email}, follow=True)

    client.post("/account/login/code/confirm/", {"code": code_in(mail.outbox[0])})

    assert client.session.get("_auth_user_id") == str(member.pk)


@pytest.mark.django_db
def test_asking_for_codes_stays_limited_while_redis_is_down(redis_is_down, member):
    for _ in range(30):
        Client().post("/account/login/code/", {"email": member.email})

    assert 1 <= len(mail.outbox) < 30


def test_memory_takes_every_order_while_redis_is_down(redis_is_down):
    cache.set("a", 1)
    assert cache.add("a", 2) is False
    assert cache.incr("a") == 2
    assert cache.touch("a", 60) is True
    assert cache.has_key("a") is True
    assert cache.delete("a") is True
    cache.set_many({"b": 3, "c": 4})
    assert cache.get_many(["a", "b", "c"]) == {"b": 3, "c": 4}
    cache.delete_many(["b"])
    cache.clear()
    assert cache.get("c") is None


def test_installation_with_a_redis_uses_this_cache():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from config import settings; print(settings.CACHES['default']['BACKEND'])",
        ],
        cwd=settings.BASE_DIR,
        env=os.environ | {"REDIS_URL": "redis://127.0.0.1:9/0"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "config.cache.RedisOrMemoryCache\n"
