"""Who may see whose individual rating, as a table."""

import pytest

from evidence.raters.visibility import Given, Viewer, may_see

FIRST, SECOND = Given("m1"), Given("m2")
SETTLED = Given("m1", settled=True)


def rater(place: str) -> Viewer:
    return Viewer(place, reads=True, rates=True)


READER = Viewer("chair", reads=True)


@pytest.mark.parametrize(
    ("viewer", "rating", "beside", "sees"),
    [
        # One's own, at any time.
        (rater("m1"), FIRST, [FIRST], True),
        # The other's only once both are in.
        (rater("m2"), FIRST, [FIRST], False),
        (rater("m2"), FIRST, [FIRST, SECOND], True),
        # Somebody else who rates has not rated this.
        (rater("m3"), FIRST, [FIRST, SECOND], False),
        # Who only reads waits for the reconciliation.
        (READER, FIRST, [FIRST, SECOND], False),
        (READER, SETTLED, [SETTLED], True),
        (rater("m3"), SETTLED, [SETTLED], True),
        # Rated again after the reconciliation: blind again, to the other rater as well.
        (rater("m2"), FIRST, [FIRST, Given("m2", settled=True)], False),
        (rater("m2"), SETTLED, [SETTLED, SECOND], True),
        (READER, SECOND, [SETTLED, SECOND], False),
        # A place that rated and rates no more sees its own, not the other's.
        (Viewer("m2", reads=True), FIRST, [FIRST, SECOND], False),
        (Viewer("m2", reads=True), SECOND, [FIRST, SECOND], True),
        # Nobody outside the panel, whatever stands there.
        (Viewer(), SETTLED, [SETTLED], False),
        (Viewer(), FIRST, [FIRST, SECOND], False),
        (Viewer(place=None, reads=True, rates=True), FIRST, [FIRST, SECOND], False),
    ],
)
def test_who_sees_an_individual_rating(viewer, rating, beside, sees):
    assert may_see(viewer, rating, beside) is sees
