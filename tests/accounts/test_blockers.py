"""'May we?' has one answer."""

import pytest

from accounts.blockers import Blocked, Blocker, refuse_if


def test_refuse_if_nothing_stands_in_the_way_returns():
    assert refuse_if([]) is None


def test_refuse_if_raises_with_every_blocker():
    blockers = [Blocker("No statement.", "/draft/"), Blocker("A round is open.")]

    with pytest.raises(Blocked) as blocked:
        refuse_if(blockers)

    assert blocked.value.blockers == blockers
    assert str(blocked.value) == "No statement.; A round is open."
