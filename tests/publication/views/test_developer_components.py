"""The page of all components: certainty and strength carry words, never colour alone."""

from django.test import Client


def test_each_level_has_its_word_and_its_circles(member, client_of):
    found = client_of(member).get("/developer/components/").content.decode()

    for level, word, open_circles in (
        ("high", "high", 0),
        ("moderate", "moderate", 1),
        ("low", "low", 2),
        ("very-low", "very low", 3),
    ):
        shown = found.split(f'class="certainty certainty-{level}"')[1].split("</span>")[0]
        assert shown.rsplit("</svg>", 1)[1].strip() == word
        assert shown.count("<circle") == 4
        assert shown.count('class="open"') == open_circles


def test_each_direction_has_its_words(member, client_of):
    found = client_of(member).get("/developer/components/").content.decode()

    for words in ("strong, for", "weak, for", "weak, either option", "weak, against"):
        assert words in found


def test_disabled_button_names_what_is_missing(member, client_of):
    found = client_of(member).get("/developer/components/").content.decode()

    assert 'aria-describedby="blockers"' in found
    assert "Two critical outcomes are not rated." in found


def test_error_summary_links_to_the_field(member, client_of):
    found = client_of(member).get("/developer/components/").content.decode()

    assert '<a href="#id_name">Name: This field is required.</a>' in found


def test_visitor_is_sent_to_sign_in(db):
    assert Client().get("/developer/components/").status_code == 302
