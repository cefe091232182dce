import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.plots.scales import MOST_TICKS, Scale, scale_for
from evidence.plots.text_width import text_width
from evidence.plots.wording import tick

RATIOS = st.floats(min_value=1e-4, max_value=1e4)


@pytest.mark.parametrize(
    ("scale", "width", "ticks"),
    [
        (Scale(0.1, 10, log=True), 300, (0.1, 0.2, 0.5, 1, 2, 5, 10)),
        (Scale(0.04, 30, log=True), 90, (0.1, 1, 10)),
        (Scale(1e-5, 1e5, log=True), 300, tuple(10.0**p for p in (-4, -2, 0, 2, 4))),
        (Scale(0.88, 1.15, log=True), 300, (0.9, 0.95, 1, 1.05, 1.1, 1.15)),
        (Scale(0, 1), 200, (0, 0.2, 0.4, 0.6, 0.8, 1)),
        (Scale(-0.05, 0.89), 200, (0, 0.2, 0.4, 0.6, 0.8)),
        (Scale(-3.2, 1.1), 200, (-3, -2, -1, 0, 1)),
    ],
)
def test_ticks_are_round_numbers_with_room_for_their_labels(scale, width, ticks):
    assert scale.ticks(width) == pytest.approx(ticks)


@given(RATIOS, RATIOS, st.floats(min_value=80, max_value=900))
def test_labels_of_ticks_never_touch(a, b, width):
    low, high = sorted((a, b))
    scale = Scale(low, high * 1.01, log=True)

    ticks = scale.ticks(width)
    places = scale.label_places(ticks, width)
    rooms = [text_width(tick(value), 11) for value in ticks]

    assert len(ticks) <= MOST_TICKS
    for i in range(len(ticks) - 1):
        assert places[i + 1] - places[i] > (rooms[i] + rooms[i + 1]) / 2


@given(st.lists(RATIOS, min_size=1, max_size=20), st.booleans())
def test_scale_holds_every_estimate_and_the_null(estimates, log):
    intervals = [(value / 3, value * 3) for value in estimates]

    scale = scale_for(estimates, intervals, null=1.0, log=log)

    assert scale.holds(1.0)
    assert all(scale.holds(value) for value in estimates)


def test_share_grows_with_the_value():
    scale = Scale(0.2, 8, log=True)
    values = [0.1, 0.2, 0.5, 1, 2, 8, 20]
    shares = [scale.share(value) for value in values]

    assert shares == sorted(shares)
    assert (scale.share(0.2), scale.share(8)) == (0, 1)


def test_interval_without_end_is_left_to_its_arrow():
    scale = scale_for([1.2, 0.9], [(0.8, 1.7), (0.0, math.inf)], null=1.0, log=True)

    assert scale.low > 0.3
    assert scale.high < 4


def test_nothing_but_the_null_still_has_an_axis():
    for log, null in ((True, 1.0), (False, 0.0)):
        scale = scale_for([], [], null=null, log=log)
        assert scale.low < null < scale.high
