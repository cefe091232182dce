"""Many cases on every core: the same results in the same order, whatever happens to a child."""

import os

import pytest

from evidence.synthesis_cases import parallel
from evidence.synthesis_cases.parallel import FEWEST_EACH, mapped

MANY = list(range(2 * FEWEST_EACH + 1))


def doubled_with_process(item: int) -> tuple[int, int]:
    return 2 * item, os.getpid()


@pytest.fixture
def two_cores(monkeypatch):
    """The machine has two cores, whatever it has."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1}, raising=False)


def test_many_items_are_shared_out_and_keep_their_order(two_cores):
    found = mapped(doubled_with_process, MANY)

    assert [value for value, _process in found] == [2 * item for item in MANY]
    assert len({process for _value, process in found}) == 2
    assert found[0][1] == os.getpid()


@pytest.mark.parametrize("items", [[], [1], list(range(2 * FEWEST_EACH - 1))])
def test_few_items_stay_here(two_cores, items):
    found = mapped(doubled_with_process, items)

    assert [value for value, _process in found] == [2 * item for item in items]
    assert {process for _value, process in found} <= {os.getpid()}


def test_share_of_a_child_that_dies_is_worked_here(two_cores):
    here = os.getpid()

    def dies_elsewhere(item: int) -> int:
        if os.getpid() != here:
            os._exit(3)
        return 2 * item

    assert mapped(dies_elsewhere, MANY) == [2 * item for item in MANY]


def test_without_fork_everything_stays_here(two_cores, monkeypatch):
    monkeypatch.delattr(parallel.os, "fork")

    assert {process for _value, process in mapped(doubled_with_process, MANY)} == {os.getpid()}
