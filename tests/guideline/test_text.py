"""Text in languages: what is shown, and what a new wording leaves alone."""

import pytest

from guideline.text import localized, reworded


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        (None, "en", ""),
        ("Liver", "ja", "Liver"),
        ({"en": "Liver", "ja": "肝臓"}, "ja", "肝臓"),
        ({"en": "Liver", "ja": "肝臓"}, "en-gb", "Liver"),
        ({"de": "Leber"}, "ja", "Leber"),
        ({}, "en", ""),
    ],
)
def test_localized_takes_the_language_then_english_then_any(text, language, shown):
    assert localized(text, language) == shown


@pytest.mark.parametrize(
    ("text", "wording", "language", "stored"),
    [
        ("Liver", " The liver ", "en", "The liver"),
        ("Liver", "", "en", None),
        (None, "Liver", "en", "Liver"),
        (None, "", "en", None),
        ({"en": "Liver", "ja": "肝臓"}, "The liver", "en", {"en": "The liver", "ja": "肝臓"}),
        ({"en": "Liver", "ja": "肝臓"}, "", "en", {"ja": "肝臓"}),
        ({"en": "Liver"}, "", "en", None),
        # A reader of Japanese was shown the English: unchanged, it does not become Japanese.
        ({"en": "Liver"}, "Liver", "ja", {"en": "Liver"}),
        ({"en": "Liver"}, "肝臓", "ja", {"en": "Liver", "ja": "肝臓"}),
    ],
)
def test_reworded_changes_one_language_and_keeps_the_others(text, wording, language, stored):
    assert reworded(text, wording, language) == stored
