"""What takes its time is fitted once, and fitted again where the cache does not help."""

import pytest
from django.core.cache import cache

from evidence.fit_cache import key_of, remembered


def test_same_inputs_are_found_once():
    found = []

    def find():
        found.append("looked")
        return len(found)

    assert [remembered("accuracy", {"tp": [1, 2]}, find) for _ in range(3)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("what", "inputs"), [("accuracy", {"tp": [1, 3]}), ("comparison", {"tp": [1, 2]})]
)
def test_other_inputs_and_other_analyses_are_found_apart(what, inputs):
    remembered("accuracy", {"tp": [1, 2]}, lambda: "before")

    assert remembered(what, inputs, lambda: "other") == "other"


def test_order_of_rows_belongs_to_the_inputs():
    assert key_of("accuracy", {"tp": [1, 2]}) != key_of("accuracy", {"tp": [2, 1]})


def test_what_was_found_comes_out_of_the_cache():
    cache.set(key_of("accuracy", {"tp": [1, 2]}), "kept before")

    assert remembered("accuracy", {"tp": [1, 2]}, lambda: "found now") == "kept before"


def test_without_a_cache_it_is_found_each_time(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    assert remembered("accuracy", {"tp": [1, 2]}, lambda: "found") == "found"


def test_cache_that_is_down_stops_nothing(settings):
    # Port 1 of this machine: nobody answers there.
    location = {"LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"} | location
    }

    assert remembered("accuracy", {"tp": [1, 2]}, lambda: "found") == "found"


def test_problem_of_finding_is_nobodys_but_the_callers():
    def fails():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        remembered("accuracy", {"tp": [1]}, fails)
