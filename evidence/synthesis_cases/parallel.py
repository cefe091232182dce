"""Many cases on every core: forked children each take a share, the order of the results stays."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
# Below this a fork costs more than it saves.
FEWEST_EACH = 200


def mapped(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """`work` of each item, in their order; shared out where there are many items and several cores.

    Results must be plain enough to travel. A share whose child fails is worked here instead.
    """
    shares = _shares(items)
    children = [_child(work, share) for share in shares[1:]]
    results = [work(item) for item in shares[0]]
    for share, child in zip(shares[1:], children, strict=True):
        found: list[Result] | None = _result_of(*child)
        results += [work(item) for item in share] if found is None else found
    return results


def _shares(items: Sequence[Item]) -> list[Sequence[Item]]:
    """The items in runs of about the same length, at most one for each core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    n = max(1, min(cores, len(items) // FEWEST_EACH)) if hasattr(os, "fork") else 1
    bounds = [len(items) * i // n for i in range(n + 1)]
    return [items[low:high] for low, high in pairwise(bounds)]


def _child(work: Callable[[Item], Result], share: Sequence[Item]) -> tuple[int, int]:
    """Fork a child that writes the results of its share into a pipe: its process and the pipe's end."""
    end, start = os.pipe()
    process = os.fork()
    if process:
        os.close(start)
        return process, end
    code = 1
    try:
        os.close(end)
        with os.fdopen(start, "wb") as pipe:
            pickle.dump([work(item) for item in share], pipe, pickle.HIGHEST_PROTOCOL)
        code = 0
    finally:
        # Nothing of the parent's is to be flushed or closed twice.
        os._exit(code)


def _result_of(process: int, end: int) -> list[Result] | None:
    """What a child wrote; None where it failed."""
    with os.fdopen(end, "rb") as pipe:
        content = pipe.read()
    _process, status = os.waitpid(process, 0)
    if status:
        return None
    found: list[Result] = pickle.loads(content)  # noqa: S301 - our own child wrote it, into our pipe
    return found
