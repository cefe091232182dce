"""Footnotes: one for each reason, in reading order."""

from evidence.profiles.footnotes import Footnotes
from evidence.profiles.table import Footnote


def test_same_reason_twice_is_one_footnote_and_order_is_that_of_reading():
    footnotes = Footnotes()

    numbers = [footnotes.number(text) for text in ("No blinding.", "", "Few.", "No  blinding. ")]

    assert numbers == [(1,), (), (2,), (1,)]
    assert footnotes.listed() == (Footnote(1, "No blinding."), Footnote(2, "Few."))
