"""Codes and texts in templates."""

import pytest
from django.template import Context, Template
from django.utils import translation

from guideline.models import Guideline
from guideline.templatetags.words import lang, localized, words

TITLE = {"en": "Liver metastases", "ja": "肝転移"}


def word(code: str | None, **context) -> str:
    return Template("{% load words %}{% word code %}").render(Context({"code": code} | context))


@pytest.mark.parametrize(
    ("code", "shown"), [("very-low", "very low"), ("some-thing_new", "some thing new"), (None, "")]
)
def test_code_reads_as_words(code, shown):
    assert words(code) == shown


def test_guidelines_label_replaces_the_word():
    guideline = Guideline(labels={"strength": {"weak": "conditional"}})

    assert word("weak", guideline=guideline) == "conditional"
    assert word("strong", guideline=guideline) == "strong"


def test_frozen_labels_of_a_version_replace_the_word():
    assert word("weak", labels={"strength": {"weak": {"en": "conditional"}}}) == "conditional"


def test_page_about_no_guideline_shows_the_plain_word():
    assert word("weak") == "weak"


def test_text_is_shown_in_the_readers_language():
    with translation.override("ja"):
        assert localized(TITLE) == "肝転移"
    with translation.override("en"):
        assert localized(TITLE) == "Liver metastases"


def test_text_in_another_language_says_which():
    with translation.override("en"):
        assert lang({"ja": "肝転移"}) == ' lang="ja"'
        assert lang(TITLE) == ""
        assert lang("Plain text") == ""


def test_language_code_cannot_break_out_of_the_attribute():
    with translation.override("en"):
        assert lang({'"><b>': "Text"}) == ' lang="&quot;&gt;&lt;b&gt;"'
