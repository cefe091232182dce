"""What comes in one moment is done in one go: whoever comes first does it for all who came meanwhile.

As a database commits the transactions of one moment with one write (group commit; DeWitt D et al, Implementation
techniques for main memory database systems, 1984). Nobody waits for company: who comes alone is served at once.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")
Result = TypeVar("Result")

# So many in one go at most: the others of it wait for the last.
MOST = 50


class _Asked:
    """One who asked: what for, what came of it, and the gate where they wait for somebody else to do it."""

    __slots__ = ("failed", "gate", "item", "leads", "result")

    def __init__(self, item: Any) -> None:
        self.item, self.result = item, None
        self.leads = self.failed = False
        self.gate = Lock()
        self.gate.acquire()


class AtOnce(Generic[Key, Item, Result]):
    """Does `do(key, items)`, which returns a result for each item, for all who ask for the same key at once."""

    def __init__(self, do: Callable[[Key, list[Item]], list[Result]]) -> None:
        self._do = do
        self._lock = Lock()
        # Those who wait, by key; a key stands here while somebody does it.
        self._waiting: dict[Key, list[_Asked]] = {}

    def __call__(self, key: Key, item: Item) -> Result:
        """The result for this item. What fails for several is done for each alone: nobody pays for another."""
        asked = _Asked(item)
        with self._lock:
            waiting = self._waiting.get(key)
            if waiting is None:
                self._waiting[key] = []
            else:
                waiting.append(asked)
        if waiting is not None:
            asked.gate.acquire()
        if waiting is None or asked.leads:
            self._lead(key, asked)
        if asked.failed:
            return self._do(key, [item])[0]
        return asked.result

    def _lead(self, key: Key, first: _Asked) -> None:
        with self._lock:
            waiting = self._waiting[key]
            batch = [first, *waiting[: MOST - 1]]
            del waiting[: MOST - 1]
        try:
            results = self._do(key, [each.item for each in batch])
            for each, result in zip(batch, results, strict=True):
                each.result = result
        except BaseException as error:
            for each in batch:
                each.failed = True
            if len(batch) == 1 or not isinstance(error, Exception):
                raise
        finally:
            self._hand_over(key)
            for each in batch[1:]:
                each.gate.release()

    def _hand_over(self, key: Key) -> None:
        """The next who waits does it for those who came since; the key is free where nobody waits."""
        with self._lock:
            waiting = self._waiting[key]
            if waiting:
                following = waiting.pop(0)
                following.leads = True
                following.gate.release()
            else:
                del self._waiting[key]
