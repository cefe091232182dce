"""Blacking out passages."""

from hypothesis import given
from hypothesis import strategies as st

from hearing.publishing.redacting import blacked_out, covers, spans_of

MARK = "[redacted: a patient is named]"


def test_every_place_of_the_passage_is_blacked_out():
    text = "Dr X said no. Ask Dr X."

    assert blacked_out(text, [(spans_of(text, "Dr X"), MARK)]) == f"{MARK} said no. Ask {MARK}."


def test_empty_passage_is_the_whole_comment():
    assert blacked_out("All of it.", [(spans_of("All of it.", " "), MARK)]) == MARK
    assert covers("All of it.", spans_of("All of it.", ""))


def test_line_breaks_are_those_of_the_comment():
    assert spans_of("a\nb", "a\r\nb") == [(0, 3)]
    assert spans_of("a\r\nb", "a\nb") == [(0, 4)]
    assert spans_of("a\nb", "c") == []


def test_overlapping_passages_are_blacked_out_once():
    marks = [([(0, 5)], "[1]"), ([(3, 8)], "[2]"), ([(4, 5)], "[3]")]

    assert blacked_out("0123456789", marks) == "[1]89"


def test_passages_beside_each_other_keep_their_reasons():
    assert blacked_out("abcd", [([(0, 2)], "[1]"), ([(2, 4)], "[2]")]) == "[1][2]"
    assert blacked_out("abcd", [([(0, 2)], "[1]"), ([(2, 4)], "[1]")]) == "[1]"


def test_nothing_is_left_of_a_covered_text_but_white_space():
    assert covers("a b", [(0, 1), (2, 3)])
    assert not covers("a b", [(0, 1)])


@given(st.text("abc", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_no_character_within_a_span_is_shown_and_no_other_is_lost(text, pairs):
    spans = [(min(pair), min(max(pair), len(text))) for pair in pairs if min(pair) < len(text)]
    hidden = {place for start, end in spans for place in range(start, end)}

    shown = blacked_out(text, [(spans, "#")])

    assert shown.replace("#", "") == "".join(
        sign for place, sign in enumerate(text) if place not in hidden
    )
