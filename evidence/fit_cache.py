"""What takes its time to fit, remembered by its inputs; a page is right without the memory, too."""

import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from django.core.cache import cache

from evidence.content_hash import content_hash

Found = TypeVar("Found")

SYNTHESIS = Path(__file__).parent / "synthesis"
# A key holds all that its value depends on, so nothing remembered is ever out of date.
SECONDS = 30 * 24 * 60 * 60


def remembered(what: str, inputs: Mapping[str, Any], find: Callable[[], Found]) -> Found:
    """What `find` gives, from the cache where these `inputs` were met before.

    `what` names the analysis; `inputs` are plain data. Nothing that a cache may do stops a page:
    one that is down or holds what cannot be read is passed over.
    """
    key = key_of(what, inputs)
    try:
        known = cache.get(key)
    except Exception:  # noqa: BLE001 - whatever fails here, the analysis can be done again
        return find()
    if known is None:
        known = find()
        _keep(key, known)
    return known


def key_of(what: str, inputs: Mapping[str, Any]) -> str:
    """The key in the cache: the analysis, the package that does it, the hash of the inputs."""
    return f"synthesis:{_package()}:{what}:{content_hash(inputs)}"


@lru_cache(maxsize=1)
def _package() -> str:
    """The version of the package, and the hash of its code: a fit may get new parts in no new version."""
    from evidence.synthesis.recipe import VERSION  # slow import: numpy

    digest = hashlib.sha256()
    for module in sorted(SYNTHESIS.glob("*.py")):
        digest.update(module.read_bytes())
    return f"{VERSION}:{digest.hexdigest()[:16]}"


def _keep(key: str, value: object) -> None:
    try:
        cache.set(key, value, SECONDS)
    except Exception:  # noqa: BLE001 - it will be found again
        return
