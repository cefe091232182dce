import math

import pytest

from evidence.plots.wording import count, estimate, figure, p_value, rounded, tick


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.625, "0.63"),  # 10/16, half up as figure 2 of the seed paper prints it
        (1.005, "1.01"),
        (-0.3, "−0.30"),
        (-0.001, "0.00"),
        (123456.789, "123456.79"),
        (12_300_000.0, "1.2×10⁷"),
        (-4.44e38, "−4.4×10³⁸"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "–"),
    ],
)
def test_rounding_is_half_up_with_a_true_minus(value, text):
    assert rounded(value) == text


def test_estimate_is_written_with_its_interval():
    assert estimate(1.085, 0.643, 1.8453) == "1.09 [0.64, 1.85]"


@pytest.mark.parametrize(
    ("p", "text"), [(0.75, "= 0.75"), (0.0312, "= 0.03"), (0.0042, "= 0.004"), (1e-9, "< 0.001")]
)
def test_small_p_values_keep_a_figure_that_says_something(p, text):
    assert p_value(p) == text


def test_small_variance_keeps_two_digits():
    assert [figure(0.00345), figure(0.6), figure(0.0), figure(1234.5)] == [
        "0.0035",
        "0.60",
        "0.00",
        "1234.5",
    ]


def test_counts_are_whole_unless_they_are_not():
    assert [count(12.0), count(12.5), count(1_234_567.0)] == ["12", "12.5", "1234567"]


def test_ticks_have_the_digits_they_need():
    values = (0.05, 1.0, 200.0, -0.5, 0.0, 1e8, -1e8, 2e-9)

    assert [tick(value) for value in values] == [
        "0.05",
        "1",
        "200",
        "−0.5",
        "0",
        "10⁸",
        "−10⁸",
        "2×10⁻⁹",
    ]
