"""Figures in print: intervals, P values, and what a text does not say."""

import pytest

from publication.checks.arithmetic.printed import Printed, not_printed, printed_effect


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        # The seed paper, question 13.
        ("10% (95% CI: 9%-28%, P = .32)", Printed("9", "28", True, "10", ".32", "=")),
        ("improvement of 6%; 95% CI: 8%-19%, P = .42", Printed("8", "19", True, "6", ".42", "=")),
        ("0.80 (95% CI: 0.56-1.16, P = .24)", Printed("0.56", "1.16", False, "0.80", ".24", "=")),
        ("RR 1.2 (95% CI 1.0 to 1.4)", Printed("1.0", "1.4", False, "1.2")),
        ("MD 1.1, CI −0.3 to 2.5, P < 0.2", Printed("-0.3", "2.5", False, "1.1", "0.2", "<")),
        ("95% CI 2-3", Printed("2", "3", False)),
    ],
)
def test_effect_is_read_with_its_interval(text, printed):
    assert printed_effect(text) == printed


@pytest.mark.parametrize("text", ["", "74.7% vs 34.3%, P < .00001", "6%-11%", "P = .45"])
def test_without_an_interval_there_is_no_effect(text):
    assert printed_effect(text) is None


@pytest.mark.parametrize(
    ("stored", "text", "missing"),
    [
        ([0.747, 0.343, 0.00001], "74.7% vs 34.3%, P < .00001", []),
        ([0.80, 0.56, 1.16, 0.24], "0.80 (95% CI: 0.56-1.16, P = .24)", []),
        ([6, 11], "6%-11%", []),
        ([6, 12], "6%-11%", [12]),
        ([0.754], "75 %", []),
        ([0.756], "75 %", [0.756]),
        ([0.95], "RR 0.80 (95% CI 0.56-1.16)", [0.95]),
        # A lost minus sign is no other figure.
        ([-0.09], "9%-28%", []),
    ],
)
def test_stored_figures_are_looked_for_as_shares_and_percentages(stored, text, missing):
    assert not_printed(stored, text) == missing
