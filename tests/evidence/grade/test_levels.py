import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.grade.levels import LEVELS, highest, level_at, level_from, lowest, rung_of

levels = st.sampled_from(LEVELS)


def test_levels_run_from_high_to_very_low():
    assert LEVELS == ("high", "moderate", "low", "very-low")
    assert [rung_of(level) for level in LEVELS] == [3, 2, 1, 0]


@pytest.mark.parametrize(
    ("rung", "level"),
    [
        (-7, "very-low"),
        (-1, "very-low"),
        (0, "very-low"),
        (1, "low"),
        (2, "moderate"),
        (3, "high"),
        (4, "high"),
        (9, "high"),
    ],
)
def test_level_at_is_clamped_at_both_ends(rung, level):
    assert level_at(rung) == level


@given(st.lists(levels, min_size=1))
def test_lowest_and_highest_enclose_every_level(some):
    assert all(rung_of(lowest(some)) <= rung_of(level) <= rung_of(highest(some)) for level in some)
    assert {lowest(some), highest(some)} <= set(some)


@pytest.mark.parametrize("pick", [lowest, highest])
def test_lowest_and_highest_of_nothing_are_refused(pick):
    with pytest.raises(ValueError):
        pick([])


@pytest.mark.parametrize("word", ["very low", "High", "", "unknown"])
def test_level_from_refuses_other_words(word):
    with pytest.raises(ValueError, match="unknown level"):
        level_from(word)


@given(levels)
def test_level_from_returns_the_same_word(level):
    assert level_from(level) == level
