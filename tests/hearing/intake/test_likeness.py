"""Which comments are of the same letter: properties, and letters in languages with and without spaces."""

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearing.intake import likeness as module
from hearing.intake.likeness import are_alike, bands, likeness

ENGLISH = (
    "We, patients and our families, ask the committee to withdraw the recommendation against the new "
    "treatment. It leaves people without a choice, it rests on three small trials, and nobody asked what "
    "matters to those who live with the disease. Please read our stories before you decide."
)
JAPANESE = (
    "私たち患者と家族は、新しい治療を推奨しないという案の撤回を求めます。選択肢を奪うものであり、"
    "根拠は小規模な三つの試験にすぎず、病とともに生きる人にとって何が大切かを誰にも尋ねていません。"
    "決定の前に私たちの声を読んでください。"
)


signature = partial(module.signature, secret="a secret")
text_hash = partial(module.text_hash, secret="a secret")


def test_without_the_secret_nobody_finds_a_text_by_trying():
    assert module.text_hash("Yes.", secret="another") != text_hash("Yes.")
    assert likeness(module.signature(ENGLISH, secret="another"), signature(ENGLISH)) == 0


@pytest.mark.parametrize("letter", [ENGLISH, JAPANESE])
def test_letter_with_another_greeting_and_name_is_the_same_letter(letter):
    mine, other = f"こんにちは。{letter}", f"{letter} A. N. Other, 東京"

    assert are_alike(signature(mine), signature(other))
    assert set(bands(signature(mine))) & set(bands(signature(other))) != set()


def test_texts_on_the_same_matter_in_other_words_are_not():
    other = (
        "The draft should say for which age the recommendation against the treatment holds; the trials "
        "included nobody over seventy, and the committee ought to name that gap."
    )

    assert not are_alike(signature(ENGLISH), signature(other))
    assert not are_alike(signature(ENGLISH), signature(JAPANESE))


def test_case_width_spaces_and_punctuation_make_no_difference():
    assert text_hash("ＡＢＣ１、 はい！") == text_hash("abc 1 はい")
    assert text_hash("e\u0301t\u00e9") == text_hash("éte\u0301")
    assert text_hash("Yes.") != text_hash("No.")
    assert text_hash("!!") != text_hash("??")


@given(st.text(), st.text())
def test_likeness_is_a_share_the_same_from_both_sides(one, other):
    first, second = signature(one), signature(other)

    assert len(first) == 256
    assert 0 <= likeness(first, second) <= 1
    assert likeness(first, second) == likeness(second, first)
    assert likeness(first, signature(one)) == 1
    assert bands(first) == bands(signature(one))


@given(st.text(min_size=1))
def test_the_same_words_have_the_same_hash_and_signature_however_they_are_spaced(text):
    spaced = "  ".join(text.split(" ")) + " "

    assert text_hash(text) == text_hash(spaced)
    assert signature(text) == signature(spaced)
