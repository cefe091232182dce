"""Why a comment waits for a look: the first reason that there is."""

import pytest

from hearing.intake.suspicion import LEAST_SECONDS, Manner, held_because

WELL = {"proven": True, "seconds": LEAST_SECONDS}


@pytest.mark.parametrize(
    ("manner", "reason"),
    [
        (WELL, ""),
        (WELL | {"seconds": None}, ""),
        (WELL | {"seconds": 2.9}, "too-fast"),
        # One tap of support: nothing was typed, and no time is asked.
        (WELL | {"seconds": 0.2, "typed": False}, ""),
        (WELL | {"typed": False, "proven": False}, "no-proof"),
        (WELL | {"typed": False, "within_budget": False}, "over-budget"),
        (WELL | {"proven": False}, "no-proof"),
        (WELL | {"proven": False, "left_address": True}, "unconfirmed"),
        (WELL | {"proven": False, "within_budget": False}, "over-budget"),
        (WELL | {"baited": True, "within_budget": False}, "bait"),
    ],
)
def test_comment_is_held_for_the_first_reason(manner, reason):
    assert held_because(Manner(**manner)) == reason
