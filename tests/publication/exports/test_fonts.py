"""Fonts of the machine: what a PDF lacks is said, not passed over."""

import pytest
from django.core.checks import run_checks

from publication.exports import fonts
from publication.exports.hearing_pdf import TEMPLATE
from publication.exports.pdf import set_by_typst

# No font has letters there.
LACKING, THERE = "\U0010fffc\U0010fffd", "ab"
PAPER = {"language": "en", "subject": [], "footer": "", "blocks": []}


@pytest.mark.parametrize(("letters", "can"), [(THERE, True), (LACKING, False)])
def test_letters_that_no_font_has_are_found_out(letters, can):
    assert fonts.can_write(letters) is can


@pytest.mark.parametrize(
    ("title", "letters", "warned"),
    [("日本", LACKING, True), ("日本", THERE, False), ("Livers", LACKING, False)],
)
def test_pdf_without_its_japanese_is_logged(monkeypatch, caplog, title, letters, warned):
    monkeypatch.setattr(fonts, "JAPANESE", letters)

    set_by_typst(TEMPLATE, PAPER | {"title": title})

    assert ("No font on this machine has Japanese letters" in caplog.text) is warned


@pytest.mark.parametrize(("letters", "warned"), [(LACKING, True), (THERE, False)])
def test_check_of_a_deployment_warns_of_a_machine_without_japanese(monkeypatch, letters, warned):
    monkeypatch.setattr(fonts, "JAPANESE", letters)

    found = run_checks(tags=["compatibility"], include_deployment_checks=True)

    assert ("publication.W001" in {each.id for each in found}) is warned
