"""What differs between two wordings."""

from hypothesis import given
from hypothesis import strategies as st

from voting.drafts.differences import Piece, differences, text_differences
from voting.drafts.wording import same, wording_state


def shown(before, after):
    marks = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(marks[each.kind].format(each.text) for each in differences(before, after))


def test_a_word_that_changed_is_marked_and_no_more():
    assert shown("We suggest A in adults.", "We recommend A in adults.") == (
        "We [-suggest-][+recommend+] A in adults."
    )
    assert shown("Give A.", "Give A daily.") == "Give A[+ daily+]."
    assert shown("", "New.") == "[+New.+]"


def test_neighbouring_changes_read_as_one():
    assert shown("one old word here", "some new thing here") == (
        "[-one old word-][+some new thing+] here"
    )


def test_scripts_without_spaces_are_compared_character_by_character():
    assert shown("手術を提案する。", "手術を推奨する。") == "手術を[-提案-][+推奨+]する。"


@given(st.text(alphabet="ab 手\n.", max_size=40), st.text(alphabet="ab 手\n.", max_size=40))
def test_pieces_make_up_both_texts(before, after):
    pieces = differences(before, after)

    assert "".join(each.text for each in pieces if each.kind != "new") == before
    assert "".join(each.text for each in pieces if each.kind != "gone") == after


def test_long_texts_are_compared_by_the_line():
    before = "\n".join(f"line {n} of it" for n in range(1500))

    pieces = differences(before, before.replace("line 700 of", "line 700 in"))

    assert Piece("gone", "line 700 of it\n") in pieces
    assert Piece("new", "line 700 in it\n") in pieces


def test_languages_are_compared_apart_and_an_unnamed_one_with_the_only_other():
    found = text_differences({"en": "A.", "ja": "手"}, {"en": "A.", "ja": "足", "fr": "Un."})
    assert [each.language for each in found] == ["ja", "fr"]
    assert text_differences("A.", {"en": "A."}) == []
    assert [each.language for each in text_differences("A.", {"en": "B."})] == ["en"]


def test_wording_stands_is_corrected_or_changed():
    slip = ("We sugest A.", "We suggest A.")
    again = ("We suggest A.", "We suggest A in adults.")

    assert wording_state("We suggest A.", [], "We suggest A. ") == "as-voted"
    assert wording_state("We sugest A.", [slip], "We suggest A.") == "corrected"
    assert wording_state("We sugest A.", [slip, again], again[1]) == "corrected"
    assert wording_state("We sugest A.", [slip], "We recommend A.") == "changed"
    # One that does not begin with what was voted on corrects nothing of it.
    assert wording_state("We sugest A.", [again], again[1]) == "changed"


def test_texts_are_the_same_in_the_same_languages():
    assert same("A.", {"en": "A."})
    assert same({"en": "A.", "ja": ""}, "A.")
    assert same(None, "")
    assert not same({"en": "A.", "ja": "手"}, "A.")
