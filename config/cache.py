"""The shared cache: Redis while it answers, the process's own memory while it does not."""

from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError


class RedisOrMemoryCache(RedisCache):
    """Redis' cache that goes on in memory while Redis is down.

    Nothing that has to hold lies in it: tries to sign in are counted in the database
    (`accounts/sign_in_limits.py`), and what allauth counts here besides each process then counts alone.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._spare = LocMemCache("while-redis-is-down", {**params, "OPTIONS": {}})

    def _ask(self, method: str, *args: Any, **options: Any) -> Any:
        try:
            return getattr(RedisCache, method)(self, *args, **options)
        except RedisError:
            return getattr(self._spare, method)(*args, **options)

    def add(self, *args: Any, **options: Any) -> Any:
        return self._ask("add", *args, **options)

    def get(self, *args: Any, **options: Any) -> Any:
        return self._ask("get", *args, **options)

    def set(self, *args: Any, **options: Any) -> Any:
        return self._ask("set", *args, **options)

    def touch(self, *args: Any, **options: Any) -> Any:
        return self._ask("touch", *args, **options)

    def delete(self, *args: Any, **options: Any) -> Any:
        return self._ask("delete", *args, **options)

    def has_key(self, *args: Any, **options: Any) -> Any:
        return self._ask("has_key", *args, **options)

    def incr(self, *args: Any, **options: Any) -> Any:
        return self._ask("incr", *args, **options)

    def get_many(self, *args: Any, **options: Any) -> Any:
        return self._ask("get_many", *args, **options)

    def set_many(self, *args: Any, **options: Any) -> Any:
        return self._ask("set_many", *args, **options)

    def delete_many(self, *args: Any, **options: Any) -> Any:
        return self._ask("delete_many", *args, **options)

    def clear(self) -> Any:
        return self._ask("clear")
