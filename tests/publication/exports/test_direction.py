"""Word documents: a paragraph is read from the side at which its first letter is."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from publication.exports.minutes_word import minutes_word
from publication.exports.word import begins_from_the_right
from publication.minutes.blocks import Block, Minutes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نعم", True),
        ("(1) שלום, yes", True),
        ("Yes, نعم", False),
        ("日本 نعم", False),
        ("1.", False),
    ],
)
def test_first_letter_with_a_direction_decides(text, expected):
    assert begins_from_the_right(text) is expected


def test_arabic_answer_is_set_from_right_to_left_and_nothing_else():
    blocks = (
        Block("facts", rows=(("Comment", "Why?"), ("Answer", "نعم."))),
        Block("table", rows=(("عدد", "n", "%"), ("Yes", "1", "2"))),
    )
    made = minutes_word(Minutes(title="A", subject="B", footer="C", language="en", blocks=blocks))

    lines = Document(io.BytesIO(made)).element.body.iter(qn("w:p"))
    turned = [
        "".join(each.text or "" for each in line.iter(qn("w:t")))
        for line in lines
        if line.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    ]
    assert turned == ["نعم.", "عدد"]
