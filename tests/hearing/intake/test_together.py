"""What comes in one moment is done in one go, and nobody pays for another."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import pytest

from hearing.intake.together import MOST, AtOnce

PATIENCE = 10


class Slow:
    """Doubles numbers; the first go waits until it is let on."""

    def __init__(self, refused: int | None = None) -> None:
        self.goes: list[list[int]] = []
        self.refused = refused
        self.begun, self.let_on = Event(), Event()

    def __call__(self, _key: str, items: list[int]) -> list[int]:
        self.goes.append(list(items))
        if len(self.goes) == 1:
            self.begun.set()
            assert self.let_on.wait(PATIENCE)
        if self.refused in items:
            raise ValueError(f"{self.refused} is refused")
        return [2 * item for item in items]


def asked_meanwhile(do: Slow, others: list[int], first: int = 0) -> list:
    """Let `others` ask while the first is being done; what each got, the first one's at the front."""
    together = AtOnce(do)
    with ThreadPoolExecutor(len(others) + 1) as threads:
        came = [threads.submit(together, "key", first)]
        assert do.begun.wait(PATIENCE)
        for number, other in enumerate(others, start=1):
            came.append(threads.submit(together, "key", other))
            until(lambda number=number: len(together._waiting["key"]) == number)
        do.let_on.set()
        assert not wait(came, PATIENCE).not_done
    assert together._waiting == {}
    return came


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_who_comes_alone_is_served_at_once():
    goes = []
    together = AtOnce(lambda key, items: goes.append((key, items)) or [f"did {items[0]}"])

    assert [together("a", 1), together("a", 2)] == ["did 1", "did 2"]
    assert goes == [("a", [1]), ("a", [2])]


def test_who_come_meanwhile_share_the_next_go_and_each_gets_their_own():
    do = Slow()

    came = asked_meanwhile(do, [1, 2, 3])

    assert [each.result() for each in came] == [0, 2, 4, 6]
    assert do.goes == [[0], [1, 2, 3]]


def test_a_go_has_an_end_and_the_next_one_follows():
    do = Slow()
    others = list(range(1, MOST + 3))

    came = asked_meanwhile(do, others)

    assert [each.result() for each in came] == [2 * number for number in [0, *others]]
    assert [len(go) for go in do.goes] == [1, MOST, 2]


def test_what_fails_for_several_is_done_for_each_alone():
    do = Slow(refused=2)

    came = asked_meanwhile(do, [1, 2, 3])

    with pytest.raises(ValueError, match="2 is refused"):
        came[2].result()
    assert [came[at].result() for at in (0, 1, 3)] == [0, 2, 6]
    assert sorted(do.goes[2:]) == [[1], [2], [3]]


def test_who_is_refused_alone_leaves_nobody_waiting():
    do = Slow(refused=0)

    came = asked_meanwhile(do, [1, 2])

    with pytest.raises(ValueError, match="0 is refused"):
        came[0].result()
    assert [each.result() for each in came[1:]] == [2, 4]


def test_who_is_stopped_leaves_nobody_waiting():
    do = Slow()
    told = do.__call__

    def stopped_first(key, items):
        found = told(key, items)
        if items == [0]:
            raise SystemExit
        return found

    together = AtOnce(stopped_first)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(together, "key", 0)
        assert do.begun.wait(PATIENCE)
        second = threads.submit(together, "key", 1)
        until(lambda: len(together._waiting["key"]) == 1)
        do.let_on.set()
        assert second.result(PATIENCE) == 2
        assert isinstance(first.exception(PATIENCE), SystemExit)


def test_another_key_waits_for_nobody():
    do = Slow()
    together = AtOnce(do)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(together, "one", 1)
        assert do.begun.wait(PATIENCE)

        assert together("other", 5) == 10

        do.let_on.set()
        assert first.result(PATIENCE) == 2
